"""What ties a post to its authors, councils and themes; each tie is a row of its own in the audit trail."""

from django.core.exceptions import ValidationError
from django.db import models

from blogs.models.posts import Post
from blogs.models.vocabulary import Author, Theme
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council


class OfVisiblePost(models.QuerySet):
    def visible_to(self, actor):
        """Those of posts this actor may see."""
        return self.filter(post__in=Post.objects.visible_to(actor))


@audited
class Authorship(HubModel):
    """Someone wrote a post; 1 is named first."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="authorships")
    author = models.ForeignKey(Author, models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField()

    objects = OfVisiblePost.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "author"],
                name="an_author_of_a_post_once",
                violation_error_message="This author is named already.",
            ),
            models.UniqueConstraint(
                fields=["post", "position"],
                name="one_author_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.author}: {self.post}"


@audited
class PostCouncil(HubModel):
    """A post is about a council, or by it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="council_links")
    council = models.ForeignKey(Council, models.PROTECT, related_name="post_links")

    objects = OfVisiblePost.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "council"],
                name="a_council_of_a_post_once",
                violation_error_message="This council is named already.",
            )
        ]

    def __str__(self):
        return f"{self.council}: {self.post}"

    def clean(self):
        if self.council.demonstration != self.post.demonstration:
            raise ValidationError("Demonstration posts name demonstration councils, and only those.")


@audited
class PostTheme(HubModel):
    """A post is about a theme."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="post_links")

    objects = OfVisiblePost.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "theme"],
                name="a_theme_of_a_post_once",
                violation_error_message="This theme is named already.",
            )
        ]

    def __str__(self):
        return f"{self.theme}: {self.post}"
