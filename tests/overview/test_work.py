"""Your work: what is due, what waits, what is new since the last visit, and a region's exceptions."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from blogs.services import move_post, write_post
from demonstrators.services import move_stage
from improvement_hub.core.actor import NOBODY
from improvement_hub.overview import queries, services
from improvement_hub.overview.models import LastVisit
from peer_review import services as services_of_reviews
from tests.factories import (
    EntryFactory,
    InvitationFactory,
    KeptWordsFactory,
    PostFactory,
    SiteFactory,
    ThemeFactory,
)
from tests.peer_review import scenes

pytestmark = pytest.mark.at_another_time
LONDON = ZoneInfo("Europe/London")
VISIT = scenes.VISIT


@pytest.fixture(autouse=True)
def on():
    """Noon of a day of the visit: 0 is its day, -3 three days before. People join forty days before."""
    with time_machine.travel(noon(-40), tick=False) as clock:
        yield lambda days: clock.move_to(noon(days), tick=False)


def noon(days):
    return datetime(VISIT.year, VISIT.month, VISIT.day, 12, tzinfo=LONDON) + timedelta(days=days)


def work(sign_in, person):
    return sign_in(person).get(reverse("work")).context


def words(lines):
    return [(line.words, line.days) for line in lines]


def test_due_is_the_visit_to_start_for_who_leads_it_and_the_day_for_the_others(cast, on, sign_in):
    scenes.prepared(cast)
    on(-3)
    assert words(work(sign_in, cast.ben)["due"]) == [("Start the visit", 3)]
    assert words(work(sign_in, cast.dev)["due"]) == [("The visit begins", 3)]
    on(2)
    assert words(work(sign_in, cast.ben)["due"]) == [("Start the visit", -2)]
    assert words(work(sign_in, cast.dev)["due"]) == []
    on(-30)
    assert words(work(sign_in, cast.ben)["due"]) == []


def test_on_site_the_planned_activities_are_due_and_then_the_end_of_the_visit(scene, on, sign_in):
    on(0)
    assert words(work(sign_in, scene.cast.dev)["due"]) == [("2 planned activities", 0)]
    assert words(work(sign_in, scene.cast.asha)["due"]) == []
    on(2)
    assert words(work(sign_in, scene.cast.ben)["due"]) == [("Finish the visit", -2), ("2 planned activities", -2)]


def test_a_hold_waits_for_the_review_lead_alone(scene, sign_in):
    statement = scene.hypothesis()
    scene.step(statement, "hold", "carys", reason="Too early.")
    (line,) = work(sign_in, scene.cast.ben)["waiting"]
    assert (line.words, line.about) == ("Carys holds: Help comes quickly.", "Front door, Ashby. Too early.")
    assert work(sign_in, scene.cast.carys)["waiting"] == []


def test_a_team_an_invitation_and_a_draft_wait_for_whom_they_concern(cast, sign_in):
    scenes.opened(cast, team=False)
    InvitationFactory(email="ASHA@example.org", council=cast.leading)
    post = PostFactory(owner=cast.host, title="What we learned", published=False)
    move_post(post=post, step="submit", by=cast.actor("hana"))
    EntryFactory(site=SiteFactory(name="Pods", lead=cast.host), to="submitted", happened_on=noon(-50).date())
    waiting = work(sign_in, cast.asha)["waiting"]
    assert [line.words for line in waiting] == [
        "Agree scope and key lines of enquiry",
        "Put the visiting team together",
        "You are invited: improvement officer, Benfield",
        "To publish or return: What we learned",
        "To publish or return: Pods, 13 January 2026",
    ]
    assert work(sign_in, cast.femi)["waiting"] == []


def test_returned_texts_and_unsaved_words_wait_for_their_writer_alone(cast, sign_in):
    post = write_post(title="What we learned", body="A text.", owner=cast.host, by=cast.actor("hana"))
    post = move_post(post=post, step="submit", by=cast.actor("hana"))
    move_post(post=post, step="return", reason="Which team?", by=cast.actor("asha"))
    kept = KeptWordsFactory(author=cast.hana)
    waiting = work(sign_in, cast.hana)["waiting"]
    assert [(line.words, line.address) for line in waiting] == [
        ("Returned: What we learned", post.get_absolute_url()),
        (f"Not saved yet: {kept}", kept.back),
    ]
    assert waiting[0].about == "Which team?"
    assert work(sign_in, cast.asha)["waiting"] == []


def test_what_is_new_counts_from_the_last_visit_and_moves_on_with_the_next(scene, on, sign_in):
    on(0)
    assert work(sign_in, scene.cast.ben)["since"] is None
    on(1)
    scene.log(by="dev")
    scene.log(by="ben")
    new = [("1 new piece of evidence", None)]
    assert words(work(sign_in, scene.cast.ben)["news"]) == new
    assert words(work(sign_in, scene.cast.ben)["news"]) == new, "a second look in one visit shows the same"
    on(2)
    page = work(sign_in, scene.cast.ben)
    assert (words(page["news"]), page["since"].date()) == ([], VISIT + timedelta(days=1))


def test_news_are_statements_feedback_shared_findings_and_posts_that_one_may_read(scene, on, sign_in):
    cast = scene.cast
    on(0)
    for person in (cast.carys, cast.asha, cast.femi):
        work(sign_in, person)
    on(1)
    finding = scene.report()
    type(finding).objects.filter(pk=finding.pk).update(visibility="sector")
    PostFactory(title="For the sector", visibility="sector")
    PostFactory(title="For Northmoor", visibility="region", owner=cast.leading)
    PostFactory(title="Invented", demonstration=True)
    told = {
        name: [line.words for line in work(sign_in, cast.person(name))["news"]] for name in ("carys", "asha", "femi")
    }
    posts = ["For Northmoor", "For the sector"]
    assert {name: sorted(lines) for name, lines in told.items()} == {
        "carys": sorted(["3 new pieces of evidence", "1 new statement", "Feedback was given", *posts]),
        "asha": sorted(["Feedback was given", *posts]),
        "femi": ["Finding: Help comes quickly.", "For the sector"],
    }


def test_reviews_are_cards_with_their_next_step_open_ones_first(scene, sign_in):
    cast = scene.cast
    scene.report()
    later = scenes.opened(cast, title="Later", starts_on=None, ends_on=None, theme=ThemeFactory())
    reported, opened = scenes.on_site(cast, title="Now", theme=ThemeFactory()), later

    def cards():
        rows = work(sign_in, cast.ben)["reviews"]
        return [(row.title, row.next_step, row.progress) for row in rows]

    assert cards() == [
        ("Now", "Finish the visit", "0 of 2 activities done"),
        ("Later", "Agree the scope", "3 on the visiting team, 0 activities planned"),
        ("Front door", "Start the report", "1 finding"),
    ]
    assert opened.pk
    for activity in reported.activities:
        services_of_reviews.move_activity(activity=activity, step="mark_done", by=cast.actor("dev"))
    reported.move("finish_visit")
    assert cards()[0] == ("Now", "Give feedback to the host", "0 findings, 0 hypotheses")


def test_a_regional_lead_sees_what_is_late_or_thin_and_nobody_else_does(cast, on, sign_in):
    scenes.opened(cast, title="Late", theme=ThemeFactory())
    scene = scenes.on_site(cast, title="Long")
    on(2)
    assert words(work(sign_in, cast.edie)["exceptions"]) == [
        ("The visit has not started", -2),
        ("The visit is not finished", -2),
    ]
    for activity in scene.activities:
        services_of_reviews.move_activity(activity=activity, step="mark_done", by=cast.actor("dev"))
    scene.move("finish_visit")
    assert ("No finding yet", None) in words(work(sign_in, cast.edie)["exceptions"])
    services_of_reviews.leave_team(member=scene.review.team.get(role="observer"), by=cast.actor("carys"))
    on(30)
    assert words(work(sign_in, cast.edie)["exceptions"])[1:] == [
        ("Feedback has not been given", -2),
        ("No finding yet", None),
        ("The team has no observer", None),
    ]
    assert work(sign_in, cast.ben)["exceptions"] is None


def test_nothing_is_an_exception_before_its_day(scene, on):
    on(-1)
    scenes.opened(scene.cast, title="To come", theme=ThemeFactory())
    assert queries.exceptions(scene.cast.actor("edie")) == []
    scene.finding()
    for activity in scene.activities:
        services_of_reviews.move_activity(activity=activity, step="mark_done", by=scene.actor("dev"))
    scene.move("finish_visit")
    assert queries.exceptions(scene.cast.actor("edie")) == []


@pytest.mark.parametrize("rows", [1, 4])
def test_your_work_costs_the_same_with_much_in_it(scene, on, sign_in, django_assert_num_queries, rows):
    cast, theme = scene.cast, ThemeFactory()
    on(0)
    work(sign_in, cast.ben)
    on(1)
    client = sign_in(cast.ben)
    PostFactory.create_batch(rows, owner=cast.leading)
    for number in range(rows):
        scenes.opened(cast, title=f"Review {number}", theme=theme)
        scene.step(scene.hypothesis(), "hold", "carys", reason="Too early.")
        scene.log()
    with django_assert_num_queries(35):
        client.get(reverse("work"))
    client = sign_in(cast.edie)
    client.get(reverse("work"))
    with django_assert_num_queries(18):
        assert client.get(reverse("work")).context["exceptions"]


def test_entries_and_stages_of_sites_are_news(cast, on, sign_in):
    on(0)
    work(sign_in, cast.femi)
    on(1)
    site = SiteFactory(name="Pods", lead=cast.host)
    EntryFactory(site=site, did="Opened a room.", visibility="public", happened_on=VISIT, to="published")
    move_stage(site=site, stage="designing", by=cast.actor("asha"))
    on(1.1)
    move_stage(site=site, stage="trying_out", by=cast.actor("asha"))
    news = [(line.words, line.about) for line in work(sign_in, cast.femi)["news"]]
    assert news == [
        ("Pods: Opened a room.", "Journey entry"),
        ("Pods is now at the stage “Trying out”", "Demonstrator site"),
    ]


def test_a_visit_ends_with_an_hour_of_silence(cast, on):
    ben = cast.actor("ben")
    on(0)
    assert services.note_visit(by=ben) is None
    on(0.9 / 24)
    assert services.note_visit(by=ben) is None
    on(1.9 / 24)
    assert services.note_visit(by=ben) == noon(0.9 / 24)
    (visit,) = LastVisit.objects.visible_to(ben)
    assert str(visit) == "Ben, 2026-03-04 13:54"
    assert not LastVisit.objects.visible_to(cast.actor("asha")).exists()
    assert not LastVisit.objects.visible_to(NOBODY).exists()


def test_the_visit_before_was_earlier(cast):
    moment = datetime(2026, 3, 4, tzinfo=LONDON)
    with pytest.raises(IntegrityError, match="the_visit_before_was_earlier"), transaction.atomic():
        LastVisit.objects.create(person=cast.ben, seen_at=moment, since=moment)


def test_without_a_day_a_line_has_no_days():
    assert queries.Line("Words", "/").days is None
    assert queries.Line("Words", "/", day=date(2026, 3, 4)).day == date(2026, 3, 4)
