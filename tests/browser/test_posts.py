"""A post in the browser: written with an image, submitted, returned, changed and published; and nothing typed runs."""

import re

import pytest
from playwright.sync_api import expect

from blogs import services
from blogs.models import Post, PostImage
from tests.browser.faults import faults
from tests.core.test_markdown import ATTEMPTS
from tests.factories import PostFactory, drawing, image_of

pytestmark = pytest.mark.browser
HARM = '"><img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def test_a_post_with_an_image_goes_from_its_author_to_everyone(visitor, cast, live_server):
    hana, asha = visitor(by_cookie=cast.hana), visitor(by_cookie=cast.asha)
    hana.open("/posts/new/")
    hana.fill("Title", "Pods")
    hana.fill("Text (optional)", "We tried small teams.[^1]\n\n[^1]: Of five.")
    hana.choose("Everyone")
    hana.press("Save draft")
    hana.follow("Images")
    picture = {"name": "team.png", "mimeType": "image/png", "buffer": drawing(900, 500)}
    hana.page.get_by_label("Image", exact=True).set_input_files(picture)
    hana.fill("What does it show?", "A team at a table")
    hana.fill("Caption (optional)", "Ours")
    hana.press("Add image")
    reference = hana.page.get_by_label("In the text, write").input_value()
    found = faults(hana.page, whose="hana")
    hana.open("/posts/pods/edit/")
    hana.fill("Text (optional)", f"We tried small teams.[^1]\n\n{reference}\n\n[^1]: Of five.")
    preview = hana.page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("img", name="A team at a table")).to_be_visible()
    hana.press("Save")
    hana.press("Submit to an editor")
    asha.open("/posts/pods/")
    asha.follow("Return to its author")
    asha.fill("What has to change?", "Say how many.")
    asha.press("Return to its author")
    hana.open("/posts/pods/edit/")
    hana.fill("Summary (optional)", "Three teams of five.")
    asha.open("/posts/pods/edit/")
    asha.reads("Hana is writing")
    hana.press("Save")
    hana.press("Submit to an editor")
    asha.open("/posts/pods/")
    asha.press("Publish")
    asha.reads("Published.")
    anyone = visitor()
    anyone.open("/posts/pods/")
    shown = anyone.page.get_by_role("figure").get_by_role("img", name="A team at a table")
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 0
    anyone.page.get_by_role("link", name="[1]").click()
    assert re.search(r"#fn-[0-9a-f]{8}-1$", anyone.page.url)
    assert (found + faults(anyone.page, whose="nobody"), Post.objects.get().state) == ([], "published")


def test_nothing_that_is_typed_into_a_post_runs(visitor, cast, live_server):
    hana = cast.actor("hana")
    post = PostFactory(owner=cast.host, published=False, slug="pods", kind="guest_blog", title=f"Pods {HARM}")
    image = image_of(post, hana, alt=f"A team {HARM}", caption=HARM)
    body = "\n\n".join([f"![{HARM}]({image.reference})", "Note[^1]", *ATTEMPTS, f"[^1]: {HARM}"])
    services.change_post(post=post, summary=HARM, body=body, by=hana)
    services.name_writers(post=post, authors=[HARM], by=hana)
    _, address = services.make_preview_link(post=post, given_to=HARM, by=hana)
    someone = visitor(by_cookie=cast.hana)
    event = post.events.order_by("pgh_id").last().pk
    pages = ["", "edit/", "images/", f"images/{image.pk}/", "writers/", "previews/", f"revisions/{event}/"]
    for path in [
        *(f"/posts/pods/{page}" for page in pages),
        "/previews/" + address.partition("/previews/")[2],
        "/posts/",
    ]:
        someone.open(path)
        assert (path, someone.page.evaluate("window.harmed")) == (path, None)
    assert PostImage.objects.get().alt.endswith(HARM)
