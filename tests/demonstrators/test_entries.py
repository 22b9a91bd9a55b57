"""The way of a journey entry: drafted, submitted, returned, published, withdrawn."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from demonstrators.models import JourneyEntry
from demonstrators.services import change_entry, move_entry, write_entry
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.errors import DomainError, StaleVersion
from tests.cast import NAMES, member
from tests.factories import EntryFactory, SiteFactory

pytestmark = pytest.mark.django_db
WORDS = {"did": "We **met**.", "found_hard": "The room was cold."}


@pytest.fixture
def site(cast):
    return SiteFactory(lead=cast.host, partners=[cast.leading])


def step(entry, name, who, **inputs):
    return move_entry(entry=entry, step=name, by=who, **inputs)


def test_a_partner_writes_the_lead_returns_and_publishes(cast, site):
    ben, asha = cast.actor("ben"), cast.actor("asha")
    entry = write_entry(site=site, by=ben, **WORDS)
    assert (entry.state, entry.happened_on, entry.visibility) == ("draft", timezone.localdate(), "sector")
    assert (entry.author_id, entry.opening(90)) == (cast.ben.pk, "We met.")
    step(entry, "submit", ben)
    entry = step(entry, "return", asha, reason=" Say how many. ")
    assert (entry.state, entry.returned_reason) == ("returned", "Say how many.")
    change_entry(entry=entry, did="We met twice.", by=ben)
    entry = step(entry, "submit", ben)
    assert entry.returned_reason == ""
    entry = step(entry, "publish", asha)
    assert (entry.state, entry.released_at == entry.shared_at, entry.is_published) == ("published", True, True)


def test_an_editor_of_the_lead_publishes_straight_from_draft_and_again_after_withdrawing(cast, site):
    ines = actor_of_person(member("Ines", cast.host, Role.EDITOR))
    entry = step(write_entry(site=site, by=ines, **WORDS), "publish", ines)
    first = entry.released_at
    entry = step(step(entry, "withdraw", ines), "publish", ines)
    assert (entry.released_at, entry.shared_at > first) == (first, True)


def test_who_is_offered_which_step(cast, site):
    entry = EntryFactory(site=site, author=cast.ben)
    offered = {}
    for state, before in (("draft", ()), ("submitted", ("submit",)), ("published", ("publish",))):
        for name in before:
            entry = step(entry, name, cast.actor("asha"))
        everyone = {name: [one.name for one in entry.workflow.steps(entry, cast.actor(name))] for name in NAMES}
        offered[state] = {name: steps for name, steps in everyone.items() if steps}
    assert offered == {
        "draft": {"asha": ["submit", "publish"], "hana": ["submit"], "ben": ["submit"]},
        "submitted": {"asha": ["take_back", "return", "publish"], "hana": ["take_back"], "ben": ["take_back"]},
        "published": {"asha": ["withdraw"]},
    }
    for name in set(NAMES) - {"asha"}:
        with pytest.raises(PermissionDenied):
            step(entry, "withdraw", cast.actor(name))


def test_what_was_hard_is_asked_for_before_anything_is_published(cast, site):
    entry = write_entry(site=site, learned="Heat it.", by=cast.actor("asha"))
    blockers = ["Write what you did.", "Write what you found hard."]
    assert [one.blockers for one in entry.workflow.steps(entry, cast.actor("asha"))] == [blockers, blockers]
    with pytest.raises(DomainError) as refused:
        step(entry, "publish", cast.actor("asha"))
    assert list(refused.value.blockers) == blockers
    published = EntryFactory(site=site, author=cast.ben, to="published")
    with pytest.raises(DomainError, match="what you found hard"):
        change_entry(entry=published, found_hard="", by=cast.actor("asha"))


def test_an_entry_is_returned_with_a_reason(cast, site):
    entry = EntryFactory(site=site, author=cast.ben, to="submitted")
    with pytest.raises(DomainError) as refused:
        step(entry, "return", cast.actor("asha"), reason="  ")
    assert refused.value.field == "reason"
    assert step(entry, "take_back", cast.actor("hana")).state == "draft"


def test_a_draft_is_its_councils_to_change_and_a_submitted_entry_its_editors(cast, site):
    may_change = {}
    for state in (None, "submitted", "published"):
        entry = EntryFactory(site=site, author=cast.ben, to=state)
        may_change[state] = []
        for name in NAMES:
            try:
                change_entry(entry=entry, learned=name, by=cast.actor(name))
            except PermissionDenied:
                continue
            may_change[state].append(name)
    assert may_change == {None: ["asha", "hana", "ben"], "submitted": ["asha"], "published": ["asha"]}


def test_only_members_of_its_councils_write_for_a_site(cast, site):
    for name in set(NAMES) - {"asha", "hana", "ben"}:
        with pytest.raises(PermissionDenied):
            write_entry(site=site, by=cast.actor(name), **WORDS)
    assert not JourneyEntry.objects.exists()


@pytest.mark.parametrize(
    ("terms", "field", "sentence"),
    [
        ({}, None, "Write at least one of the four"),
        ({"did": "Born 4 March 2019"}, "did", "date of birth"),
        ({"did": "A", "happened_on": timezone.localdate() + timedelta(1)}, "happened_on", "not come yet"),
        ({"did": "A", "visibility": "team"}, "visibility", "not a valid choice"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_at_its_field(cast, site, terms, field, sentence):
    with pytest.raises(DomainError, match=sentence) as refused:
        write_entry(site=site, by=cast.actor("ben"), **terms)
    assert refused.value.field == field


def test_more_readers_make_a_published_entry_new_again_and_fewer_do_not(cast, site):
    entry = EntryFactory(site=site, author=cast.ben, to="published")
    asha, first = cast.actor("asha"), entry.shared_at
    assert change_entry(entry=entry, visibility="region", by=asha).shared_at == first
    widened = change_entry(entry=entry, visibility="public", by=asha)
    assert (widened.shared_at > first, widened.released_at) == (True, entry.released_at)
    draft = EntryFactory(site=site, author=cast.ben, visibility="region")
    assert change_entry(entry=draft, visibility="public", by=asha).shared_at is None


def test_a_stale_version_is_refused(cast, site):
    entry = EntryFactory(site=site, author=cast.ben)
    change_entry(entry=entry, did="B", version=entry.version, by=cast.actor("ben"))
    for act in (lambda: change_entry(entry=entry, did="C", version=entry.version, by=cast.actor("ben")),
                lambda: step(entry, "submit", cast.actor("ben"), version=entry.version)):  # fmt: skip
        with pytest.raises(StaleVersion):
            act()


def test_a_draft_sent_twice_is_stored_once_and_another_under_its_id_is_refused(cast):
    site, hana, id = SiteFactory(lead=cast.host), cast.actor("hana"), uuid.uuid4()
    first = write_entry(site=site, did="We met.", id=id, by=hana)
    assert write_entry(site=site, did="We met.", id=id, by=hana) == first
    with pytest.raises(DomainError, match="saved already, in other words"):
        write_entry(site=site, did="We parted.", id=id, by=hana)
    assert JourneyEntry.objects.count() == 1
