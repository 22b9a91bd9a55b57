from django.db import transaction
from django.db.models import prefetch_related_objects

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store
from improvement_hub.core.workflow import move
from peer_review.models import Evidence, Statement, Support
from peer_review.services.refusals import in_words
from peer_review.services.reviews import check_concludes
from peer_review.workflow import StatementState


@transaction.atomic
def make_hypothesis(*, keyline, text, bearing, evidence=(), by):
    """The review lead turns evidence into a hypothesis, to be tested."""
    review = lock(keyline.review)
    require(by, "peer_review.make_statements", review)
    check_concludes(review)
    statement = store(Statement(keyline=keyline, text=text, bearing=bearing, author_id=by.pk))
    for piece in evidence:
        link_evidence(statement=statement, evidence=piece, relation=Support.Relation.SUPPORTS, by=by)
    return statement


@transaction.atomic
def change_statement(*, statement, text, bearing, by, version=None):
    """Reword a hypothesis; a finding first returns to hypothesis, since its evidence was weighed for its words."""
    statement = lock_with_review(statement, version=version)
    require(by, "peer_review.make_statements", statement)
    check_concludes(statement.review)
    if statement.state != StatementState.HYPOTHESIS:
        raise DomainError("First return the finding to hypothesis.")
    statement.text, statement.bearing = text, bearing
    return store(statement)


@transaction.atomic
def link_evidence(*, statement, evidence, relation, by):
    """Say that a piece of evidence supports or challenges a statement of the same review."""
    statement = lock_with_review(statement)
    require(by, "peer_review.make_statements", statement)
    check_concludes(statement.review)
    evidence = lock(evidence)
    if evidence.withdrawn_at:
        raise DomainError("This piece of evidence was withdrawn.", field="evidence")
    with in_words(), transaction.atomic():
        return store(Support(statement=statement, evidence=evidence, relation=relation))


@transaction.atomic
def unlink_evidence(*, link, by):
    """Take a link back; never when a finding would be left short."""
    statement = lock_with_review(link.statement)
    require(by, "peer_review.make_statements", statement)
    check_concludes(statement.review)
    with in_words(), transaction.atomic():
        link.delete()
    return statement


@transaction.atomic
def move_statement(*, statement, step, by, version=None, **inputs):
    """Make it a finding through the gate, return it to hypothesis, hold it or lift the hold."""
    statement = lock_with_review(statement, version=version)
    lock_evidence(statement)
    with in_words(), transaction.atomic():
        statement = move(statement, step, by=by, **inputs)
    if step == "hold":
        after_commit(tell_lead_of_hold, statement.pk)
    return statement


def lock_with_review(statement, *, version=None):
    """First the review, so that no step of the review passes while one of its statements moves."""
    lock(statement.review)
    return lock(statement, version=version)


def lock_evidence(statement):
    """What the gate weighs stays as it is until the step is taken; loaded here in one query."""
    list(Evidence.objects.select_for_update(of=("self",)).filter(links__statement=statement).order_by("pk"))
    prefetch_related_objects([statement], "links__evidence")


def tell_lead_of_hold(statement_id):
    from peer_review.tasks import tell_lead_of_hold as task

    task.delay(str(statement_id))


@transaction.atomic
def share_finding(*, finding, visibility, by, version=None):
    """Only the host's director sets who reads a finding, once feedback was given."""
    finding = lock(finding, version=version)
    require(by, "peer_review.share_finding", finding)
    if finding.review.feedback_given_at is None or finding.state != StatementState.FINDING:
        raise DomainError("A finding can be shared once feedback was given.")
    if visibility == Visibility.TEAM:
        raise DomainError("The host has seen this finding: it cannot go back to the team.", field="visibility")
    finding.visibility = visibility
    return store(finding)
