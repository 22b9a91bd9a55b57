"""Posts from another hub's export, or from this one's, as they were there."""

from uuid import UUID

from django.db import transaction

from blogs.models import Post
from blogs.models.posts import SHARED
from blogs.records import SAID
from blogs.services.posts import free_slug, set_authors, set_councils, set_themes
from blogs.services.restoring_images import keep_content, restore_images
from blogs.services.restoring_sections import age_as_there, bring_others, restore_sections
from blogs.workflow import knows_its_images
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import store
from improvement_hub.core.workflow import move


@transaction.atomic
def restore_post(
    *, record, owner, themes, councils, visibility, publish, by, partners=(), adopters=(), images=(), keep=keep_content
):
    """The post of a record (`blogs.records`), or what changed in it since; returns it and the names of the changes.

    It is read by no more people than it was there, and by no more than `visibility`. With `publish` it is published
    if it was published there; until then it is an administrator's, and only then its council's. One that is here and
    belongs to a council is for that council to change and to publish. Which councils write it together, and which
    tried it, is told of a new one alone. One whose text asks for an image that does not come with it stays a draft.

    images: as `blogs.records.images` reads them. keep: what puts their files on the disk.
    """
    require(by, "blogs.import_posts")
    post = Post.objects.select_for_update(of=("self",)).filter(pk=UUID(record["id"])).first()
    is_new = post is None
    post = post or Post(pk=UUID(record["id"]), slug=free_slug(record["slug"]))
    changes = set_all(post, {name: record[name] for name in (*SAID, "published_on")})
    changes += set_authors(post, record["authors"])
    changes += restore_sections(post, record["case_study"])
    tied = {"themes": set_themes(post, themes), "councils": set_councils(post, councils)}
    changes += [name for name, changed in tied.items() if changed]
    changes += restore_images(post, images, by=by, keep=keep)
    if changes and not is_new and not allows(by, "blogs.change_post", post):
        raise DomainError("It belongs to a council, which alone changes it here.")
    if publish and comes_out(post, record) and allows(by, "blogs.publish_post", post):
        post = move(post, "publish", by=by)
        changes.append("published")
    if is_new:
        hand_over(post, owner, narrower(record["visibility"], visibility))
        bring_others(post, partners, adopters)
    if is_new and post.sections and record["case_study"]["ageing_since"]:
        age_as_there(post, record["case_study"]["ageing_since"])
    return post, changes


def comes_out(post, record) -> bool:
    return record["published"] and post.released_at is None and not knows_its_images(post)


def set_all(post, facts) -> list[str]:
    """What is empty there is empty here."""
    changed = [name for name, value in facts.items() if getattr(post, name) != value]
    for name in changed:
        setattr(post, name, facts[name])
    if changed or post._state.adding:
        store(post)
    return [str(Post._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]


def hand_over(post, owner, visibility):
    if (post.owner, post.visibility) != (owner, visibility):
        post.owner, post.visibility = owner, visibility
        store(post)


def narrower(one, other) -> str:
    return min(one, other, key=SHARED.index)
