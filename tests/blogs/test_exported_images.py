"""Images of posts in the whole export: the same words and the very same bytes, into an empty hub and again."""

import base64
import io
import json
import re
from contextlib import closing

import pytest
from PIL import Image

from blogs import services
from blogs.imports import fetch
from blogs.imports.importer import take_in
from blogs.models import ImageFile, Post, PostImage
from blogs.models.images import ROOM, SAYS_WHAT
from blogs.records import images as records
from blogs.services import restoring_images
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files import drawn, pictures
from improvement_hub.core.files.store import NO_ROOM, folder
from tests.factories import PostFactory, drawing, image_of
from tests.factories.blogs import publisher

pytestmark = pytest.mark.django_db
PUBLISHED = ("--publish", "--visibility", "public")
IMAGE = re.compile(r"<hub:image>(.*?)</hub:image>")


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path / "files"


@pytest.fixture
def post():
    """A published post with two pictures and a footnote in its text, and with a picture that its text leaves out."""
    post = PostFactory(title="Pods", slug="pods", published=False)
    by = publisher(post)
    chart = image_of(
        post, by, content=photograph("JPEG"), name="chart.jpg", alt="A chart & a “line”", caption="<b>Ours</b>, 2024"
    )
    line = image_of(post, by, content=drawing(40, 4, "WEBP"), name="line.webp", decorative=True)
    image_of(post, by, content=drawing(mode="RGBA"), alt="Kept for later")
    body = f"Look[^1]:\n\n![]({chart.reference})\n\n![]({line.reference})\n\n[^1]: At the chart.\n"
    post = services.change_post(post=post, body=body, by=by)
    return services.publish_post(post=services.share_post(post=post, visibility="public", by=by), by=by)


def photograph(kind):
    """Not of one colour, so that each width has bytes of its own."""
    with closing(Image.radial_gradient("L").resize((1200, 700)).convert("RGB")) as image:
        out = io.BytesIO()
        image.save(out, kind)
        return out.getvalue()


def exported(client):
    return b"".join(client.get("/posts/export.atom").streaming_content).decode()


def all_of_it():
    images = PostImage.objects.order_by("created_at", "id").prefetch_related("files")
    return [(image.post.slug, json.loads(records.written(image))) for image in images]


def emptied():
    for model in (ImageFile, PostImage, Post):
        model.objects.all().delete()
    for path in folder("posts").iterdir():
        path.unlink()


def stored():
    return sorted(path.name for path in folder("posts").iterdir())


def named():
    return sorted(ImageFile.objects.values_list("stored_as", flat=True))


