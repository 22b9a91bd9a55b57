"""Who may open a site, move it, and write and publish its journey. Subjects are a site or one of its entries."""

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
