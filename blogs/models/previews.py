"""Links by which people without an account read a post before it is published."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from blogs.models.posts import Post, own
from blogs.workflow import PostState
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel

LONGEST = timedelta(days=90)
NOT_PUBLISHED_SINCE = Q(post__shared_at=None) | Q(post__shared_at__lt=F("created_at"))


class PreviewLinkQuerySet(models.QuerySet):
    def in_force(self):
        """Those that open something: not revoked, not past their day, of a post that was not published since."""
        standing = self.filter(revoked_at=None, expires_at__gt=timezone.now())
        return standing.filter(NOT_PUBLISHED_SINCE).exclude(post__state=PostState.PUBLISHED)

    def visible_to(self, actor):
        """Those of posts that one writes; whoever merely reads a post sees none."""
        return self.filter(post__in=Post.objects.filter(own(actor))) if actor.is_person else self.none()


@audited(exclude=["token_digest"])
class PreviewLink(HubModel):
    """That whoever has an address reads a post which is not published. It was shown once; here is its digest.

    `openings` counts how often it was opened, and nothing is kept of who did.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="preview_links")
    given_to = models.CharField(max_length=100, validators=[refuse_child_level])
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    openings = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_preview_link_ends_within_ninety_days",
                condition=Q(expires_at__lte=F("created_at") + LONGEST),
                violation_error_message="A preview link is good for 90 days at most.",
            ),
            models.CheckConstraint(
                name="a_preview_link_is_revoked_by_someone_at_some_time",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Preview for {self.given_to}"

    @property
    def is_past(self) -> bool:
        return self.expires_at <= timezone.now()
