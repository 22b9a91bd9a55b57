"""Who may open a site, move it, write and publish its journey, and visit it.

Subjects are a site, one of its entries or open days, a visit, a booking, an approach or
its use.
"""

import rules

from improvement_hub.core.rules import is_administrator, is_operator, is_person
from improvement_hub.core.writing.states import IN_WRITING


def site_of(subject):
    return getattr(subject, "site", subject)


@rules.predicate
def directs_a_council(actor, target=None):
    return bool(actor.directs)


@rules.predicate
def runs_the_lead(actor, subject):
    """Director or improvement officer of the council that leads the site."""
    return site_of(subject).lead_id in actor.manages


@rules.predicate
def belongs_to_the_site(actor, subject):
    """In any role at its lead council or a partner."""
    return not actor.council_ids.isdisjoint(site_of(subject).council_ids)


@rules.predicate
def edits_for_the_lead(actor, subject):
    """Editor or director of the council that leads the site."""
    return site_of(subject).lead_id in actor.edits | actor.directs


@rules.predicate
def was_recorded(actor, site):
    """From public facts, by no council that leads it."""
    return site.recorded


@rules.predicate
def is_in_its_writers_hands(actor, entry):
    return entry.state in IN_WRITING


@rules.predicate
def may_visit(actor, target=None):
    """Director or improvement officer of a council, or of a partner agency."""
    return bool(actor.manages) or actor.of_agency


@rules.predicate
def runs_the_host(actor, visit):
    return visit.host_id in actor.manages


@rules.predicate
def runs_the_visitor(actor, visit):
    """Director or improvement officer of the council that visits, or of the agency."""
    council = visit.visitor.council_id
    return council in actor.manages if council else actor.of_agency and actor.organisation_id == visit.visitor_id


@rules.predicate
def belongs_somewhere(actor, target=None):
    """To a council, in any role, or to a partner agency."""
    return bool(actor.council_ids) or actor.of_agency


@rules.predicate
def booked_it(actor, booking):
    """And still belongs to the council or agency it was booked for, or runs that council."""
    council = booking.visitor.council_id
    if council in actor.manages:
        return True
    belongs = council in actor.council_ids if council else actor.organisation_id == booking.visitor_id
    return belongs and booking.booked_by_id == actor.pk


@rules.predicate
def is_clock(actor, target=None):
    return actor.kind == "clock"


@rules.predicate
def belongs_to_a_council(actor, target=None):
    return bool(actor.council_ids)


@rules.predicate
def belongs_where_it_began(actor, approach):
    return approach.origin_council_id in actor.council_ids


@rules.predicate
def speaks_for_the_council(actor, use):
    return use.council_id in actor.council_ids


maintains = is_administrator | is_operator
decides_on_entry = is_person & edits_for_the_lead

rules.add_perm("demonstrators.define_programme", maintains)
rules.add_perm("demonstrators.record_site", maintains)
rules.add_perm("demonstrators.open_site", maintains | (is_person & directs_a_council))
rules.add_perm("demonstrators.change_site", (is_person & runs_the_lead) | (maintains & was_recorded))
rules.add_perm("demonstrators.write_entry", is_person & belongs_to_the_site)
rules.add_perm("demonstrators.submit_entry", is_person & belongs_to_the_site)
rules.add_perm(
    "demonstrators.change_entry", (is_person & belongs_to_the_site & is_in_its_writers_hands) | decides_on_entry
)
rules.add_perm("demonstrators.publish_entry", decides_on_entry)

rules.add_perm("demonstrators.ask_for_visit", is_person & may_visit)
rules.add_perm("demonstrators.answer_visit", is_person & runs_the_host)
rules.add_perm("demonstrators.withdraw_visit", is_person & runs_the_visitor)
rules.add_perm("demonstrators.run_visit", is_person & (runs_the_host | runs_the_visitor))
rules.add_perm("demonstrators.give_feedback", is_person & runs_the_visitor)
rules.add_perm("demonstrators.run_open_day", is_person & runs_the_lead)
rules.add_perm("demonstrators.book_places", is_person & belongs_somewhere & ~belongs_to_the_site)
rules.add_perm("demonstrators.hold_booking", is_person & booked_it)
rules.add_perm("demonstrators.move_up", is_clock)
rules.add_perm("demonstrators.record_approach", maintains)
rules.add_perm("demonstrators.define_approach", maintains | (is_person & belongs_to_a_council))
rules.add_perm("demonstrators.change_approach", maintains | (is_person & belongs_where_it_began))
rules.add_perm("demonstrators.say_we_use", maintains | (is_person & belongs_to_a_council))
rules.add_perm("demonstrators.change_use", (is_person & speaks_for_the_council) | (maintains & was_recorded))
