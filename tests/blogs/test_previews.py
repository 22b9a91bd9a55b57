"""Preview links: who has the address reads the post before it is published, until somebody or the day ends that."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from blogs import services
from blogs.models import PreviewLink
from blogs.queries import digest
from improvement_hub.core.errors import DomainError
from improvement_hub.core.logs import without_secrets
from tests.cast import NAMES
from tests.factories import AuthorFactory, PostFactory, image_of
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def post(cast):
    return PostFactory(
        owner=cast.host, published=False, slug="pods", title="Pods", body="We tried **pods**.", summary="In short.",
        authors=[AuthorFactory(name="Mira")],
    )  # fmt: skip


@pytest.fixture
def made(cast, post):
    """(the link, the path of its address)"""
    link, address = services.make_preview_link(post=post, given_to="the press", by=cast.actor("hana"))
    return link, address.partition("/previews/")[1] + address.partition("/previews/")[2]


def opened(path):
    return Client().get(path).status_code


def test_who_has_the_address_reads_the_post_and_nothing_of_it_is_kept_or_passed_on(cast, post, made):
    link, path = made
    page = Client().get(path)
    words = page.content.decode()
    assert [part in words for part in ("Preview, not published.", "the press", "<strong>pods</strong>", "Mira")] == [
        True
    ] * 4
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "no-store" in page["Cache-Control"]
    assert Client().post(path).status_code == 405
    token = path.split("/")[2]
    row = PreviewLink.objects.get()
    assert (row.token_digest, row.openings, token in str(vars(row))) == (digest(token), 1, False)
    assert row.last_opened_at > link.created_at
    counted = row.events.order_by("pgh_id").last()
    assert (counted.openings, counted.pgh_label) == (1, "update")
    assert without_secrets(f"GET {path}") == "GET /previews/…/"
    assert (opened("/posts/pods/"), opened(f"/previews/{token[:-1]}x/"), opened("/previews/%FF/")) == (404,) * 3


def test_its_images_are_shown_under_the_link_and_only_there(cast, post, made):
    link, path = made
    image = image_of(post, cast.actor("hana"))
    other = image_of(PostFactory(owner=cast.host, published=False), cast.actor("hana"))
    services.change_post(post=post, body=f"![]({image.reference})", by=cast.actor("hana"))
    address = f"{path}{image.pk}/8/"
    assert f'src="{address}"' in Client().get(path).content.decode()
    shown = Client().get(address)
    assert (shown.status_code, shown["Referrer-Policy"], shown["Content-Type"]) == (200, "no-referrer", "image/png")
    assert (opened(f"/posts/pods/images/{image.pk}/8/"), opened(f"{path}{other.pk}/8/")) == (404, 404)
    services.revoke_preview_link(link=link, by=cast.actor("asha"))
    assert (opened(address), PreviewLink.objects.get().openings) == (404, 1)


def test_a_link_is_dead_once_it_is_revoked_past_its_day_or_its_post_was_published(cast, post, made):
    link, path = made
    assert opened(path) == 200
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert (opened(path), PreviewLink.objects.get().is_past) == (404, True)
    published = services.publish_post(post=post, by=cast.actor("asha"))
    assert opened(path) == 404
    again = services.withdraw_post(post=published, by=cast.actor("asha"))
    assert opened(path) == 404
    link, address = services.make_preview_link(post=again, given_to="the press", by=cast.actor("asha"))
    assert opened(address) == 200
    revoked = services.revoke_preview_link(link=link, by=cast.actor("hana"))
    assert services.revoke_preview_link(link=revoked, by=cast.actor("asha")).revoked_by == cast.hana
    assert opened(address) == 404


@pytest.mark.parametrize("days", [0, 91])
def test_a_link_is_good_for_ninety_days_at_most(cast, post, days):
    with pytest.raises(DomainError, match="A preview link is good for 1 to 90 days") as refused:
        services.make_preview_link(post=post, given_to="x", days=days, by=cast.actor("hana"))
    assert refused.value.field == "days"


def test_a_published_post_needs_no_preview(cast):
    with pytest.raises(DomainError, match="A published post needs no preview"):
        services.make_preview_link(post=PostFactory(owner=cast.host), given_to="x", by=cast.actor("asha"))


def test_only_who_may_change_the_post_makes_sees_and_revokes_links(cast, post, made):
    link, _ = made
    assert [name for name in NAMES if PreviewLink.objects.visible_to(cast.actor(name)).exists()] == ["asha", "hana"]
    for name in set(NAMES) - {"asha", "hana"}:
        with pytest.raises(PermissionDenied):
            services.make_preview_link(post=post, given_to="x", by=cast.actor(name))
        with pytest.raises(PermissionDenied):
            services.revoke_preview_link(link=link, by=cast.actor(name))


def test_the_page_shows_the_address_once(cast, post):
    browser, address = signed_in(cast.hana), "/posts/pods/previews/"
    assert browser.post(address, {"given_to": "the press", "days": 99}).status_code == 400
    page = browser.post(address, {"given_to": "the press", "days": 7})
    path = page.context["address"].partition("/previews/")[2]
    assert (page.status_code, path in page.content.decode(), str(PreviewLink.objects.get())) == (
        200, True, "Preview for the press",
    )  # fmt: skip
    again = browser.get(address).content.decode()
    assert (path in again, "For the press" in again, "opened 0 times" in again) == (False, True, True)
    link = PreviewLink.objects.get()
    told = browser.get("/api/v1/posts/pods/preview-links/").json()["results"]
    assert [(one["given_to"], one["openings"], one["made_by"], set(one) & {"token", "address"}) for one in told] == [
        ("the press", 0, "Hana", set())
    ]
    assert browser.get(f"{address}{link.pk}/").status_code == 200
    assert browser.post(f"{address}{link.pk}/").status_code == 302
    assert "revoked" in browser.get(address).content.decode()
    over_api = browser.post(f"/api/v1/posts/pods/preview-links/{link.pk}/revoke/").json()
    assert over_api["revoked_at"] is not None
    nowhere = "/api/v1/posts/pods/preview-links/12345678-1234-1234-1234-1234567890ab/revoke/"
    assert browser.post(nowhere).status_code == 404


@pytest.mark.parametrize("links", [1, 20])
def test_the_page_of_links_costs_the_same_with_any_number(cast, post, links, django_assert_num_queries):
    for number in range(links):
        services.make_preview_link(post=post, given_to=f"Reader {number}", by=cast.actor("hana"))
    browser = signed_in(cast.hana)
    browser.get("/posts/pods/previews/")
    with django_assert_num_queries(9):
        browser.get("/posts/pods/previews/")
