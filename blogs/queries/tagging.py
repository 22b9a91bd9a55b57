from django.db.models import Count, Exists, OuterRef, Q

from blogs.models import Post, PostTheme, SetAside
from blogs.queries.posts import with_rows_parts
from improvement_hub.core.writing.states import WritingState

ENOUGH_THEMES = 2


def tagged_by(actor) -> Q:
    """Posts that this actor tags: those of councils they edit or direct for; an administrator whatever is published."""
    tagged = Q(owner__in=actor.edits | actor.directs)
    return tagged | Q(owner=None) | Q(state=WritingState.PUBLISHED) if actor.administers else tagged


def posts_to_tag(actor):
    """Posts with fewer than two themes that this actor tags, those set aside as they are now left out."""
    enough = PostTheme.objects.values("post").annotate(number=Count("pk")).filter(number__gte=ENOUGH_THEMES)
    aside = SetAside.objects.filter(post=OuterRef("pk"), seen=OuterRef("version"))
    posts = Post.objects.visible_to(actor).filter(tagged_by(actor), ~Exists(aside))
    return with_rows_parts(posts.exclude(pk__in=enough.values("post")))


def posts_tagged_by(actor, ids):
    """Of these posts those that this actor tags, whatever became of them since they were looked at."""
    return Post.objects.visible_to(actor).filter(tagged_by(actor), pk__in=ids)
