"""The documents of a review: what is asked for, what was given, and every file of each."""

from pathlib import PurePath

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.store import Room
from improvement_hub.core.files.verdicts import HAS_ITS_MOMENT, Scan
from improvement_hub.core.models import HubModel, Visibility, shared_with
from peer_review.models.methods import MethodDocument
from peer_review.models.reviews import OfReadableReview, Review
from peer_review.workflow import AFTER_FINAL

ROOM = Room("reviews")
GivenBy = MethodDocument.GivenBy  # whose document it is, and who brings one that is asked for


class Classification(models.TextChoices):
    """A label for people, as their own document has it; who reads is decided by visibility alone."""

    OFFICIAL = "official", "Official"
    SENSITIVE = "official_sensitive", "Official – Sensitive"
    PERSONAL = "official_personal", "Official – Sensitive, personal"


class Exemption(models.TextChoices):
    """Why a document would be withheld under the Freedom of Information Act 2000, by its section."""

    ELSEWHERE = "s21", "s.21: people can get it elsewhere"
    TO_COME = "s22", "s.22: it will be published later"
    CRIME = "s31", "s.31: it would hinder law enforcement"
    CONDUCT = "s36", "s.36: people would no longer speak freely"
    SAFETY = "s38", "s.38: somebody’s health or safety"
    PERSONAL = "s40", "s.40: it is about people who can be recognised"
    CONFIDENCE = "s41", "s.41: it was given in confidence"
    LEGAL = "s42", "s.42: it is legal advice"
    COMMERCIAL = "s43", "s.43: somebody’s trade"


