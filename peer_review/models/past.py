"""Reviews that were held before the hub, or without it, as the council that hosted them remembers them."""

from django.db import models
from django.db.models import Q

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import BEYOND_THE_TEAM, HubModel, Visibility, shared_with
from peer_review.models.reviews import Review


class PastReviewQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The host's director and improvement officers; others as the director shared it. A regional lead who
        wrote it reads it, as long as they lead the region."""
        readers = shared_with(actor, region="review__host__region_id")
        if actor.is_person:
            written = Q(recorded_by=actor.pk, review__host__region__in=actor.leads)
            readers |= Q(review__host__in=actor.manages) | written
        return self.filter(readers)


@audited
class PastReview(HubModel):
    """What a council recorded of an earlier review. Its conclusions passed no gate: none of them is a finding.

    `year` is known where the days are not; `recorded_by` is empty for what the operator imported.
    """

    review = models.OneToOneField(Review, models.CASCADE, related_name="past")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    method_name = models.CharField(max_length=100, blank=True, validators=[refuse_child_level])
    conclusions = models.TextField(max_length=10_000, blank=True, validators=[refuse_child_level])
    visibility = models.CharField(max_length=6, choices=BEYOND_THE_TEAM, default=Visibility.REVIEW)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PastReviewQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_past_review_has_a_year_of_our_time",
                condition=Q(year=None) | Q(year__range=(1990, 2100)),
                violation_error_message="Give a year, such as 2022.",
            ),
            models.CheckConstraint(
                name="conclusions_are_at_least_for_the_host",
                condition=~Q(visibility=Visibility.TEAM),
            ),
        ]

    def __str__(self):
        return str(self.review)

    def get_absolute_url(self):
        return self.review.get_absolute_url()
