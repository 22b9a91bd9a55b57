"""Random walks through a review: what its people, and whoever has SQL, may try, and what must hold after each try."""

from collections import defaultdict
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.models import Evidence, Review, SourceRole, Statement, Support
from peer_review.workflow import REVIEW_FLOW

REPORTED = {"feedback_given", "accuracy_check", "final", "action_planning", "follow_up", "closed"}
WHOSE = {"peer_review.run_hosted_review": "hana", "peer_review.direct_hosted_review": "asha"}
WITH_SQL = [
    "UPDATE peer_review_statement SET state = 'finding', visibility = 'review', held_at = NULL, held_by_id = NULL,"
    " hold_reason = ''",
    "UPDATE peer_review_statement SET held_at = now(), held_by_id = author_id, hold_reason = 'x'",
    "UPDATE peer_review_statement SET text = text || '.'",
    "UPDATE peer_review_support SET relation = 'challenges'",
    "UPDATE peer_review_support SET statement_id = (SELECT id FROM peer_review_statement ORDER BY id LIMIT 1)",
    "DELETE FROM peer_review_support WHERE id = (SELECT id FROM peer_review_support ORDER BY id LIMIT 1)",
    "UPDATE peer_review_evidence SET source_role = 'parents'",
    "UPDATE peer_review_evidence SET activity_id = (SELECT id FROM peer_review_activity ORDER BY id LIMIT 1)",
    "UPDATE peer_review_evidence SET withdrawn_at = now(), withdrawn_by_id = author_id, withdrawal_reason = 'x'"
    " WHERE id = (SELECT id FROM peer_review_evidence WHERE withdrawn_at IS NULL ORDER BY id LIMIT 1)",
    "UPDATE peer_review_review SET gate_pieces = 1, gate_sources = 1, gate_activities = 1",
    "UPDATE peer_review_review SET state = 'final', final_at = now(), feedback_given_at = now(), closed_at = NULL,"
    " resumes_at = '', paused_at = NULL, paused_by_id = NULL, pause_reason = ''",
    "TRUNCATE peer_review_support CASCADE",
]
SOME = st.integers(0, 7)
PEOPLE = st.sampled_from(["ben", "carys", "dev"])


@contextmanager
def attempt():
    """It may be refused; nothing of it is left then."""
    try:
        with transaction.atomic():
            yield
    except (DomainError, PermissionDenied, DatabaseError):
        pass


def one_of(rows, number):
    rows = list(rows.order_by("created_at", "pk"))
    return rows[number % len(rows)] if rows else None


