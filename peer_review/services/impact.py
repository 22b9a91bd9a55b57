"""What is recommended, what the host does about it, and what it answers when its impact is asked for."""

from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import require
from improvement_hub.core.services import check, lock, store
from improvement_hub.core.templatetags.hub import day
from improvement_hub.core.workflow import move
from peer_review.models import (
    Action,
    Attachment,
    FollowUp,
    Ground,
    NothingRecommended,
    ProgressNote,
    Recommendation,
    Unit,
)
from peer_review.workflow import RecommendationState, StatementState
from peer_review.workflow.impact import not_followed, not_reported, not_written

N_IS_MISSING = "A percentage stands with its n: say of how many."


def check_writable(review):
    if blockers := not_written(review):
        raise DomainError(" ".join(blockers))


def check_followed(review):
    if blockers := not_followed(review):
        raise DomainError(" ".join(blockers))


@transaction.atomic
def recommend(*, review, text, timescale, findings=(), made_on=None, by, id=None):
    """Ask something of the host, on the ground of findings of the review.

    Of an earlier review the host records what was recommended, with the day of its report: nothing there was a
    finding. `id` is the one the sender made: the same one sent twice is stored once.
    """
    review = lock(review)
    require(by, "peer_review.recommend", review)
    check_writable(review)
    known = Recommendation.objects.filter(pk=id, author=by.pk, review=review).first() if id else None
    if known:
        return known
    NothingRecommended.objects.filter(review=review).delete()
    row = Recommendation(review=review, author_id=by.pk, **({"id": id} if id else {}))
    return write(row, text=text, timescale=timescale, findings=findings, made_on=made_on)


def write(row, *, text, timescale, findings, made_on):
    if row.review.is_recorded and made_on is None:
        raise DomainError("Give the day of the report: its follow-ups are counted from it.", field="made_on")
    row.text, row.timescale = text, timescale
    row.made_on = made_on if row.review.is_recorded else None
    store(row)
    rest_on(row, findings)
    return row


def rest_on(recommendation, findings):
    """These findings, and no other statement."""
    if recommendation.review.is_recorded and findings:
        raise DomainError("Nothing in an earlier review counts as a finding here.", field="findings")
    if not recommendation.review.is_recorded and not findings:
        raise DomainError("A recommendation rests on at least one finding.", field="findings")
    for finding in findings:
        if finding.state != StatementState.FINDING or finding.review != recommendation.review:
            raise DomainError("A recommendation rests on findings of its own review.", field="findings")
    recommendation.grounds.exclude(statement__in=findings).delete()
    known = set(recommendation.grounds.values_list("statement", flat=True))
    for finding in findings:
        if finding.pk not in known:
            store(Ground(recommendation=recommendation, statement=finding))


@transaction.atomic
def change_recommendation(*, recommendation, by, version=None, **terms):
    """Reword a recommendation, or put it on other findings, until the report is final.

    terms: text, timescale, findings, made_on; what is left out stays.
    """
    row = lock_in_review(recommendation, version=version)
    require(by, "peer_review.recommend", row.review)
    check_writable(row.review)
    if row.state != RecommendationState.OPEN:
        raise DomainError("The host has answered this recommendation: it stays as it is.")
    standing = {"text": row.text, "timescale": row.timescale, "made_on": row.made_on}
    return write(row, **{**standing, "findings": list(row.findings.all()), **terms})


@transaction.atomic
def remove_recommendation(*, recommendation, by, version=None):
    """Take a recommendation back before the report is final; the trail keeps what it was."""
    row = lock_in_review(recommendation, version=version)
    require(by, "peer_review.recommend", row.review)
    check_writable(row.review)
    if row.state != RecommendationState.OPEN:
        raise DomainError("The host has answered this recommendation: it stays as it is.")
    row.delete()
    return row.review


@transaction.atomic
def recommend_nothing(*, review, reason, by, version=None):
    """State that a review makes no recommendation, and why."""
    review = lock(review, version=version)
    require(by, "peer_review.recommend", review)
    check_writable(review)
    if review.recommendations.exists():
        raise DomainError("There are recommendations already.")
    known = NothingRecommended.objects.filter(review=review).first() or NothingRecommended(review=review)
    known.reason, known.author_id = reason.strip(), by.pk
    store(known)
    return review


@transaction.atomic
def recommend_after_all(*, review, by, version=None):
    """Take back that nothing is recommended, before the report is final."""
    review = lock(review, version=version)
    require(by, "peer_review.recommend", review)
    check_writable(review)
    known = NothingRecommended.objects.filter(review=review).first()
    if known is None:
        raise DomainError("Nobody stated that nothing is recommended.")
    known.delete()
    return review


@transaction.atomic
def move_recommendation(*, recommendation, step, by, version=None, **inputs):
    """The host accepts a recommendation, declines it with a reason, or answers it again."""
    return move(lock_in_review(recommendation, version=version), step, by=by, **inputs)


@transaction.atomic
def share_recommendation(*, recommendation, visibility, by, version=None):
    """Only the host's director sets who reads a recommendation and what became of it, once the report is final; and
    when the review is closed, too."""
    row = lock(recommendation, version=version)
    require(by, "peer_review.share_recommendation", row)
    if blockers := not_reported(row.review):
        raise DomainError(" ".join(blockers))
    if visibility == Visibility.TEAM:
        raise DomainError("The host has seen this recommendation: it cannot go back to the team.", field="visibility")
    row.visibility = visibility
    return store(row)


