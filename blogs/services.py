"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from django.db import transaction
from django.db.models import F

from blogs.models import Author, Authorship, Post, PostCouncil, PostTheme, Theme
from improvement_hub.core.permissions import require
from improvement_hub.core.services import free_address, lock, store
from improvement_hub.core.workflow import move


@transaction.atomic
def define_theme(*, name, slug, by, **facts):
    """A new term of the vocabulary. `facts`: acronym, synonyms, description, broader."""
    require(by, "blogs.define_theme")
    return store(Theme(name=name, slug=slug, **facts))


@transaction.atomic
def move_post(*, post, step, by, version=None):
    """An editor or director of the council a post belongs to publishes and withdraws it, for a post without
    a council an administrator."""
    return move(lock(post, version=version), step, by=by)


def publish_post(*, post, by, version=None):
    return move_post(post=post, step="publish", by=by, version=version)


def withdraw_post(*, post, by, version=None):
    return move_post(post=post, step="withdraw", by=by, version=version)


@transaction.atomic
def save_imported_post(*, source, guid, facts, authors, themes, councils, visibility, publish, by):
    """A post for an item of a feed, or what changed at its source since; returns it and the names of the changes.

    facts: title, body, summary, published_on, source_url, source_name. What the feed does not say stays as it
    is here. So do state and visibility, except that `publish` publishes what was never published before.
    """
    require(by, "blogs.import_posts")
    post = item_of(source, guid) or Post(
        source=source, source_guid=guid, slug=free_slug(facts["title"]), visibility=visibility
    )
    changes = set_known_facts(post, facts) + set_authors(post, authors)
    changes += add_themes(post, themes) + add_councils(post, councils)
    if publish and post.released_at is None:
        post.visibility = visibility
        post = move(post, "publish", by=by)
        changes.append("published")
    return post, changes


def item_of(source, guid):
    return Post.objects.select_for_update(of=("self",)).filter(source=source, source_guid=guid).first()


def free_slug(title) -> str:
    """An address made of the title; the second post of a title ends in -2."""
    return free_address(Post, title, otherwise="post")


def set_known_facts(post, facts) -> list[str]:
    changed = [name for name, value in facts.items() if value and getattr(post, name) != value]
    for name in changed:
        setattr(post, name, facts[name])
    if changed:
        store(post)
    return [str(Post._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]


def set_authors(post, names) -> list[str]:
    """In this order, in place of those so far; none named leaves them."""
    names = list(dict.fromkeys(names))
    if not names or post.author_names == names:
        return []
    post.authorships.all().delete()
    for position, name in enumerate(names, start=1):
        store(Authorship(post=post, author=author_named(name), position=position))
    return ["authors"]


def author_named(name):
    """The author from outside of this name, else one who writes here, else a new one."""
    found = Author.objects.filter(name=name).order_by(F("person").asc(nulls_first=True)).first()
    return found or store(Author(name=name))


def add_themes(post, themes) -> list[str]:
    """Those that it has stay: the feed is not the only one to say what a post is about."""
    missing = [theme for theme in themes if theme not in set(post.themes.all())]
    for theme in missing:
        store(PostTheme(post=post, theme=theme))
    return ["themes"] if missing else []


def add_councils(post, councils) -> list[str]:
    missing = [council for council in councils if council not in set(post.councils.all())]
    for council in missing:
        store(PostCouncil(post=post, council=council))
    return ["councils"] if missing else []
