import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, Visibility, shared_with
from peer_review import gate
from peer_review.models.evidence import Evidence
from peer_review.models.reviews import KeyLineOfEnquiry, Review
from peer_review.workflow import STATEMENT_FLOW, StatementState


class StatementQuerySet(models.QuerySet):
    def findings(self):
        return self.filter(state=StatementState.FINDING)

    def hypotheses(self):
        return self.filter(state=StatementState.HYPOTHESIS)

    def visible_to(self, actor):
        """The team sees hypotheses and findings; the host its findings once feedback was given; others those
        findings that the host's director shared with them."""
        reported = Q(state=StatementState.FINDING, keyline__review__feedback_given_at__isnull=False)
        shared = shared_with(actor, region="keyline__review__host__region_id")
        shared |= Q(keyline__review__in=Review.objects.at_host(actor))
        team = Q(keyline__review__in=Review.objects.with_team_member(actor))
        return self.filter(team | (reported & shared))


OTHER_WORDS = pgtrigger.Q(old__text__df=pgtrigger.F("new__text")) | pgtrigger.Q(
    old__bearing__df=pgtrigger.F("new__bearing")
)
MOVED = pgtrigger.Q(old__state__df=pgtrigger.F("new__state")) | pgtrigger.Q(
    old__held_at__df=pgtrigger.F("new__held_at")
)
# as the review lead accepted it from the host, in its accuracy check
CORRECTED = """
    OLD.state IN ('finding') AND NEW.state IN ('finding') AND NEW.bearing = OLD.bearing AND EXISTS (
        SELECT FROM peer_review_accuracycomment c JOIN peer_review_paragraph p ON p.id = c.paragraph_id
        WHERE p.finding_id = NEW.id AND c.outcome = 'changed' AND c.correction = NEW.text
    )
"""
# the lock orders it with the step of the review that reports
NOTHING_MOVES_ONCE_REPORTED = """
    SELECT peer_review_is_reported(r.state) INTO reported
    FROM peer_review_review r JOIN peer_review_keylineofenquiry k ON k.review_id = r.id
    WHERE k.id = COALESCE(NEW.keyline_id, OLD.keyline_id)
    FOR SHARE OF r;
    IF reported THEN
        RAISE EXCEPTION 'what a review reported stays as it was reported'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_of_a_reported_review_stay';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
CORRECTED_WHILE_CHECKED = f"peer_review_is_reported(r.state) AND NOT (r.state IN ('accuracy_check') AND {CORRECTED})"
LONGEST_STATEMENT = 1000


@audited
class Statement(HubModel):
    """What the visiting team says about a key line: a hypothesis while tested, a finding through the gate.

    A hold is the observer's, with a reason; a finding that is held is a hypothesis again.
    """

    class Bearing(models.TextChoices):
        STRENGTH = "strength", "Strength"
        DEVELOPMENT = "development", "Area to develop"

    keyline = models.ForeignKey(KeyLineOfEnquiry, models.PROTECT, related_name="statements")
    text = models.TextField(max_length=LONGEST_STATEMENT, validators=[refuse_child_level])
    bearing = models.CharField(max_length=11, choices=Bearing)
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.HYPOTHESIS)
    author = models.ForeignKey(Person, models.PROTECT, related_name="statements")
    visibility = models.CharField(max_length=6, choices=Visibility, default=Visibility.TEAM)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hold_reason = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])

    objects = StatementQuerySet.as_manager()
    workflow = STATEMENT_FLOW

    class Meta:
        ordering = ["keyline__position", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="a_hold_has_who_when_and_why",
                condition=Q(held_at=None, held_by=None, hold_reason="")
                | (Q(held_at__isnull=False, held_by__isnull=False) & ~Q(hold_reason="")),
                violation_error_message="Only the observer may hold a statement, and must say why.",
            ),
            models.CheckConstraint(
                name="a_finding_is_not_held",
                condition=Q(state="hypothesis") | Q(held_at=None),
                violation_error_message="The observer holds this statement.",
            ),
            models.CheckConstraint(
                name="a_hypothesis_stays_with_the_team",
                condition=Q(state="hypothesis", visibility="team") | (Q(state="finding") & ~Q(visibility="team")),
                violation_error_message="A hypothesis stays with the team; a finding is at least for the host.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_finding_passes_the_gate",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__state="finding"),
                func="PERFORM peer_review_hold_to_gate(NEW.id); RETURN NULL;",
            ),
            pgtrigger.ReadOnly(name="a_statement_keeps_its_keyline", fields=["id", "keyline"]),
            pgtrigger.Trigger(
                name="a_finding_keeps_its_words",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=OTHER_WORDS & (pgtrigger.Q(old__state="finding") | pgtrigger.Q(new__state="finding")),
                func=f"""
                    IF NOT ({CORRECTED}) THEN
                        RAISE EXCEPTION 'the evidence of a finding was weighed for its words'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_finding_keeps_its_words';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="a_reported_review_keeps_its_statements",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                declare=[("reported", "BOOLEAN")],
                func=NOTHING_MOVES_ONCE_REPORTED,
            ),
            pgtrigger.Trigger(
                name="statements_of_a_reported_review_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=OTHER_WORDS | MOVED,
                declare=[("reported", "BOOLEAN")],
                func=NOTHING_MOVES_ONCE_REPORTED.replace("peer_review_is_reported(r.state)", CORRECTED_WHILE_CHECKED),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return reverse("statement", args=[self.keyline.review_id, self.pk])

    @property
    def review(self):
        return self.keyline.review

    @property
    def is_held(self) -> bool:
        return self.held_at is not None


class SupportQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """It shows evidence: the visiting team's alone."""
        return self.filter(statement__keyline__review__in=Review.objects.with_team_member(actor))


@audited
class Support(HubModel):
    """A piece of evidence that speaks for or against a statement; only what supports it counts at the gate."""

    class Relation(models.TextChoices):
        SUPPORTS = "supports", "Supports it"
        CHALLENGES = "challenges", "Challenges it"

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links")
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.SUPPORTS)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "evidence"],
                name="a_piece_is_linked_once",
                violation_error_message="This piece is linked already.",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="support_is_of_one_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM peer_review_statement s
                        JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id
                        JOIN peer_review_activity a ON a.review_id = k.review_id
                        JOIN peer_review_evidence e ON e.activity_id = a.id
                        WHERE s.id = NEW.statement_id AND e.id = NEW.evidence_id
                    ) THEN
                        RAISE EXCEPTION 'evidence and statement belong to different reviews'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'support_is_of_one_review';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="a_finding_keeps_its_support",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="PERFORM peer_review_hold_to_gate(OLD.statement_id); RETURN NULL;",
            ),
            pgtrigger.Trigger(
                name="findings_outlive_no_emptied_table",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Truncate,
                func="""
                    IF EXISTS (SELECT FROM peer_review_statement WHERE state = 'finding') THEN
                        RAISE EXCEPTION 'findings stand on these links'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_finding_stands_on_its_evidence';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.get_relation_display()}: {self.evidence}"

    @property
    def other_relation(self) -> str:
        return next(relation for relation in self.Relation.values if relation != self.relation)

    @property
    def counts(self) -> bool:
        """At the gate; as `gate.counts` says."""
        return gate.counts(self)
