"""Images in posts: added with words for those who do not see them, and seen by those who read the post."""

import os
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from blogs import services, tasks
from blogs.models import ImageFile, Post, PostImage
from blogs.models.images import ROOM
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.store import folder
from tests.cast import NAMES
from tests.factories import PostFactory, drawing, image_of
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def hana(cast):
    return cast.actor("hana")


@pytest.fixture
def post(cast):
    return PostFactory(owner=cast.host, published=False, slug="pods")


def upload(content=None, name="team.png"):
    return SimpleUploadedFile(name, content or drawing())


def with_image(post, image, words=""):
    return services.change_post(post=post, body=f"Look:\n\n![{words}]({image.reference})", by=director_of(post))


def director_of(post):
    from tests.factories.blogs import publisher

    return publisher(post)


def submit(post, by):
    return services.move_post(post=post, step="submit", by=by)


def test_an_image_is_drawn_in_its_widths_and_named_by_its_reference(cast, post, hana):
    image = image_of(post, hana, content=drawing(1200, 600, "JPEG"), name="team.jpg", alt=" A team ", caption="Ours")
    assert (image.alt, image.caption, image.content_type, str(image)) == ("A team", "Ours", "image/jpeg", "A team")
    assert [(file.width, file.height) for file in image.files.all()] == [(480, 240), (960, 480), (1200, 600)]
    assert all(ROOM.path(file.stored_as).exists() for file in ImageFile.objects.all())
    assert str(image.files.all()[0]) == "A team, 480 pixels wide"
    page = signed_in(cast.hana).get(with_image(post, image).get_absolute_url()).content.decode()
    files = f"/posts/pods/images/{image.pk}"
    srcset = f"{files}/480/ 480w, {files}/960/ 960w, {files}/1200/ 1200w"
    assert f'<figure><img src="{files}/1200/" srcset="{srcset}"' in page
    assert 'alt="A team" width="1200" height="600" loading="lazy"><figcaption>Ours</figcaption></figure>' in page


@pytest.mark.parametrize("words", [{}, {"alt": "  "}, {"alt": "A team", "decorative": True}])
def test_an_image_says_what_it_shows_or_that_it_only_decorates(post, hana, words):
    with pytest.raises(DomainError, match="Say in words what the image shows") as refused:
        image_of(post, hana, **{"alt": "", **words})
    assert (refused.value.field, PostImage.objects.count()) == ("alt", 0)


def test_what_decorates_has_no_words_and_an_image_is_in_a_post_once(post, hana):
    image = image_of(post, hana, decorative=True)
    assert (image.alt, str(image)) == ("", "An image that only decorates")
    with pytest.raises(DomainError, match="This post has this image already"):
        image_of(post, hana)
    changed = services.describe_image(image=image, alt="A team", decorative=False, by=hana)
    assert (changed.alt, changed.version) == ("A team", 2)


def test_there_is_an_end_to_the_images_of_a_post(post, hana, monkeypatch):
    monkeypatch.setattr("blogs.services.images.MOST_IMAGES", 1)
    image_of(post, hana)
    with pytest.raises(DomainError, match="A post has 1 images at most"):
        image_of(post, hana, content=drawing(9, 9))


