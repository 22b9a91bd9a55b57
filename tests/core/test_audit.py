"""The trail that the database writes: every way of changing a row, who it was, and no way of changing the trail."""

from datetime import timedelta

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.models import AccessToken

from improvement_hub.accounts.models import Invitation, Person
from improvement_hub.accounts.services import invite, join_link
from improvement_hub.core.audit import acting_as
from improvement_hub.councils.models import Region
from peer_review.models import Evidence
from tests.factories import RegionFactory, ThemeFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db
OURS = {"accounts", "blogs", "councils", "demonstrators", "digests", "peer_review"}


def models():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def trails():
    return [model for model in models() if hasattr(model, "pgh_tracked_model")]


def trail(row):
    return [(event.pgh_label, event.name) for event in row.pgh_event_model.objects.filter(pgh_obj_id=row.pk)]


def test_every_domain_model_has_a_trail():
    unwatched = {m.__name__ for m in models() if m not in trails() and not hasattr(m, "pgh_event_model")}
    # anonymous by promise; a key that seals notes, and nothing else; who has a form open, for a quarter of an hour;
    # what a trigger writes of themes, whose trail has it; two logs, which are trails themselves
    assert unwatched == {"Feedback", "PhoneKey", "ThemeWord", "WritingTurn", "ApiCall", "WebhookDelivery"}


def test_insert_update_and_delete_are_written():
    region = RegionFactory(name="A")
    region.name = "B"
    region.save()
    pk = region.pk
    region.delete()
    region.pk = pk
    assert trail(region) == [("insert", "A"), ("update", "B"), ("delete", "B")]


def test_update_of_many_bulk_create_and_plain_sql_are_written_too():
    region = RegionFactory(name="A")
    [other] = Region.objects.bulk_create([Region(name="Bulk", slug="bulk")])
    Region.objects.filter(pk=region.pk).update(name="B")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE councils_region SET name = 'C' WHERE id = %s", [region.pk])
    assert trail(region) == [("insert", "A"), ("update", "B"), ("update", "C")]
    assert trail(other) == [("insert", "Bulk")]


def test_a_change_that_is_rolled_back_leaves_no_trace():
    region = RegionFactory(name="A")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Region.objects.filter(pk=region.pk).update(name="B")
        raise ZeroDivisionError
    assert trail(region) == [("insert", "A")]


@pytest.mark.parametrize(
    "statement", ["UPDATE councils_regionevent SET name = 'X'", "DELETE FROM councils_regionevent"]
)
def test_the_trail_itself_cannot_be_changed(statement):
    region = RegionFactory(name="A")
    refused = pytest.raises(DatabaseError, match="Cannot update or delete rows")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert trail(region) == [("insert", "A")]


def test_every_trail_is_append_only():
    guards = "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname ~ 'append_only'"
    with connection.cursor() as cursor:
        cursor.execute(guards)
        guarded = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in trails()} - guarded == set()


def test_secrets_are_left_out_of_the_trail():
    fields = {model: {field.name for field in model._meta.get_fields()} for model in models()}
    events = {model: fields[model] for model in trails()}
    secret = {"password", "token_digest", "key_digest", "last_login"}
    assert {model.__name__: names & secret for model, names in events.items() if names & secret} == {}


def test_a_page_writes_who_it_was_and_where(cast, sign_in):
    typed = {"email": "new@example.org", "role": "editor", "council": cast.host.pk, "basis": "substantive"}
    sign_in(cast.asha).post(reverse("invite"), typed)
    event = Invitation.objects.get().events.get(pgh_label="insert")
    assert event.pgh_context == {
        "actor": str(cast.asha.pk),
        "kind": "person",
        "address": "/accounts/invitations/new/",
    }


def test_someone_who_joins_is_nobody_yet(cast, client):
    link = join_link(invitation=invite(email="new@example.org", role="editor", council=cast.host))
    path = link.removeprefix("http://testserver")
    client.post(path, {"name": "Nia", "password": "seven green kettles sing"})
    event = Person.objects.get(email="new@example.org").events.get(pgh_label="insert")
    assert event.pgh_context == {"actor": None, "kind": "nobody", "address": "/accounts/join/…/"}


def test_a_token_writes_the_person_behind_it(cast, client):
    scene = scenes.on_site(cast)
    AccessToken.objects.create(
        token="t", user=cast.dev, expires=timezone.now() + timedelta(hours=1), scope="read write"
    )
    note = {"activity": scene.activities[0].pk, "keyline": scene.keylines[0].pk, "bearing": "strength"}
    client.post(
        "/api/v1/evidence/",
        {**note, "source_role": "leaders", "note": "Heard."},
        "application/json",
        headers={"Authorization": "Bearer t"},
    )
    [event] = Evidence.objects.get().events.all()
    assert event.pgh_context == {"actor": str(cast.dev.pk), "kind": "person", "address": "/api/v1/evidence/"}


def test_what_is_written_outside_a_request_has_no_actor_and_inside_a_context_has_one(cast):
    assert cast.region.events.get().pgh_context is None
    with acting_as(cast.actor("gwen"), command="x"):
        theme = ThemeFactory()
    assert theme.events.get().pgh_context == {"actor": str(cast.gwen.pk), "kind": "person", "command": "x"}


def test_a_context_ends_with_its_block(cast):
    with acting_as(cast.actor("gwen")):
        pass
    assert not hasattr(pghistory.runtime._tracker, "value")
    assert RegionFactory(name="After").events.get().pgh_context is None
