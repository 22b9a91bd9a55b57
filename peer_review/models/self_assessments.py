"""What the host says of itself before its peers come."""

import pgtrigger
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.reviews import KeyLineOfEnquiry, Review
from peer_review.workflow import SELF_ASSESSMENT_FLOW, SelfAssessmentState

LONGEST_POSITION = 50_000
LONGEST_VIEW = 10_000


def text(words, longest):
    return models.TextField(words, blank=True, validators=[MaxLengthValidator(longest), refuse_child_level])


class SelfAssessmentQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The host's own people; the visiting team once the host gave it to them."""
        team = Q(review__in=Review.objects.with_team_member(actor), state=SelfAssessmentState.GIVEN)
        return self.filter(team | Q(review__in=Review.objects.at_host(actor)))


@audited
class SelfAssessment(HubModel):
    """The host's position statement, in Markdown; its answers to each key line hang on it as `views`."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="self_assessment")
    position = text("position statement", LONGEST_POSITION)
    state = models.CharField(max_length=7, choices=SelfAssessmentState, default=SelfAssessmentState.WRITING)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SelfAssessmentQuerySet.as_manager()
    workflow = SELF_ASSESSMENT_FLOW

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_self_assessment_is_given_by_someone",
                condition=Q(state=SelfAssessmentState.WRITING, given_at=None, given_by=None)
                | Q(state=SelfAssessmentState.GIVEN, given_at__isnull=False, given_by__isnull=False),
            )
        ]
        triggers = [pgtrigger.ReadOnly(name="a_self_assessment_keeps_its_review", fields=["review"])]

    def __str__(self):
        return f"Self-assessment of {self.review.host}"

    def get_absolute_url(self):
        return reverse("self-assessment", args=[self.review_id])

    @property
    def is_given(self) -> bool:
        return self.state == SelfAssessmentState.GIVEN


class HostViewQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """With the self-assessment it is part of."""
        return self.filter(assessment__in=SelfAssessment.objects.visible_to(actor))


@audited
class HostView(HubModel):
    """How the host judges itself on one key line: in a few words of its own, with strengths and concerns."""

    assessment = models.ForeignKey(SelfAssessment, models.CASCADE, related_name="views")
    keyline = models.ForeignKey(KeyLineOfEnquiry, models.PROTECT, related_name="host_views")
    rating = models.CharField(max_length=200, validators=[refuse_child_level])
    strengths = text("strengths", LONGEST_VIEW)
    concerns = text("concerns", LONGEST_VIEW)

    objects = HostViewQuerySet.as_manager()

    class Meta:
        ordering = ["keyline__position"]
        constraints = [models.UniqueConstraint(fields=["assessment", "keyline"], name="one_view_of_a_key_line")]
        triggers = [pgtrigger.ReadOnly(name="a_view_keeps_its_key_line", fields=["assessment", "keyline"])]

    def __str__(self):
        return f"{self.keyline}: {self.rating}"

    @property
    def review(self):
        return self.assessment.review
