"""Anonymous feedback keeps nothing of who or when; days given and received add up."""

import logging
import re
import uuid
from datetime import timedelta

import pghistory.models
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.logs import WithoutAnonymous, without_secrets
from improvement_hub.core.models import RepeatedRequest
from peer_review import queries, services
from peer_review.models import DaysGiven, Feedback, FeedbackLink
from tests.factories import ThemeFactory
from tests.peer_review import scenes

JSON = {"content_type": "application/json"}
MARKS = {"understood": 5, "heard": 4, "fair": 5, "worth_it": 3, "useful": 4}


def opened(scene, audience="host", **terms):
    closes_on = timezone.localdate() + timedelta(days=7)
    return services.ask_feedback(
        **{"review": scene.review, "audience": audience, "closes_on": closes_on, "by": scene.actor("hana"), **terms}
    )


def answered(link, number=1, **terms):
    return [services.give_feedback_on_review(link=link, id=uuid.uuid4(), **{**MARKS, **terms}) for _ in range(number)]


def sentence(work, **terms):
    with pytest.raises(DomainError) as error:
        work(**terms)
    return error.value.sentence


def test_an_answer_keeps_the_month_and_nothing_of_who_or_when(scene, sign_in):
    link = opened(scene)
    before = [model.objects.count() for model in (pghistory.models.Context, FeedbackLink.pgh_event_model)]
    address = reverse("feedback", args=[link.token])
    browser = sign_in(scene.cast.ben)
    page = browser.get(address)
    sent = {"id": page.context["form"].initial["id"], **MARKS, "went_well": "We were asked."}
    for _ in range(2):
        assert browser.post(address, sent)["Location"] == f"{address}?sent"
    assert "Your answer is saved" in browser.get(f"{address}?sent").content.decode()
    [row] = Feedback.objects.values()
    assert row == {
        "id": uuid.UUID(str(sent["id"])), "link_id": link.pk, "month": timezone.localdate().replace(day=1),
        **MARKS, "went_well": "We were asked.", "do_differently": "",
    }  # fmt: skip
    assert row["id"].version == 4
    after = [model.objects.count() for model in (pghistory.models.Context, FeedbackLink.pgh_event_model)]
    assert after == before
    assert not hasattr(Feedback, "pgh_event_model")


def test_over_the_api_it_keeps_no_more_and_reads_neither_key_nor_session(scene, sign_in):
    link, browser = opened(scene), sign_in(scene.cast.ben)
    address = f"/api/v1/feedback/{link.token}/"
    asked = browser.get(address, headers={"Authorization": "Bearer hub_nonsense"}).json()
    assert (asked["audience"], asked["is_open"], asked["title"]) == ("host", True, "Front door")
    traces = (pghistory.models.Context, RepeatedRequest, FeedbackLink.pgh_event_model)
    before = [model.objects.count() for model in traces]
    said = {"id": str(uuid.uuid4()), **MARKS, "went_well": "We were asked."}
    for _ in range(2):
        answer = browser.post(f"{address}answers/", said, headers={"Idempotency-Key": "k1"}, **JSON)
        assert (answer.status_code, answer.json()) == (201, {**said, "do_differently": ""})
    assert [model.objects.count() for model in traces] == before
    [row] = Feedback.objects.values()
    assert (row["month"], row["link_id"], str(row["id"])) == (timezone.localdate().replace(day=1), link.pk, said["id"])
    timed = browser.post(f"{address}answers/", {**said, "id": str(uuid.uuid1())}, **JSON).json()["errors"][0]
    assert (timed["pointer"], timed["detail"][:24]) == ("#/id", "Make the id at random, a")
    assert browser.post(f"{address}answers/", {**said, "heard": 6}, **JSON).json()["errors"][0]["pointer"] == "#/heard"
    assert browser.post("/api/v1/feedback/forged:x/answers/", said, **JSON).status_code == 404


