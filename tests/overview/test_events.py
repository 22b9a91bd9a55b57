"""Shared learning events where other products are joined: your work, the digest, a council, a region, a theme."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blogs.services import attend_event
from improvement_hub.digests.contents import what_is_new
from improvement_hub.overview import queries
from tests.factories import ThemeFactory
from tests.factories.events import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    theme = ThemeFactory(slug="neglect")
    return plan(by=cast.actor("asha"), hosts=[cast.host], themes=[theme], title="Pods", visibility="public")


def told(cast, who):
    groups = what_is_new(cast.actor(who), timezone.now() - timedelta(7)).groups
    return [(item.headline.partition(":")[0], item.why) for group in groups for item in group.items]


def test_a_digest_tells_of_new_events_and_why(cast, event):
    plan(by=cast.actor("edie"), region=cast.region, title="Regional")
    assert {who: sorted(told(cast, who)) for who in ("asha", "ben", "femi")} == {
        "asha": [("Pods", "Ashby, your council."), ("Regional", "Northmoor, your region.")],
        "ben": [("Pods", "Ashby, in your region."), ("Regional", "Northmoor, your region.")],
        "femi": [("Pods", "A shared learning event."), ("Regional", "A shared learning event.")],
    }


def test_your_work_names_the_events_your_council_meets_at_and_new_ones(cast, sign_in, event):
    attend_event(event=event, council=cast.leading, by=cast.actor("ben"))
    for who, due in [("asha", ["Pods"]), ("ben", ["Pods"]), ("femi", []), ("edie", [])]:
        client = sign_in(cast.person(who))
        assert [line.words for line in client.get(reverse("work")).context["due"]] == due
    news = queries.news(cast.actor("edie"), [], event.shared_at - timedelta(1))
    assert [(line.words, line.about) for line in news] == [("Pods", "Shared learning event")]


def test_councils_regions_and_themes_show_their_events(client, cast, event):
    for address in (cast.host.get_absolute_url(), cast.region.get_absolute_url(), "/themes/neglect/"):
        assert event.get_absolute_url() in client.get(address).content.decode()
    assert event.get_absolute_url() not in client.get(cast.elsewhere.get_absolute_url()).content.decode()
