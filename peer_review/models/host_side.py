"""Who stands for the host in a review, beside those who run it."""

from django.db import models
from django.db.models import Q

from improvement_hub.accounts.models import Membership, Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.reviews import OfReadableReview, Review
from peer_review.roles import HostRole


class HostSeatQuerySet(OfReadableReview):
    def taken(self):
        return self.filter(left_at=None)

    def held_by(self, actor):
        """The seats of a person who acts for the host in any role; they read what the host reads of the review."""
        if not actor.is_person:
            return self.none()
        return self.taken().filter(person=actor.pk, review__host__in=actor.council_ids)

    def sitting(self):
        """Those held by someone without an account, or by a person who acts for the host today."""
        current = Membership.objects.current().filter(person=models.OuterRef("person"))
        of_host = models.Exists(current.filter(council=models.OuterRef("review__host")))
        return self.taken().filter(Q(person=None) | (Q(person__is_active=True) & of_host))


@audited
class HostSeat(HubModel):
    """The host's sponsor or organiser, with or without an account. They never see evidence."""

    Role = HostRole

    review = models.ForeignKey(Review, models.CASCADE, related_name="host_seats")
    role = models.CharField(max_length=14, choices=HostRole)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="host_seats")
    name = models.CharField(max_length=120, blank=True, validators=[refuse_child_level])
    job_title = models.CharField(max_length=100, validators=[refuse_child_level])
    left_at = models.DateTimeField(null=True, blank=True)

    objects = HostSeatQuerySet.as_manager()

    class Meta:
        ordering = ["-role", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "role"],
                condition=Q(left_at=None),
                name="one_of_each_at_the_hosts_side",
                violation_error_message="The host has one in this role already.",
            ),
            models.CheckConstraint(
                name="a_host_seat_is_someones",
                condition=Q(person__isnull=False, name="") | (Q(person=None) & ~Q(name="")),
                violation_error_message="Choose a person, or write a name.",
            ),
        ]

    def __str__(self):
        return f"{self.who}, {self.get_role_display().lower()}"

    @property
    def who(self) -> str:
        return self.person.name if self.person else self.name
