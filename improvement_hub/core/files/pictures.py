"""Pictures for a page: read with care, turned the right way up, and written anew in a few widths.

What is written anew holds the picture and nothing else: no place, no camera, no name, no second file behind it.
"""

import io
import struct
from dataclasses import dataclass
from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from PIL import Image, ImageOps, UnidentifiedImageError

from improvement_hub.core.errors import DomainError

FORMATS = {"JPEG": ("image/jpeg", ("jpg", "jpeg")), "PNG": ("image/png", ("png",)), "WEBP": ("image/webp", ("webp",))}
SAME_AS = {"MPO": "JPEG"}  # as phones take it: several JPEGs in one file, of which the first is the picture
SAVING = {"JPEG": {"quality": 82, "progressive": True}, "PNG": {"optimize": True}, "WEBP": {"quality": 82}}
ACCEPTED = ",".join(f".{ending}" for _, endings in FORMATS.values() for ending in endings)
WIDTHS = (480, 960, 1600)
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000  # more than cameras take; each needs four bytes of memory
TAKEN = f"A JPEG, PNG or WebP picture, at most {filesizeformat(MOST_BYTES)}."
OTHER = "This is no JPEG, PNG or WebP picture, whatever its name says."
DAMAGED = "This picture is damaged. Save it again, or send another one."
TOO_MANY_PIXELS = f"This picture is larger than {MOST_PIXELS // 1_000_000} million pixels. Send a smaller one."
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, TypeError, EOFError, struct.error, MemoryError)


@dataclass(frozen=True)
class Rendition:
    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Pictures:
    """One picture in each width, the narrowest first; none is wider than it was sent."""

    content_type: str
    renditions: list[Rendition]


def pictures_of(file) -> Pictures:
    """The picture in an open file. Raises DomainError at `file`, before a pixel of what is too large is read."""
    if file.size > MOST_BYTES:
        raise DomainError(f"A picture has {filesizeformat(MOST_BYTES)} at most.", field="file")
    with opened(file) as image:
        kind = SAME_AS.get(image.format, image.format)
        content_type, endings = FORMATS[kind]
        if PurePath(file.name).suffix[1:].lower() not in endings:
            raise DomainError(OTHER, field="file")
        if image.width * image.height > MOST_PIXELS:
            raise DomainError(TOO_MANY_PIXELS, field="file")
        return Pictures(content_type, renditions_of(image, kind))


def opened(file):
    file.seek(0)
    try:
        return Image.open(file, formats=tuple(FORMATS))
    except BOMBS as error:
        raise DomainError(TOO_MANY_PIXELS, field="file") from error
    except UnidentifiedImageError as error:
        raise DomainError(OTHER, field="file") from error
    except BROKEN as error:
        raise DomainError(DAMAGED, field="file") from error


def renditions_of(image, kind) -> list[Rendition]:
    try:
        upright = ImageOps.exif_transpose(image)
        whole = upright.convert(mode_of(upright, kind))
    except BROKEN as error:
        raise DomainError(DAMAGED, field="file") from error
    widths = [width for width in WIDTHS if width < whole.width] + [min(whole.width, WIDTHS[-1])]
    return [rendition(whole, width, kind) for width in dict.fromkeys(widths)]


def mode_of(image, kind) -> str:
    """Colours as every browser shows them, and transparency where there is any."""
    return "RGBA" if kind != "JPEG" and image.has_transparency_data else "RGB"


def rendition(whole, width, kind) -> Rendition:
    height = max(round(whole.height * width / whole.width), 1)
    sized = whole.resize((width, height), Image.Resampling.LANCZOS) if width < whole.width else whole.copy()
    sized.info = {}  # where Pillow looks for what to write beside the picture
    out = io.BytesIO()
    sized.save(out, kind, **SAVING[kind])
    return Rendition(width, height, out.getvalue())
