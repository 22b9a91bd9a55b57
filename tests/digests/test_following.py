"""Saved searches that a digest tells of."""

from datetime import timedelta

import pgtrigger
import pytest
from django.urls import reverse
from django.utils import timezone

from blogs.services import change_event, move_event, share_post, withdraw_post
from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import SavedView
from improvement_hub.core.saved.services import follow_view, save_view
from improvement_hub.digests.contents import what_is_new
from improvement_hub.digests.services import deliver_digest
from improvement_hub.search.services import count_words
from peer_review.models import Report
from peer_review.services import record_past_review, share_past_review, share_report
from tests.blogs import case_studies
from tests.digests.test_contents import a_week_ago, new_for
from tests.factories import ApproachFactory, CouncilFactory, PostFactory, SiteFactory, ThemeFactory
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


def found_by_search(cast, name):
    return [headline for headline, why in new_for(cast, name).get("New practice", []) if why == WHY]


def test_every_kind_of_thing_that_a_search_finds_is_told(scene):
    cast = scene.cast
    recorded = record_past_review(
        host=cast.host, title="Pods", theme=scene.review.theme, year=2024, by=cast.actor("asha"),
        conclusions="Neglect was seen late.",
    )  # fmt: skip
    scene.final()
    report, words = Report.objects.get(review=scene.review), {"q=pods": "Pods", "q=quickly": "Quickly"}
    SiteFactory(name="Pods for neglect", lead=cast.host)
    ApproachFactory(name="Family pods", origin_council=cast.host)
    practice = case_studies.published(cast, title="Pods in schools")
    gone = plan(by=cast.actor("edie"), region=cast.region, visibility="public", title="Pods, cancelled")
    move_event(event=gone, step="cancel", by=cast.actor("edie"), reason="Nobody can come.")
    over = plan(by=cast.actor("edie"), region=cast.region, visibility="public", title="Pods, before", days=-3)
    count_words()
    for query, name in words.items():
        following(cast, "femi", query=query, name=name)
    told = [f"Pods, before: {over.starts_at:%-d %B %Y}", str(practice), "Pods for neglect", "Family pods"]
    assert found_by(cast, "femi", words.values()) == sorted(told)
    share_past_review(record=recorded, visibility="sector", by=cast.actor("asha"))
    share_report(report=report, visibility="region", by=cast.actor("asha"))
    assert found_by(cast, "femi", words.values()) == sorted([*told, "Pods, Ashby: published"])
    share_report(report=report, visibility="public", by=cast.actor("asha"))
    both = ["Pods, Ashby: published", "Front door, Ashby: published"]
    assert found_by(cast, "femi", words.values()) == sorted([*told, *both])


def test_published_reviews_of_the_demonstration_are_told_to_its_people_alone(scene):
    cast = scene.cast
    scene.final()
    share_report(report=Report.objects.get(review=scene.review), visibility="public", by=cast.actor("asha"))
    type(cast.host).objects.filter(pk=cast.host.pk).update(demonstration=True)
    count_words()
    following(cast, "femi", query="q=quickly&demonstration=include")
    assert found_by_search(cast, "femi") == []
    cast.femi.memberships.update(council=CouncilFactory(region=cast.elsewhere.region, demonstration=True))
    assert found_by_search(cast, "femi") == ["Front door, Ashby: published"]


def found_by(cast, name, views):
    whys = {f"Found by “{view}”, a search of yours." for view in views}
    [practice] = [group for group in what_is_new(cast.actor(name), a_week_ago()).groups if group.name == "New practice"]
    return sorted(item.headline for item in practice.new if item.why in whys)


def weeks_ago(*rows):
    """As if they had been shared then: the trail, too, says so."""
    then = timezone.now() - timedelta(days=20)
    for row in rows:
        model = type(row).pgh_event_model
        type(row).objects.filter(pk=row.pk).update(shared_at=then)
        with pgtrigger.ignore(f"{model._meta.label}:append_only"):
            model.objects.filter(pgh_obj_id=row.pk).update(pgh_created_at=then)


def test_what_is_shared_more_widely_is_found_anew_only_by_those_who_could_not_find_it_before(cast):
    post = PostFactory(title="Neglect pods", owner=cast.leading, visibility="region")
    event = plan(by=cast.actor("asha"), hosts=[cast.host], visibility="region", title="Neglect pods")
    weeks_ago(post, event)
    share_post(post=post, visibility="sector", by=publisher(post))
    change_event(event=event, visibility="sector", by=cast.actor("asha"))
    count_words()
    for name in ("asha", "ben", "edie", "femi"):
        following(cast, name)
    event.refresh_from_db()
    found = {name: sorted(found_by_search(cast, name)) for name in ("asha", "ben", "edie", "femi")}
    assert found == {
        "asha": [], "ben": [], "edie": [],
        "femi": ["Neglect pods", f"Neglect pods: {event.starts_at:%-d %B %Y}"],
    }  # fmt: skip


def test_what_belongs_to_no_council_is_found_anew_by_all_but_the_administrators_who_read_it_before(cast):
    post = PostFactory(title="Neglect pods", visibility="sector")
    weeks_ago(post)
    share_post(post=post, visibility="public", by=publisher(post))
    count_words()
    for name in ("dev", "femi", "gwen"):
        following(cast, name)
    found = {name: found_by_search(cast, name) for name in ("dev", "femi", "gwen")}
    assert found == {"dev": ["Neglect pods"], "femi": [], "gwen": []}


def test_a_search_that_finds_old_things_too_tells_the_new_ones_alone(cast):
    weeks_ago(PostFactory(title="Neglect pods, old", owner=cast.leading, visibility="public"))
    PostFactory(title="Neglect pods, new", owner=cast.leading, visibility="public")
    count_words()
    following(cast, "femi")
    assert found_by_search(cast, "femi") == ["Neglect pods, new"]


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
