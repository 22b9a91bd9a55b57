"""From a recommendation to its impact: who writes, answers and follows it, and what the way of a review asks."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import queries, services
from peer_review.models import (
    Action,
    Attachment,
    FollowUp,
    Ground,
    ProgressNote,
    Recommendation,
    Review,
    Statement,
)
from peer_review.workflow.impact import recommendations_rest_on_findings
from tests.factories import ThemeFactory
from tests.peer_review import scenes
from tests.peer_review.impact import MEASURE, accept, ago, answer, made_final, planned, recommended

LATER = {"value": 75, "value_n": 40, "measured_on": date(2026, 6, 30)}


def refused(work, **terms) -> tuple:
    with pytest.raises(DomainError) as error:
        work(**terms)
    return error.value.sentence, error.value.field


def test_a_recommendation_rests_on_findings_between_feedback_and_final_report(scene):
    review, ben = scene.review, scene.actor("ben")
    terms = {"review": review, "text": "Call back.", "timescale": "at_once", "by": ben}
    assert refused(services.recommend, **terms)[0] == "Recommendations follow the feedback: first give it."
    thin = scene.hypothesis()
    finding = scene.report()
    assert refused(services.recommend, **terms) == ("A recommendation rests on at least one finding.", "findings")
    assert refused(services.recommend, **terms, findings=[thin])[1] == "findings"
    with pytest.raises(PermissionDenied):
        services.recommend(**{**terms, "by": scene.actor("asha")}, findings=[finding])
    row = recommended(scene, finding, id="6f9f7d0e-0000-4000-8000-000000000001")
    assert recommended(scene, finding, id=row.pk) == row
    row = services.change_recommendation(recommendation=row, text="Ring back.", by=ben, version=1)
    assert (row.text, row.timescale, list(row.findings.all())) == ("Ring back.", "6_months", [finding])
    with pytest.raises(StaleVersion):
        services.change_recommendation(recommendation=row, text="Mine.", by=ben, version=1)
    assert "not final yet" in refused(accept, scene=scene, recommendation=row)[0]
    scene.move("draft_report")
    scene.finish()
    fixed = ("The report is final: its recommendations stay as they are.", None)
    assert refused(services.change_recommendation, recommendation=row, text="x", by=ben) == fixed
    assert refused(services.remove_recommendation, recommendation=row, by=ben) == fixed


def test_a_recommendation_is_taken_back_or_put_on_other_findings_before_that(scene):
    finding = scene.report()
    row = recommended(scene, finding)
    other = scene.finding() if scene.review.concludes else finding
    services.change_recommendation(recommendation=row, findings=[other], by=scene.actor("ben"))
    assert Ground.objects.filter(recommendation=row).count() == 1
    assert services.remove_recommendation(recommendation=row, by=scene.actor("ben")) == scene.review
    assert Recommendation.objects.count() == 0


def test_no_report_is_final_while_a_recommendation_rests_on_a_hypothesis(scene):
    finding = scene.drafted()
    recommended(scene, finding)
    assert recommendations_rest_on_findings(scene.review) == []
    scene.step(finding, "reopen", "ben")
    [blocked] = recommendations_rest_on_findings(scene.review)
    assert blocked.startswith("A recommendation rests on a hypothesis")


def test_a_review_may_state_that_it_recommends_nothing(scene):
    finding = scene.checked()
    nothing = {"review": scene.review, "reason": "All is well.", "by": scene.actor("ben")}
    review = services.recommend_nothing(**nothing)
    services.recommend_nothing(**{**nothing, "reason": "All is very well."})
    assert str(review.nothing_recommended) in ("All is well.", "All is very well.")
    row = recommended(scene, finding)
    assert refused(services.recommend_nothing, **nothing) == ("There are recommendations already.", None)
    services.remove_recommendation(recommendation=row, by=scene.actor("ben"))
    scene.finish()
    sentence = "There is no recommendation. The review lead says so, if that is meant."
    assert refused(scene.move, name="plan_actions", by="hana")[0] == sentence


def test_the_way_goes_on_once_everything_is_answered(scene):
    first, second = made_final(scene, 2)
    scene.move("plan_actions", "hana")
    said = refused(scene.move, name="begin_follow_up", by="asha")[0]
    assert said == "2 recommendations are to be accepted or declined."
    accept(scene, first)
    decline = {"recommendation": second, "step": "decline", "by": scene.actor("hana")}
    assert refused(services.move_recommendation, **decline)[1] == "reason"
    services.move_recommendation(**decline, reason="We did it last year.")
    assert refused(scene.move, name="begin_follow_up", by="asha")[0] == (
        "1 recommendation is accepted and without an action."
    )
    planned_action = services.plan_action(
        recommendation=first, outcome="x", words="y", owner_role="z", due_on=date(2027, 1, 1), by=scene.actor("hana")
    )
    assert planned_action.state == "not_started"
    scene.move("begin_follow_up", "asha")
    assert refused(scene.move, name="close", by="asha")[0] == "2 follow-up answers are missing."
    ago(scene, 400)
    answer(scene, first)
    assert refused(scene.move, name="close", by="asha")[0] == "1 follow-up answer is missing."
    answer(scene, first, 12)
    scene.move("close", "asha")
    assert "closed" in refused(answer, scene=scene, recommendation=first)[0]


def test_the_host_declines_and_answers_again_until_an_action_is_planned(scene):
    [row] = made_final(scene)
    hana = scene.actor("hana")
    assert (
        "First accept"
        in refused(
            services.plan_action,
            recommendation=row,
            outcome="x",
            words="y",
            owner_role="z",
            due_on=date(2027, 1, 1),
            by=hana,
        )[0]
    )
    services.move_recommendation(recommendation=row, step="decline", reason="Done.", by=hana)
    assert refused(answer, scene=scene, recommendation=row)[0].startswith("The host declined")
    row = services.move_recommendation(recommendation=row, step="reconsider", by=hana)
    assert (row.state, row.decline_reason) == ("open", "")
    with pytest.raises(PermissionDenied):
        accept(scene, row, "ben")
    planned(scene, row)
    again = {"recommendation": row, "step": "reconsider", "by": hana}
    assert "stays accepted" in refused(services.move_recommendation, **again)[0]


def test_an_action_moves_and_its_measure_is_read_with_its_n(scene):
    [row] = made_final(scene)
    hana = scene.actor("hana")
    action = planned(scene, row, id="6f9f7d0e-0000-4000-8000-000000000002")
    assert services.plan_action(recommendation=row, by=hana, id=action.pk) == action
    half = {"measure_source": ""}
    assert refused(services.change_action, action=action, by=hana, **half)[0].startswith("A measure has a name")
    assert "n" in refused(services.change_action, action=action, by=hana, baseline_n=None)[0]
    action = services.change_action(action=action, words="Three workers.", unit="percent", by=hana, version=1)
    note = services.note_progress(
        action=action, text="Better.", by=hana, **LATER, id="6f9f7d0e-0000-4000-8000-000000000003"
    )
    assert services.note_progress(action=action, text="Better.", by=hana, id=note.pk) == note
    progress = {"action": action, "text": "x", "by": hana}
    assert refused(services.note_progress, **progress, value=5, measured_on=date(2026, 6, 1))[1] == "value_n"
    assert (
        refused(services.note_progress, **progress, **{**LATER, "measured_on": date(2026, 1, 31)})[1] == "measured_on"
    )
    assert refused(services.note_progress, **progress, value=5)[0].startswith("Give the new value together")
    assert refused(services.change_action, action=action, unit="days", by=hana)[1] == "unit"
    step = {"action": action, "by": hana}
    assert services.move_action(**step, step="begin").state == "under_way"
    assert refused(services.move_action, **step, step="stop")[1] == "reason"
    assert services.move_action(**step, step="stop", reason="No post.").stop_reason == "No post."
    assert services.move_action(**step, step="resume").stop_reason == ""
    assert services.move_action(**step, step="finish").state == "done"
    services.note_progress(action=action, text="Without a number.", by=hana)
    shown = queries.actions(scene.actor("asha")).get()
    assert [(one.words, one.about) for one in queries.readings(shown)] == [
        ("60 % (n = 50)", "Baseline"),
        ("75 % (n = 40)", "Progress note"),
    ]


def test_an_action_without_a_measure_has_no_value(scene):
    [row] = made_final(scene)
    action = planned(scene, row, measure=False)
    sentence = ("This action has no measure: first give it one.", "value")
    hana = scene.actor("hana")
    assert refused(services.note_progress, action=action, text="x", by=hana, **LATER) == sentence
    assert queries.readings(action) == []
    numbers = {**MEASURE, "unit": "number", "baseline": 1200, "baseline_n": None}
    action = services.change_action(action=action, by=hana, **numbers)
    assert action.in_unit(action.baseline) == "1,200"


def test_a_follow_up_is_answered_from_its_day_on_so_that_no_review_closes_before(scene):
    [row] = made_final(scene)
    planned(scene, row, measure=False)
    scene.move("plan_actions", "hana")
    scene.move("begin_follow_up", "asha")
    sentence, field = refused(answer, scene=scene, recommendation=row)
    assert (sentence.startswith("This follow-up is answered from "), field) == (True, "months")
    ago(scene, 100)
    answer(scene, row)
    assert refused(answer, scene=scene, recommendation=row, months=12)[1] == "months"
    assert refused(scene.move, name="close", by="asha")[0] == "1 follow-up answer is missing."


def test_a_follow_up_says_how_much_is_done_and_with_what_impact(scene):
    row, other = made_final(scene, 2)
    action, elsewhere = planned(scene, row), planned(scene, other)
    measured = {"impact": "measured", "action": action, "words": "", **LATER}
    ask = {"scene": scene, "recommendation": row}
    ago(scene, 400)
    assert refused(answer, **ask, months=5)[1] == "months"
    assert refused(answer, **ask, words="")[0] == "Say how you know that nothing changed."
    assert refused(answer, **ask, **{**measured, "value": None})[0].startswith("A measured impact names")
    assert refused(answer, **ask, **{**measured, "action": elsewhere})[1] == "action"
    assert refused(answer, **ask, **{**measured, "value_n": None})[1] == "value_n"
    first = answer(**ask, **measured)
    with pytest.raises(StaleVersion):
        answer(**ask, done="most")
    changed = answer(**ask, done="most", version=first.version, **measured)
    assert (changed.pk, changed.done, FollowUp.objects.count()) == (first.pk, "most", 1)
    with pytest.raises(PermissionDenied):
        answer(**ask, months=12, by="ben")
    shown = queries.actions(scene.actor("dev")).get(pk=action.pk)
    assert [one.about for one in queries.readings(shown)] == ["Baseline", "Follow-up at 3 months"]


def test_recommendations_of_an_earlier_review_are_followed_as_any_other(cast):
    review = services.record_review(host=cast.host, title="Past", theme=ThemeFactory(), public_summary="It was.")
    hana = cast.actor("hana")
    terms = {"review": review, "text": "Do more.", "timescale": "longer", "by": hana}
    assert refused(services.recommend, **terms)[1] == "made_on"
    row = services.recommend(**terms, made_on=date(2025, 1, 31))
    assert (row.follow_up_months, list(row.findings.all())) == ([3, 12], [])
    due = queries.own_follow_ups_due(hana, timezone.localdate())
    assert [(one.months, one.due_on, one.count) for one in due] == [
        (3, date(2025, 4, 30), 1),
        (12, date(2026, 1, 31), 1),
    ]
    services.move_recommendation(recommendation=row, step="accept", by=hana)
    answered = ("The host has answered this recommendation: it stays as it is.", None)
    assert refused(services.change_recommendation, recommendation=row, text="Less.", by=hana) == answered
    assert refused(services.remove_recommendation, recommendation=row, by=hana) == answered
    services.answer_follow_up(recommendation=row, months=3, done="some", impact="unknown", by=hana)
    assert [one.months for one in queries.own_follow_ups_due(hana, timezone.localdate())] == [12]
    assert refused(services.recommend, **terms, made_on=date(2025, 1, 31), findings=[Statement()])[1] == "findings"
    with pytest.raises(PermissionDenied):
        services.recommend(**{**terms, "by": cast.actor("femi")})


def test_only_the_hosts_director_widens_who_reads_it_and_only_once_the_report_is_final(scene):
    [row] = made_final(scene)
    planned(scene, row)
    readers = ["asha", "hana", "ben", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody"]

    def who():
        return [name for name in readers if queries.recommendations(scene.actor(name)).filter(pk=row.pk).exists()]

    own = ["asha", "hana", "ben", "carys", "dev"]
    assert who() == own
    share = {"recommendation": row, "by": scene.actor("asha")}
    assert refused(services.share_recommendation, **share, visibility="team")[1] == "visibility"
    with pytest.raises(PermissionDenied):
        services.share_recommendation(recommendation=row, visibility="public", by=scene.actor("hana"))
    services.share_recommendation(**share, visibility="region")
    assert who() == [*own, "edie", "robo"]
    services.share_recommendation(**share, visibility="public")
    assert who() == readers
    nobody = scene.actor("nobody")
    assert [Action.objects.visible_to(nobody).count(), ProgressNote.objects.visible_to(nobody).count()] == [1, 0]
    assert Ground.objects.visible_to(nobody).count() == 0


def test_no_recommendation_is_shared_before_the_report_is_final(scene):
    share = {"recommendation": recommended(scene, scene.drafted()), "by": scene.actor("asha")}
    assert "not final yet" in refused(services.share_recommendation, **share, visibility="region")[0]


def test_the_director_takes_a_recommendation_back_after_the_review_was_closed(scene, sign_in):
    [row] = made_final(scene)
    share = {"recommendation": row, "by": scene.actor("asha")}
    services.share_recommendation(**share, visibility="public")
    Review.objects.filter(pk=scene.review.pk).update(state="closed", closed_at=timezone.now())
    assert "Set who may read it" in sign_in(scene.cast.asha).get(row.get_absolute_url()).content.decode()
    assert services.share_recommendation(**share, visibility="review").visibility == "review"


def test_what_is_due_is_the_hosts_and_counts_for_its_region(scene):
    first, second = made_final(scene, 2)
    planned(scene, first, due_on=timezone.localdate() - timedelta(days=2))
    today = timezone.localdate()
    assert queries.own_follow_ups_due(scene.actor("asha"), today) == []
    ago(scene, 100)
    [due] = queries.own_follow_ups_due(scene.actor("asha"), today)
    assert (due.months, due.count, due.review) == (3, 2, scene.review)
    assert [one.words for one in queries.own_actions_due(scene.actor("hana"), today)] == [
        "Two workers answer calls all day."
    ]
    assert queries.own_follow_ups_due(scene.actor("dev"), today) == []
    assert list(queries.own_actions_due(scene.actor("dev"), today)) == []
    assert [one.count for one in queries.follow_ups_late_in_region(scene.actor("edie"))] == [2]
    assert queries.follow_ups_late_in_region(scene.actor("femi")) == []
    week = timezone.now() - timedelta(days=30)
    assert [one.count for one in queries.follow_ups_new(scene.actor("asha"), week)] == [2]
    assert queries.follow_ups_new(scene.actor("asha"), timezone.now()) == []
    services.move_recommendation(recommendation=second, step="decline", reason="Done.", by=scene.actor("asha"))
    assert [one.count for one in queries.own_follow_ups_due(scene.actor("asha"), today)] == [1]


def test_figures_have_their_n_and_count_what_the_actor_may_count(scene):
    rows = made_final(scene, 4)
    for row in rows[:2]:
        planned(scene, row)
    ago(scene, 400)
    answer(scene, rows[0])
    answer(scene, rows[1], impact="unknown", words="")
    answer(scene, rows[1], 12, done="some", impact="unknown", words="")
    services.move_recommendation(recommendation=rows[3], step="decline", reason="x", by=scene.actor("hana"))
    past = services.record_review(
        host=scene.cast.elsewhere, title="Past", theme=scene.review.theme, public_summary="It was."
    )
    services.recommend(review=past, text="y", timescale="longer", made_on=date(2020, 5, 1), by=scene.actor("femi"))

    def figures(name):
        return queries.figures(queries.recommendations_counted_for(scene.actor(name)))

    total = figures("edie")["total"]
    assert (total.recommendations, total.declined, total.followed) == (4, 1, 3)
    assert (total.all_done, total.all_done_percent) == (1, 33)
    assert (total.impact_known, total.impact_known_percent) == (1, 33)
    everything = figures("gwen")
    assert everything["total"].recommendations == 5
    assert [(one.label, one.recommendations) for one in everything["region"]] == [("Northmoor", 4), ("Southmoor", 1)]
    assert [one.label for one in everything["year"]] == ["2020", str((timezone.localdate() - timedelta(days=400)).year)]
    assert [one.recommendations for one in everything["theme"]] == [5]
    nothing = figures("nobody")["total"]
    assert (nothing.recommendations, nothing.all_done_percent) == (0, None)
    assert figures("robo")["total"].recommendations == 0


def test_nothing_counts_before_the_report_is_final(scene):
    recommended(scene, scene.report())
    assert queries.figures(queries.recommendations_counted_for(scene.actor("gwen")))["total"].recommendations == 0
    assert Review.objects.get().state == "feedback_given"
    row = queries.recommendations(scene.actor("asha")).get()
    assert (row.due_on(3), row.months_left) == (None, [3, 12])


def test_two_scenes_do_not_mix_their_grounds(scene):
    finding = scene.report()
    other = scenes.on_site(scene.cast, title="Other")
    stranger = other.report()
    assert refused(recommended, scene=scene, finding=stranger)[1] == "findings"
    assert recommended(scene, finding).review == scene.review


def test_documents_of_the_review_are_attached_to_a_note_and_read_with_it(scene):
    [row] = made_final(scene)
    action, hana = planned(scene, row), scene.actor("hana")
    shown, gone = (scenes.document(scene.review, hana, b"%PDF-1.7 " + words) for words in (b"One.", b"Two."))
    services.remove_document(document=gone, reason="Wrong file.", by=hana)
    gone.refresh_from_db()
    note = {"action": action, "text": "See the return.", "by": hana}
    assert "Attach documents of this review." in refused(services.note_progress, **note, documents=[gone])
    written = services.note_progress(**note, documents=[shown])
    assert list(queries.documents_to_attach(action, hana)) == [shown]
    for who, seen in {"hana": [shown], "ben": [shown], "femi": [], "robo": [], "nobody": []}.items():
        notes = queries.notes_on(action, scene.actor(who))
        assert [one.document for note in notes for one in note.shown] == seen
        assert Attachment.objects.visible_to(scene.actor(who)).count() == len(seen)
    with pytest.raises(IntegrityError, match="a_document_is_attached_once"), transaction.atomic():
        written.attachments.create(document=shown)
    other = scenes.document(scenes.opened(scene.cast, title="Other"), hana, b"%PDF-1.7 Three.")
    with pytest.raises(IntegrityError, match="belong to different reviews"), transaction.atomic():
        written.attachments.update(document=other)