def changed(text, change, number=0):
    """The export with what `change` makes of one image's record."""
    said = IMAGE.findall(text)[number]
    record = json.loads(said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    new = change(record) or record
    new = new if isinstance(new, str) else json.dumps(new)
    return text.replace(said, new.replace("&", "&amp;").replace("<", "&lt;"))


def with_content(record, content, **more):
    """The record with these bytes for its narrowest width, and with a digest that fits."""
    sent = {"content": base64.b64encode(content).decode(), "sha256": records.digest(content)}
    record["files"][0] |= sent | more


def test_images_come_into_an_empty_hub_byte_for_byte_and_the_text_shows_them(post, client, run, feed_file):
    text, before, page = exported(client), all_of_it(), client.get("/posts/pods/").content.decode()
    shown = re.findall(r"<figure>.*?</figure>", page)
    assert (len(before), [len(said["files"]) for _, said in before], len(shown)) == (3, [3, 1, 1], 2)
    emptied()
    lines, failed = run(feed_file(text), *PUBLISHED)
    assert (lines, failed) == (
        ["item 1, Pods: taken – with 3 images",
         "Improvement Hub: posts, 1 items: 1 taken, 0 changed, 0 unchanged, 0 refused. With 3 images."], None,
    )  # fmt: skip
    assert (all_of_it(), stored()) == (before, named())
    assert [image.uploaded_by for image in PostImage.objects.all()] == [None, None, None]
    page = client.get("/posts/pods/").content.decode()
    assert re.findall(r"<figure>.*?</figure>", page) == shown
    assert "At the chart." in page
    [source] = re.findall(r'src="([^"]*/1200/)"', shown[0])
    answer = client.get(source)
    assert (records.digest(b"".join(answer.streaming_content)), answer["Content-Type"]) == (
        before[0][1]["files"][2]["sha256"], "image/jpeg",
    )  # fmt: skip


def test_a_second_export_is_the_first_but_for_when_it_came_here(post, client, run, feed_file):
    first = exported(client)
    assert exported(client) == first
    emptied()
    run(feed_file(first), *PUBLISHED)
    second = exported(client)
    moments = re.compile(r"<updated>[^<]*</updated>")
    assert moments.sub("", second) == moments.sub("", first)
    trail = PostImage.pgh_event_model.objects.count(), ImageFile.pgh_event_model.objects.count()
    kept = stored()
    assert run(feed_file(second), *PUBLISHED)[0] == [
        "item 1, Pods: unchanged",
        "Improvement Hub: posts, 1 items: 0 taken, 0 changed, 1 unchanged, 0 refused.",
    ]
    assert (PostImage.pgh_event_model.objects.count(), ImageFile.pgh_event_model.objects.count()) == trail
    assert (exported(client), stored()) == (second, kept)


def test_words_and_bytes_that_were_lost_here_come_back_and_what_is_only_here_stays(post, client, run, feed_file):
    text, before = exported(client), all_of_it()
    chart, line, spare = PostImage.objects.all()
    PostImage.objects.filter(pk=chart.pk).update(alt="Else")
    ROOM.erase(line.files.get().stored_as)
    spare.delete()
    image_of(post, publisher(post), content=drawing(9, 9), alt="New here")
    assert run(feed_file(text))[0][0] == "item 1, Pods: changed – images"
    after = [said for _, said in all_of_it()]
    assert {said["id"] for said in after} == {said["id"] for _, said in before} | {after[2]["id"]}
    assert [said for said in after if said["alt"] != "New here"] == [said for _, said in before]


def test_whoever_starts_an_import_in_the_browser_brought_its_images(post, client, cast):
    text = exported(client)
    emptied()
    terms = {"publish": False, "visibility": "public", "by": cast.actor("gwen"), "progress": lambda done, total: None}
    shown = take_in(text.encode(), preview=True, **terms)
    assert (shown.totals[-14:], shown.lines[0].words, Post.objects.count(), stored()) == (
        "With 3 images.", ["with 3 images"], 0, [],
    )  # fmt: skip
    take_in(text.encode(), **terms)
    assert {image.uploaded_by for image in PostImage.objects.all()} == {cast.gwen}


def test_images_of_a_post_that_one_may_not_read_never_leave(post, cast, client, sign_in):
    secret = PostFactory(owner=cast.host, published=False, title="Secret")
    image_of(secret, cast.actor("asha"), content=drawing(9, 9), alt="A secret plan")
    for name in ("ben", "edie", "femi", None):
        reader = sign_in(cast.person(name)) if name else client
        assert ("A secret plan" in exported(reader), len(IMAGE.findall(exported(reader)))) == (False, 3)
    own = exported(sign_in(cast.asha))
    assert ("A secret plan" in own, len(IMAGE.findall(own))) == (True, 4)


def test_an_image_whose_file_has_just_gone_is_left_out_and_its_post_comes_as_a_draft(post, client, run, feed_file):
    ROOM.erase(PostImage.objects.first().files.first().stored_as)
    text = exported(client)
    emptied()
    lines, _ = run(feed_file(text), *PUBLISHED)
    assert lines[0] == "item 1, Pods: taken – with 2 images; an image that its text asks for is not in the file"
    assert Post.objects.get().state == "draft"


def set_to(**facts):
    return lambda record: record.update(facts)


def first_file(**facts):
    return lambda record: record["files"][0].update(facts)


def sends(content, **more):
    return lambda record: with_content(record, content, **more)


def written_beside():
    return drawing(480, 280, "JPEG", comment=b"More")


def two_in_one():
    frames = [Image.new("RGB", (40, 4), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


SIZE = {"width": 480, "height": 280}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda record: "no json", records.UNREADABLE),
        (lambda record: "[]", records.UNREADABLE),
        (lambda record: "[" * 20_000, records.UNREADABLE),
        (set_to(id="../../etc"), records.UNREADABLE),
        (set_to(alt=["A chart"]), records.UNREADABLE),
        (set_to(decorative="no"), records.UNREADABLE),
        (lambda record: record.pop("alt") and None, records.UNREADABLE),
        (first_file(width="480"), records.UNREADABLE),
        (first_file(content=3), records.UNREADABLE),
        (first_file(content="é"), records.UNREADABLE),
        (first_file(content="AAA"), records.GARBLED),
        (first_file(content="////*///"), records.GARBLED),
        (first_file(sha256="0" * 64), records.OTHER_BYTES),
        (first_file(content=base64.b64encode(b"else").decode()), records.OTHER_BYTES),
        (set_to(alt=""), SAYS_WHAT),
        (set_to(decorative=True), SAYS_WHAT),
        (set_to(files=[]), restoring_images.WIDTHS_OF_ONE),
        (lambda record: record["files"].extend(record["files"]), restoring_images.WIDTHS_OF_ONE),
        (first_file(width=481), drawn.OTHER_SIZE),
        (first_file(width=1601), drawn.WIDER),
        (set_to(content_type="image/svg+xml"), pictures.OTHER),
        (set_to(content_type="image/png"), pictures.OTHER),
        (sends(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), pictures.OTHER),
        (sends(drawing(480, 280, "GIF")), pictures.OTHER),
        (sends(drawing(480, 280, "JPEG")[:400]), pictures.DAMAGED),
        (sends(written_beside()), drawn.MORE_THAN_A_PICTURE),
    ],
)  # fmt: skip
def test_an_image_that_no_hub_sends_is_refused_with_its_whole_post(post, client, run, feed_file, change, reason):
    text = exported(client)
    emptied()
    PostFactory(title="Another", slug="another")
    lines, failed = run(feed_file(changed(text, change)), *PUBLISHED)
    assert lines[0] == f"item 1, Pods: refused – Image 1: {reason}"
    assert failed == "1 of 1 items were refused; the others are in the hub."
    assert (Post.objects.get().title, PostImage.objects.count(), stored()) == ("Another", 0, [])


