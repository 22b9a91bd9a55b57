"""The evidence gate, as services and as the database hold it."""

import pytest
from django.db import IntegrityError, connection, transaction

from improvement_hub.core.errors import DomainError
from peer_review import gate, services
from peer_review.models import Evidence, Review, Statement, Support
from peer_review.workflow import StatementState


def test_three_pieces_two_sources_and_two_activities_make_a_finding(scene):
    finding = scene.finding()
    assert (finding.state, finding.visibility) == ("finding", "review")
    assert [(m.have, m.need) for m in gate.marks(finding)] == [(3, 3), (3, 2), (2, 2)]


@pytest.mark.parametrize(
    ("pieces", "sentences"),
    [
        (
            [],
            [
                "3 more pieces of evidence needed.",
                "2 more kinds of source needed.",
                "2 more activities needed.",
            ],
        ),
        ([(0, "parents"), (1, "leaders")], ["1 more piece of evidence needed."]),
        ([(0, "parents"), (1, "parents"), (1, "parents")], ["1 more kind of source needed."]),
        ([(0, "parents"), (0, "leaders"), (0, "members")], ["1 more activity needed."]),
    ],
)
def test_a_thin_statement_stays_a_hypothesis_and_says_what_it_needs(scene, pieces, sentences):
    statement = scene.hypothesis([scene.log(activity, source) for activity, source in pieces])
    with pytest.raises(DomainError) as refused:
        scene.step(statement, "accept", "ben")
    assert list(refused.value.blockers) == sentences
    assert Statement.objects.get().state == StatementState.HYPOTHESIS


def test_evidence_that_challenges_does_not_count(scene):
    first, second, third = scene.enough()
    statement = scene.hypothesis([first, second])
    services.link_evidence(statement=statement, evidence=third, relation="challenges", by=scene.actor("ben"))
    with pytest.raises(DomainError, match=r"1 more piece of evidence needed\."):
        scene.step(statement, "accept", "ben")


def test_withdrawn_evidence_does_not_count(scene):
    pieces = scene.enough()
    statement = scene.hypothesis(pieces)
    services.withdraw_evidence(evidence=pieces[0], reason="Misheard.", by=scene.actor("dev"))
    with pytest.raises(DomainError, match=r"1 more piece of evidence needed\."):
        scene.step(statement, "accept", "ben")


def test_withdrawing_what_a_finding_stands_on_is_refused(scene):
    finding = scene.finding()
    piece = finding.links.first().evidence
    with pytest.raises(DomainError) as refused:
        services.withdraw_evidence(evidence=piece, reason="Misheard.", by=scene.actor("dev"))
    assert refused.value.sentence == gate.TOO_THIN
    assert Evidence.objects.get(pk=piece.pk).withdrawn_at is None


def test_unlinking_what_a_finding_stands_on_is_refused(scene):
    finding = scene.finding()
    with pytest.raises(DomainError) as refused:
        services.unlink_evidence(link=finding.links.first(), by=scene.actor("ben"))
    assert refused.value.sentence == gate.TOO_THIN
    assert finding.links.count() == 3


def test_after_returning_to_hypothesis_evidence_may_be_withdrawn(scene):
    finding = scene.finding()
    piece = finding.links.first().evidence
    reopened = scene.step(finding, "reopen", "ben")
    withdrawn = services.withdraw_evidence(evidence=piece, reason="Misheard.", by=scene.actor("dev"))
    assert (reopened.state, reopened.visibility) == ("hypothesis", "team")
    assert (withdrawn.withdrawn_by, withdrawn.withdrawal_reason) == (scene.cast.dev, "Misheard.")


def test_a_surplus_piece_may_be_withdrawn_from_under_a_finding(scene):
    finding = scene.finding()
    fourth = scene.log(1, "leaders")
    services.link_evidence(statement=finding, evidence=fourth, relation="supports", by=scene.actor("ben"))
    services.withdraw_evidence(evidence=fourth, reason="Twice.", by=scene.actor("dev"))
    assert Statement.objects.get().state == StatementState.FINDING


def refused_by_the_database(sql, *parameters):
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    return error.value.__cause__.diag.constraint_name


def test_sql_cannot_make_a_thin_statement_a_finding(scene):
    statement = scene.hypothesis()
    sql = "UPDATE peer_review_statement SET state = 'finding', visibility = 'review' WHERE id = %s"
    assert refused_by_the_database(sql, statement.pk) == "a_finding_stands_on_its_evidence"


def test_sql_cannot_insert_a_finding(scene):
    statement = scene.hypothesis()
    sql = (
        "INSERT INTO peer_review_statement (id, created_at, changed_at, version, keyline_id, text, bearing, state,"
        " author_id, visibility, hold_reason) SELECT gen_random_uuid(), now(), now(), 1, keyline_id, text, bearing,"
        " 'finding', author_id, 'review', '' FROM peer_review_statement WHERE id = %s"
    )
    assert refused_by_the_database(sql, statement.pk) == "a_finding_stands_on_its_evidence"


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM peer_review_support WHERE statement_id = %s",
        "UPDATE peer_review_support SET relation = 'challenges' WHERE statement_id = %s",
        "UPDATE peer_review_evidence e SET source_role = 'parents' FROM peer_review_support l"
        " WHERE l.evidence_id = e.id AND l.statement_id = %s",
        "UPDATE peer_review_evidence e SET activity_id = (SELECT min(x.activity_id::text)::uuid FROM"
        " peer_review_evidence x) FROM peer_review_support l WHERE l.evidence_id = e.id AND l.statement_id = %s",
        "UPDATE peer_review_evidence e SET withdrawn_at = now(), withdrawn_by_id = author_id,"
        " withdrawal_reason = 'x' FROM peer_review_support l WHERE l.evidence_id = e.id AND l.statement_id = %s",
    ],
)
def test_sql_cannot_take_the_ground_from_under_a_finding(scene, sql):
    finding = scene.finding()
    assert refused_by_the_database(sql, finding.pk) == "a_finding_stands_on_its_evidence"


def test_a_queryset_update_cannot_walk_round_the_gate(scene):
    scene.hypothesis()
    with pytest.raises(IntegrityError, match="its gate asks"), transaction.atomic():
        Statement.objects.update(state="finding", visibility="review")


def test_a_running_review_keeps_its_gate(scene):
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Review.objects.filter(pk=scene.review.pk).update(gate_pieces=1)


def test_a_statement_keeps_its_key_line(scene):
    statement = scene.hypothesis()
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(keyline=scene.keylines[1])


def test_a_piece_is_linked_once(scene):
    piece = scene.log()
    statement = scene.hypothesis([piece])
    with pytest.raises(DomainError, match="linked already"):
        services.link_evidence(statement=statement, evidence=piece, relation="challenges", by=scene.actor("ben"))
    assert Support.objects.count() == 1


def test_withdrawn_evidence_cannot_be_linked(scene):
    piece = scene.log()
    piece = services.withdraw_evidence(evidence=piece, reason="Misheard.", by=scene.actor("dev"))
    with pytest.raises(DomainError, match="was withdrawn"):
        services.link_evidence(statement=scene.hypothesis(), evidence=piece, relation="supports", by=scene.actor("ben"))
