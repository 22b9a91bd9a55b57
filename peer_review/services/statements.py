from django.db import transaction
from django.db.models import prefetch_related_objects

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store
from improvement_hub.core.workflow import move
from peer_review.models import Evidence, Statement, Support
from peer_review.services.holds import NOTED, note_in_thread
from peer_review.services.refusals import in_words
from peer_review.services.reviews import check_concludes
from peer_review.workflow import StatementState

SAID = ("keyline_id", "text", "bearing", "author_id")


@transaction.atomic
def make_hypothesis(*, keyline, text, bearing, evidence=(), by, id=None):
    """The review lead turns evidence into a hypothesis, to be tested.

    `id` is the one the sender made: the same hypothesis sent twice is stored once, and the stored one is returned.
    """
    review = lock(keyline.review)
    require(by, "peer_review.make_statements", review)
    check_concludes(review)
    statement = Statement(keyline=keyline, text=text, bearing=bearing, author_id=by.pk)
    known = Statement.objects.filter(pk=id).first() if id else None
    if known:
        return the_same(known, statement, SAID)
    statement.pk = id or statement.pk
    store(statement)
    link_pieces(statement, evidence, Support.Relation.SUPPORTS)
    return statement


def the_same(known, sent, said):
    """What was sent twice is what is stored already; other words under its id are refused."""
    if all(getattr(known, name) == getattr(sent, name) for name in said):
        return known
    raise DomainError("This is saved already, in other words. Save again to make another of it.", field="id")


@transaction.atomic
def change_statement(*, statement, text, bearing, by, version=None):
    """Reword a hypothesis; a finding first returns to hypothesis, since its evidence was weighed for its words."""
    statement = to_be_changed(statement, by, version)
    if statement.state != StatementState.HYPOTHESIS:
        raise DomainError("First return the finding to hypothesis.")
    statement.text, statement.bearing = text, bearing
    return store(statement)


@transaction.atomic
def correct_finding(*, statement, text, by):
    """A finding reads as an accepted comment of the host's accuracy check says: the database asks for that comment,
    and weighs its evidence again. What is a hypothesis, held or not, is reworded by the team alone."""
    statement = lock_with_review(statement)
    require(by, "peer_review.make_statements", statement)
    if statement.state != StatementState.FINDING:
        raise DomainError("It is a hypothesis again: reword it on its own page.", field="correction")
    statement.text = text
    with in_words(), transaction.atomic():
        return store(statement)


@transaction.atomic
def link_evidence(*, statement, evidence, relation, by):
    """Say that a piece of evidence supports or challenges a statement of the same review."""
    return link_pieces(to_be_changed(statement, by), [evidence], relation)[0]


@transaction.atomic
def link_several(*, statement, evidence, relation, by):
    """The same of several pieces at once; what is linked in this relation already stays as it is."""
    statement = to_be_changed(statement, by)
    standing = set(statement.links.filter(relation=relation).values_list("evidence_id", flat=True))
    link_pieces(statement, [piece for piece in evidence if piece.pk not in standing], relation)
    return statement


def to_be_changed(statement, by, version=None):
    """The statement, locked, whose words and links this person may change now."""
    statement = lock_with_review(statement, version=version)
    require(by, "peer_review.make_statements", statement)
    check_concludes(statement.review)
    return statement


def link_pieces(statement, evidence, relation) -> list[Support]:
    """The pieces are locked in one order, so that two who do this never wait for each other."""
    chosen = [piece.pk for piece in evidence]
    pieces = list(Evidence.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk"))
    if any(piece.withdrawn_at for piece in pieces):
        raise DomainError("This piece of evidence was withdrawn.", field="evidence")
    with in_words(), transaction.atomic():
        return [store(Support(statement=statement, evidence=piece, relation=relation)) for piece in pieces]


@transaction.atomic
def turn_link(*, link, by, relation=None, version=None):
    """What was linked as support challenges, and the other way round; never when a finding would be left short.

    relation: what it shall be; without it, the other one. version: the statement's.
    """
    to_be_changed(link.statement, by, version)
    link = lock(link)
    link.relation = relation or link.other_relation
    with in_words(), transaction.atomic():
        return store(link)


@transaction.atomic
def unlink_evidence(*, link, by, version=None):
    """Take a link back; never when a finding would be left short. version: the statement's."""
    statement = to_be_changed(link.statement, by, version)
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
    if step in NOTED:
        note_in_thread(statement, NOTED[step], inputs["reason"], by)
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
