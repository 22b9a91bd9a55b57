"""The thread of a hold: its reason, what the team answers, and how it was settled."""

from django.db import transaction

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import after_commit, lock, store
from peer_review.models import HoldNote

NOTED = {"hold": HoldNote.Kind.HELD, "lift": HoldNote.Kind.LIFTED}


def note_in_thread(statement, kind, words, by):
    return store(HoldNote(statement=statement, kind=kind, author_id=by.pk, words=words.strip()))


@transaction.atomic
def answer_hold(*, statement, words, by, id=None):
    """Anyone on the team answers a hold; whoever holds replies, and only their lifting ends it.

    `id` is the one the sender made: the same answer sent twice is stored once, and the stored one is returned.
    """
    lock(statement.review)
    statement = lock(statement)
    require(by, "peer_review.answer_hold", statement)
    known = HoldNote.objects.filter(pk=id, statement=statement, author=by.pk).first() if id else None
    if known:
        return known_or_other_words(known, words)
    check_is_held(statement)
    holds = allows(by, "peer_review.hold_statement", statement)
    kind = HoldNote.Kind.REPLY if holds else HoldNote.Kind.ANSWER
    note = HoldNote(statement=statement, kind=kind, author_id=by.pk, words=words.strip())
    note.pk = id or note.pk
    after_commit(tell_of_answer, note.pk)
    return store(note)


def known_or_other_words(known, words):
    if known.words == words.strip():
        return known
    raise DomainError("This answer is saved already, in other words. Save again to add these.", field="id")


def check_is_held(statement):
    if not statement.review.concludes:
        raise DomainError("Statements do not move now, so the thread stays as it is.")
    if not statement.is_held:
        raise DomainError("Nothing holds this statement.")


def tell_of_answer(note_id):
    from peer_review.tasks import tell_of_answer as task

    task.delay(str(note_id))