def test_only_who_may_change_the_post_adds_describes_and_removes(cast, post, hana):
    image = image_of(post, hana)
    for name in set(NAMES) - {"asha", "hana"}:
        by = cast.actor(name)
        for act in (
            lambda by=by: image_of(post, by, content=drawing(9, 9)),
            lambda by=by: services.describe_image(image=image, alt="Mine", by=by),
            lambda by=by: services.remove_image(image=image, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_images_are_seen_by_those_who_read_the_post(cast, post, hana):
    image = image_of(post, hana)
    address = f"/posts/pods/images/{image.pk}/8/"

    def readers():
        people = [name for name in NAMES if name != "robo"]
        browsers = {name: signed_in(cast.person(name)) if cast.person(name) else Client() for name in people}
        return [name for name, browser in browsers.items() if browser.get(address).status_code == 200]

    assert readers() == ["asha", "hana"]
    assert [ImageFile.objects.visible_to(cast.actor(name)).count() for name in ("hana", "ben")] == [1, 0]
    services.publish_post(post=with_image(post, image), by=cast.actor("asha"))
    assert readers() == [name for name in NAMES if name != "robo"]
    answer = Client().get(address)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("image/png", "inline")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"].split(";")[0]) == (
        "nosniff", "default-src 'none'",
    )  # fmt: skip
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    strange = [f"/posts/pods/images/{image.pk}/9/", f"/posts/{PostFactory().slug}/images/{image.pk}/8/"]
    assert [Client().get(one).status_code for one in strange] == [404, 404]


@pytest.mark.parametrize(
    "asked", ["image:12345678-1234-1234-1234-1234567890ab", "https://tracker.example/pixel.png", "image:OTHER"]
)
def test_a_post_that_asks_for_an_image_it_does_not_have_is_neither_submitted_nor_published(cast, post, hana, asked):
    other = image_of(PostFactory(owner=cast.host, published=False), hana)
    asked = asked.replace("image:OTHER", other.reference)
    post = services.change_post(post=post, body=f"![x]({asked})", by=hana)
    for step, by in [("submit", hana), ("publish", cast.actor("asha")), ("schedule", cast.actor("asha"))]:
        with pytest.raises(DomainError, match="The text asks for an image that the post does not have"):
            services.move_post(post=post, step=step, by=by)
    assert "<img" not in signed_in(cast.hana).get(post.get_absolute_url()).content.decode()


def test_an_image_that_the_text_uses_stays_and_one_that_it_does_not_goes_with_its_files(cast, post, hana):
    image = image_of(post, hana)
    post = submit(with_image(post, image), hana)
    with pytest.raises(DomainError, match="The text uses this image"):
        services.remove_image(image=image, by=cast.actor("asha"))
    services.change_post(post=post, body="No image.", by=cast.actor("asha"))
    services.remove_image(image=image, by=cast.actor("asha"))
    assert (PostImage.objects.count(), ImageFile.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_files_leave_the_disk_with_their_image_and_those_without_one_after_a_day(cast, post, hana):
    image = image_of(post, hana)
    kept = image_of(post, hana, content=drawing(9, 9))
    services.remove_image(image=image, by=hana)
    orphan = ROOM.path("a" * 40)
    orphan.write_bytes(b"")
    for path in folder("posts").iterdir():
        os.utime(path, (time.time() - 90_000,) * 2)
    tasks.forget_orphaned_images()
    assert [path.name for path in folder("posts").iterdir()] == [kept.files.get().stored_as]


def test_on_the_pages_an_image_is_added_described_and_removed(cast, post):
    browser, address = signed_in(cast.hana), "/posts/pods/images/"
    assert browser.post(address, {"file": upload(b"GIF89a"), "alt": "A team"}).status_code == 400
    assert browser.post(address, {"file": upload()}).status_code == 400
    assert browser.post(address, {"file": upload(), "alt": "A team"}).status_code == 302
    image = PostImage.objects.get()
    assert f'value="![]({image.reference})"' in browser.get(address).content.decode()
    words = {"alt": "Two teams", "caption": "Ours", "version": 1}
    assert browser.post(f"{address}{image.pk}/", words).status_code == 302
    assert browser.post(f"{address}{image.pk}/", words).status_code == 412
    preview = browser.post("/posts/pods/edit/preview/", {"text": f"![]({image.reference})"}).json()["html"]
    assert 'alt="Two teams"' in preview
    typed = {"title": "T", "body": f"![]({image.reference})", "preview": "yes"}
    assert 'alt="Two teams"' in browser.post("/posts/pods/edit/", typed).content.decode()
    assert browser.get(f"{address}{image.pk}/remove/").status_code == 200
    assert browser.post(f"{address}{image.pk}/remove/", {"version": 2}).status_code == 302
    assert (PostImage.objects.count(), browser.get(f"{address}{image.pk}/").status_code) == (0, 404)


def test_over_the_api_an_image_is_added_once_described_and_removed(cast, post):
    browser, address = signed_in(cast.hana), "/api/v1/posts/pods/images/"
    for _ in range(2):
        added = browser.post(address, {"file": upload(), "alt": "A team"}, headers={"Idempotency-Key": "one"})
        assert added.status_code == 201
    image = added.json()
    assert browser.get(address).json()["results"] == [image]
    assert image["files"] == [{"width": 8, "height": 6, "address": f"/posts/pods/images/{image['id']}/8/"}]
    html = services.change_post(post=post, body=f"![]({image['reference']})", by=cast.actor("hana"))
    assert 'alt="A team"' in browser.get("/api/v1/posts/pods/").json()["body_html"]
    words = browser.patch(
        f"{address}{image['id']}/", {"caption": "Ours"}, content_type="application/json", headers={"If-Match": '"1"'}
    )
    assert (words.json()["caption"], words["ETag"]) == ("Ours", '"2"')
    remove, stale = f"{address}{image['id']}/remove/", {"If-Match": '"1"'}
    assert [browser.post(remove, headers=one).status_code for one in (stale, {"If-Match": '"2"'})] == [412, 400]
    services.change_post(post=html, body="None.", by=cast.actor("hana"))
    assert browser.post(remove, headers={"If-Match": '"2"'}).status_code == 204
    assert browser.post(remove, headers={"If-Match": '"2"'}).status_code == 404
    assert Post.objects.get(slug="pods").images.count() == 0


@pytest.mark.parametrize("images", [1, 12])
def test_the_page_of_images_costs_the_same_with_any_number(cast, post, hana, images, django_assert_num_queries):
    for number in range(images):
        image_of(post, hana, content=drawing(10 + number, 9), alt=f"Team {number}")
    body = "\n\n".join(f"![]({image.reference})" for image in PostImage.objects.all())
    services.change_post(post=post, body=body, by=hana)
    browser = signed_in(cast.hana)
    browser.get("/posts/pods/images/")
    for address, count in [("/posts/pods/", 12), ("/posts/pods/images/", 11), ("/api/v1/posts/pods/images/", 10)]:
        with django_assert_num_queries(count):
            browser.get(address)
