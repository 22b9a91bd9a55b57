"""The evidence gate, as services and as the database hold it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from improvement_hub.core.errors import DomainError
from peer_review import gate, services
from peer_review.models import Evidence, Review, Statement, Support
from peer_review.workflow import StatementState
from tests.peer_review import scenes
from tests.test_permission_matrix import patterns


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


TAKE_THE_GROUND = [
    "DELETE FROM peer_review_support WHERE statement_id = %s",
    "UPDATE peer_review_support SET relation = 'challenges' WHERE statement_id = %s",
    "UPDATE peer_review_evidence e SET source_role = 'parents' FROM peer_review_support l"
    " WHERE l.evidence_id = e.id AND l.statement_id = %s",
    "UPDATE peer_review_evidence e SET activity_id = (SELECT min(x.activity_id::text)::uuid FROM"
    " peer_review_evidence x) FROM peer_review_support l WHERE l.evidence_id = e.id AND l.statement_id = %s",
    "UPDATE peer_review_evidence e SET withdrawn_at = now(), withdrawn_by_id = author_id,"
    " withdrawal_reason = 'x' FROM peer_review_support l WHERE l.evidence_id = e.id AND l.statement_id = %s",
]


def test_sql_cannot_take_the_ground_from_under_a_finding(scene):
    finding = scene.finding()
    refusals = {refused_by_the_database(sql, finding.pk) for sql in TAKE_THE_GROUND}
    assert refusals == {"a_finding_stands_on_its_evidence"}
    connection.check_constraints()  # which a table that is emptied may not wait for
    emptied = [refused_by_the_database(f"TRUNCATE peer_review_{table} CASCADE") for table in ("support", "evidence")]
    assert set(emptied) == {"a_finding_stands_on_its_evidence"}


SAID = "text, bearing, state, author_id, visibility, hold_reason"
INSERT = (
    "INSERT INTO peer_review_{table} (id, created_at, changed_at, version, {columns}) SELECT {id}, now(), now(), 1,"
    " {values} FROM peer_review_{table} WHERE id = %s"
)


# what stands on the row says no first
STAYS = {
    "evidence_stays_for_its_statements": "evidence",
    "an_activity_stays_for_its_evidence": "activity",
    "a_keyline_stays_for_its_evidence": "keylineofenquiry",
    "a_review_stays_for_its_activities": "review",
}
OTHER_WORDS = ("text = 'x'", "bearing = 'development'", "state = 'hypothesis', visibility = 'team', text = 'x'")


def test_sql_cannot_put_other_rows_in_the_place_of_what_a_finding_stands_on(scene):
    """Foreign keys are checked at the end of a transaction; none of this waits for them."""
    finding, other = scene.finding(), scenes.on_site(scene.cast, title="Other")
    link = finding.links.select_related("evidence").first()
    rows = [link.evidence_id, link.evidence.activity_id, finding.keyline_id, scene.review.pk]
    for (name, table), pk in zip(STAYS.items(), rows, strict=True):
        assert refused_by_the_database(f"DELETE FROM peer_review_{table} WHERE id = %s", pk) == name
        assert (
            refused_by_the_database(f"UPDATE peer_review_{table} SET id = gen_random_uuid() WHERE id = %s", pk) == name
        )
    move = "UPDATE peer_review_evidence SET activity_id = %s, keyline_id = %s WHERE id = %s"
    there = (other.activities[0].pk, other.keylines[0].pk)
    assert refused_by_the_database(move, *there, link.evidence_id) == "evidence_keeps_its_review"
    links = {"table": "support", "columns": "statement_id, evidence_id, relation", "id": "gen_random_uuid()"}
    before = INSERT.format(values="gen_random_uuid(), evidence_id, relation", **links)
    assert refused_by_the_database(before, link.pk) == "support_is_of_one_review"
    said = {"table": "statement", "columns": f"keyline_id, {SAID}", "id": "gen_random_uuid()"}
    nowhere = INSERT.format(values=f"gen_random_uuid(), {SAID}", **said)
    assert refused_by_the_database(nowhere, finding.pk) == "a_finding_stands_on_its_evidence"
    for change in OTHER_WORDS:
        sql = f"UPDATE peer_review_statement SET {change} WHERE id = %s"
        assert refused_by_the_database(sql, finding.pk) == "a_finding_keeps_its_words"


FINAL = "UPDATE peer_review_review SET state = 'final', final_at = now(), feedback_given_at = now() WHERE id = %s"


def test_a_review_is_not_final_with_a_hold_and_its_statements_do_not_move_then(scene):
    finding = scene.checked()
    review = scene.review.pk
    scene.move("return_to_draft")
    scene.step(finding, "hold", "carys", reason="Whom did we not hear?")
    assert refused_by_the_database(FINAL, review) == "a_reported_review_holds_nothing"
    scene.step(finding, "lift", "carys", reason="Asked them.")
    scene.step(finding, "accept", "ben")
    scene.finish()
    refusals = {refused_by_the_database(sql, finding.pk) for sql in CHANGE_WHAT_IS_FINAL}
    assert refusals == {"statements_of_a_reported_review_stay"}
    shared = services.share_finding(finding=finding, visibility="public", by=scene.actor("asha"))
    assert shared.visibility == "public"


CHANGE_WHAT_IS_FINAL = [
    "UPDATE peer_review_statement SET state = 'hypothesis', visibility = 'team' WHERE id = %s",
    "UPDATE peer_review_statement SET state = 'hypothesis', visibility = 'team', held_at = now(),"
    " held_by_id = author_id, hold_reason = 'x' WHERE id = %s",
    "DELETE FROM peer_review_statement WHERE id = %s",
]


def test_there_are_no_administration_pages():
    """So nothing is changed there past the services."""
    assert not apps.is_installed("django.contrib.admin")
    assert [name for name, _ in patterns() if "admin" in str(name)] == []


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
