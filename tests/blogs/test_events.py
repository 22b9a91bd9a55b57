"""Shared learning events: who plans, sees and attends them, and what is taken home."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from blogs import queries, services
from blogs.models import Attendance, Event, EventHost, EventPost, EventTheme
from improvement_hub.core.errors import DomainError, StaleVersion
from tests.factories import CouncilFactory, PostFactory, RegionFactory, ThemeFactory
from tests.factories.events import plan

pytestmark = pytest.mark.django_db
AGENDA = [(time(10), "Welcome", "director, Ashby"), (time(11, 30), "Three case studies", "")]


@pytest.fixture
def event(cast):
    """Asha's council hosts it with another, for the sector."""
    return plan(by=cast.actor("asha"), hosts=[cast.host, cast.elsewhere], agenda=AGENDA, themes=[ThemeFactory()])


def refused(job):
    with pytest.raises(DomainError) as found:
        job()
    return found.value.sentence


def test_a_member_of_a_hosting_council_plans_and_a_lead_for_the_region(cast, event):
    assert (event.slug, event.region, event.hosts) == ("what-worked", cast.region, [cast.host, cast.elsewhere])
    assert [str(item) for item in event.agenda.all()] == ["10:00 Welcome", "11:30 Three case studies"]
    regional = plan(by=cast.actor("edie"), region=cast.region)
    assert (regional.slug, regional.hosts, regional.where) == ("what-worked-2", [], "Town hall")
    for who, terms in [("hana", {"hosts": [cast.elsewhere]}), ("asha", {"region": cast.region}),
                       ("gwen", {"hosts": [cast.host]}), ("robo", {"hosts": [cast.leading]}),
                       ("edie", {"region": cast.elsewhere.region}), ("nobody", {"hosts": [cast.host]})]:  # fmt: skip
        with pytest.raises(PermissionDenied):
            plan(by=cast.actor(who), **terms)
    assert Event.objects.count() == 2


def test_nobody_hands_an_event_to_those_who_do_not_host_it(cast, event):
    asha = cast.actor("asha")
    for others in ([cast.leading], [cast.elsewhere, cast.leading], []):
        with pytest.raises(PermissionDenied):
            services.change_event(event=event, hosts=others, by=asha)
    left = services.change_event(event=event, hosts=[cast.elsewhere], by=asha)
    assert (left.hosts, left.region) == ([cast.elsewhere], cast.elsewhere.region)


def test_the_same_event_sent_twice_is_stored_once(cast, event):
    asha = cast.actor("asha")
    assert plan(id=event.pk, by=asha, hosts=[cast.host]) == event
    assert "saved already" in refused(lambda: plan(id=event.pk, by=asha, hosts=[cast.host], title="Other"))
    with pytest.raises(PermissionDenied):
        plan(id=event.pk, by=cast.actor("ben"), hosts=[cast.leading])


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"hosts": []}, "Name the councils that host it, or the region."),
        ({"hours": -1}, "An event ends after it begins."),
        ({"place": ""}, "Say where it is, or that it can be joined from elsewhere."),
        ({"visibility": "team"}, "Value 'team' is not a valid choice."),
        ({"summary": "NHS number 943 476 5919."}, "This looks like an NHS number."),
    ],
)
def test_what_an_event_must_say(cast, facts, sentence):
    assert sentence in refused(lambda: plan(**{"by": cast.actor("asha"), "hosts": [cast.host]} | facts))


def test_the_invented_meet_among_themselves(cast):
    invented = CouncilFactory(demonstration=True, region=RegionFactory(demonstration=True))
    sentence = refused(lambda: plan(by=cast.actor("asha"), hosts=[cast.host, invented]))
    assert sentence == "Demonstration councils meet at demonstration events, and only there."
    row = Event(title="A", region=cast.region, demonstration=True, starts_at=timezone.now(), place="Here", slug="a")
    with pytest.raises(Exception, match="only of those"):
        row.clean()


