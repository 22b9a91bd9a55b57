"""Where posts stood before they came here, so that links to them still lead to them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from blogs.models.links import OfVisiblePost
from blogs.models.posts import Post
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel


@audited
class OldAddress(HubModel):
    """A path on a host that leads here now, without a slash at its end: who asks for it is sent to the post."""

    path = models.CharField(
        max_length=400, unique=True, error_messages={"unique": "This address leads to a post already."}
    )
    post = models.ForeignKey(Post, models.CASCADE, related_name="old_addresses")

    objects = OfVisiblePost.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="an_old_address_is_a_path",
                condition=Q(path__startswith="/") & ~Q(path__endswith="/"),
                violation_error_message="An old address is a path such as /2014/07/knocks, without a slash at its end.",
            ),
        ]

    def __str__(self):
        return self.path

    def clean(self):
        if self.path == self.post.get_absolute_url().rstrip("/"):
            raise ValidationError({"path": "This is where the post stands today."})
