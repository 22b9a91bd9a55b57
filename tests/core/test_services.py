"""What every service does to a row: lock it, check it, store it, and act after the commit."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from improvement_hub.core.actor import NOBODY, OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import after_commit, check, lock, store
from improvement_hub.councils.models import Region
from tests.factories import RegionFactory

pytestmark = pytest.mark.django_db


def test_every_save_raises_the_version_by_one():
    region = RegionFactory()
    versions = [region.version]
    for name in ("A", "B"):
        region.name = name
        region.save(update_fields=["name"])
        versions.append(Region.objects.get(pk=region.pk).version)
    assert versions == [1, 2, 3]


def test_lock_gives_the_row_as_it_is_now():
    mine = RegionFactory(name="Old")
    Region.objects.filter(pk=mine.pk).update(name="New")
    assert (mine.name, lock(mine).name) == ("Old", "New")


def test_lock_locks_the_row_and_no_other(django_assert_num_queries):
    region = RegionFactory()
    with django_assert_num_queries(1) as asked:
        lock(region)
    assert 'FOR UPDATE OF "councils_region"' in asked.captured_queries[0]["sql"]


def test_lock_refuses_a_version_that_has_moved_on():
    region = RegionFactory()
    assert lock(region, version=1) == region
    store(lock(region))
    with pytest.raises(StaleVersion) as stale:
        lock(region, version=1)
    assert (stale.value.current.version, stale.value.code, stale.value.field) == (2, "stale_version", None)


def test_store_says_the_models_first_complaint_at_its_field():
    with pytest.raises(DomainError) as refused:
        store(Region(name="", slug="x"))
    assert (refused.value.sentence, refused.value.field) == ("This field cannot be blank.", "name")
    assert Region.objects.count() == 0


def test_store_says_what_concerns_the_whole_row_at_no_field(cast):
    role = cast.asha.memberships.get()
    role.council = None
    with pytest.raises(DomainError, match="acts for a council") as refused:
        store(role)
    assert refused.value.field is None


def test_check_looks_and_does_not_save():
    check(Region(name="A", slug="a"))
    check(Region(name="A", slug=""), exclude=["slug"])
    assert Region.objects.count() == 0


def test_what_is_to_happen_after_the_commit_happens_then(django_capture_on_commit_callbacks):
    done = []
    with django_capture_on_commit_callbacks(execute=True):
        after_commit(done.append, 1)
        assert done == []
    assert done == [1]


@pytest.mark.django_db(transaction=True)
def test_what_fails_after_the_commit_undoes_nothing(caplog):
    with transaction.atomic():
        RegionFactory(name="Kept")
        after_commit(int, "not a number")
    assert Region.objects.get().name == "Kept"
    assert "Error calling after_commit.<locals>.call in on_commit()" in caplog.text
    assert connection.in_atomic_block is False


def test_permissions_are_asked_by_name_and_an_unknown_name_is_a_mistake(cast):
    assert allows(cast.actor("asha"), "accounts.see_people") is True
    assert allows(NOBODY, "accounts.see_people") is False
    with pytest.raises(LookupError, match=r"No rule is called accounts\.rule_the_world"):
        allows(NOBODY, "accounts.rule_the_world")
    with pytest.raises(PermissionDenied, match=r"accounts\.see_people"):
        require(NOBODY, "accounts.see_people")


def test_an_actor_knows_what_it_is(cast):
    kinds = {name: cast.actor(name) for name in ("asha", "robo", "nobody")}
    assert [(a.is_person, a.is_client, a.is_authenticated) for a in (*kinds.values(), OPERATOR)] == [
        (True, False, True),
        (False, True, True),
        (False, False, False),
        (False, False, True),
    ]
    assert (kinds["asha"].person_id, kinds["robo"].person_id) == (cast.asha.pk, None)
    assert (cast.actor("hana").manages, cast.actor("hana").council_ids) == ({cast.host.pk}, {cast.host.pk})