def test_a_picture_of_several_pictures_is_refused(post, client, run, feed_file):
    text = exported(client)
    emptied()
    text = changed(text, sends(two_in_one()), number=1)
    assert run(feed_file(text))[0][0].endswith(f"Image 2: {drawn.MORE_THAN_A_PICTURE}")
    assert stored() == []


def test_a_picture_of_endless_pixels_is_refused_before_one_is_read(post, client, run, feed_file, monkeypatch):
    bomb = drawing(1600, 25_001, "PNG", mode="1", optimize=True)
    text = exported(client)
    emptied()
    loaded = []
    monkeypatch.setattr(drawn.Image.Image, "load", lambda image: loaded.append(image))

    def send(record):
        record |= {"content_type": "image/png", "files": record["files"][:1]}
        with_content(record, bomb, width=1600, height=25_001)

    lines, _ = run(feed_file(changed(text, send)))
    assert (lines[0], loaded) == (f"item 1, Pods: refused – Image 1: {pictures.TOO_MANY_PIXELS}", [])


def test_a_post_takes_no_more_images_than_one_can_be_given_here(post, client, run, feed_file, monkeypatch):
    text = exported(client)
    emptied()
    monkeypatch.setattr(restoring_images, "MOST_IMAGES", 2)
    assert run(feed_file(text))[0][0] == "item 1, Pods: refused – A post has 2 images at most."


def test_an_image_sent_twice_or_of_another_post_is_refused(post, cast, client, run, feed_file):
    text = exported(client)
    other = image_of(PostFactory(), cast.actor("gwen"), content=drawing(9, 9))
    taken = changed(text, set_to(id=str(other.pk)))
    assert run(feed_file(taken))[0][0].endswith("refused – Image 1: It is an image of another post here.")
    emptied()
    twice = changed(text, set_to(sha256=json.loads(IMAGE.findall(text)[2])["sha256"]))
    assert run(feed_file(twice))[0][0].endswith("refused – Image 3: This post has this image already.")
    assert stored() == []


def test_images_of_an_item_that_is_no_hubs_are_not_looked_at(client, run, feed_file):
    item = "<item><title>A</title><guid>1</guid><description>B</description><hub:image>no json</hub:image></item>"
    feed = f'<rss version="2.0" xmlns:hub="urn:else"><channel><title>F</title>{item}</channel></rss>'
    assert run(feed_file(feed))[0][0] == "item 1, A: taken – undated"
    assert Post.objects.get().body.strip() == "B"


def test_where_the_disk_has_no_room_the_post_is_refused(post, client, run, feed_file, monkeypatch):
    text = exported(client)
    emptied()

    def full(*said):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("improvement_hub.core.files.store.os.replace", full)
    assert run(feed_file(text))[0][0] == f"item 1, Pods: refused – Image 1: {NO_ROOM}"
    assert (Post.objects.count(), stored()) == (0, [])


def test_an_export_may_be_larger_than_a_feed_for_its_images(post, client, run, feed_file, monkeypatch):
    text = exported(client)
    emptied()
    monkeypatch.setattr(fetch, "MOST_BYTES", 1000)
    assert run(feed_file(text))[0][0] == "item 1, Pods: taken – with 3 images"
    monkeypatch.setattr(fetch, "MOST_WITH_IMAGES", 2000)
    assert run(feed_file(text)) == (
        [], "The export is larger than 150 MB. Take the posts out in parts, such as by year.",
    )  # fmt: skip


def test_an_import_that_breaks_off_leaves_no_file(post, client):
    text = exported(client)
    emptied()

    def broken(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(text.encode(), publish=False, visibility="public", by=OPERATOR, progress=broken)
    assert (Post.objects.count(), stored()) == (0, [])


def test_a_file_larger_than_the_hub_takes_is_refused(post, settings):
    sent = [records.read(records.written(image)) for image in PostImage.objects.all()]
    settings.DOCUMENTS_MAX_BYTES = 10
    with pytest.raises(DomainError, match="This file is larger than"):
        restoring_images.keep_content("0" * 40, sent[0].files[0].content)


@pytest.mark.parametrize("rows", [1, 12])
def test_an_export_with_images_costs_the_same_at_any_length(client, rows, django_assert_num_queries):
    for number in range(rows):
        made = PostFactory()
        image_of(made, publisher(made), content=drawing(10 + number, 9))
    with django_assert_num_queries(8):
        assert len(IMAGE.findall(exported(client))) == rows
