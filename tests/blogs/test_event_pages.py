"""Shared learning events on pages and over the API."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from blogs.models import Event
from blogs.services import change_event
from tests.factories import CouncilFactory, PostFactory, ThemeFactory
from tests.factories.events import plan

pytestmark = pytest.mark.django_db
FORM = {
    "title": "What worked", "hosts": "Ashby\nFemsley", "day": "4 3 2031", "begins": "9:30", "ends": "16:00",
    "place": "Town hall", "visibility": "sector", "description": "**Come.**",
    "agenda": "9:30 | Welcome | director, Ashby\r\n\r\n10.15 Three case studies",
}  # fmt: skip


@pytest.fixture
def event(cast):
    return plan(by=cast.actor("asha"), hosts=[cast.host], visibility="public")


def test_a_director_plans_changes_and_follows_up_on_pages(sign_in, cast):
    client, theme = sign_in(cast.asha), ThemeFactory()
    assert client.get("/events/new/").context["form"]["hosts"].value() == "Ashby"
    sent = FORM | {"id": "00000000-0000-4000-8000-000000000001", "themes": [theme.pk]}
    assert client.post("/events/new/", sent)["Location"] == "/events/what-worked/"
    made = Event.objects.get()
    assert [f"{timezone.localtime(at):%d.%m.%Y %H:%M}" for at in (made.starts_at, made.ends_at)] == [
        "04.03.2031 09:30", "04.03.2031 16:00",
    ]  # fmt: skip
    assert [(str(item), item.who) for item in made.agenda.all()] == [
        ("09:30 Welcome", "director, Ashby"), ("10:15 Three case studies", ""),
    ]  # fmt: skip
    form = client.get("/events/what-worked/edit/").context["form"]
    assert form["agenda"].value() == "09:30 | Welcome | director, Ashby\n10:15 | Three case studies"
    changed = FORM | {"last_day": "2031-03-05", "version": made.version, "remote": "on"}
    assert client.post("/events/what-worked/edit/", changed).status_code == 302
    assert client.post("/events/what-worked/edit/", changed | {"title": "Late"}).status_code == 412
    post, report = PostFactory(slug="pods"), PostFactory(slug="report")
    home = {"shown": "https://hub.example.org/posts/pods/\npods", "report": "report", "follow_up": "Try *one*.",
            "version": made.version + 1}  # fmt: skip
    assert client.post("/events/what-worked/follow-up/", home).status_code == 302
    page = client.get("/events/what-worked/").content.decode()
    for said in ("Hosted by", "Femsley", post.title, report.title, "<em>one</em>", "<strong>Come.</strong>", "remote"):
        assert said in page
    assert "/events/what-worked/follow-up/" in page
    assert client.get("/events/what-worked/follow-up/").context["form"]["report"].value() == "report"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("agenda", "Welcome", "write a time, then what"),
        ("agenda", "25:00 | Late", "write a time, then what"),
        ("agenda", "9:00 | A\n" * 61, "Give 60 lines at most."),
        ("hosts", "Femsley", "Name your own council among the hosts."),
        ("ends", "9:00", "An event ends after it begins."),
        ("day", "31 2 2031", "Enter a real date"),
    ],
)
def test_what_is_typed_amiss_is_said_at_its_field(sign_in, cast, field, typed, sentence):
    answer = sign_in(cast.asha).post("/events/new/", FORM | {field: typed})
    assert (answer.status_code, [sentence in error for error in answer.context["form"].errors[field]]) == (400, [True])
    assert not Event.objects.exists()


def test_a_post_one_may_not_see_is_not_named(sign_in, cast, event):
    PostFactory(slug="hidden", owner=cast.elsewhere, published=False)
    answer = sign_in(cast.asha).post(f"/events/{event.slug}/follow-up/", {"shown": "hidden", "version": 1})
    assert "No post is at “hidden”." in answer.content.decode()


def test_a_lead_plans_for_the_region_and_steps_are_taken_on_pages(sign_in, cast):
    client = sign_in(cast.edie)
    sent = FORM | {"hosts": "", "region": cast.region.pk, "id": "00000000-0000-4000-8000-000000000001"}
    assert client.post("/events/new/", sent).status_code == 302
    assert "Northmoor" in client.get("/events/what-worked/").content.decode()
    cancelled = client.post("/events/what-worked/steps/cancel/", {"reason": "Snow.", "version": 1}, follow=True)
    assert "Snow." in cancelled.content.decode()


def test_members_say_on_the_page_whether_they_attend(sign_in, cast, event):
    client = sign_in(cast.ben)
    assert "Benfield attends" in client.get(f"/events/{event.slug}/").content.decode()
    assert client.get(f"/events/{event.slug}/attend/").context["form"]["council"].value() == cast.leading.pk
    assert client.post(f"/events/{event.slug}/attend/", {"council": cast.leading.pk}).status_code == 302
    assert "Benfield does not attend" in client.get(f"/events/{event.slug}/").content.decode()
    assert client.post(f"/events/{event.slug}/miss/", {"council": cast.leading.pk}).status_code == 302
    assert client.post(f"/events/{event.slug}/attend/", {"council": cast.host.pk}).status_code == 400
    assert event.attending == []


def test_the_list_is_narrowed(client, cast):
    asha, theme = cast.actor("asha"), ThemeFactory(slug="neglect")
    terms = {"hosts": [cast.host], "visibility": "public"}
    below = ThemeFactory(broader=theme)
    soon, later = plan(by=asha, title="Pods", themes=[below], **terms), plan(by=asha, days=30, title="Hubs", **terms)
    past = plan(by=asha, days=-30, title="Gone", **terms)
    found = {
        "": [later, soon, past], "when=upcoming": [soon, later], "when=past": [past], "q=pods": [soon],
        "theme=neglect": [soon], "region=northmoor": [later, soon, past], "region=southmoor": [], "state=held": [],
        f"year={soon.starts_at.year + 3}": [], "demonstration=only": [],
    }  # fmt: skip
    for query, events in found.items():
        assert list(client.get(f"/events/?{query}").context["object_list"]) == events, query
    assert "No event is like that." in client.get("/events/?q=none").content.decode()


@pytest.mark.parametrize("events", [1, 30])
def test_lists_of_events_cost_the_same_at_any_length(client, cast, events, django_assert_num_queries):
    terms = {"hosts": [cast.host, cast.elsewhere], "visibility": "public"}
    for _ in range(events):
        plan(by=cast.actor("asha"), themes=[ThemeFactory()], **terms)
    with django_assert_num_queries(3):
        assert len(client.get("/api/v1/events/").json()["results"]) == events
    with django_assert_num_queries(6):
        client.get("/events/")


def test_an_event_over_the_api(sign_in, cast):
    client = sign_in(cast.asha)
    said = {
        "title": "What worked", "starts_at": "2031-03-04T09:30:00Z", "ends_at": "2031-03-04T16:00:00Z",
        "hosts": ["Ashby"], "place": "Town hall", "agenda": [{"begins": "09:30", "what": "Welcome"}],
    }  # fmt: skip
    made = client.post("/api/v1/events/", said, content_type="application/json", headers={"idempotency-key": "1"})
    assert (made.status_code, made.json()["slug"], made.json()["agenda"]) == (
        201, "what-worked", [{"begins": "09:30", "what": "Welcome", "who": ""}],
    )  # fmt: skip
    PostFactory(slug="pods")
    terms = {"content_type": "application/json", "headers": {"if-match": '"1"'}}
    home = {"shown": ["pods"], "report": "pods", "follow_up": "Try.", "description": "**Come.**"}
    changed = client.patch("/api/v1/events/what-worked/", home, **terms).json()
    assert ([post["slug"] for post in changed["posts"]], changed["report"]) == (["pods"], "pods")
    assert changed["description_html"] == "<p><strong>Come.</strong></p>\n"
    assert [step["name"] for step in changed["transitions"]] == ["hold", "cancel"]
    for nonsense in ({"shown": ["none"]}, {"report": "a\0"}, {"agenda": [{}]}, {"agenda": [{"begins": "09:30"}]}):
        assert client.patch("/api/v1/events/what-worked/", nonsense, **terms).status_code == 400
    here = {"content_type": "application/json"}
    attending = client.post("/api/v1/events/what-worked/attend/", {"council": "Ashby"}, **here).json()["attending"]
    assert [council["name"] for council in attending] == ["Ashby"]
    assert client.post("/api/v1/events/what-worked/miss/", {"council": "Ashby"}, **here).json()["attending"] == []
    terms["headers"] = {"if-match": '"2"'}
    cancelled = client.post("/api/v1/events/what-worked/transitions/cancel/", {"reason": "Snow."}, **terms).json()
    assert (cancelled["state"], cancelled["cancelled_reason"]) == ("cancelled", "Snow.")
    terms["headers"] = {"if-match": '"3"'}
    again = client.post("/api/v1/events/what-worked/transitions/plan_again/", **terms).json()
    assert (again["state"], again["report"]) == ("planned", "pods")
    regional = said | {"hosts": [], "region": "northmoor"}
    assert client.post("/api/v1/events/", regional, **here).status_code == 403


def test_an_event_for_others_is_not_found(client, sign_in, cast):
    event = plan(by=cast.actor("asha"), hosts=[cast.host], visibility="region")
    assert CouncilFactory() not in event.hosts
    for address in (f"/events/{event.slug}/", f"/api/v1/events/{event.slug}/", f"/events/{event.slug}/calendar.ics"):
        assert client.get(address).status_code == 404
    assert sign_in(cast.femi).post(f"/events/{event.slug}/attend/", {"council": cast.elsewhere.pk}).status_code == 404


def test_opening_an_event_to_everyone_asks_who_sits_here(sign_in, cast):
    event = plan(by=cast.actor("asha"), hosts=[cast.host], title="Pods")
    asha, address = sign_in(cast.asha), "/events/pods/share/"
    form = asha.get("/events/new/").context["form"]
    assert [value for value, _ in form.fields["visibility"].choices] == ["region", "sector"]
    sent, patched = {"visibility": "public", "version": event.version}, {"visibility": "public"}
    terms = {"content_type": "application/json", "headers": {"If-Match": f'"{event.version}"'}}
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        assert asha.post(address, sent)["Location"].startswith("/accounts/")
        assert asha.patch("/api/v1/events/pods/", patched, **terms).status_code == 403
        assert Event.objects.get().visibility == "sector"
    assert asha.get(address).context["form"]["visibility"].value() == "sector"
    assert asha.post(address, sent)["Location"] == "/events/pods/"
    assert Event.objects.get().visibility == "public"


def test_every_version_of_an_event_is_shown_to_those_who_run_it(sign_in, cast):
    event = plan(by=cast.actor("asha"), hosts=[cast.host], title="Pods", description="Come.")
    change_event(event=event, description="Come early.", place="Annexe", by=cast.actor("hana"))
    asha = sign_in(cast.asha)
    versions = asha.get("/events/pods/revisions/").context["versions"]
    assert sorted(versions[0].changes) == ["description", "place"]
    page = asha.get(f"/events/pods/revisions/{versions[0].pk}/").content.decode()
    assert ("<ins>" in page, "Annexe" in page) == (True, True)
    assert asha.get("/events/pods/revisions/1/").status_code == 404
    assert len(asha.get("/api/v1/events/pods/revisions/").json()["results"]) == len(versions)
    assert sign_in(cast.ben).get("/events/pods/revisions/").status_code == 403
