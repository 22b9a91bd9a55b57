from django.db import transaction
from django.db.models import ProtectedError

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from improvement_hub.core.workflow import move
from peer_review.models import KeyLineOfEnquiry, Review
from peer_review.services.team import seat_member
from peer_review.workflow import ReviewState


@transaction.atomic
def open_review(*, host, review_lead, observer, title, theme, keylines, members=(), by, **terms):
    """Open a review of a council one runs, with three councils in three roles.

    keylines: questions in order. members: dicts of person, role and job_title. terms: scope, starts_on, ends_on.
    """
    require(by, "peer_review.open_review")
    if host is None or host.pk not in by.manages:
        raise DomainError("You can open a review of your own council only.", field="host")
    check_demonstration(host, review_lead, observer)
    review = store(
        Review(
            host=host,
            review_lead=review_lead,
            observer=observer,
            title=title,
            theme=theme,
            host_officer_id=by.pk,
            **terms,
        )
    )
    write_keylines(review, keylines)
    for member in members:
        seat_member(review=review, **member)
    return review


def check_demonstration(*councils):
    """An invented council and a real one never meet in a review."""
    if len({council.demonstration for council in councils if council}) > 1:
        raise DomainError("A demonstration council reviews demonstration councils only.", field="host")


@transaction.atomic
def record_review(*, host, title, theme, public_summary, starts_on=None, ends_on=None):
    """Record what is public of a review that was not held here; nothing in it counts as a finding."""
    known = Review.objects.filter(host=host, title=title, state=ReviewState.RECORDED).first()
    return known or store(
        Review(
            state=ReviewState.RECORDED,
            host=host,
            title=title,
            theme=theme,
            public_summary=public_summary,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )


@transaction.atomic
def change_review(*, review, by, keylines=None, version=None, **terms):
    """Change title, scope, dates or key lines while the team is still at work.

    Raises StaleVersion when someone else was faster.
    """
    review = lock(review, version=version)
    require(by, "peer_review.change_review", review)
    for name, value in terms.items():
        setattr(review, name, value)
    if keylines is not None:
        write_keylines(review, keylines)
    return store(review)


def write_keylines(review, questions):
    """Reword by position, add at the end, drop what is gone; a key line that was used stays."""
    if not questions:
        raise DomainError("Write at least one key line of enquiry.", field="keylines")
    standing = list(review.keylines.all())
    for position, question in enumerate(questions, start=1):
        line = standing.pop(0) if standing else KeyLineOfEnquiry(review=review)
        line.position, line.question = position, question
        store_keyline(line)
    drop_keylines(standing)


def store_keyline(line):
    try:
        store(line)
    except DomainError as error:
        raise DomainError(error.sentence, field="keylines") from error


def drop_keylines(lines):
    for line in lines:
        try:
            line.delete()
        except ProtectedError as error:
            sentence = f"“{line}” has evidence or statements already, so it stays."
            raise DomainError(sentence, field="keylines") from error


@transaction.atomic
def move_review(*, review, step, by, version=None):
    """Take one step of the review's way; what blocks it is said in sentences."""
    return move(lock(review, version=version), step, by=by)