@audited
class ChecklistItem(HubModel):
    """A document that a review asks for. One that is waived, with a reason, is asked for no longer."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="checklist")
    title = models.CharField(max_length=150, validators=[refuse_child_level])
    given_by = models.CharField(max_length=4, choices=GivenBy, default=GivenBy.HOST)
    required = models.BooleanField(default=True)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    waiver_reason = models.CharField(max_length=300, blank=True, validators=[refuse_child_level])

    objects = OfReadableReview.as_manager()

    class Meta:
        ordering = ["-required", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "title"],
                name="a_document_is_asked_for_once",
                violation_error_message="The checklist has this document already.",
            ),
            models.CheckConstraint(
                name="a_waiver_has_who_when_and_why",
                condition=Q(waived_at=None, waived_by=None, waiver_reason="")
                | (Q(waived_at__isnull=False, waived_by__isnull=False) & ~Q(waiver_reason="")),
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="a_checklist_item_keeps_its_review", fields=["review"])]

    def __str__(self):
        return self.title

    @cached_property
    def given(self) -> list:
        """Documents that stand for it; lists load them with the row."""
        return list(self.documents.standing().prefetch_related(current_file()))

    @property
    def is_in(self) -> bool:
        return any(document.current.scan != Scan.INFECTED for document in self.given)

    @property
    def is_missing(self) -> bool:
        return self.required and self.waived_at is None and not self.is_in


class DocumentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def visible_to(self, actor):
        """The team reads its own documents and, with the host, those for both. Others read what the host's director
        shared with them: once the review is final, and never before the day it is to be published on."""
        readers = Q(review__in=Review.objects.with_team_member(actor))
        readers |= Q(review__in=Review.objects.at_host(actor)) & ~Q(visibility=Visibility.TEAM)
        return self.filter(readers | shared_by_now(actor))


def shared_by_now(actor) -> Q:
    day_has_come = Q(publish_on=None) | Q(publish_on__lte=timezone.localdate())
    is_there = Q(removed_at=None, review__state__in=AFTER_FINAL)
    return shared_with(actor, region="review__host__region_id") & is_there & day_has_come


@audited
class Document(HubModel):
    """A document of a review, with its line in the register of publication and freedom of information.

    `owner` is the role that answers for it. `publish_on` is the first day on which anybody beyond team and host
    reads it, whatever its visibility.
    """

    class Kind(models.TextChoices):
        STRATEGY = "strategy", "Strategy or plan"
        POLICY = "policy", "Policy or procedure"
        FIGURES = "figures", "Performance figures"
        AUDIT = "audit", "Audit or quality assurance"
        STRUCTURE = "structure", "Structure or staffing"
        MINUTES = "minutes", "Minutes or board papers"
        INSPECTION = "inspection", "Inspection or earlier review"
        REPORT = "report", "Report or letter of this review"
        OTHER = "other", "Something else"

    review = models.ForeignKey(Review, models.PROTECT, related_name="documents")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=150, validators=[refuse_child_level])
    kind = models.CharField(max_length=10, choices=Kind)
    given_by = models.CharField(max_length=4, choices=GivenBy)
    classification = models.CharField(max_length=18, choices=Classification)
    owner = models.CharField(max_length=100, validators=[refuse_child_level])
    visibility = models.CharField(max_length=6, choices=Visibility)
    publish_on = models.DateField(null=True, blank=True)
    exemption = models.CharField(max_length=3, choices=Exemption, blank=True)
    review_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removal_reason = models.CharField(max_length=300, blank=True, validators=[refuse_child_level])

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_hosts_document_is_for_the_team_too",
                condition=Q(given_by=GivenBy.TEAM) | ~Q(visibility=Visibility.TEAM),
                violation_error_message="A document of the host is for the team and the host at least.",
            ),
            models.CheckConstraint(
                name="a_public_document_has_its_day",
                condition=~Q(visibility=Visibility.PUBLIC) | Q(publish_on__isnull=False),
                violation_error_message="Say on which day everyone may read it.",
            ),
            models.CheckConstraint(
                name="a_withheld_document_is_not_public",
                condition=Q(exemption="") | ~Q(visibility=Visibility.PUBLIC),
                violation_error_message="A document is either withheld under an exemption or for everyone, not both.",
            ),
            models.CheckConstraint(
                name="an_exemption_is_looked_at_again",
                condition=Q(exemption="") | Q(review_on__isnull=False),
                violation_error_message="Say when the exemption is looked at again.",
            ),
            models.CheckConstraint(
                name="a_removal_has_who_when_and_why",
                condition=Q(removed_at=None, removed_by=None, removal_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal_reason="")),
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="a_document_keeps_its_review", fields=["review", "given_by"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document", args=[self.pk])

    @cached_property
    def current_files(self) -> list:
        """The file it has now, alone; `queries.documents` loads it with the row."""
        return list(self.files.current())

    @property
    def current(self):
        return self.current_files[0]

    @property
    def demonstration(self) -> bool:
        return self.review.host.demonstration

    @property
    def is_of_the_host(self) -> bool:
        return self.given_by == GivenBy.HOST


class DocumentFileQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_at=None)

    def visible_to(self, actor):
        """With its document; files that were replaced are for the team and the host alone."""
        seen = self.filter(document__in=Document.objects.visible_to(actor))
        return seen.filter(Q(replaced_at=None) | Q(document__review__in=Review.objects.readable_by(actor)))


@audited
class DocumentFile(HubModel):
    """One file of a document, numbered from 1; a newer one replaces it and removes nothing.

    `name` is what its sender called it, `stored_as` where it lies. One that was erased is on no disk any more.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=255, validators=[refuse_child_level])
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    stored_as = models.CharField(max_length=40, unique=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="uploaded_files")
    replaced_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    scan = models.CharField(max_length=11, choices=Scan)
    scanned_at = models.DateTimeField(null=True, blank=True)
    harm = models.CharField(max_length=200, blank=True)

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_documents_files_are_numbered"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(replaced_at=None), name="a_document_has_one_current_file"
            ),
            models.CheckConstraint(name="a_verdict_has_its_moment", condition=HAS_ITS_MOMENT),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_file_stays_as_it_was_sent",
                fields=["document", "number", "name", "size", "sha256", "content_type", "stored_as", "uploaded_by"],
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("document-file", args=[self.document_id, self.number])

    @property
    def review(self):
        return self.document.review

    @property
    def extension(self) -> str:
        return PurePath(self.name).suffix[1:].upper()


def current_file(path="files"):
    return models.Prefetch(path, DocumentFile.objects.current().select_related("uploaded_by"), to_attr="current_files")