def test_each_sees_what_is_for_them(cast):
    asha = cast.actor("asha")
    for visibility in ("region", "sector", "public"):
        plan(by=asha, hosts=[cast.host], title=visibility, visibility=visibility)
    shown = {who: set(queries.event_list(cast.actor(who)).values_list("title", flat=True))
             for who in ("asha", "ben", "edie", "femi", "dev", "nobody")}  # fmt: skip
    of_region, of_sector, of_all = {"region", "sector", "public"}, {"sector", "public"}, {"public"}
    assert shown == {
        "asha": of_region, "ben": of_region, "edie": of_region, "femi": of_sector, "dev": of_all, "nobody": of_all,
    }  # fmt: skip
    assert EventHost.objects.visible_to(cast.actor("femi")).count() == 2


def test_an_event_is_changed_by_its_hosts_and_the_regions_lead(cast, event):
    first = event.shared_at
    theme = ThemeFactory()
    changed = services.change_event(
        event=event, version=1, title="Other", hosts=[cast.leading, cast.host], agenda=AGENDA[:1], themes=[theme],
        visibility="public", by=cast.actor("asha"),
    )  # fmt: skip
    assert (changed.title, changed.hosts, changed.version) == ("Other", [cast.leading, cast.host], 2)
    assert ([item.what for item in changed.agenda.all()], list(changed.themes.all())) == (["Welcome"], [theme])
    assert changed.shared_at > first
    again = services.change_event(
        event=changed,
        hosts=changed.hosts,
        agenda=AGENDA[:1],
        themes=[theme],
        visibility="sector",
        by=cast.actor("edie"),
    )
    assert again.shared_at == changed.shared_at
    with pytest.raises(StaleVersion):
        services.change_event(event=event, version=1, by=cast.actor("edie"))
    with pytest.raises(PermissionDenied):
        services.change_event(event=event, by=cast.actor("femi"))


def test_what_was_shown_is_shown_to_those_who_may_see_it(cast, event):
    own = PostFactory(owner=cast.elsewhere, visibility="region", title="For one region")
    open_to_all, other = PostFactory(title="For all"), PostFactory(title="Not shown")
    femi, asha = cast.actor("femi"), cast.actor("asha")
    services.change_event(event=event, shown=[own, open_to_all, other], report=own, pack=[other], by=femi)
    services.change_event(event=event, shown=[open_to_all, open_to_all], by=asha)
    assert set(event.post_links.filter(part="shown").values_list("post__title", flat=True)) == {
        "For one region",
        "For all",
    }
    seen = {who: queries.event_detail(cast.actor(who)).get(pk=event.pk) for who in ("femi", "asha")}
    posts = {who: sorted(f"{link.part}: {link.post}" for link in one.seen_posts) for who, one in seen.items()}
    assert posts == {
        "femi": ["pack: Not shown", "shown: For all", "shown: For one region"],
        "asha": ["pack: Not shown", "shown: For all"],
    }
    assert [(one.seen_report and one.seen_report.title) for one in seen.values()] == ["For one region", None]
    kept = services.change_event(event=event, report=None, by=asha)
    assert kept.report == own
    assert services.change_event(event=event, report=None, by=femi).report is None


def test_an_event_is_held_once_it_began_and_cancelled_with_a_reason(cast, event):
    asha = cast.actor("asha")
    step = lambda name, **more: services.move_event(event=event, step=name, by=asha, **more)  # noqa: E731
    assert refused(lambda: step("hold")) == "The event has not begun yet."
    assert refused(lambda: step("cancel", reason=" ")).startswith("Say why it is cancelled")
    assert step("cancel", reason="Snow.").cancelled_reason == "Snow."
    assert refused(lambda: services.attend_event(event=event, council=cast.host, by=asha)) == "The event is cancelled."
    assert step("plan_again").cancelled_reason == ""
    begun = timezone.now() - timedelta(hours=1)
    services.change_event(event=event, starts_at=begun, ends_at=begun + timedelta(minutes=9), by=asha)
    assert step("hold").state == "held"
    with pytest.raises(PermissionDenied):
        services.move_event(event=event, step="plan_again", by=cast.actor("ben"))


