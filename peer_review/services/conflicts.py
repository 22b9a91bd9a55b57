"""Everyone on a team says what could make them partial; what is soft, the regional lead may override, and what was
recorded in error is withdrawn."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Conflict
from peer_review.services.team import unseat, with_declaration
from peer_review.workflow import ENDED_STATES

LONGEST_OVERRIDE = timedelta(days=366)


@transaction.atomic
def declare(*, member, basis="", words="", by, version=None):
    """Say for oneself, or for someone who told us, what could make them partial; without `basis`, nothing.

    A hard conflict takes them off the team at once; a soft one lets their seat rest until the regional lead
    overrides it. Returns the conflict, or the member where there is none.
    """
    review = lock(member.review)
    member = lock(member, version=version)
    require(by, "peer_review.declare_conflict", member)
    if member.left_at or review.state in ENDED_STATES:
        raise DomainError("They are not on this team any more.")
    store(with_declaration(member, by))
    if not basis:
        return member
    conflict = store(Conflict(member=member, basis=basis, words=words, declared_by_id=by.pk))
    if conflict.is_hard:
        unseat(member)
    return conflict


@transaction.atomic
def override_conflict(*, conflict, reason, until, by, version=None):
    """The regional lead overrides a soft conflict, with a reason and until a day; a hard one nobody overrides."""
    lock(conflict.review)
    conflict = lock(conflict, version=version)
    require(by, "peer_review.override_conflict", conflict)
    check_override(conflict, until, by)
    conflict.overridden_at, conflict.overridden_by_id = timezone.now(), by.pk
    conflict.override_reason, conflict.overridden_until = reason.strip(), until
    if not conflict.override_reason:
        raise DomainError("Say why it does not stand in the way.", field="reason")
    return store(conflict)


def check_override(conflict, until, by):
    if conflict.withdrawn_at:
        raise DomainError("This conflict was withdrawn: nothing stands in the way.")
    if conflict.is_hard:
        raise DomainError("A hard conflict cannot be overridden.")
    if conflict.member.person_id == by.pk:
        raise DomainError("Nobody overrides a conflict of their own.")
    if not timezone.localdate() <= until <= timezone.localdate() + LONGEST_OVERRIDE:
        raise DomainError("Choose a day from today to a year from now.", field="until")


@transaction.atomic
def withdraw_conflict(*, conflict, reason, by, version=None):
    """Whoever recorded a conflict of someone else in error, or the regional lead, withdraws it with a reason; nobody
    withdraws one of their own.

    It stays on record and stands no more. Who still has their seat, and declared nothing else, is asked again whether
    they have a conflict; a hard one's seat stays empty until they are put on the team again.
    """
    review = lock(conflict.review)
    conflict = lock(conflict, version=version)
    require(by, "peer_review.withdraw_conflict", conflict)
    if conflict.withdrawn_at:
        raise DomainError("This conflict was withdrawn already.")
    if review.state in ENDED_STATES:
        raise DomainError("The review has ended: what was declared stays as it was.")
    if not reason.strip():
        raise DomainError("Say why it was recorded in error.", field="reason")
    conflict.withdrawn_at, conflict.withdrawn_by_id = timezone.now(), by.pk
    conflict.withdrawal_reason = reason.strip()
    store(conflict)
    ask_again(conflict.member)
    return conflict


def ask_again(member):
    """What was recorded in error was no declaration, where nothing else was declared."""
    member = lock(member)
    if not member.left_at and not member.conflicts.filter(withdrawn_at=None).exists():
        member.declared_at = member.declared_by = None
        store(member)
