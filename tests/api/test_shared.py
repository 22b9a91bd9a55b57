"""What is noted as shared is what each collection shows, and whatever a collection reads is watched."""

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.request import Request

from improvement_hub.api.changes.install import note_all, triggers_of
from improvement_hub.api.changes.sources import BY_COLLECTION, SHARED
from improvement_hub.api.collections import resource_for
from improvement_hub.core.models import SharedItem
from peer_review.models import Document, PastReview, Recommendation, Report, Statement
from tests.cast import NAMES
from tests.factories import EntryFactory, SiteFactory
from tests.peer_review import scenes
from tests.world import make_world

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
NOT_OF_THE_ITEM = ("accounts_", "pghistory_", "oauth2_", "core_")
TEAM = {"peer_review_teammember", "peer_review_conflict"}  # who sees more than what is shared
REGION = {"councils_region"}  # read along with a council, and not shown
READ_ALONG = {  # tables that show nothing of themselves to a reader of what is shared
    "journey-entries": {"demonstrators_sitepartner"} | REGION,
    "open-days": {"demonstrators_sitepartner"} | REGION,
    "approaches": REGION,
    "approach-uses": REGION,
    # how many posts or reviews there are for this reader at the moment: counts, of which changes are not told
    "themes": {"blogs_posttheme", "blogs_post", "councils_council"},
    "methods": {
        *("peer_review_review", "peer_review_keylineofenquiry", "peer_review_statement", "peer_review_pastreview"),
        *("peer_review_report", "councils_council"),
    },
    "reviews": {"peer_review_keylineofenquiry"} | TEAM | REGION,
    "past-reviews": REGION,
    "reports": TEAM | REGION,
    # the gate is the team's alone
    "findings": {"peer_review_activity", "peer_review_support", "peer_review_evidence", "blogs_theme"}
    | {"councils_council"}
    | TEAM
    | REGION,
    # a method that was published never changes; of the others the ids alone are shown
    "recommendations": {"peer_review_keylineofenquiry", "peer_review_method", "peer_review_action"} | TEAM | REGION,
    "actions": {"peer_review_method", "blogs_theme", "councils_council"} | TEAM | REGION,
    "documents": {"peer_review_checklistitem"} | TEAM | REGION,
}


def settled():
    """Note what this transaction did, as its end would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def world(cast):
    make_world(cast)
    settled()
    return cast


@pytest.fixture
def reported(cast):
    """A final report, its finding and a recommendation, each shared as the parameter says."""
    scene = scenes.on_site(cast)
    scene.final()
    return scene


def asked_by(actor):
    request = Request(RequestFactory().get("/api/v1/"))
    request.user = actor
    return request


def seen(collection, actor) -> set:
    return set(resource_for(asked_by(actor), collection, "list").get_queryset().values_list("pk", flat=True))


def noted(collection, actor) -> set:
    return set(SharedItem.objects.visible_to(actor).filter(collection=collection).values_list("item", flat=True))


def test_whoever_reads_nothing_but_what_is_shared_is_told_of_exactly_that(world):
    for who in ("robo", "nobody"):
        actor = world.actor(who)
        for collection in BY_COLLECTION:
            assert noted(collection, actor) == seen(collection, actor), (who, collection)


@pytest.mark.parametrize("who", NAMES)
def test_nobody_is_told_of_what_they_may_not_see(world, who):
    actor = world.actor(who)
    for collection in BY_COLLECTION:
        assert noted(collection, actor) <= seen(collection, actor), collection


@pytest.mark.parametrize("visibility", ["review", "region", "sector", "public"])
def test_of_a_review_is_told_what_its_host_shared(reported, visibility):
    shared_as(visibility)
    for who in NAMES:
        actor = reported.actor(who)
        for collection in BY_COLLECTION:
            there = noted(collection, actor)
            assert there <= seen(collection, actor), (who, collection)
            if not actor.is_person:
                assert there == seen(collection, actor), (who, collection)


def shared_as(visibility):
    for model in (Report, Recommendation, PastReview):
        model.objects.update(visibility=visibility)
    Document.objects.update(visibility=visibility, publish_on=timezone.localdate())
    Statement.objects.filter(state="finding").update(visibility=visibility)
    settled()


def tables_read(collection, actor) -> set:
    """By lists and items of this collection."""
    read = set()
    for action in ("list", "retrieve"):
        view = resource_for(asked_by(actor), collection, action)
        with CaptureQueriesContext(connection) as said:
            assert view.get_serializer(view.get_queryset(), many=True).data, f"none of {collection}"
        read |= {table for query in said for table in TABLE.findall(query["sql"])}
    return {table for table in read if not table.startswith(NOT_OF_THE_ITEM)}


def test_every_table_that_a_collection_reads_is_watched(world, reported):
    scenes.document(reported.review, reported.actor("hana"))
    EntryFactory(site=SiteFactory(), visibility="public", to="published")
    shared_as("public")
    left_out = {}
    for collection, shared in BY_COLLECTION.items():
        watched = {watched.table for watched in shared.watched}
        read = tables_read(collection, world.actor("robo")) | tables_read(collection, world.actor("nobody"))
        left_out[collection] = read - watched - READ_ALONG.get(collection, set())
    assert {collection: tables for collection, tables in left_out.items() if tables} == {}


def test_the_names_of_triggers_are_short_enough_to_be_told_apart():
    names = re.findall(r"CREATE TRIGGER (\w+)", "".join(said for shared in SHARED for said in triggers_of(shared)))
    assert len(set(names)) == len(names)
    assert max(map(len, names)) < 64


def test_noting_everything_anew_changes_nothing_but_the_order(world):
    said = {row.pk: (row.visibility, row.holders) for row in SharedItem.objects.all()}
    note_all()
    settled()
    assert {row.pk: (row.visibility, row.holders) for row in SharedItem.objects.all()} == said
