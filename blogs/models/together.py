"""Councils that write a post together."""

from django.core.exceptions import ValidationError
from django.db import models

from blogs.models.links import OfVisiblePost
from blogs.models.posts import Post
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council


@audited
class PostPartner(HubModel):
    """A council that writes a post together with the one it belongs to, whose editors decide on it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="partner_links")
    council = models.ForeignKey(Council, models.PROTECT, related_name="partnered_posts")

    objects = OfVisiblePost.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "council"],
                name="a_partner_of_a_post_once",
                violation_error_message="This council writes the post already.",
            )
        ]

    def __str__(self):
        return f"{self.council}: {self.post}"

    def clean(self):
        if self.post.owner_id is None:
            raise ValidationError("A post without a council has no partners.")
        if self.council_id == self.post.owner_id:
            raise ValidationError("The post belongs to this council already.")
        if self.council.demonstration != self.post.demonstration:
            raise ValidationError("Demonstration posts have demonstration councils for partners, and only those.")