def test_feedback_is_asked_and_read_and_days_are_declared_over_the_api(scene, sign_in):
    hana, inside = sign_in(scene.cast.hana), f"/api/v1/reviews/{scene.review.pk}/"
    closes_on = str(timezone.localdate() + timedelta(days=7))
    made = hana.post(f"{inside}feedback/", {"audience": "host", "closes_on": closes_on}, **JSON)
    link = FeedbackLink.objects.get()
    assert (made.status_code, made.json()["address"][-len(link.token) - 1 : -1]) == (201, link.token)
    answered(link, 5, went_well="Good.")
    one, seen = f"{inside}feedback/{link.pk}/", {"headers": {"If-Match": made["ETag"]}}
    told = hana.patch(one, {"closes_on": str(timezone.localdate())}, **seen, **JSON).json()
    assert (told["answers"], told["averages"][0]["average"], told["texts"][0]["words"]) == (5, 5, ["Good."] * 5)
    assert hana.patch(one, {"closes_on": closes_on}, **seen, **JSON).status_code == 412
    [edies] = sign_in(scene.cast.edie).get(f"{inside}feedback/").json()["results"]
    assert (edies["address"], edies["texts"], edies["answers"]) == (None, [], 5)
    ben, seat = sign_in(scene.cast.ben), scene.review.team.get(person=scene.cast.dev)
    days = f"{inside}days/{seat.pk}/"
    given = [(0, 2.5), (0, 1), (1, None), (0, None)]
    answers = [ben.patch(days, {"days": n}, headers={"If-Match": f'"{v}"'}, **JSON) for v, n in given]
    assert [answer.status_code for answer in answers] == [200, 412, 200, 200]
    assert [(one.json()["days"], one.json()["counted"]) for one in answers[::2]] == [(2.5, 2.5), (None, 1)]
    assert [(answers[0]["ETag"], answers[2]["ETag"]), DaysGiven.objects.count()] == [('"1"', '"0"'), 0]
    assert ben.get(days)["ETag"].startswith('"0.')


def test_a_child_is_not_named_in_it_and_what_was_typed_stays(scene, client):
    address = reverse("feedback", args=[opened(scene).token])
    sent = {"id": uuid.uuid4(), **MARKS, "went_well": "Number 943 476 5919."}
    response = client.post(address, sent)
    assert (response.status_code, Feedback.objects.count()) == (400, 0)
    assert "looks like an NHS number" in response.content.decode()
    assert "Number 943 476 5919." in response.content.decode()
    assert client.get(reverse("feedback", args=[f"{scene.review.pk}:forged"])).status_code == 404


def test_a_link_takes_so_many_answers_and_only_while_it_is_open(scene):
    link = opened(scene, places=5)
    answered(link, 5)
    assert sentence(answered, link=link) == "All places for answers are taken."
    yesterday = timezone.localdate() - timedelta(days=1)
    assert sentence(opened, scene=scene, audience="team", closes_on=yesterday) == "The last day has passed already."
    assert "has its link already" in sentence(opened, scene=scene)
    change = {"link": link, "by": scene.actor("ben")}
    assert "cannot be before" in sentence(services.change_feedback_dates, **change, closes_on=yesterday)
    FeedbackLink.objects.update(opens_on=yesterday)
    link = services.change_feedback_dates(**change, closes_on=yesterday)
    assert sentence(answered, link=link) == "This feedback is not open now."
    past = services.record_review(host=scene.cast.host, title="Past", theme=ThemeFactory(), public_summary="It was.")
    assert sentence(opened, scene=scene, review=past) == "Feedback is asked about reviews that were held here."
    with pytest.raises(PermissionDenied):
        opened(scene, by=scene.actor("carys"))


def test_it_is_shown_from_five_answers_on_and_words_to_host_and_review_lead_alone(scene):
    link = opened(scene)
    answered(link, 4, went_well="Good.")

    def seen(name):
        [results] = queries.feedback_results(scene.review, scene.actor(name))
        return results.n, results.missing, results.marks[:1], results.texts[:1]

    assert seen("asha") == (4, 1, [], [])
    assert Feedback.objects.visible_to(scene.actor("asha")).count() == 0
    answered(link, understood=1)
    average = [("I understood what the review was for.", pytest.approx(4.2))]
    words = [("What went well?", ["Good."] * 4)]
    assert seen("asha") == seen("ben") == (5, 0, average, words)
    assert seen("edie") == (5, 0, average, [])
    counts = {
        name: Feedback.objects.visible_to(scene.actor(name)).count() for name in ("carys", "femi", "gwen", "robo")
    }
    assert counts == {"carys": 0, "femi": 0, "gwen": 0, "robo": 0}


def test_days_are_those_declared_else_those_of_the_visit(scene, sign_in):
    seats = {seat.person.name: seat for seat in queries.seats_with_days(scene.review)}
    lead, observer = (seats[name] for name in ("Ben", "Carys"))
    page = sign_in(scene.cast.ben).post(
        reverse("review-days", args=[scene.review.pk]), {f"days_{lead.pk}": "6.5", f"days_{observer.pk}": ""}
    )
    assert page["Location"] == reverse("review-learning", args=[scene.review.pk])

    def told(name):
        rows = queries.ledger(queries.seats_of_ledger(scene.actor(name)), scene.actor(name))
        return [(one.council.name, one.year, one.given, one.received, one.balance) for one in rows]

    assert told("hana") == [("Ashby", 2026, 0, 8.5, -8.5)]
    assert told("ben") == [("Benfield", 2026, 6.5, 0, 6.5)]
    everything = [("Ashby", 2026, 0, 8.5, -8.5), ("Benfield", 2026, 6.5, 0, 6.5), ("Carrow", 2026, 1, 0, 1)]
    assert told("edie") == told("gwen") == everything
    assert told("femi") == []
    declare = {"review": scene.review, "by": scene.actor("ben")}
    assert "2 or 1.5" in sentence(services.declare_days, **declare, days={lead: 0.3})
    assert "60 days" in sentence(services.declare_days, **declare, days={lead: 61})
    other = scenes.opened(scene.cast, title="Other").team.first()
    assert "another team" in sentence(services.declare_days, **declare, days={other: 1})
    services.declare_days(**declare, days={lead: 6.5})
    services.declare_days(**declare, days={lead: None})
    assert DaysGiven.objects.count() == 0
    services.leave_team(member=scene.review.team.get(person=scene.cast.dev), by=scene.actor("ben"))
    assert told("hana") == [("Ashby", 2026, 0, 2, -2)]


