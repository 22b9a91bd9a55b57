import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.activities import Activity
from peer_review.models.reviews import KeyLineOfEnquiry, Review


class SourceRole(models.TextChoices):
    """In what role someone or something spoke; each is one kind of source. Never a named child or worker."""

    CHILDREN = "children", "Children and young people"
    PARENTS = "parents", "Parents and carers"
    PRACTITIONERS = "practitioners", "Practitioners"
    TEAM_MANAGERS = "team_managers", "Team managers"
    LEADERS = "leaders", "Senior leaders"
    MEMBERS = "members", "Elected members"
    PARTNERS = "partners", "Partner agencies"
    CASE_RECORDS = "case_records", "Case records"
    DOCUMENTS = "documents", "Documents"
    FIGURES = "figures", "Performance figures"


class EvidenceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor):
        """The visiting team's alone, for good."""
        return self.filter(activity__review__in=Review.objects.with_team_member(actor))


def refuse_a_day_to_come(day):
    if day > timezone.localdate():
        raise ValidationError("The day on which it was heard cannot be in the future.")


HOLD_FINDINGS_OF_EVIDENCE = """
    FOR linked IN
        SELECT statement_id FROM peer_review_support WHERE evidence_id = OLD.id ORDER BY statement_id
    LOOP
        PERFORM peer_review_hold_to_gate(linked.statement_id);
    END LOOP;
    RETURN NULL;
"""
KEEP_WORDS_UNDER_A_FINDING = """
    FOR linked IN
        SELECT s.state FROM peer_review_statement s
        WHERE s.id IN (SELECT statement_id FROM peer_review_support WHERE evidence_id = OLD.id)
        ORDER BY s.id FOR NO KEY UPDATE
    LOOP
        IF linked.state IN ('finding') THEN
            RAISE EXCEPTION 'a finding was made on these words'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_of_a_finding_keeps_its_words';
        END IF;
    END LOOP;
    RETURN NULL;
"""


@audited
class Evidence(HubModel):
    """One note from one activity, against a key line of enquiry. Its id may be made by the phone it came from.

    `observed_on` is the day it was heard, `created_at` the moment it was logged.
    """

    class Bearing(models.TextChoices):
        STRENGTH = "strength", "Strength"
        CONCERN = "concern", "Concern"
        CONTEXT = "context", "Context"

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="evidence")
    keyline = models.ForeignKey(KeyLineOfEnquiry, models.PROTECT, related_name="evidence")
    bearing = models.CharField(max_length=8, choices=Bearing)
    source_role = models.CharField(max_length=13, choices=SourceRole)
    note = models.TextField(max_length=4000, validators=[refuse_child_level])
    author = models.ForeignKey(Person, models.PROTECT, related_name="evidence")
    observed_on = models.DateField("day", default=timezone.localdate, validators=[refuse_a_day_to_come])
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=300, blank=True, validators=[refuse_child_level])

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="a_withdrawal_has_who_when_and_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="evidence_is_of_one_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("activity_id", "keyline_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM peer_review_activity a
                        JOIN peer_review_keylineofenquiry k ON k.review_id = a.review_id
                        WHERE a.id = NEW.activity_id AND k.id = NEW.keyline_id
                    ) THEN
                        RAISE EXCEPTION 'activity and key line belong to different reviews'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_is_of_one_review';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="evidence_keeps_its_review",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("activity_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM peer_review_activity was JOIN peer_review_activity now USING (review_id)
                        WHERE was.id = OLD.activity_id AND now.id = NEW.activity_id
                    ) THEN
                        RAISE EXCEPTION 'evidence stays in the review it was heard in'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_keeps_its_review';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="findings_outlive_no_evidence",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("withdrawn_at", "source_role", "activity_id", "keyline_id"),
                declare=[("linked", "RECORD")],
                func=HOLD_FINDINGS_OF_EVIDENCE,
            ),
            pgtrigger.Trigger(
                name="evidence_of_a_finding_keeps_its_words",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("note", "bearing", "observed_on"),
                declare=[("linked", "RECORD")],
                func=KEEP_WORDS_UNDER_A_FINDING,
            ),
        ]

    def __str__(self):
        return self.note[:60]

    def get_absolute_url(self):
        return f"{reverse('review-evidence', args=[self.activity.review_id])}#{self.pk}"

    @property
    def review(self):
        return self.activity.review
