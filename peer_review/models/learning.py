"""What is learned about reviewing itself: anonymous feedback, and the days that councils give and receive."""

import uuid

from django.core.signing import Signer
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.reviews import OfReadableReview, Review
from peer_review.models.team import TeamMember

ENOUGH = 5  # answers from which on they are shown
SIGNER = Signer(salt="peer_review.feedback")


@audited
class FeedbackLink(HubModel):
    """The address at which one audience of a review answers a few questions without saying who they are.

    It takes `places` answers at most, between two days; that, and nothing about who answers, keeps it from abuse.
    """

    class Audience(models.TextChoices):
        HOST = "host", "The host’s front line"
        TEAM = "team", "The visiting team"

    review = models.ForeignKey(Review, models.CASCADE, related_name="feedback_links")
    audience = models.CharField(max_length=4, choices=Audience)
    opens_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField()
    places = models.PositiveSmallIntegerField(default=100)

    objects = OfReadableReview.as_manager()

    class Meta:
        ordering = ["audience"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "audience"],
                name="one_feedback_link_per_audience",
                violation_error_message="This audience has its link already.",
            ),
            models.CheckConstraint(
                name="feedback_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return f"{self.get_audience_display()}: {self.review}"

    def get_absolute_url(self):
        return reverse("review-learning", args=[self.review_id])

    @property
    def token(self) -> str:
        return SIGNER.sign(self.pk)

    @property
    def is_open(self) -> bool:
        return self.opens_on <= timezone.localdate() <= self.closes_on


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Nobody's until there are enough; then the host's, the review lead's and the regional lead's."""
        if not actor.is_person:
            return self.none()
        leads = TeamMember.objects.held_by(actor).filter(role=TeamMember.Role.LEAD).values("review")
        enough = FeedbackLink.objects.annotate(answers=Count("feedback")).filter(answers__gte=ENOUGH)
        return self.filter(
            Q(link__review__host__in=actor.manages)
            | Q(link__review__in=leads)
            | Q(link__review__host__region__in=actor.leads),
            link__in=enough.order_by().values("pk"),
        )


def mark(question):
    return models.PositiveSmallIntegerField(question)


class Feedback(models.Model):
    """One anonymous answer: marks from 1 to 5 and two short texts, and of the time the month alone.

    It is in no audit trail, which would keep its moment and who was signed in; its id is random, so that nothing
    tells which came first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(FeedbackLink, models.PROTECT, related_name="feedback")
    month = models.DateField()
    understood = mark("I understood what the review was for.")
    heard = mark("I could say what matters, and was heard.")
    fair = mark("The review was fair.")
    worth_it = mark("It was worth the time it took.")
    useful = mark("What came of it helps children and families here.")
    went_well = models.CharField("What went well?", max_length=500, blank=True, validators=[refuse_child_level])
    do_differently = models.CharField(
        "What should the next review do differently?", max_length=500, blank=True, validators=[refuse_child_level]
    )

    MARKS = ("understood", "heard", "fair", "worth_it", "useful")
    TEXTS = ("went_well", "do_differently")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_has_marks_from_one_to_five",
                condition=Q(
                    understood__range=(1, 5),
                    heard__range=(1, 5),
                    fair__range=(1, 5),
                    worth_it__range=(1, 5),
                    useful__range=(1, 5),
                ),
            ),
            models.CheckConstraint(name="feedback_keeps_the_month_alone", condition=Q(month__day=1)),
        ]

    def __str__(self):
        return f"{self.month:%B %Y}"


class OfReadableSeat(OfReadableReview):
    review = "seat__review"


@audited
class DaysGiven(HubModel):
    """How many days someone gave to a review; where none are declared, their seat counts as the days of the visit."""

    seat = models.OneToOneField(TeamMember, models.CASCADE, related_name="days_given")
    half_days = models.PositiveSmallIntegerField()

    objects = OfReadableSeat.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "days given"
        constraints = [
            models.CheckConstraint(
                name="nobody_gives_more_than_sixty_days",
                condition=Q(half_days__lte=120),
                violation_error_message="Nobody gives more than 60 days to one review.",
            )
        ]

    def __str__(self):
        return f"{self.seat}: {self.half_days / 2:g} days"
