"""All published posts by the year they came out."""

from django.db.models import Count
from django.db.models.functions import ExtractYear

from blogs.models import Post
from blogs.queries.posts import post_list, with_rows_parts
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.writing.states import WritingState


def archive(actor):
    """Published posts that this actor may see; invented ones for those who act for an invented council."""
    posts = post_list(actor).filter(state=WritingState.PUBLISHED)
    return posts if actor.demonstration else posts.filter(demonstration=False)


def years(actor) -> list[tuple[int | None, int]]:
    """(year, how many), the latest first; None, for those without a date, last."""
    counted = archive(actor).order_by().values_list(ExtractYear("published_on")).annotate(count=Count("pk"))
    return sorted(counted, key=lambda row: row[0] or 0, reverse=True)


def public_posts():
    """Published posts for everyone, with their texts, the latest first."""
    return with_rows_parts(Post.objects.visible_to(NOBODY)).filter(state=WritingState.PUBLISHED)
