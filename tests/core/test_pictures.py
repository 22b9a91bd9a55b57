"""Pictures that people send: what is taken is drawn anew, and what could harm is refused unread."""

import io
import struct
import zlib
from contextlib import closing

import pytest
from PIL import Image

from improvement_hub.core.errors import DomainError
from improvement_hub.core.files import pictures
from improvement_hub.core.files.receiving import received
from tests.factories.blogs import drawing

SECRET = b"51.5072N 0.1276W"


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def drawn(content, name):
    with closing(received(name, [content])) as file:
        return pictures.pictures_of(file)


def with_a_place(kind):
    """A picture that was taken upside down, at a place, by somebody."""
    exif = Image.Exif()
    exif[274], exif[315], exif[270] = 6, "Hana", SECRET.decode()
    return drawing(2000, 1000, kind, exif=exif, **({"comment": SECRET} if kind == "JPEG" else {}))


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.JPG"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_picture_is_drawn_anew_the_right_way_up_without_what_stood_beside_it(kind, name):
    found = drawn(with_a_place(kind), name)
    assert [(one.width, one.height) for one in found.renditions] == [(480, 960), (960, 1920), (1000, 2000)]
    assert found.content_type == pictures.FORMATS[kind][0]
    for one in found.renditions:
        with Image.open(io.BytesIO(one.content)) as image:
            assert (image.format, dict(image.getexif())) == (kind, {})
        assert SECRET not in one.content


def test_transparency_and_palettes_outlive_the_drawing():
    assert [
        Image.open(io.BytesIO(drawn(drawing(5, 5, "PNG", mode), "a.png").renditions[0].content)).mode
        for mode in ("RGBA", "LA", "P", "1", "I;16")
    ] == ["RGBA", "RGBA", "RGB", "RGB", "RGB"]
    wide = drawn(drawing(4000, 1, "PNG"), "a.png").renditions
    assert [(one.width, one.height) for one in wide] == [(480, 1), (960, 1), (1600, 1)]


def test_of_a_photo_that_a_phone_took_twice_the_first_is_the_picture():
    found = drawn(drawing(20, 10, "MPO", save_all=True, append_images=[Image.new("RGB", (20, 10))]), "a.jpg")
    (only,) = found.renditions
    with Image.open(io.BytesIO(only.content)) as image:
        assert (found.content_type, image.format, image.getpixel((0, 0))[0] > 50) == ("image/jpeg", "JPEG", True)


def png(width, height, pixels=b""):
    """The head of a PNG that says how large it is, with few bytes behind it."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (png(60_000, 60_000), "a.png", "larger than 40 million pixels"),
        (png(10_000, 10_000), "a.png", "larger than 40 million pixels"),
        (png(7_000, 7_000), "a.png", "larger than 40 million pixels"),
        (png(100, 100), "a.png", "This picture is damaged"),
        (drawing(90, 90, "JPEG")[:300], "a.jpg", "This picture is damaged"),
        (drawing(), "a.jpg", "no JPEG, PNG or WebP picture, whatever its name says"),
        (drawing(kind="GIF"), "a.png", "no JPEG, PNG or WebP picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.png", "no JPEG, PNG or WebP picture"),
        (b"GIF89a<script>alert(1)</script>", "a.png", "no JPEG, PNG or WebP picture"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "damaged|no JPEG"),
    ],
)
def test_what_is_no_picture_is_damaged_or_unpacks_without_end_is_refused(content, name, sentence):
    with pytest.raises(DomainError, match=sentence) as refused:
        drawn(content, name)
    assert refused.value.field == "file"


def test_a_file_that_is_too_large_is_not_opened(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(DomainError, match="at most"):
        drawn(drawing(), "a.png")


def test_what_is_hidden_behind_a_picture_is_left_behind():
    found = drawn(drawing() + b"<script>alert(1)</script>PK\x03\x04", "a.png")
    assert all(b"script" not in one.content and b"PK" not in one.content for one in found.renditions)
