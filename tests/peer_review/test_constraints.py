"""What must always hold, held by the database: each constraint of the app refuses by its own name."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from peer_review.models import Evidence, KeyLineOfEnquiry, Review, Statement, Support, TeamMember
from tests.peer_review import scenes


def refused(work) -> str:
    """The constraint that says no, at the statement or at the end of the transaction."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        work()
        connection.check_constraints()
    return error.value.__cause__.diag.constraint_name


def change(rows, **values):
    return lambda: rows.update(**values)


def test_reviews_keep_their_constraints(scene):
    rows = Review.objects.filter(pk=scene.review.pk)
    now = timezone.now()
    host, day = scene.cast.host, scenes.VISIT
    assert refused(change(rows, observer=host)) == "a_triad_is_three_councils"
    assert refused(change(rows, review_lead=None)) == "a_review_here_has_its_triad"
    assert refused(change(rows, public_summary="x")) == "only_a_recorded_review_has_a_public_summary"
    assert refused(change(rows, ends_on=day.replace(day=1))) == "a_visit_ends_after_it_starts"
    assert refused(change(rows, feedback_given_at=now)) == "feedback_has_its_moment"


def test_a_gate_asks_for_something(scene):
    columns = "title, theme_id, host_id, review_lead_id, observer_id, host_officer_id, scope, public_summary, state,"
    columns += "method_id, holder, resumes_at, pause_reason"
    sql = (
        "INSERT INTO peer_review_review (id, created_at, changed_at, version, gate_pieces, gate_sources,"
        f" gate_activities, {columns}) SELECT gen_random_uuid(), now(), now(), 1, 0, 1, 1, {columns}"
        " FROM peer_review_review"
    )
    assert refused(lambda: connection.cursor().execute(sql)) == "a_gate_asks_for_something"


def test_key_lines_and_teams_keep_their_constraints(scene):
    lines = KeyLineOfEnquiry.objects.filter(review=scene.review)
    with pytest.raises(IntegrityError, match="one_keyline_per_position"), transaction.atomic():
        lines.update(position=1)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    seats = TeamMember.objects.filter(review=scene.review)
    dev = seats.filter(person=scene.cast.dev)
    assert refused(change(dev, role="review_lead")) == "one_review_lead"
    seats.filter(role="observer").update(role="challenge_manager")
    assert refused(change(dev, role="challenge_manager")) == "one_challenge_manager"
    seats.filter(role="challenge_manager").update(role="observer")
    assert refused(change(dev, role="observer")) == "one_observer"
    assert refused(change(dev, person=scene.cast.ben)) == "a_person_is_on_a_team_once"


def test_evidence_keeps_its_constraints(scene):
    scene.log()
    rows = Evidence.objects.all()
    other = scenes.opened(scene.cast, title="Other").keylines.first()
    assert refused(change(rows, withdrawn_at=timezone.now())) == "a_withdrawal_has_who_when_and_why"
    assert refused(change(rows, withdrawal_reason="x")) == "a_withdrawal_has_who_when_and_why"
    assert refused(change(rows, keyline=other)) == "evidence_is_of_one_review"


def test_statements_and_links_keep_their_constraints(scene):
    finding = scene.finding()
    rows = Statement.objects.filter(pk=finding.pk)
    held = {"held_at": timezone.now(), "held_by": scene.cast.carys, "hold_reason": "x"}
    assert refused(change(rows, **held)) == "a_finding_is_not_held"
    assert refused(change(rows, hold_reason="x")) == "a_hold_has_who_when_and_why"
    assert refused(change(rows, visibility="team")) == "a_hypothesis_stays_with_the_team"
    piece = finding.links.first().evidence
    assert refused(lambda: Support.objects.create(statement=finding, evidence=piece)) == "a_piece_is_linked_once"


def test_a_link_joins_one_review(scene):
    piece = scene.log()
    other = scenes.on_site(scene.cast, title="Other")
    stranger = other.hypothesis()
    assert refused(lambda: Support.objects.create(statement=stranger, evidence=piece)) == "support_is_of_one_review"