def rows_of(sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def what_is_broken() -> list[str]:
    """Counted here, row by row, and by none of the hub's own code."""
    evidence = {
        pk: (source, activity)
        for pk, source, activity, withdrawn in rows_of(
            "SELECT id, source_role, activity_id, withdrawn_at FROM peer_review_evidence"
        )
        if withdrawn is None
    }
    stands_on = defaultdict(list)
    for statement, piece, relation in rows_of("SELECT statement_id, evidence_id, relation FROM peer_review_support"):
        if relation == "supports" and piece in evidence:
            stands_on[statement].append(evidence[piece])
    said = rows_of(
        "SELECT s.id, s.state, s.held_at, r.state, r.gate_pieces, r.gate_sources, r.gate_activities"
        " FROM peer_review_statement s JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id"
        " JOIN peer_review_review r ON r.id = k.review_id"
    )
    return [trouble for row in said for trouble in troubles_of(row, stands_on[row[0]])]


def troubles_of(row, counted):
    pk, state, held_at, review, *gate = row
    counts = [len(counted), len({source for source, _ in counted}), len({activity for _, activity in counted})]
    if state == "finding" and any(have < need for have, need in zip(counts, gate, strict=True)):
        yield f"{pk} is a finding with {counts}; its gate asks {gate}"
    if state == "finding" and held_at:
        yield f"{pk} is a finding that is held"
    if review in REPORTED and held_at:
        yield f"{pk} is held in a review that is {review}"


class Walk(RuleBasedStateMachine):
    """Set `scene`, a review on site; every walk begins there, or further on, and is undone when it ends."""

    scene = None

    def __init__(self):
        super().__init__()
        self.walk = transaction.atomic()
        self.walk.__enter__()
        self.seen = self.state()
        self.stopped_at = ""

    def teardown(self):
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)

    def state(self):
        return Review.objects.values_list("state", flat=True).get(pk=self.scene.review.pk)

    def statement(self, number):
        return one_of(Statement.objects.all(), number)

    @initialize(begin=st.sampled_from(["hypothesis", "finding", "report", "drafted", "checked"]))
    def something_is_there(self, begin):
        getattr(self.scene, begin)()
        self.scene.review.refresh_from_db()
        self.seen = self.state()

    @rule(activity=st.integers(0, 1), source=st.sampled_from(SourceRole.values[:3]), by=PEOPLE)
    def log(self, activity, source, by):
        with attempt():
            self.scene.log(activity, source, by=by)

    @rule(number=SOME, by=PEOPLE)
    def withdraw(self, number, by):
        if piece := one_of(Evidence.objects.all(), number):
            with attempt():
                services.withdraw_evidence(evidence=piece, reason="Misheard.", by=self.scene.actor(by))

    @rule(pieces=st.integers(0, 4))
    def write(self, pieces):
        with attempt():
            self.scene.hypothesis(list(Evidence.objects.standing()[:pieces]))

    @rule(number=SOME)
    def reword(self, number):
        if statement := self.statement(number):
            with attempt():
                services.change_statement(
                    statement=statement, text="Help comes.", bearing="strength", by=self.scene.actor("ben")
                )

    @rule(number=SOME, piece=SOME, relation=st.sampled_from(Support.Relation.values))
    def link(self, number, piece, relation):
        statement, piece = self.statement(number), one_of(Evidence.objects.all(), piece)
        if statement and piece:
            with attempt():
                services.link_evidence(
                    statement=statement, evidence=piece, relation=relation, by=self.scene.actor("ben")
                )

    @rule(number=SOME, turned=st.booleans())
    def unlink_or_turn(self, number, turned):
        if link := one_of(Support.objects.all(), number):
            change = services.turn_link if turned else services.unlink_evidence
            with attempt():
                change(link=link, by=self.scene.actor("ben"))

    @rule(number=SOME, step=st.sampled_from(["accept", "accept", "reopen", "hold", "lift"]))
    def move_statement(self, number, step):
        if statement := self.statement(number):
            by = "carys" if step in ("hold", "lift") else "ben"
            with attempt():
                self.scene.step(statement, step, by, reason="Whom did we not hear?")

    @rule(step=st.sampled_from(list(REVIEW_FLOW.transitions)))
    def move_review(self, step):
        by = WHOSE.get(REVIEW_FLOW.transitions[step].permission, "ben")
        for activity in self.scene.activities:
            with attempt():
                services.move_activity(activity=activity, step="mark_done", by=self.scene.actor("dev"))
        before = Review.objects.values_list("state", "resumes_at").get(pk=self.scene.review.pk)
        with attempt():
            self.scene.move(step, by, reason="Snow.")
        self.check_declared(step, *before)

    def check_declared(self, step, state, resumes_at):
        """Only the state that the step is declared to lead to, and only from where it is declared."""
        now, declared = self.state(), REVIEW_FLOW.transitions[step]
        if now != state:
            assert state in declared.sources
            assert now == (resumes_at if callable(declared.target) else declared.target)
        self.seen = now

    @rule(sql=st.sampled_from(WITH_SQL))
    def reach_past_the_services(self, sql):
        connection.check_constraints()  # as if what was done before were committed
        with attempt():
            with connection.cursor() as cursor:
                cursor.execute(sql)
            connection.check_constraints()
        self.seen = self.state()

    @invariant()
    def every_finding_stands_and_nothing_reported_is_held(self):
        assert what_is_broken() == []

    @invariant()
    def nothing_else_moved_the_review(self):
        assert self.state() == self.seen