@transaction.atomic
def plan_action(*, recommendation, by, id=None, **terms):
    """Say what the host does about an accepted recommendation.

    terms: outcome, words, owner_role, due_on; and, all or none of them, measure, unit, better, baseline,
    baseline_on, target, target_on, measure_source; where the unit is per cent, baseline_n. `id` as in `recommend`.
    """
    recommendation = lock_in_review(recommendation)
    require(by, "peer_review.run_actions", recommendation)
    check_followed(recommendation.review)
    known = Action.objects.filter(pk=id, recommendation=recommendation).first() if id else None
    if known:
        return known
    if recommendation.state != RecommendationState.ACCEPTED:
        raise DomainError("First accept the recommendation: then plan what you do about it.")
    return store(Action(recommendation=recommendation, **({"id": id} if id else {}), **terms))


@transaction.atomic
def change_action(*, action, by, version=None, **terms):
    """Change what was planned; a measure that was read already keeps its unit.

    terms: those of `plan_action`. Raises StaleVersion when someone else was faster.
    """
    lock(action.review)
    action = lock(action, version=version)
    require(by, "peer_review.run_actions", action)
    check_followed(action.review)
    if terms.get("unit", action.unit) != action.unit and was_read(action):
        raise DomainError("Values were noted in this unit already: it stays.", field="unit")
    for name, value in terms.items():
        setattr(action, name, value)
    return store(action)


def was_read(action) -> bool:
    return action.notes.exclude(value=None).exists() or action.follow_ups.exists()


@transaction.atomic
def move_action(*, action, step, by, version=None, **inputs):
    """Begin an action, mark it as done, stop it with a reason, or take it up again."""
    lock(action.review)
    return move(lock(action, version=version), step, by=by, **inputs)


@transaction.atomic
def note_progress(*, action, text, by, value=None, value_n=None, measured_on=None, documents=(), id=None):
    """Write how an action goes; where its measure was read anew, its value and the day. `id` as in `recommend`.

    documents: of the same review, as attachments.
    """
    action = lock(action)
    require(by, "peer_review.run_actions", action)
    check_followed(action.review)
    known = ProgressNote.objects.filter(pk=id, author=by.pk, action=action).first() if id else None
    if known:
        return known
    note = ProgressNote(
        action=action, text=text, author_id=by.pk, value=value, value_n=value_n, measured_on=measured_on,
        **({"id": id} if id else {}),
    )  # fmt: skip
    check(note)
    check_reading(action, note)
    note.save()
    attach(note, documents)
    return note


def attach(note, documents):
    for document in documents:
        if document.review_id != note.action.review.pk or document.removed_at:
            raise DomainError("Attach documents of this review.", field="documents")
        store(Attachment(note=note, document=document))


def check_reading(action, reading):
    """A value is one of the action's measure, with its n where that is in per cent, and later than the baseline."""
    if reading.value is None:
        return
    if not action.has_measure:
        raise DomainError("This action has no measure: first give it one.", field="value")
    if action.unit == Unit.PERCENT and not reading.value_n:
        raise DomainError(N_IS_MISSING, field="value_n")
    if reading.measured_on <= action.baseline_on:
        raise DomainError("The new value is measured after the baseline.", field="measured_on")


@transaction.atomic
def answer_follow_up(*, recommendation, months, done, impact, by, words="", action=None, version=None, **reading):
    """Say how much of a recommendation is done some months after the report, and what changed in the measure.

    It is answered from its day on. reading: value, value_n, measured_on; with an action, whose measure it is.
    Answered again, the answer is changed; raises StaleVersion unless `version` is that of the answer that stands.
    """
    recommendation = lock_in_review(recommendation)
    require(by, "peer_review.answer_recommendation", recommendation)
    check_followed(recommendation.review)
    check_asked(recommendation, months)
    check_day_has_come(recommendation, months)
    answer = standing_answer(recommendation, months, version)
    answer.done, answer.impact, answer.words, answer.author_id = done, impact, words.strip(), by.pk
    answer.action = action
    answer.value, answer.value_n, answer.measured_on = (
        reading.get(name) for name in ("value", "value_n", "measured_on")
    )
    check(answer)
    if action:
        check_own(action, recommendation)
        check_reading(action, answer)
    answer.save()
    return answer


def check_asked(recommendation, months):
    if months not in recommendation.follow_up_months:
        raise DomainError(f"Nobody asks for a follow-up at {months} months.", field="months")
    if recommendation.state == RecommendationState.DECLINED:
        raise DomainError("The host declined this recommendation: it is not followed.")


def check_day_has_come(recommendation, months):
    """Nobody knows the impact before; and so a review closes after its last follow-up."""
    due_on = Recommendation.objects.dated().get(pk=recommendation.pk).due_on(months)
    if timezone.localdate() < due_on:
        raise DomainError(f"This follow-up is answered from {day(due_on)} on.", field="months")


def check_own(action, recommendation):
    if action.recommendation_id != recommendation.pk:
        raise DomainError("Choose a measure of an action on this recommendation.", field="action")


def standing_answer(recommendation, months, version):
    known = FollowUp.objects.filter(recommendation=recommendation, months=months).first()
    return lock(known, version=version or 0) if known else FollowUp(recommendation=recommendation, months=months)


def lock_in_review(recommendation, *, version=None):
    """First the review, so that no step of the review passes meanwhile."""
    lock(recommendation.review)
    return lock(recommendation, version=version)
