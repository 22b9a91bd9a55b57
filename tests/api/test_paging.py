"""Keyset pages: no row is skipped and none repeated, whichever way one walks."""

from datetime import date

import pytest
from django.test import RequestFactory
from rest_framework.request import Request

from improvement_hub.api.paging import KeysetPages
from improvement_hub.councils.models import Council, Region
from peer_review import services
from peer_review.models import Activity
from tests.factories import CouncilFactory, RegionFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db


class Listing:
    """A list in some order, walked as a caller walks it: by the links alone."""

    def __init__(self, rows, *ordering):
        self.rows, self.ordering = rows, ordering

    def page(self, address="/list/?page_size=2"):
        pages = KeysetPages()
        found = pages.paginate_queryset(self.rows.all(), Request(RequestFactory().get(address)), self)
        return pages.get_paginated_response(found).data

    def walk(self, direction="next", start="/list/?page_size=2"):
        """Pages of rows, from a page on."""
        page = self.page(start)
        seen = [page["results"]]
        while page[direction]:
            page = self.page(page[direction])
            seen.append(page["results"])
        return seen, page

    def there_and_back(self):
        there, last = self.walk()
        back = [last["results"]]
        while last["previous"]:
            last = self.page(last["previous"])
            back.append(last["results"])
        return there, back[::-1]


def flat(pages):
    return [row for page in pages for row in page]


def ordered(rows, *ordering):
    return list(rows.order_by(*ordering))


@pytest.fixture
def councils():
    """Seven councils of two regions; names fall together."""
    north, south = RegionFactory(name="North"), RegionFactory(name="South")
    for name, region in [
        ("C", north),
        ("A", south),
        ("B", north),
        ("A", north),
        ("E", south),
        ("D", south),
        ("F", north),
    ]:
        CouncilFactory(name=f"{name} {Council.objects.count()}", official_name=name, region=region)
    return Council.objects.all()


@pytest.mark.parametrize(
    "ordering",
    [
        ("name", "id"),
        ("-name", "id"),
        ("official_name", "id"),
        ("-official_name", "-id"),
        ("-created_at", "id"),
        ("id",),
    ],
)
def test_forwards_and_backwards_give_every_row_once_in_order(councils, ordering):
    there, back = Listing(councils, *ordering).there_and_back()
    assert flat(there) == ordered(councils, *ordering)
    assert flat(back) == flat(there)


def test_ties_are_parted_by_the_last_field(councils):
    listing = Listing(councils, "region__name", "-official_name", "id")
    there, back = listing.there_and_back()
    assert flat(there) == flat(back) == ordered(councils, "region__name", "-official_name", "id")
    assert [council.region.name for council in flat(there)] == ["North"] * 4 + ["South"] * 3


def test_dates_page_like_names(cast):
    review = scenes.opened(cast)
    days = [date(2026, 3, day) for day in (4, 2, 4, 3, 4)]
    for number, day in enumerate(days):
        services.plan_activity(
            review=review, kind="data", title=f"Reading {number}", takes_place_on=day, by=cast.actor("ben")
        )
    there, back = Listing(Activity.objects.all(), "-takes_place_on", "id").there_and_back()
    assert [activity.takes_place_on.day for activity in flat(there)] == [4, 4, 4, 3, 2]
    assert flat(back) == flat(there)


def test_the_first_page_has_nothing_before_and_the_last_nothing_behind(councils):
    listing = Listing(councils, "name", "id")
    first = listing.page()
    _, last = listing.walk()
    assert (first["previous"], first["next"] is not None) == (None, True)
    assert (last["next"], last["previous"] is not None) == (None, True)
    assert len(last["results"]) == 1


def test_going_back_to_the_first_page_says_that_it_is_the_first(councils):
    listing = Listing(councils, "name", "id")
    second = listing.page(listing.page()["next"])
    assert listing.page(second["previous"])["previous"] is None


@pytest.mark.parametrize("size", [7, 8, 200])
def test_a_list_that_fits_on_one_page_has_no_links(councils, size):
    page = Listing(councils, "name", "id").page(f"/list/?page_size={size}")
    assert (page["next"], page["previous"], len(page["results"])) == (None, None, 7)


def test_an_empty_list_has_no_links():
    assert Listing(Region.objects.all(), "name", "id").page() == {"next": None, "previous": None, "results": []}


@pytest.mark.parametrize("name", ["A", "C", "Z"])
def test_a_row_inserted_between_two_pages_moves_no_other(councils, name):
    listing = Listing(councils, "name", "id")
    before = ordered(councils, "name", "id")
    first = listing.page()
    new = CouncilFactory(name=name, region=before[0].region)
    rest, _ = listing.walk(start=first["next"])
    seen = first["results"] + flat(rest)
    assert [council for council in seen if council != new] == before
    assert seen.count(new) == (0 if name == "A" else 1)


def test_a_row_that_vanishes_between_two_pages_takes_no_other_along(councils):
    listing = Listing(councils, "name", "id")
    before = ordered(councils, "name", "id")
    first = listing.page()
    before[1].identifiers.all().delete()
    before[1].delete()
    rest, _ = listing.walk(start=first["next"])
    assert flat(rest) == before[2:]


def test_links_keep_the_rest_of_the_query(councils):
    link = Listing(councils, "name", "id").page("/list/?page_size=2&q=a%20b&region=north")["next"]
    assert link.startswith("http://testserver/list/?")
    assert {"page_size=2", "q=a+b", "region=north"} <= set(link.split("?")[1].split("&"))


def test_a_page_costs_one_query_wherever_it_is(councils, django_assert_num_queries):
    listing = Listing(councils, "name", "id")
    address = "/list/?page_size=2"
    while address:
        with django_assert_num_queries(1):
            address = listing.page(address)["next"]
