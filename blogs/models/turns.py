"""Who is writing a post now, so that others know before they begin."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from blogs.models.posts import Post
from improvement_hub.accounts.models import Person

LASTS = timedelta(minutes=15)  # after the form was opened, and after words were last kept from it


class WritingTurnQuerySet(models.QuerySet):
    def current(self):
        return self.filter(seen_at__gt=timezone.now() - LASTS)

    def visible_to(self, actor):
        """Those of posts this actor may see."""
        return self.filter(post__in=Post.objects.visible_to(actor))


class WritingTurn(models.Model):
    """Somebody has the form of a post open, or had it a moment ago; one for each post.

    It keeps nobody from saving: versions do that, and lose no words.
    """

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="turn")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = WritingTurnQuerySet.as_manager()

    def __str__(self):
        return f"{self.person}: {self.post}"