def test_members_say_whether_their_council_attends(cast, event):
    ben = cast.actor("ben")
    services.attend_event(event=event, council=cast.leading, by=ben)
    assert (event.attending, str(event.attendances.get())) == ([cast.leading], "Benfield: What worked")
    again = refused(lambda: services.attend_event(event=event, council=cast.leading, by=ben))
    assert again == "This council attends already."
    for council, who in [(cast.host, "ben"), (cast.leading, "edie"), (cast.leading, "robo")]:
        with pytest.raises(PermissionDenied):
            services.attend_event(event=event, council=council, by=cast.actor(who))
    soon = timezone.localdate() + timedelta(14)
    assert [list(queries.events_to_attend(cast.actor(who), soon)) for who in ("ben", "carys")] == [[event], []]
    services.miss_event(event=event, council=cast.leading, by=ben)
    assert not Attendance.objects.exists()


def test_lists_join_events_to_themes_councils_and_what_is_new(cast, event):
    upper = ThemeFactory()
    below = event.themes.get()
    services.change_theme(theme=below, broader=upper, by=cast.actor("gwen"))
    ben = cast.actor("ben")
    assert list(queries.events_on(upper, ben)) == [event]
    assert list(queries.events_of([cast.host], ben)) == [event]
    assert list(queries.events_in(cast.region, ben)) == [event]
    assert list(queries.new_events(ben, event.shared_at - timedelta(1))) == [event]
    assert list(queries.new_events(ben, event.shared_at)) == []
    services.merge_theme(theme=below, into=upper, by=cast.actor("gwen"))
    event.refresh_from_db()
    assert (list(event.themes.all()), event.version) == ([upper], 2)


BROKEN = {
    "an_event_ends_after_it_begins": {"ends_at": datetime(2020, 1, 1, tzinfo=UTC)},
    "an_event_is_somewhere": {"place": ""},
    "a_cancelled_event_says_why_and_no_other_does": {"state": "cancelled"},
    "an_event_is_for_a_region_or_wider": {"visibility": "team"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_an_event_that_must_not_be(event, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**BROKEN[name])


def test_the_database_refuses_doubles_at_an_event(cast, event):
    post = PostFactory()
    EventPost(event=event, post=post, part="pack").save()
    rows = {
        "a_host_of_an_event_once": EventHost(event=event, council=cast.host, position=9),
        "a_theme_of_an_event_once": EventTheme(event=event, theme=event.themes.get()),
        "one_item_of_an_agenda_per_position": type(event.agenda.first())(
            event=event, position=1, begins=time(9), what="A"
        ),
        "a_post_of_an_event_once": EventPost(event=event, post=post, part="pack"),
        "a_post_of_an_event_was_shown_or_taken_home": EventPost(event=event, post=post, part="other"),
        "a_council_attends_an_event_once": Attendance(event=event, council=cast.host, said_by=cast.asha),
    }
    Attendance(event=event, council=cast.host, said_by=cast.asha).save()
    for name, row in rows.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save()
    assert str(EventTheme.objects.get()) == f"{event.themes.get()}: What worked"
    assert str(EventPost.objects.get()) == f"{post}: What worked"


def test_a_calendar_program_takes_it(client, cast):
    event = plan(by=cast.actor("asha"), hosts=[cast.host], visibility="public", remote=True)
    answer = client.get(f"/events/{event.slug}/calendar.ics")
    [entry] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (answer["Content-Type"], str(entry["location"]), str(entry["status"])) == (
        "text/calendar; charset=utf-8", "Town hall, remote", "CONFIRMED",
    )  # fmt: skip
    assert (entry["dtstart"].dt, str(entry["summary"])) == (event.starts_at.replace(microsecond=0), "What worked")
