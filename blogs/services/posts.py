import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from blogs.models import Author, Authorship, Post, PostCouncil, PostTheme
from blogs.models.posts import SHARED
from blogs.services.turns import end_turn
from improvement_hub.accounts.models import Organisation
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import free_address, lock, store, take_turns
from improvement_hub.core.workflow import move

SAID = ("title", "kind", "summary", "body", "owner_id")
MADE_OF_SECTIONS = {"kind", "body"}


@transaction.atomic
def write_post(*, owner, title, by, id=None, visibility=None, themes=(), councils=(), **facts):
    """A draft that a member of a council writes for it, or an administrator for no council; who writes is its author,
    of what a client of the council writes, the council. For whom it is to be, a person says.

    facts: kind, summary, body. `id` is the one the sender made: the same draft sent twice is stored once, and the
    stored one is returned.
    """
    post = Post(owner=owner, title=title, demonstration=bool(owner and owner.demonstration), **in_plain_lines(facts))
    require(by, "blogs.write_post", post)
    if visibility:
        require(by, "blogs.share_post", post)
    take_turns("write a post")
    if id and (known := Post.objects.filter(pk=id).first()):
        return the_same(known, post, by)
    post.pk, post.slug = id or uuid.uuid4(), free_slug(title)
    post.visibility = visibility or post.visibility
    store(post)
    set_themes(post, themes)
    set_councils(post, councils)
    store(Authorship(post=post, author=author_who(by), position=1))
    return post


def the_same(known, post, by):
    by_the_same = known.authorships.filter(author=author_who(by)).exists()
    if by_the_same and all(getattr(known, name) == getattr(post, name) for name in SAID):
        return known
    raise DomainError("This is saved already, in other words. Save again to make another post of it.", field="id")


def author_who(by):
    """The author that this person is, made when they first write; of a client, its organisation."""
    if by.is_client:
        return author_named(Organisation.objects.get(pk=by.organisation_id).name)
    return author_of(by)


def author_of(person):
    return Author.objects.filter(person=person.pk).first() or store(Author(name=person.name, person_id=person.pk))


@transaction.atomic
def change_post(*, post, by, version=None, **said):
    """A member of its council changes a draft or a returned post; an editor or director also what is submitted or
    published, for a post without a council an administrator.

    said: kind, title, summary, body, themes, councils. What is left out stays; where nothing changes, there is no new
    version. A case study in sections stays one, and its text is made of them.
    """
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    if post.sections and any(getattr(post, name) != said[name] for name in MADE_OF_SECTIONS & said.keys()):
        raise DomainError("This case study has sections: change those.", field="body")
    end_turn(post=post, by=by)
    return rewrite(post, **said)


def rewrite(post, *, themes=None, councils=None, touched=False, **facts):
    """Saves what differs; `touched`: something of it changed elsewhere, so that it is a new version anyway."""
    facts = in_plain_lines(facts)
    changed = [name for name, value in facts.items() if getattr(post, name) != value]
    for name in changed:
        setattr(post, name, facts[name])
    tied = [themes is not None and set_themes(post, themes), councils is not None and set_councils(post, councils)]
    return store(post) if touched or changed or any(tied) else post


def in_plain_lines(facts) -> dict:
    """Lines end as everywhere else, and not as browsers send them."""
    return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in facts.items()}


def set_themes(post, themes) -> bool:
    """These and no others; true if that is a change."""
    had, wanted = set(post.themes.all()), set(themes)
    post.theme_links.filter(theme__in=had - wanted).delete()
    add_themes(post, list(wanted - had))
    return had != wanted


def set_councils(post, councils) -> bool:
    had, wanted = set(post.councils.all()), set(councils)
    post.council_links.filter(council__in=had - wanted).delete()
    add_councils(post, list(wanted - had))
    return had != wanted


@transaction.atomic
def share_post(*, post, visibility, by, version=None):
    """Whoever may change a post says whom it is for: its council's region, the sector or everyone."""
    post = lock(post, version=version)
    require(by, "blogs.share_post", post)
    is_wider = visibility in SHARED[SHARED.index(post.visibility) + 1 :]
    post.visibility = visibility
    if post.is_published and is_wider:
        post.shared_at = timezone.now()
    return store(post)


@transaction.atomic
def move_post(*, post, step, by, version=None, **inputs):
    """Submit a post, take it back, return it with a reason, schedule it or cancel that, publish or withdraw it.

    Members of its council submit. An editor or director of it publishes, returns and withdraws, for a post without
    a council an administrator.
    """
    return move(lock(post, version=version), step, by=by, **inputs)


def publish_post(*, post, by, version=None):
    return move_post(post=post, step="publish", by=by, version=version)


def withdraw_post(*, post, by, version=None):
    return move_post(post=post, step="withdraw", by=by, version=version)


@transaction.atomic
def save_imported_post(*, source, guid, facts, authors, themes, councils, visibility, publish, by, slug=""):
    """A post for an item of a feed, or what changed at its source since; returns it and the names of the changes.

    facts: title, body, summary, published_on, source_url, source_name. What the feed does not say stays as it
    is here, and so does the text of a case study that was put into sections here. So do state and visibility, except
    that `publish` publishes what was never published before. `slug`: the address a new post would have, if it is free.
    """
    require(by, "blogs.import_posts")
    post = item_of(source, guid) or Post(
        source=source, source_guid=guid, slug=free_slug(slug or facts["title"]), visibility=visibility
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
    kept = MADE_OF_SECTIONS if post.sections else ()
    changed = [name for name, value in facts.items() if value and name not in kept and getattr(post, name) != value]
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
    stand_over(post, [author_named(name) for name in names])
    return ["authors"]


def stand_over(post, authors):
    """These and no others, in this order."""
    post.authorships.all().delete()
    for position, author in enumerate(authors, start=1):
        store(Authorship(post=post, author=author, position=position))


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
