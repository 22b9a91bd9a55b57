"""Many posts tagged at once, from suggestions that somebody read."""

from dataclasses import dataclass, field

from django.db import transaction

from blogs.models import Post, SetAside
from blogs.services.posts import add_themes
from improvement_hub.core.permissions import require
from improvement_hub.core.services import store


@dataclass(frozen=True)
class Decision:
    """What was decided on one post, in the version that was looked at: themes to add, or none of those suggested."""

    post: Post
    version: int
    themes: list = field(default_factory=list)
    aside: bool = False


@dataclass
class Tagged:
    """What came of it; `changed` are posts that somebody changed meanwhile and that were left as they are."""

    tagged: list = field(default_factory=list)
    aside: list = field(default_factory=list)
    changed: list = field(default_factory=list)


@transaction.atomic
def tag_posts(*, decisions, by) -> Tagged:
    """An editor or director tags posts of their council, an administrator whatever is published: all or none.

    A post that was changed since it was looked at is left as it is, and told.
    """
    done, wanted = Tagged(), {decision.post.pk: decision for decision in decisions}
    locked = Post.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    for post in locked.order_by("pk"):
        require(by, "blogs.tag_post", post)
        decide(post, wanted[post.pk], done, by)
    return done


def decide(post, decision, done, by):
    if post.version != decision.version:
        done.changed.append(post)
    elif add_themes(post, decision.themes):
        done.tagged.append(store(post))
    elif decision.aside:
        SetAside.objects.filter(post=post).delete()
        store(SetAside(post=post, seen=post.version, by_id=by.pk))
        done.aside.append(post)
