"""Pictures that another hub drew: kept byte for byte, once they are seen to be what a hub draws."""

import io

from PIL import Image, UnidentifiedImageError

from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.pictures import (
    BOMBS,
    BROKEN,
    DAMAGED,
    FORMATS,
    MOST_PIXELS,
    OTHER,
    TOO_MANY_PIXELS,
    WIDTHS,
)

KINDS = {content_type: kind for kind, (content_type, _) in FORMATS.items()}
TOLD = {  # what Pillow tells of a picture with nothing written beside it
    "JPEG": {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"},
    "PNG": set(),
    "WEBP": {"loop", "background", "timestamp", "duration"},
}
OTHER_SIZE = "This picture has another width or height than its hub says."
WIDER = f"A hub draws no picture wider than {WIDTHS[-1]} pixels."
MORE_THAN_A_PICTURE = "There is more in this file than one picture, which no hub sends."


def check_drawn(content: bytes, *, content_type: str, width: int, height: int) -> None:
    """That these bytes are one picture of this type and size, with nothing written beside it. Raises DomainError
    before a pixel of what is too large is read."""
    if width > WIDTHS[-1]:
        raise DomainError(WIDER)
    kind = KINDS.get(content_type)
    if kind is None:
        raise DomainError(OTHER)
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as image:
            check_read(image, kind, (width, height))
    except BOMBS as error:
        raise DomainError(TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise DomainError(OTHER) from error
    except BROKEN as error:
        raise DomainError(DAMAGED) from error


def check_read(image, kind, size) -> None:
    if image.size != size:
        raise DomainError(OTHER_SIZE)
    if image.width * image.height > MOST_PIXELS:
        raise DomainError(TOO_MANY_PIXELS)
    image.load()
    if image.format != kind or getattr(image, "n_frames", 1) > 1 or image.info.keys() - TOLD[kind]:
        raise DomainError(MORE_THAN_A_PICTURE)
