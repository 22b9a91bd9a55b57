"""What must always hold, each with a row that breaks it."""

from datetime import date, time

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from demonstrators.models import (
    ApproachUse,
    Attendees,
    Booking,
    JourneyEntry,
    Site,
    SitePartner,
    StageChange,
    VisitFeedback,
)
from tests.factories import (
    ApproachFactory,
    BookingFactory,
    CouncilFactory,
    EntryFactory,
    OpenDayFactory,
    PersonFactory,
    ProgrammeFactory,
    SiteFactory,
    StrandFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def partner_of_its_own():
    site = SiteFactory()
    SitePartner.objects.create(site=site, council=site.lead)


def partner_twice():
    site, council = SiteFactory(), CouncilFactory()
    for _ in range(2):
        SitePartner.objects.create(site=site, council=council)


def named_twice():
    SiteFactory(programme=SiteFactory(name="Pods", slug="a").programme, name="PODS", slug="b")


def entry(**terms):
    return lambda: JourneyEntry.objects.filter(pk=EntryFactory().pk).update(**terms)


def visit(**terms):
    return lambda: VisitFactory(**terms)


def accepted(**terms):
    return VisitFactory(
        state="accepted", decided_by=PersonFactory(), decided_at=NOW, takes_place_on=NOW.date(), **terms
    )


def public_feedback():
    held = accepted(place="Town hall")
    type(held).objects.filter(pk=held.pk).update(state="held")
    VisitFeedback.objects.create(visit=held, author=PersonFactory(), useful="All.", readers="public")


def open_day(**terms):
    return lambda: OpenDayFactory(**terms)


def booking(**terms):
    return BookingFactory(**terms)


def use(approach=None, **terms):
    approach = approach or ApproachFactory()
    return ApproachUse.objects.create(approach=approach, council=approach.origin_council, **terms)


READ_ONLY = {  # what the database says of them names the table alone
    "Cannot update rows from demonstrators_site table": "a_site_keeps_its_lead",
    "Cannot update rows from demonstrators_booking table": "a_booking_stays_with_its_open_day",
}
BROKEN = {
    "a_programme_is_named_once": lambda: [ProgrammeFactory(name=name, slug=name) for name in ("a", "A")],
    "a_strand_of_a_programme_is_named_once": lambda: StrandFactory(
        programme=StrandFactory(name="a", slug="b").programme, name="A", slug="c"
    ),
    "a_site_of_a_programme_is_named_once": named_twice,
    "a_site_was_announced_with_its_lead_at_least": lambda: SiteFactory(councils_stated=0),
    "a_strand_is_of_the_sites_programme": lambda: SiteFactory(strand=StrandFactory()),
    "a_site_keeps_its_lead": lambda: Site.objects.filter(pk=SiteFactory().pk).update(lead=CouncilFactory()),
    "a_lead_is_no_partner": partner_of_its_own,
    "a_partner_of_a_site_once": partner_twice,
    "a_change_of_stage_names_a_stage": lambda: StageChange.objects.create(site=SiteFactory(), stage=""),
    "an_entry_says_something": entry(did="", found_hard=""),
    "a_published_entry_says_what_was_hard_and_when_it_was_released": entry(state="published"),
    "an_entry_is_returned_with_a_reason": entry(state="returned"),
    "an_entry_is_shared_with_a_region_or_wider": entry(visibility="team"),
    "a_visit_is_wished_for_between_two_days": visit(wished_until=date(2020, 1, 1)),
    "a_visit_is_of_one_person_at_least": visit(people=0),
    "an_answered_visit_says_by_whom_and_when": visit(state="withdrawn"),
    "an_accepted_visit_has_a_day_and_a_place": accepted,
    "a_visit_ends_with_a_reason": visit(ended_reason="Inspection."),
    "a_visit_ends_after_it_begins": visit(starts_at=time(10), ends_at=time(9)),
    "a_visited_site_is_led_by_its_host": lambda: VisitFactory(site=SiteFactory()),
    "attendees_are_one_at_least": lambda: Attendees.objects.create(visit=VisitFactory(), role="heads", number=0),
    "feedback_is_of_a_visit_that_was_held": lambda: VisitFeedback.objects.create(
        visit=VisitFactory(), author=PersonFactory(), useful="All."
    ),
    "an_open_day_is_never_overbooked": open_day(places=5, taken=6),
    "an_open_day_has_a_place_to_give": open_day(places=0),
    "booking_closes_by_the_open_day": open_day(closes_on=date(2999, 1, 1)),
    "an_open_day_is_somewhere": open_day(place=""),
    "an_open_day_ends_after_it_begins": open_day(ends_at=time(9)),
    "an_open_day_is_cancelled_with_a_reason": open_day(state="cancelled"),
    "a_person_books_an_open_day_once": lambda: [
        booking(open_day=one, booked_by=who) for one, who in [(OpenDayFactory(), PersonFactory())] * 2
    ],
    "a_booking_is_for_one_person_at_least": lambda: booking(people=0),
    "those_who_have_a_place_attend": lambda: booking(state="waiting", attended=1),
    "a_booking_stays_with_its_open_day": lambda: Booking.objects.filter(pk=booking().pk).update(
        open_day=OpenDayFactory()
    ),
    "an_approach_is_named_once": lambda: [ApproachFactory(name=name, slug=name) for name in ("a", "A")],
    "an_approach_began_somewhere": lambda: ApproachFactory(origin_council=None),
    "a_council_speaks_once_of_an_approach": lambda: [use(approach=one) for one in [ApproachFactory()] * 2],
    "what_is_recorded_has_a_public_source": lambda: use(recorded=True),
    "a_result_has_its_measure_and_source": lambda: use(result="9", measure="Visits"),
    "a_percentage_has_its_n": lambda: use(baseline="9 %"),
    "who_has_stopped_says_since_when_if_at_all": lambda: use(stopped_in=2024),
    "feedback_is_for_the_site_or_the_sector": public_feedback,
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(name):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        BROKEN[name]()
    cause = refused.value.__cause__
    by_trigger = next((trigger for table, trigger in READ_ONLY.items() if table in str(cause)), None)
    assert (cause.diag.constraint_name or by_trigger) == name


def test_a_published_entry_without_its_hard_part_is_refused_too():
    published = EntryFactory(to="published")
    for terms in ({"found_hard": ""}, {"did": ""}, {"shared_at": None}, {"returned_reason": "A"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            JourneyEntry.objects.filter(pk=published.pk).update(**terms)


def test_the_database_adds_up_the_places_and_refuses_one_too_many():
    day = OpenDayFactory(places=5)

    def taken():
        day.refresh_from_db()
        return day.taken

    first, waiting = BookingFactory(open_day=day, people=3), BookingFactory(open_day=day, people=3, state="waiting")
    assert taken() == 3
    with pytest.raises(DatabaseError, match="an_open_day_is_never_overbooked"), transaction.atomic():
        Booking.objects.filter(pk=waiting.pk).update(state="booked")
    Booking.objects.filter(pk=first.pk).update(people=1)
    Booking.objects.filter(pk=waiting.pk).update(state="booked")
    assert taken() == 4
    first.delete()
    assert taken() == 3


def test_every_constraint_and_trigger_of_ours_has_a_row_that_breaks_it():
    ours = {
        constraint.name
        for model in apps.get_app_config("demonstrators").get_models()
        for constraint in (*model._meta.constraints, *getattr(model._meta, "triggers", ()))
    }
    automatic = {"insert_insert", "update_update", "delete_delete", "append_only", "a_booking_takes_its_places"}
    assert ours - automatic == set(BROKEN)


def test_every_change_is_in_the_audit_trail():
    site = SiteFactory(partners=[CouncilFactory()])
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from demonstrators_siteevent where pgh_obj_id = %s", [site.pk])
        assert cursor.fetchone() == (1,)
