"""An image of a post as one hub tells it to another: its words, and the very bytes of every width."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from blogs.models.images import ROOM
from improvement_hub.core.errors import DomainError

WORDS = ("alt", "decorative", "caption", "name", "content_type", "sha256")
UNREADABLE = "What its hub says of it cannot be read."
GARBLED = "Its bytes are garbled on the way."
OTHER_BYTES = "Its bytes are not those that its hub sent."


@dataclass(frozen=True)
class SentFile:
    """One width of it. `sha256` is of `content`."""

    width: int
    height: int
    sha256: str
    content: bytes


@dataclass(frozen=True)
class SentImage:
    """`words`: what it says of itself, by the names of the model's fields. `files`: the narrowest first."""

    id: UUID
    words: dict
    files: tuple[SentFile, ...]


def written(image) -> str | None:
    """As JSON; None where a file of it has just been removed, and the image with it."""
    try:
        files = [file_written(file) for file in image.files.all()]
    except FileNotFoundError:
        return None
    return json.dumps({"id": str(image.pk)} | {name: getattr(image, name) for name in WORDS} | {"files": files})


def file_written(file) -> dict:
    content = ROOM.path(file.stored_as).read_bytes()
    return {
        "width": file.width,
        "height": file.height,
        "sha256": digest(content),
        "content": base64.b64encode(content).decode(),
    }


def read(said: str) -> SentImage:
    """The same again. That its bytes are a picture is still to be seen. Raises DomainError."""
    try:
        record = json.loads(said)
        files = sorted((file_read(one) for one in record["files"]), key=lambda file: file.width)
        return SentImage(UUID(record["id"]), {name: word(record, name) for name in WORDS}, tuple(files))
    except binascii.Error as trouble:
        raise DomainError(GARBLED) from trouble
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise DomainError(UNREADABLE) from trouble


def word(record, name):
    if not isinstance(record[name], bool if name == "decorative" else str):
        raise TypeError(name)
    return record[name]


def file_read(said) -> SentFile:
    width, height = said["width"], said["height"]
    if type(width) is not int or type(height) is not int:
        raise TypeError("A width or a height")
    content = base64.b64decode(said["content"].encode("ascii"), validate=True)
    if digest(content) != said["sha256"]:
        raise DomainError(OTHER_BYTES)
    return SentFile(width, height, said["sha256"], content)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
