"""What happened in a review is told from its trail: to the team all of it, to the host what is the host's."""

import pytest
from django.urls import reverse

from improvement_hub.core.audit import acting_as
from peer_review import queries, services
from tests.peer_review import impact, scenes


@pytest.fixture
def told(cast):
    """A review in which everything that is told has happened, each thing done by who may do it."""

    def by(who, work, **terms):
        with acting_as(cast.actor(who)):
            return work(by=cast.actor(who), **terms)

    review = by("hana", lambda by: scenes.opened(cast, by=by))
    for side in ("hana", "ben"):
        by(side, services.agree_to_scope, review=review)
    by("ben", services.change_review, review=review, title="The door", ends_on=None)
    by("ben", services.leave_team, member=review.team.get(role="reviewer"))
    by("hana", services.move_review, review=review, step="postpone", reason="Snow.")
    by("hana", services.move_review, review=review, step="resume")
    return review


def words(actor, review):
    return [happening.words for happening in queries.history(actor, review)]


def test_the_review_and_its_team_are_told_the_latest_first(cast, told):
    found = [(one.words, one.by) for one in queries.history(cast.actor("hana"), told)]
    assert [line for line in found if "team" not in line[0]] == [
        ("Postponed → proposed", "Hana"),
        ("Proposed → postponed: Snow.", "Hana"),
        ("Changed title and days", "Ben"),
        ("Agreed scope and key lines", "Ben"),
        ("Agreed scope and key lines", "Hana"),
        ("Opened the review", "Hana"),
    ]
    assert [line for line in found if "team" in line[0]] == [
        ("Dev, reviewer, left the team", "Ben"),
        ("Dev joined the team as reviewer", "Hana"),
        ("Carys joined the team as observer", "Hana"),
        ("Ben joined the team as review lead", "Hana"),
    ]


def test_what_was_said_and_heard_is_told_to_the_team_alone(scene):
    finding = scene.finding()
    scene.step(finding, "hold", "carys", reason="Whom did we not hear?")
    scene.step(finding, "lift", "carys", reason="They were heard.")
    services.change_statement(statement=finding, text="Help comes.", bearing="strength", by=scene.actor("ben"))
    scene.step(finding, "accept", "ben")
    scene.step(finding, "reopen", "ben")
    extra = scene.log()
    services.withdraw_evidence(evidence=extra, reason="Misheard.", by=scene.actor("dev"))
    of_team = words(scene.actor("dev"), scene.review)
    assert "Withdrew a piece of evidence: Misheard." in of_team
    assert [line for line in of_team if "“" in line] == [
        "Returned it to hypothesis: “Help comes.”",
        "Made it a finding: “Help comes.”",
        "Reworded: “Help comes.”",
        "Lifted the hold on “Help comes quickly.”",
        "Held “Help comes quickly.”: Whom did we not hear?",
        "Made it a finding: “Help comes quickly.”",
        "Wrote a hypothesis: “Help comes quickly.”",
    ]
    assert [line for line in words(scene.actor("asha"), scene.review) if "“" in line or "Withdrew" in line] == []


@pytest.mark.parametrize("rows", [1, 8])
def test_the_history_costs_the_same_at_any_length(scene, sign_in, django_assert_num_queries, rows):
    for _ in range(rows):
        scene.hypothesis()
    client = sign_in(scene.cast.ben)
    with django_assert_num_queries(19):
        assert client.get(reverse("review-history", args=[scene.review.pk])).status_code == 200
    with django_assert_num_queries(19):
        client.get(reverse("api-review-history", args=[scene.review.pk]))


def test_the_report_and_what_the_host_does_about_it_are_told_to_both_sides(scene):
    finding = scene.drafted()
    hana, ben, asha = (scene.actor(name) for name in ("hana", "ben", "asha"))
    row, other = (impact.recommended(scene, finding, text) for text in ("Call back.", "Write it down."))
    services.change_recommendation(recommendation=row, text="Call back soon.", by=ben)
    scene.write(scene.paragraph("summary"), "Help comes.")
    scene.move("send_to_host")
    comment = services.comment_on_paragraph(paragraph=scene.paragraph(), inaccurate="Three days.", by=hana)
    services.answer_comment(comment=comment, outcome="kept", text=None, answer="The figures say so.", by=ben)
    services.end_check(report=scene.review.report, by=hana)
    scene.move("make_final")
    action = impact.planned(scene, row, measure=False)
    services.move_action(action=action, step="stop", reason="No money.", by=hana)
    services.change_action(action=action, owner_role="Director", by=hana)
    services.move_recommendation(recommendation=other, step="decline", reason="It is written.", by=hana)
    impact.ago(scene, 400)
    impact.answer(scene, row)
    impact.answer(scene, row, done="some", version=1)
    services.share_recommendation(recommendation=row, visibility="region", by=asha)
    services.share_report(report=scene.review.report, visibility="public", by=asha)
    for who in (hana, ben):
        found = words(who, scene.review)
        assert [line for line in TOLD_TO_BOTH if line not in found] == []


TOLD_TO_BOTH = [
    "Started the letter",
    "Said what is not accurate: “Three days.”",
    "Answered “Three days.”: not accepted: the paragraph stays",
    "Said that the accuracy check is done",
    "Set who reads the report: everyone",
    "Recommended: “Call back.”",
    "Reworded the recommendation: “Call back soon.”",
    "Answered “Call back soon.”: accepted",
    "Answered “Write it down.”: declined: It is written.",
    "Set who reads the recommendation “Call back soon.”: the host's region",
    "Planned an action: “Two workers answer calls all day.”",
    "Action “Two workers answer calls all day.”: stopped: No money.",
    "Changed the action “Two workers answer calls all day.”",
    "Answered the follow-up at 3 months: all of it done, no measurable change, and we say how we know",
    "Changed the follow-up at 3 months: some of it done, no measurable change, and we say how we know",
]
