from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import check, lock, store
from improvement_hub.core.workflow import move
from peer_review.models import KeyLineOfEnquiry, Method, Participant, Review
from peer_review.services.documents import begin_checklist
from peer_review.services.team import seat_member
from peer_review.workflow import ReviewState

ASKED_OF_TERMS = ("a_triad_is_three_councils", "a_visit_ends_after_it_starts")


@transaction.atomic
def open_review(
    *, host, review_lead, title, theme, method, observer=None, participants=(), keylines=None, members=(), by, **terms
):
    """Propose a review of a council one runs, by a method that is offered to it.

    observer: only where the method has one. keylines: questions in order; None takes the method's. members: dicts
    of person, role, job_title and perhaps declared. terms: scope, starts_on, ends_on.
    """
    require(by, "peer_review.open_review")
    if host is None or host.pk not in by.manages:
        raise DomainError("You can open a review of your own council only.", field="host")
    for broken in (
        *problems_of_method(method, host, observer, participants),
        *problems_of_seats(host, review_lead, observer, participants),
    ):
        raise broken
    review = store(
        Review(
            host=host,
            review_lead=review_lead,
            observer=observer,
            title=title,
            theme=theme,
            method=method,
            host_officer_id=by.pk,
            **gate_of(method),
            **terms,
        )
    )
    for council in participants:
        store(Participant(review=review, council=council))
    write_keylines(review, [row.question for row in method.questions.all()] if keylines is None else keylines)
    begin_checklist(review)
    for member in members:
        seat_member(review=review, **member, by=by)
    return review


def gate_of(method) -> dict:
    """What a review takes over from its method for good."""
    return {name: getattr(method, name) for name in ("gate_pieces", "gate_sources", "gate_activities", "holder")}


def problems_of_opening(
    *, method=None, host=None, review_lead=None, observer=None, participants=(), starts_on=None, ends_on=None, **terms
):
    """Every rule that these terms break with each other, as the DomainErrors that `open_review` would raise one by
    one; what is not given is not asked."""
    if method and host:
        yield from problems_of_method(method, host, observer, participants)
    yield from problems_of_seats(host, review_lead, observer, participants)
    row = Review(host=host, review_lead=review_lead, observer=observer, starts_on=starts_on, ends_on=ends_on)
    for constraint in Review._meta.constraints:
        if constraint.name in ASKED_OF_TERMS:
            yield from complaints(constraint, row)


def complaints(constraint, row):
    try:
        constraint.validate(Review, row)
    except ValidationError as error:
        yield DomainError(str(error.message))


def problems_of_method(method, host, observer, participants):
    if not Method.objects.offered(host.region).filter(pk=method.pk).exists():
        yield DomainError("This method is not offered here any more: choose another.", field="method")
    if method.has_observer and observer is None:
        yield DomainError("Choose the council that observes.", field="observer")
    if not method.has_observer and observer is not None:
        yield DomainError(f"In “{method}” no council observes.", field="observer")
    fewest, most = method.participants_min, method.participants_max
    if not fewest <= len(participants) <= most:
        yield DomainError(how_many(method, fewest, most), field="participants")


def how_many(method, fewest, most) -> str:
    if not most:
        return f"In “{method}” no other council takes part."
    wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
    return f"In “{method}” {wanted} other council{'s' if most > 1 else ''} take part."


def problems_of_seats(host, review_lead, observer, participants=()):
    """Councils that exist, each in one place; and an invented one and a real one never meet in a review."""
    named = {"host": host, "review_lead": review_lead, "observer": observer}
    seats = [(field, council) for field, council in named.items() if council]
    seats += [("participants", council) for council in participants]
    for number, (field, council) in enumerate(seats):
        if council.is_former:
            yield DomainError(f"{council} no longer exists.", field=field)
        if field == "participants" and council in [other for _, other in seats[:number]]:
            yield DomainError(f"{council} has a place in this review already.", field=field)
    if len({council.demonstration for _, council in seats}) > 1:
        yield DomainError("A demonstration council reviews demonstration councils only.", field="host")


def why_closed(review) -> str:
    if review.is_paused:
        return f"The review is {review.get_state_display().lower()}: it does not change."
    return "Feedback has been given: the review no longer changes."


def check_open(review):
    """Until feedback is given the team hears and concludes; then what it reported stays as it is."""
    if not review.is_open:
        raise DomainError(why_closed(review))


def check_hears(review):
    """Evidence is logged and hypotheses are written from the preparation until feedback is given."""
    check_open(review)
    if not review.hears:
        raise DomainError("Evidence is logged from the preparation on: scope and team come first.")


def check_concludes(review):
    """Statements change until feedback is given, and again while the report is a draft."""
    if not review.concludes:
        check_hears(review)


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

    Whoever changes scope or key lines agrees to them; the other party has to agree again. Raises StaleVersion when
    someone else was faster.
    """
    review = lock(review, version=version)
    require(by, "peer_review.change_review", review)
    check_open(review)
    before = agreed_words(review)
    for name, value in terms.items():
        setattr(review, name, value)
    if keylines is not None:
        write_keylines(review, keylines)
    if agreed_words(review) != before:
        forget_agreements(review)
        agree(review, by)
    return store(review)


def agreed_words(review):
    return review.scope, list(review.keylines.order_by("position").values_list("question", flat=True))


def forget_agreements(review):
    review.host_agreed_at = review.host_agreed_by = review.lead_agreed_at = review.lead_agreed_by = None


@transaction.atomic
def agree_to_scope(*, review, by, version=None):
    """Host and review lead each agree scope and key lines as they are; what is changed later is agreed anew."""
    review = lock(review, version=version)
    require(by, "peer_review.agree_scope", review)
    check_open(review)
    agree(review, by)
    return store(review)


def agree(review, by):
    if review.host_id in by.manages:
        review.host_agreed_at, review.host_agreed_by_id = timezone.now(), by.pk
    else:
        review.lead_agreed_at, review.lead_agreed_by_id = timezone.now(), by.pk


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


AFTER_STEP: dict[str, list] = {}


def after_step(name):
    """Has a function called with the review and the step's inputs, in the transaction of that step."""

    def registered(act):
        AFTER_STEP.setdefault(name, []).append(act)
        return act

    return registered


@transaction.atomic
def move_review(*, review, step, by, version=None, **inputs):
    """Take one step of the review's way; what blocks it is said in sentences."""
    review = move(lock(review, version=version), step, by=by, **inputs)
    for act in AFTER_STEP.get(step, ()):
        act(review, **inputs)
    return review
