from django.db.models import Count, Prefetch, Q

from peer_review.models import ChecklistItem, Document, DocumentFile, HostView, Review, SelfAssessment
from peer_review.models.documents import Scan, current_file
from peer_review.queries.team import sitting_team

WITH_REVIEW = ("item", "removed_by", "review__theme", "review__host__region")


def documents(actor, review=None):
    """Documents with the file each has now, and with their review's team, so that rules about them cost nothing."""
    rows = Document.objects.visible_to(actor).select_related(*WITH_REVIEW)
    rows = rows.prefetch_related(current_file(), sitting_team("review__team"))
    return rows.filter(review=review) if review else rows


def register(actor):
    """Documents that stand, with all that their line in the register shows."""
    return documents(actor).standing()


def checklist(actor, review):
    """What is asked for, each with the documents that were given for it and that this actor reads."""
    given = documents(actor, review).standing()
    rows = ChecklistItem.objects.visible_to(actor).filter(review=review).select_related("waived_by")
    return rows.prefetch_related(Prefetch("documents", given, to_attr="given"))


def checklist_items(actor):
    """The same over several reviews."""
    given = documents(actor).standing()
    rows = ChecklistItem.objects.visible_to(actor).select_related("review")
    return rows.prefetch_related(Prefetch("documents", given, to_attr="given"))


def files_of(document, actor):
    """Its files, the latest first; earlier ones for team and host alone."""
    return DocumentFile.objects.visible_to(actor).filter(document=document).select_related("uploaded_by")


def one_file(actor):
    return DocumentFile.objects.visible_to(actor).select_related("document__review__host", "uploaded_by")


def self_assessments(actor):
    views = HostView.objects.select_related("keyline")
    rows = SelfAssessment.objects.visible_to(actor).select_related("review__host", "given_by")
    return rows.prefetch_related(Prefetch("views", views), sitting_team("review__team"))


def self_assessment_of(review, actor):
    return self_assessments(actor).filter(review=review).first()


def required_documents(review):
    """With every document that stands for each, whoever may read it: the visit rests on them."""
    given = Document.objects.standing().prefetch_related(current_file())
    rows = ChecklistItem.objects.filter(review=review, required=True)
    return rows.prefetch_related(Prefetch("documents", given, to_attr="given"))


def document_counts(review) -> dict[str, int]:
    """Of what is asked for and not waived: how much is in, and how much that is."""
    is_in = Q(
        documents__removed_at=None,
        documents__files__replaced_at=None,
        documents__files__scan__in=[Scan.NOT_SCANNED, Scan.WAITING, Scan.CLEAN],
    )
    return ChecklistItem.objects.filter(review=review, waived_at=None).aggregate(
        documents=Count("pk", filter=is_in, distinct=True), documents_asked=Count("pk", distinct=True)
    )


def reviews_with_documents(actor):
    """Reviews of which this actor reads a document, for a filter to offer."""
    rows = Review.objects.filter(pk__in=Document.objects.visible_to(actor).order_by().values("review"))
    return rows.select_related("host")
