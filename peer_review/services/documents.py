"""Documents of a review: asked for, added, replaced, registered, shared and removed. Files go to the disk before
the row that names them is committed, and leave it after."""

import secrets

from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.kinds import content_type_of
from improvement_hub.core.files.verdicts import Scan, first_verdict
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import after_commit, check, lock, store
from peer_review.models import ChecklistItem, Document, DocumentFile
from peer_review.models.documents import ROOM, GivenBy
from peer_review.workflow import takes_documents

WITHIN = (Visibility.TEAM, Visibility.REVIEW)


def begin_checklist(review):
    """What the method asks for, in its order; host and review lead add to it."""
    for row in review.method.documents.all():
        store(ChecklistItem(review=review, title=row.title, given_by=row.given_by, required=row.required))


@transaction.atomic
def ask_for_document(*, review, title, by, given_by=GivenBy.HOST, required=True):
    """Put a document on the checklist; the visit waits for those that are required."""
    review = lock(review)
    require(by, "peer_review.ask_for_document", review)
    check_takes_documents(review)
    return store(ChecklistItem(review=review, title=title, given_by=given_by, required=required))


@transaction.atomic
def waive_document(*, item, reason, by, version=None):
    """The review lead does without a document that was asked for, and says why."""
    review = lock(item.review)
    require(by, "peer_review.waive_document", review)
    check_takes_documents(review)
    item = lock(item, version=version)
    if item.waived_at:
        raise DomainError("This document is waived already.")
    if not reason.strip():
        raise DomainError("Say why the review can do without it.", field="reason")
    item.waived_at, item.waived_by_id, item.waiver_reason = timezone.now(), by.pk, reason.strip()
    return store(item)


def check_takes_documents(review):
    if not takes_documents(review):
        raise DomainError("This review takes no documents any more.")


@transaction.atomic
def add_document(*, review, file, by, item=None, **terms):
    """Add a document with its first file. The host's is for team and host, the team's at first for the team alone.

    file: a `core.files.receiving.Received`. item: what of the checklist it is. terms: title, kind, classification,
    owner, publish_on, exemption, review_on.
    """
    require(by, "peer_review.add_document", review)
    content_type = content_type_of(file, file.name)
    review = lock(review)
    check_takes_documents(review)
    check_item(item, review)
    check_is_new(file, review, by)
    document = Document(review=review, item=item, **whose(review, by), **terms)
    store(document)
    store_file(document, file, content_type, by)
    return document


def whose(review, by) -> dict:
    """A document belongs to the side that brings it."""
    if review.host_id in by.manages:
        return {"given_by": GivenBy.HOST, "visibility": Visibility.REVIEW}
    return {"given_by": GivenBy.TEAM, "visibility": Visibility.TEAM}


def check_item(item, review):
    if item is not None and item.review_id != review.pk:
        raise DomainError("That is on the checklist of another review.", field="item")


def check_is_new(file, review, by):
    """The same content twice in what this person may read of the review is a mistake."""
    seen = Document.objects.visible_to(by).standing().filter(review=review)
    known = DocumentFile.objects.current().filter(document__in=seen, sha256=file.sha256).first()
    if known:
        raise DomainError(f"This very file is here already, as “{known.document}”.", field="file")


def store_file(document, file, content_type, by, number=1):
    row = DocumentFile(
        document=document,
        number=number,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        content_type=content_type,
        stored_as=secrets.token_hex(20),
        uploaded_by_id=by.pk,
        scan=first_verdict(),
    )
    check_file(row)
    ROOM.keep(file, row.stored_as)
    row.save()
    if row.scan == Scan.WAITING:
        after_commit(begin_scan, row.pk)
    return row


def check_file(row):
    """What is wrong with its name is wrong with the file."""
    try:
        check(row)
    except DomainError as error:
        raise DomainError(error.sentence, field="file") from error


def begin_scan(file_id):
    from peer_review.tasks import check_file as task

    task.delay(str(file_id))


@transaction.atomic
def replace_file(*, document, file, by, version=None):
    """Give a document a newer file; the earlier ones stay, with who sent them and when."""
    require(by, "peer_review.change_document", document)
    content_type = content_type_of(file, file.name)
    document = lock_with_review(document, version=version)
    check_stands(document)
    current = lock(document.current)
    if current.sha256 == file.sha256:
        raise DomainError("This is the file that the document has already.", field="file")
    current.replaced_at = timezone.now()
    store(current)
    store_file(document, file, content_type, by, number=current.number + 1)
    keep_within(document, by)
    return store(document)


def keep_within(document, by):
    """What the director shared, they shared as it was: changed by anyone else, it is for team and host again."""
    if document.visibility not in WITHIN and not allows(by, "peer_review.publish_document", document):
        document.visibility = Visibility.REVIEW


def lock_with_review(document, *, version=None):
    lock(document.review)
    return lock(document, version=version)


def check_stands(document):
    check_takes_documents(document.review)
    check_is_there(document)


def check_is_there(document):
    """Enough to take back what was shared, or to remove it: that is possible when the review is over, too."""
    if document.removed_at:
        raise DomainError("This document was removed.")


@transaction.atomic
def change_document(*, document, by, version=None, **terms):
    """Change what the register says of a document: title, kind, classification, owner, exemption and its review."""
    document = lock_with_review(document, version=version)
    require(by, "peer_review.change_document", document)
    check_stands(document)
    if "item" in terms:
        check_item(terms["item"], document.review)
    for name, value in terms.items():
        setattr(document, name, value)
    keep_within(document, by)
    return store(document)


@transaction.atomic
def share_document(*, document, visibility, by, publish_on=None, version=None):
    """Say who reads a document, and from which day on.

    The review lead opens the team's documents to the host. Beyond team and host the host's director alone shares,
    once the review is final.
    """
    document = lock_with_review(document, version=version)
    require(by, "peer_review.share_document", document)
    check_is_there(document)
    if visibility not in WITHIN or document.visibility not in WITHIN:
        require(by, "peer_review.publish_document", document)
    if visibility not in WITHIN and not document.review.is_final:
        sentence = "Until the review is final, its documents are for the team and the host alone."
        raise DomainError(sentence, field="visibility")
    if visibility == Visibility.TEAM and document.visibility != Visibility.TEAM:
        raise DomainError("The host has seen this document: it cannot go back to the team.", field="visibility")
    document.visibility, document.publish_on = visibility, publish_on
    return store(document)


@transaction.atomic
def remove_document(*, document, reason, by, version=None):
    """Take a document away with a reason: its files are erased, and who sent what and when stays on record."""
    document = lock_with_review(document, version=version)
    require(by, "peer_review.change_document", document)
    check_is_there(document)
    if not reason.strip():
        raise DomainError("Say why you remove it.", field="reason")
    document.removed_at, document.removed_by_id = timezone.now(), by.pk
    document.removal_reason = reason.strip()
    for file in document.files.select_for_update(of=("self",)):
        file.erased_at = document.removed_at
        store(file)
        after_commit(ROOM.erase, file.stored_as)
    return store(document)