def test_two_who_declare_days_at_once_lose_none(scene, sign_in):
    seats = {seat.person.name: f"days_{seat.pk}" for seat in queries.seats_with_days(scene.review)}
    ben, address = sign_in(scene.cast.ben), reverse("review-days", args=[scene.review.pk])

    def sent():
        for field in re.findall(r'<input[^>]*name="(?:initial-)?days_[^>]*>', ben.get(address).content.decode()):
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', field))
            yield attributes["name"], attributes.get("value", "")

    ben.post(address, {**dict(sent()), seats["Ben"]: "1"})
    one = other = dict(sent())
    assert one[f"initial-{seats['Ben']}"] == "1"
    ben.post(address, {**one, seats["Ben"]: "3"})
    ben.post(address, {**other, seats["Dev"]: "2"})
    assert sorted(DaysGiven.objects.values_list("half_days", flat=True)) == [4, 6]
    ben.post(address, {**dict(sent()), seats["Ben"]: ""})
    assert [row.half_days for row in DaysGiven.objects.all()] == [4]


def test_a_visit_without_a_day_counts_no_days(scene):
    seat = queries.seats_with_days(scene.review).first()
    seat.review.starts_on = None
    assert queries.days_of(seat) == 0


@pytest.mark.parametrize("reviews", [1, 3])
def test_the_ledger_costs_the_same_at_any_length(cast, sign_in, django_assert_num_queries, reviews):
    for number in range(reviews):
        scenes.on_site(cast, title=f"Review {number}")
    client = sign_in(cast.edie)
    client.get("/reviews/ledger/")
    with django_assert_num_queries(5):
        rows = client.get("/reviews/ledger/").context["object_list"]
    assert [(one.given, one.received) for one in rows] == [(0, 3 * reviews), (reviews, 0), (reviews, 0)]
    with django_assert_num_queries(5):
        found = client.get("/api/v1/ledger/?year=2026").json()
    assert [row["council"]["name"] for row in found["results"]] == ["Ashby", "Benfield", "Carrow"]
    csv = client.get("/reviews/ledger/?as=csv").content.decode()
    assert csv.splitlines()[1] == f"2026,Ashby,{cast.host.gss},Northmoor,0,{3.0 * reviews},{-3.0 * reviews}"


@pytest.mark.parametrize("more", [0, 1])
def test_the_lists_of_learning_cost_the_same_at_any_length(scene, sign_in, django_assert_num_queries, more):
    for audience in ("host", "team")[: 1 + more]:
        answered(opened(scene, audience), 2)
    for number in range(5 * more):
        scene.guest(f"Guest {number}")
    client = sign_in(scene.cast.ben)
    for part, name in (("feedback", "api-feedback-link-list"), ("days", "api-days-list")):
        with django_assert_num_queries(8):
            assert client.get(reverse(name, args=[scene.review.pk])).json()["results"], part


def test_no_log_has_the_address_of_feedback_or_when_an_answer_was_refused(scene, settings):
    link = opened(scene)
    address = reverse("feedback", args=[link.token])
    assert without_secrets(f"POST {address} 302") == "POST /reviews/feedback/…/ 302"
    over_api = f"/api/v1/feedback/{link.token}/answers/"
    assert without_secrets(f"POST {over_api} 201") == "POST /api/v1/feedback/…/answers/ 201"
    keeps = WithoutAnonymous().filter
    refused = logging.LogRecord("x", logging.WARNING, "f", 1, "Bad Request: %s", (address,), None)
    api = logging.LogRecord("x", logging.WARNING, "f", 1, "Bad Request: %s", (over_api,), None)
    broken = logging.LogRecord("x", logging.ERROR, "f", 1, "Server Error: %s", (address,), None)
    other = logging.LogRecord("x", logging.WARNING, "f", 1, "Not Found: /reviews/", (), None)
    assert [keeps(record) for record in (refused, api, broken, other)] == [False, False, True, True]
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["anonymous"]
