"""The pages and the API of recommendations, actions and impact: what is sent arrives, what is refused loses nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.models import KeptWords
from improvement_hub.core.writing.passes import FIELD
from peer_review import services
from peer_review.models import Action, FeedbackLink, FollowUp, Ground, Recommendation
from tests.peer_review.impact import MEASURE, accept, ago, answer, made_final, planned, recommended

JSON = {"content_type": "application/json"}


def sent(page, **changes):
    """What the form of a page would send, with these changes."""
    initial = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    fields = {name: field.initial for name, field in page.context["form"].fields.items() if field.initial is not None}
    called = {name: value() if callable(value) else value for name, value in fields.items()}
    return {**called, **initial, FIELD: page.context.get("writing", {}).get("pass", ""), **changes}


def test_the_review_lead_writes_and_the_host_answers_plans_notes_and_follows(scene, sign_in):
    finding = scene.drafted()
    ben, actions = sign_in(scene.cast.ben), reverse("review-actions", args=[scene.review.pk])
    assert "No recommendation yet." in ben.get(actions).content.decode()
    write = reverse("recommend", args=[scene.review.pk])
    form = sent(ben.get(write), text="Call back.", findings=[finding.pk])
    refused = ben.post(write, {**form, "text": "Number 943 476 5919."})
    assert (refused.status_code, KeptWords.objects.count()) == (400, 0)  # nor is a number kept
    assert "Number 943 476 5919." in refused.content.decode()
    assert [ben.post(write, form)["Location"] for _ in range(2)] == [actions, actions]
    row = Recommendation.objects.get()
    change = reverse("recommendation-change", args=[row.pk])
    assert ben.post(change, sent(ben.get(change), text="Call within two days."))["Location"] == row.get_absolute_url()
    scene.finish()
    hana = sign_in(scene.cast.hana)
    page = hana.get(actions).content.decode()
    assert "Call within two days." in page
    assert "due " in page
    step = reverse("recommendation-step", args=[row.pk, "accept"])
    assert hana.post(step, {"version": 2})["Location"] == row.get_absolute_url()
    plan = reverse("action-plan", args=[row.pk])
    terms = {"outcome": "Less waiting.", "words": "Two workers.", "owner_role": "Head", "due_on": "31 3 2027"}
    half = hana.post(plan, sent(hana.get(plan), **terms, measure="Calls"))
    assert half.status_code == 400
    assert "Give all of it, or none." in half.content.decode()
    hana.post(plan, sent(hana.get(plan), **terms, **MEASURE))
    action = Action.objects.get()
    note = reverse("action-note", args=[action.pk])
    hana.post(note, sent(hana.get(note), text="**Better.**", value="75", value_n="40", measured_on="2026-06-30"))
    page = hana.get(action.get_absolute_url()).content.decode()
    assert "<strong>Better.</strong>" in page
    assert "75 % (n = 40)" in page
    assert "<polyline" in page
    follow = reverse("follow-up", args=[row.pk, 3])
    assert follow not in hana.get(row.get_absolute_url()).content.decode()
    ago(scene, 100)
    assert follow in hana.get(row.get_absolute_url()).content.decode()
    assert hana.get(reverse("follow-up", args=[row.pk, 5])).status_code == 404
    reading = {"action": action.pk, "value": "80", "value_n": "44", "measured_on": "2026-09-30"}
    hana.post(follow, sent(hana.get(follow), done="most", impact="measured", **reading))
    page = hana.get(row.get_absolute_url()).content.decode()
    assert "Families called back within two days, 80 % (n = 44)" in page
    older = sent(hana.get(follow), done="all")
    hana.post(follow, sent(hana.get(follow), words="Also by text."))
    stale = hana.post(follow, older)
    assert stale.status_code == 412
    assert FollowUp.objects.get().words == "Also by text."


def test_other_steps_have_their_pages(scene, sign_in):
    first, second = made_final(scene, 2)
    action = planned(scene, first, measure=False)
    hana = sign_in(scene.cast.hana)
    page = hana.get(action.get_absolute_url()).content.decode()
    assert [page.count(words) for words in ('class="govuk-button"', "each new value")] == [1, 0]
    ago(scene, 100)
    follow = hana.get(reverse("follow-up", args=[first.pk, 3])).context["form"]
    assert list(follow.fields) == ["done", "impact", "words", "version"]
    assert [value for value, _ in follow.fields["impact"].choices] == ["no_change", "unknown"]
    decline = reverse("recommendation-step", args=[second.pk, "decline"])
    assert hana.post(decline, {"version": 1}).status_code == 400
    hana.post(decline, {"version": 1, "reason": "Done already."})
    assert "Done already." in hana.get(reverse("review-actions", args=[scene.review.pk])).content.decode()
    change = reverse("action-change", args=[action.pk])
    hana.post(change, sent(hana.get(change), words="Three workers."))
    hana.post(reverse("action-step", args=[action.pk, "stop"]), {"version": 2, "reason": "No post."})
    page = hana.get(action.get_absolute_url()).content.decode()
    assert "Three workers." in page
    assert "No post." in page
    asha = sign_in(scene.cast.asha)
    share = reverse("recommendation-share", args=[first.pk])
    asha.post(share, sent(asha.get(share), visibility="public"))
    asha.logout()
    page = asha.get(first.get_absolute_url()).content.decode()
    assert "Three workers." in page
    assert asha.get(second.get_absolute_url()).status_code == 404


def test_nothing_recommended_and_what_is_taken_back(scene, sign_in):
    row = recommended(scene, scene.report())
    ben = sign_in(scene.cast.ben)
    remove = reverse("recommendation-remove", args=[row.pk])
    assert ben.post(remove, sent(ben.get(remove)))["Location"] == reverse("review-actions", args=[scene.review.pk])
    nothing = reverse("recommend-nothing", args=[scene.review.pk])
    page = ben.post(nothing, sent(ben.get(nothing), reason="All is well."), follow=True)
    assert "All is well." in page.content.decode()
    after_all = reverse("recommend-after-all", args=[scene.review.pk])
    assert after_all in page.content.decode()
    assert "No recommendation yet." in ben.post(after_all, {}, follow=True).content.decode()
    assert "Nobody stated that nothing is recommended." in ben.post(after_all, {}).content.decode()


def test_nothing_recommended_and_what_is_taken_back_over_the_api(scene, sign_in):
    row, ben = recommended(scene, scene.report()), sign_in(scene.cast.ben)
    one, review = f"/api/v1/recommendations/{row.pk}/", f"/api/v1/reviews/{scene.review.pk}/"
    assert [ben.delete(one, headers={"If-Match": f'"{version}"'}).status_code for version in (0, 1)] == [412, 204]
    assert ben.get(one).status_code == 404
    nothing, seen = f"{review}nothing-recommended/", {"headers": {"If-Match": ben.get(review)["ETag"]}}
    said = ben.post(nothing, {"reason": "All is well."}, **seen, **JSON)
    assert said.json()["nothing_recommended"] == "All is well."
    assert sign_in(scene.cast.edie).get(review).json()["nothing_recommended"] is None
    ben = sign_in(scene.cast.ben)
    assert ben.delete(nothing, **seen).json()["nothing_recommended"] is None
    assert ben.delete(nothing, **seen).json()["detail"] == "Nobody stated that nothing is recommended."


def test_links_for_feedback_are_opened_and_dated(scene, sign_in):
    ben, today = sign_in(scene.cast.ben), timezone.localdate()
    page = ben.post(
        reverse("feedback-ask", args=[scene.review.pk, "team"]),
        {"closes_on": today.isoformat(), "places": 20},
        follow=True,
    )
    link = FeedbackLink.objects.get()
    assert reverse("feedback", args=[link.token]) in page.content.decode()
    dates = reverse("feedback-dates", args=[scene.review.pk, "team"])
    later = today + timedelta(days=3)
    ben.post(dates, sent(ben.get(dates), closes_on=later.isoformat()))
    assert FeedbackLink.objects.get().closes_on == later
    assert ben.get(reverse("feedback-ask", args=[scene.review.pk, "public"])).status_code == 404


@pytest.mark.parametrize("number", [1, 4])
def test_lists_cost_the_same_at_any_length(scene, sign_in, django_assert_num_queries, number):
    rows = made_final(scene, number)
    ago(scene, 400)
    for row in rows:
        planned(scene, row)
        answer(scene, row)
    client = sign_in(scene.cast.hana)
    for address, queries in {
        f"/reviews/{scene.review.pk}/actions/": 15,
        "/reviews/recommendations/": 13,
        "/reviews/impact/": 7,
        "/api/v1/recommendations/": 10,
        "/api/v1/recommendations/figures/": 4,
        "/api/v1/actions/": 7,
    }.items():
        client.get(address)
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200


def test_the_impact_page_says_its_n_and_hands_out_csv(scene, sign_in):
    rows = made_final(scene, 3)
    planned(scene, rows[0])
    ago(scene, 400)
    answer(scene, rows[0])
    client = sign_in(scene.cast.edie)
    page = client.get("/reviews/impact/").content.decode()
    assert "Recommendations 3, all done 33 %, impact known 33 % (n = 3)" in page
    assert "1 of 3" in page
    lines = client.get("/reviews/impact/?as=csv").content.decode().splitlines()
    assert lines[1:3] == ["All,All,3,0,3,1,33,1,33", "Region,Northmoor,3,0,3,1,33,1,33"]
    assert client.get("/reviews/impact/?region=southmoor").context["total"].recommendations == 0
    api = client.get("/api/v1/recommendations/figures/").json()
    assert (api["total"]["n"], api["total"]["all_done_percent"], api["year"][0]["recommendations"]) == (3, 33, 3)
    assert client.get(f"/api/v1/recommendations/figures/?council={scene.cast.elsewhere.gss}").json()["theme"] == []
    assert client.get("/reviews/recommendations/?done=all").context["page_obj"].paginator.count == 0
    assert sign_in(scene.cast.hana).get("/reviews/recommendations/?done=all").context["page_obj"].paginator.count == 1


def test_all_of_it_works_over_the_api(scene, sign_in):
    finding = scene.drafted()
    ben, recommendations = sign_in(scene.cast.ben), "/api/v1/recommendations/"
    new = {"review": str(scene.review.pk), "text": "Call back.", "timescale": "at_once", "findings": [str(finding.pk)]}
    key = {"headers": {"Idempotency-Key": "k1"}}
    made = [ben.post(recommendations, new, **key, **JSON) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    one = f"{recommendations}{made[0].json()['id']}/"
    assert made[0].json()["findings"] == [str(finding.pk)]
    changed = ben.patch(one, {"text": "Ring back."}, headers={"If-Match": made[0]["ETag"]}, **JSON)
    assert changed.json()["text"] == "Ring back."
    assert ben.patch(one, {"text": "x"}, headers={"If-Match": made[0]["ETag"]}, **JSON).status_code == 412
    scene.finish()
    hana = sign_in(scene.cast.hana)
    accepted = hana.post(f"{one}transitions/accept/", {}, headers={"If-Match": '"2"'}, **JSON)
    assert [step["name"] for step in accepted.json()["transitions"]] == ["decline", "reconsider"]
    plan = {"outcome": "x", "words": "y", "owner_role": "z", "due_on": "2027-01-01", **MEASURE}
    action = hana.post("/api/v1/actions/", {"recommendation": accepted.json()["id"], **plan}, **JSON)
    assert action.json()["readings"] == [{"day": "2026-01-31", "value": "60 % (n = 50)", "from": "Baseline"}]
    at = f"/api/v1/actions/{action.json()['id']}/"
    assert hana.patch(at, {"words": "w"}, headers={"If-Match": '"1"'}, **JSON).json()["words"] == "w"
    moved = hana.post(f"{at}transitions/stop/", {"reason": "No post."}, headers={"If-Match": '"2"'}, **JSON)
    assert (moved.json()["state"], moved.json()["stop_reason"]) == ("stopped", "No post.")
    note = {"text": "Better.", "value": "75", "value_n": 40, "measured_on": "2026-06-30"}
    assert hana.post(f"{at}notes/", note, **JSON).status_code == 201
    assert [row["value"] for row in hana.get(f"{at}notes/").json()["results"]] == ["75.00"]
    follow = {"months": 3, "done": "some", "impact": "measured", "action": action.json()["id"], **note}
    follow["words"] = follow.pop("text")
    ago(scene, 400)
    assert hana.post(f"{one}follow-ups/", follow, **JSON).json()["follow_ups"][0]["done"] == "some"
    asha = sign_in(scene.cast.asha)
    shared = asha.post(f"{one}share/", {"visibility": "sector"}, headers={"If-Match": '"3"'}, **JSON)
    assert shared.json()["visibility"] == "sector"
    asha.logout()
    robo = {"headers": {"Authorization": f"Bearer {scene.cast.robo_key}"}}
    assert asha.get(one, **robo).json()["text"] == "Ring back."
    assert asha.get(f"{at}notes/", **robo).json()["results"] == []
    assert asha.post(recommendations, new, **robo, **JSON).status_code == 403


def test_the_database_holds_what_must_hold(scene):
    first, second = made_final(scene, 2)
    action, other = planned(scene, first), planned(scene, second)
    ago(scene, 400)
    answer(scene, first)

    def refused(rows, **values):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            rows.update(**values)
        return error.value.__cause__.diag.constraint_name

    asked, does, follows = (model.objects.all() for model in (Recommendation, Action, FollowUp))
    assert refused(asked, decline_reason="x") == "declined_for_a_reason"
    assert refused(asked, visibility="team") == "a_recommendation_is_at_least_the_hosts"
    assert refused(does, state="stopped") == "stopped_for_a_reason"
    assert refused(does, target=None) == "a_measure_is_whole"
    assert refused(does, baseline_n=None) == "a_baseline_in_percent_has_its_n"
    assert refused(follows, impact="measured") == "a_measured_impact_has_its_value"
    assert refused(follows, words="") == "no_change_says_how_it_is_known"
    read = {"impact": "measured", "value": 1, "measured_on": timezone.localdate()}
    assert refused(follows, **read, action=other) == "a_follow_up_reads_its_own_measure"
    services.note_progress(action=action, text="x", by=scene.actor("hana"))
    assert refused(action.notes.all(), value=3) == "a_noted_value_has_its_day"
    answer(scene, first, 12)
    assert refused(follows, months=3) == "a_follow_up_is_answered_once"
    finding = Ground.objects.first().statement
    with pytest.raises(IntegrityError, match="a_recommendation_names_a_finding_once"), transaction.atomic():
        Ground.objects.create(recommendation=first, statement=finding)
    link = services.ask_feedback(
        review=scene.review, audience="host", closes_on=timezone.localdate(), by=scene.actor("ben")
    )
    row = services.give_feedback_on_review(link=link, id=first.pk, understood=1, heard=1, fair=1, worth_it=1, useful=1)
    rows = type(row).objects.filter(pk=row.pk)
    assert refused(rows, fair=6) == "feedback_has_marks_from_one_to_five"
    assert refused(rows, month=timezone.localdate().replace(day=2)) == "feedback_keeps_the_month_alone"
    links = FeedbackLink.objects.all()
    assert refused(links, opens_on=timezone.localdate() + timedelta(days=1)) == "feedback_closes_after_it_opens"
    services.ask_feedback(review=scene.review, audience="team", closes_on=timezone.localdate(), by=scene.actor("ben"))
    assert refused(links, audience="host") == "one_feedback_link_per_audience"
    seat = scene.review.team.first()
    services.declare_days(review=scene.review, days={seat: 2}, by=scene.actor("ben"))
    assert refused(type(seat.days_given).objects.all(), half_days=121) == "nobody_gives_more_than_sixty_days"
    services.answer_follow_up(recommendation=second, months=3, done="none", impact="unknown", by=scene.actor("asha"))
    insert = (
        "INSERT INTO peer_review_reminder (id, created_at, changed_at, version, person_id, stage, thing)"
        f" SELECT gen_random_uuid(), now(), now(), 1, '{scene.cast.asha.pk}', 'soon', 'x' FROM generate_series(1, 2)"
    )
    with pytest.raises(IntegrityError, match="a_person_is_reminded_once"), transaction.atomic():
        connection.cursor().execute(insert)


def test_a_ground_is_of_its_own_review(scene):
    from tests.peer_review import scenes

    row = recommended(scene, scene.report())
    stranger = scenes.on_site(scene.cast, title="Other").hypothesis()
    with pytest.raises(IntegrityError, match="different reviews"), transaction.atomic():
        Ground.objects.create(recommendation=row, statement=stranger)


def test_accepting_twice_says_what_it_is_now(scene, sign_in):
    [row] = made_final(scene)
    accept(scene, row)
    page = sign_in(scene.cast.hana).post(reverse("recommendation-step", args=[row.pk, "accept"]), {"version": 2})
    assert "the state is “accepted”" in page.content.decode()
