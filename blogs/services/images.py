"""Images of posts: added, described and removed by whoever may change the post. Files go to the disk before the row
that names them is committed, and leave it after."""

import secrets
from contextlib import closing

from django.db import transaction

from blogs.models import ImageFile, PostImage
from blogs.models.images import ROOM
from blogs.queries import is_in_its_text, names_in_use
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.pictures import pictures_of
from improvement_hub.core.files.receiving import received
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store

MOST_IMAGES = 40


@transaction.atomic
def add_image(*, post, file, by, alt="", decorative=False, caption=""):
    """Add an image to a post, with words for those who do not see it, or the statement that it only decorates.

    file: a `core.files.receiving.Received`; of what it holds beside the picture nothing is kept.
    """
    require(by, "blogs.change_post", post)
    drawn = pictures_of(file)
    post = lock(post)
    require(by, "blogs.change_post", post)
    if post.images.count() >= MOST_IMAGES:
        raise DomainError(f"A post has {MOST_IMAGES} images at most.", field="file")
    image = PostImage(post=post, name=file.name, content_type=drawn.content_type, sha256=file.sha256)
    image.uploaded_by_id = by.pk
    image = describe(image, alt=alt, decorative=decorative, caption=caption)
    for rendition in drawn.renditions:
        keep(image, rendition)
    return image


def keep(image, rendition):
    stored_as = secrets.token_hex(20)
    with closing(received(image.name, [rendition.content])) as file:
        ROOM.keep(file, stored_as)
    store(ImageFile(image=image, width=rendition.width, height=rendition.height, stored_as=stored_as))


@transaction.atomic
def describe_image(*, image, by, version=None, **words):
    """Change what an image says of itself: alt, decorative, caption."""
    post = lock(image.post)
    require(by, "blogs.change_post", post)
    return describe(lock(image, version=version), **words)


def describe(image, **words):
    for name, value in words.items():
        setattr(image, name, value.strip() if isinstance(value, str) else value)
    return store(image)


@transaction.atomic
def remove_image(*, image, by, version=None):
    """Take an image away that its text does not use; earlier versions that did show it no longer. Its files go too."""
    post = lock(image.post)
    require(by, "blogs.change_post", post)
    image = lock(image, version=version)
    if is_in_its_text(image):
        raise DomainError("The text uses this image. Take it out of the text first.")
    for file in image.files.all():
        after_commit(ROOM.erase, file.stored_as)
    image.delete()
    return post


def forget_orphaned_images() -> int:
    """Files that a killed process left on the disk, a day ago or longer, and that no image has."""
    return ROOM.forget_orphans(names_in_use)
