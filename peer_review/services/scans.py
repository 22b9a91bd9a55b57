"""What becomes of stored files by themselves: checked by the scanner, and removed where no document has them."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from improvement_hub.core.files import scanning, verdicts
from improvement_hub.core.files.store import forget_interrupted
from peer_review.models import DocumentFile
from peer_review.models.documents import ROOM


def files_to_check():
    """Those without a verdict, as soon as there is a scanner; without one, none."""
    return verdicts.to_check(DocumentFile.objects.filter(erased_at=None))


def check_with_scanner(*, file_id):
    """Ask the scanner about a file and note its verdict. It may take minutes, so nothing is locked meanwhile."""
    file = files_to_check().filter(pk=file_id).first()
    if file:
        note_verdict(file=file, harm=scanning.harm_in(ROOM.path(file.stored_as)))


def note_verdict(*, file, harm):
    return verdicts.note_verdict(file=file, harm=harm, tell_sender=tell_sender)


def tell_sender(file_id):
    """E-mail whoever sent a harmful file: a link, never what the document says."""
    file = DocumentFile.objects.select_related("document__review", "uploaded_by").get(pk=file_id)
    link = settings.HUB_URL + file.document.get_absolute_url()
    body = render_to_string("emails/harmful_file.txt", {"review": file.review, "link": link})
    send_mail("A file you sent was set aside", body, None, [file.uploaded_by.email])


def forget_orphans():
    """What a killed process left on the disk: files that were arriving, and files whose row was never committed."""
    forget_interrupted()
    return ROOM.forget_orphans(names_in_use)


def names_in_use(names) -> set[str]:
    rows = DocumentFile.objects.filter(stored_as__in=names, erased_at=None)
    return set(rows.values_list("stored_as", flat=True))
