from django.db import transaction

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import check, lock, store
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
    check_seats(host, review_lead, observer)
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


def check_seats(host, review_lead, observer):
    """Councils that exist; and an invented one and a real one never meet in a review."""
    seats = {"host": host, "review_lead": review_lead, "observer": observer}
    for field, council in seats.items():
        if council.is_former:
            raise DomainError(f"{council} no longer exists.", field=field)
    if len({council.demonstration for council in seats.values()}) > 1:
        raise DomainError("A demonstration council reviews demonstration councils only.", field="host")


def check_open(review):
    """Until feedback is given the team hears and concludes; then what it reported stays as it is."""
    if not review.is_open:
        raise DomainError("Feedback has been given: the review no longer changes.")


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
    check_open(review)
    for name, value in terms.items():
        setattr(review, name, value)
    if keylines is not None:
        write_keylines(review, keylines)
    return store(review)


def write_keylines(review, questions):
    """The questions in their order. One that was used keeps its words; others are reworded, added or dropped."""
    if not questions:
        raise DomainError("Write at least one key line of enquiry.", field="keylines")
    if len(set(questions)) < len(questions):
        raise DomainError("Each key line of enquiry is written once.", field="keylines")
    standing = {line.question: line for line in review.keylines.all()}
    left_over = [line for question, line in standing.items() if question not in questions]
    check_unused(left_over)
    for position, question in enumerate(questions, start=1):
        line = standing.get(question) or (left_over.pop(0) if left_over else KeyLineOfEnquiry(review=review))
        if (line.position, line.question) != (position, question):
            line.position, line.question = position, question
            store_keyline(line)
    for line in left_over:
        line.delete()


def check_unused(lines):
    """What was heard and said about a question was heard and said about those words."""
    for line in lines:
        if line.evidence.exists() or line.statements.exists():
            sentence = f"“{line}” has evidence or statements already, so it stays as it is."
            raise DomainError(sentence, field="keylines")
        if line.host_views.exists():
            sentence = f"The host has said how it sees “{line}” already, so it stays as it is."
            raise DomainError(sentence, field="keylines")


def store_keyline(line):
    """Its position is checked when the transaction ends: lines may change places."""
    try:
        check(line, validate_constraints=False)
    except DomainError as error:
        raise DomainError(error.sentence, field="keylines") from error
    line.save()


@transaction.atomic
def move_review(*, review, step, by, version=None):
    """Take one step of the review's way; what blocks it is said in sentences."""
    return move(lock(review, version=version), step, by=by)
