"""Images from another hub's export, or from this one's: the same ids, words and bytes."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from blogs.models import ImageFile, PostImage
from blogs.models.images import ROOM
from blogs.queries import names_in_use
from blogs.records.images import WORDS, digest
from blogs.services.images import MOST_IMAGES
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.drawn import check_drawn
from improvement_hub.core.files.pictures import WIDTHS
from improvement_hub.core.files.receiving import received
from improvement_hub.core.services import after_commit, store

Keep = Callable[[str, bytes], None]  # puts content on the disk under the name that a row gives it
WIDTHS_OF_ONE = f"An image comes in one to {len(WIDTHS)} widths."


def keep_content(stored_as: str, content: bytes) -> None:
    with closing(received("image", [content])) as file:
        if file.trouble:
            raise DomainError(file.trouble)
        ROOM.keep(file, stored_as)


@contextmanager
def keeping(preview: bool) -> Iterator[Keep]:
    """What keeps the files of one import: none of a preview, and in the end none of what was refused or undone."""
    kept: list[str] = []

    def keep(stored_as, content):
        if not preview:
            kept.append(stored_as)
            keep_content(stored_as, content)

    try:
        yield keep
    except BaseException:
        forget(kept)
        raise
    forget(set(kept) - names_in_use(kept))


def forget(names) -> None:
    for name in names:
        ROOM.erase(name)


def restore_images(post, sent, *, by, keep: Keep) -> list[str]:
    """Those of `sent` (`blogs.records.images`) that are not here as they are there. Images that only this hub has
    stay: their post's text may ask for them."""
    here = {image.pk: image for image in post.images.prefetch_related("files")}
    if len(here.keys() | {one.id for one in sent}) > MOST_IMAGES:
        raise DomainError(f"A post has {MOST_IMAGES} images at most.")
    changed = False
    for number, one in enumerate(sent, start=1):
        with of_image(number):
            changed |= restore_image(post, here.get(one.id), one, by=by, keep=keep)
    return ["images"] if changed else []


@contextmanager
def of_image(number) -> Iterator[None]:
    """Says in the sentence which image it is about; its own words may be what is refused."""
    try:
        yield
    except DomainError as broken:
        raise DomainError(f"Image {number}: {broken.sentence}") from broken


def restore_image(post, image, sent, *, by, keep) -> bool:
    is_new = image is None
    if is_new and PostImage.objects.filter(pk=sent.id).exists():
        raise DomainError("It is an image of another post here.")
    image = image or PostImage(pk=sent.id, post=post, uploaded_by_id=by.person_id)
    changed = [name for name in WORDS if getattr(image, name) != sent.words[name]]
    for name in changed:
        setattr(image, name, sent.words[name])
    if changed or is_new:
        store(image)
    is_drawn = not is_new and "content_type" not in changed and has_files(image, sent.files)
    if not is_drawn:
        replace_files(image, sent.files, keep)
    return bool(changed or not is_drawn)


def has_files(image, files) -> bool:
    """Whether the very bytes of every width are here."""
    try:
        here = [(one.width, one.height, digest(ROOM.path(one.stored_as).read_bytes())) for one in image.files.all()]
    except FileNotFoundError:
        return False
    return here == [(one.width, one.height, one.sha256) for one in files]


def replace_files(image, files, keep) -> None:
    if not 1 <= len(files) <= len(WIDTHS):
        raise DomainError(WIDTHS_OF_ONE)
    for one in files:
        check_drawn(one.content, content_type=image.content_type, width=one.width, height=one.height)
    for old in image.files.all():
        after_commit(ROOM.erase, old.stored_as)
        old.delete()
    for one in files:
        stored_as = secrets.token_hex(20)
        store(ImageFile(image=image, width=one.width, height=one.height, stored_as=stored_as))
        keep(stored_as, one.content)
