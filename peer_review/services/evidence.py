from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import check, lock, store
from peer_review.models import Activity, Evidence, Statement
from peer_review.services.refusals import UNDER_A_FINDING, in_words
from peer_review.services.reviews import check_concludes, check_hears
from peer_review.workflow import ActivityState, StatementState

SAID = {"activity_id", "keyline_id", "bearing", "source_role", "note", "author_id"}


@transaction.atomic
def log_evidence(*, activity, keyline, bearing, source_role, note, by, observed_on=None, id=None):
    """Log one note from one activity, against a key line of enquiry of the same review.

    `id` is the one the sender made: the same note sent twice is stored once, and the stored one is returned.
    """
    activity = shared_hold(activity)
    require(by, "peer_review.log_evidence", activity.review)
    check_hears(activity.review)
    check_heard_in(activity, keyline)
    note_row = Evidence(
        activity=activity,
        keyline=keyline,
        bearing=bearing,
        source_role=source_role,
        note=note,
        author_id=by.pk,
        observed_on=observed_on or timezone.localdate(),
    )
    if id is None:
        return store(note_row)
    return stored_once(note_row, id, SAID | {"observed_on"} if observed_on else SAID)


def shared_hold(activity):
    """The activity as it is now and stays until this is over; shared, since a whole team logs at once."""
    table = Activity._meta.db_table
    list(Activity.objects.raw(f"SELECT id FROM {table} WHERE id = %s FOR SHARE", [activity.pk]))  # noqa: S608
    return Activity.objects.select_related("review").get(pk=activity.pk)


def check_heard_in(activity, keyline):
    if activity.state == ActivityState.CANCELLED:
        raise DomainError("This activity was cancelled: nothing can be heard in it.", field="activity")
    if activity.review_id != keyline.review_id:
        raise DomainError("The activity and the key line belong to different reviews.", field="keyline")


def stored_once(note_row, id, said):
    """Two requests with one id wait for each other; someone else's id is refused."""
    note_row.id = id
    check(note_row, validate_unique=False)
    known = Evidence.objects.filter(pk=id).first() or insert_unless_known(note_row)
    logged = as_logged(known)
    if any(getattr(logged, name) != getattr(note_row, name) for name in said):
        raise DomainError(
            "Another note was saved from this form already. Save again to keep these words as a new note.", field="id"
        )
    return known


def as_logged(piece):
    """What its author sent at first: a repeat that comes late is still the same note, whatever was changed since."""
    if piece.version == 1:
        return piece
    events = Evidence.pgh_event_model.objects.filter(pgh_obj=piece.pk)  # type: ignore[attr-defined]
    return events.order_by("pgh_id").first()


def insert_unless_known(note_row):
    try:
        with transaction.atomic():
            note_row.save(force_insert=True)
        return note_row
    except IntegrityError:
        return Evidence.objects.get(pk=note_row.pk)


@transaction.atomic
def change_evidence(*, evidence, by, version=None, **said):
    """Whoever wrote a note may put it right, until a finding is made on it; the finding first returns to hypothesis.

    said: activity, keyline, bearing, source_role, note, observed_on, as many as change. Raises StaleVersion.
    """
    review, statements, evidence = lock_evidence_and_its_statements(evidence, version=version)
    require(by, "peer_review.change_evidence", evidence)
    check_concludes(review)
    if evidence.withdrawn_at:
        raise DomainError("This piece of evidence was withdrawn: log a new one.")
    if any(statement.state == StatementState.FINDING for statement in statements):
        raise DomainError(UNDER_A_FINDING)
    for name, value in said.items():
        setattr(evidence, name, value)
    if "activity" in said or "keyline" in said:
        check_heard_in(shared_hold(evidence.activity), evidence.keyline)
    with in_words(), transaction.atomic():
        return store(evidence)


def lock_evidence_and_its_statements(evidence, *, version=None):
    """Review, statements, evidence: everyone who locks several does so in this order."""
    review = lock(evidence.review)
    linked = Statement.objects.select_for_update(of=("self",)).filter(links__evidence=evidence)
    return review, list(linked.order_by("pk")), lock(evidence, version=version)


@transaction.atomic
def withdraw_evidence(*, evidence, reason, by, version=None):
    """Take a piece of evidence out of what counts, with a reason; never when a finding would be left short."""
    review, _, evidence = lock_evidence_and_its_statements(evidence, version=version)
    require(by, "peer_review.withdraw_evidence", evidence)
    check_concludes(review)
    if evidence.withdrawn_at:
        raise DomainError("This piece of evidence was withdrawn already.")
    if not reason.strip():
        raise DomainError("Say why you withdraw it.", field="reason")
    evidence.withdrawn_at, evidence.withdrawn_by_id = timezone.now(), by.pk
    evidence.withdrawal_reason = reason.strip()
    with in_words(), transaction.atomic():
        return store(evidence)
