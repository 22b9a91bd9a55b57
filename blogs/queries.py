"""What the pages and the API show of posts and themes, each with all that a row needs."""

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from blogs.models import Authorship, Post, PostCouncil, PostTheme, Theme
from blogs.workflow import PostState
from improvement_hub.core.actor import NOBODY


def with_rows_parts(posts):
    authors = Prefetch("authorships", Authorship.objects.select_related("author"))
    return posts.select_related("owner__region").prefetch_related(authors, "councils", "themes")


def post_list(actor):
    """Without the texts, which only the page of a post shows."""
    return with_rows_parts(Post.objects.visible_to(actor)).defer("body")


def post_detail(actor):
    return with_rows_parts(Post.objects.visible_to(actor))


def theme_list(actor):
    """Themes with `post_count`: how many posts this actor may see, demonstration left out."""
    counted = Post.objects.visible_to(actor).filter(demonstration=False)
    links = PostTheme.objects.filter(theme=OuterRef("pk"), post__in=counted).order_by().values("theme")
    count = Subquery(links.annotate(count=Count("pk")).values("count"))
    return Theme.objects.visible_to(actor).select_related("broader").annotate(post_count=Coalesce(count, 0))


def has_demonstration(posts) -> bool:
    return posts.filter(demonstration=True).exists()


def sees_drafts(actor) -> bool:
    return bool(actor.council_ids) or (actor.is_person and actor.administers)


def drafts_to_decide_on(actor):
    """Drafts of the councils this person edits for or directs, the latest changed first."""
    drafts = Post.objects.visible_to(actor).filter(state=PostState.DRAFT, owner__in=actor.edits | actor.directs)
    return drafts.defer("body").select_related("owner").order_by("-changed_at")


def released_since(actor, moment):
    """Posts of others that came out here since then."""
    posts = Post.objects.visible_to(actor).filter(state=PostState.PUBLISHED, released_at__gt=moment)
    return posts.defer("body").select_related("owner").order_by("-released_at")


def councils_with_public_posts():
    """Ids of councils by or about which everyone may read a post."""
    posts = Post.objects.visible_to(NOBODY).filter(state=PostState.PUBLISHED)
    named = PostCouncil.objects.filter(post__in=posts).values_list("council")
    return posts.order_by().exclude(owner=None).values_list("owner").union(named)
