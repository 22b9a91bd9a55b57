"""Saved searches that a digest tells of."""

import pytest
from django.urls import reverse

from blogs.services import withdraw_post
from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import SavedView
from improvement_hub.core.saved.services import follow_view, save_view
from improvement_hub.digests.services import deliver_digest
from improvement_hub.search.services import count_words
from tests.digests.test_contents import a_week_ago, new_for
from tests.factories import CouncilFactory, PostFactory, ThemeFactory
from tests.factories.blogs import publisher
from tests.factories.events import plan

pytestmark = pytest.mark.django_db
WHY = "Found by “Neglect”, a search of yours."


def following(cast, who, query="q=neglect+pods&order=newest", **more):
    terms = {"place": "/search/", "name": "Neglect", "follow": True} | more
    return save_view(query=query, by=cast.actor(who), **terms)


def test_a_digest_tells_what_a_followed_search_newly_finds_by_what_its_reader_may_read(cast):
    for visibility in ("region", "sector", "public"):
        PostFactory(title=f"Neglect pods {visibility}", owner=cast.leading, visibility=visibility)
    PostFactory(title="Neglect alone", owner=cast.leading)
    PostFactory(title="Neglect pods invented", owner=CouncilFactory(demonstration=True))
    withdrawn = PostFactory(title="Neglect pods withdrawn", owner=cast.leading)
    withdraw_post(post=withdrawn, by=publisher(withdrawn))
    event = plan(by=cast.actor("edie"), region=cast.region, visibility="public", title="Pods for neglect")
    count_words()
    for name in ("asha", "femi"):
        following(cast, name)
    found = {
        name: sorted(headline for headline, why in new_for(cast, name)["New practice"] if why == WHY)
        for name in ("asha", "femi", "edie")
    }
    seen = ["Neglect pods public", "Neglect pods sector", f"Pods for neglect: {event.starts_at:%-d %B %Y}"]
    assert found == {
        "asha": sorted([*seen, "Neglect pods region"]),
        "femi": seen,
        "edie": [],
    }
    told = [headline for headline, _ in new_for(cast, "femi")["New practice"]]
    assert (len(told), len(set(told)), told[-1]) == (4, 4, "Neglect alone")  # each once, what was asked for first


def test_what_is_old_or_was_told_is_not_told_again_and_nothing_is_sent_empty(cast, subscribed, mailoutbox):
    following(cast, "femi", query="theme=neglect")
    following(cast, "femi", name="Broken", query="order=backwards")
    subscription = subscribed("femi")
    assert deliver_digest(subscription_id=subscription.pk).sent_at is None
    type(subscription).objects.update(next_due_at=a_week_ago())
    post = PostFactory(title="Pods", visibility="sector", themes=[ThemeFactory(slug="neglect")])
    assert deliver_digest(subscription_id=subscription.pk).things == [f"post:{post.pk}"]
    type(subscription).objects.update(next_due_at=a_week_ago())
    assert WHY in mailoutbox[0].body
    assert (deliver_digest(subscription_id=subscription.pk).sent_at, len(mailoutbox)) == (None, 1)


def test_a_search_is_followed_when_it_is_saved_or_later_and_no_other_list_is(cast, sign_in):
    client = sign_in(cast.femi)
    assert "Tell me in my digest" in client.get("/search/?q=pods").content.decode()
    assert "Tell me in my digest" not in client.get("/reviews/").content.decode()
    said = {"place": "/library/", "name": "Pods", "query": "q=pods", "follow": "true"}
    client.post(reverse("view-save"), said)
    view = SavedView.objects.get()
    assert view.is_followed
    page = client.get(view.get_absolute_url()).content.decode()
    assert "Your digest tells what it newly finds: change" in page
    assert "No longer tell you in your digest?" in client.get(reverse("view-follow", args=[view.pk])).content.decode()
    for follows in (False, True):
        client.post(reverse("view-follow", args=[view.pk]), {})
        view.refresh_from_db()
        assert view.is_followed is follows
    with pytest.raises(DomainError, match="This list cannot be followed: a saved search can"):
        following(cast, "femi", place="/reviews/")
    other = following(cast, "femi", place="/reviews/", follow=False)
    with pytest.raises(DomainError, match="This list cannot be followed"):
        follow_view(view=other, by=cast.actor("femi"))


@pytest.mark.parametrize("rows", [1, 12])
def test_following_costs_the_same_with_much_found(cast, sign_in, rows, django_assert_num_queries):
    for number in range(rows):
        PostFactory(title=f"Neglect pods {number}")
    count_words()
    following(cast, "femi")
    client = sign_in(cast.femi)
    client.get("/digests/")
    with django_assert_num_queries(31):
        client.get("/digests/")
