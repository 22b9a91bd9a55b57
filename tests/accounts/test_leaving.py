"""Someone leaves: their roles end, their power with them, and a colleague is there."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts import tasks
from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of, record_leaver
from improvement_hub.core.errors import DomainError
from tests.cast import NAMES
from tests.factories import MembershipFactory

TODAY = timezone.localdate
DAY = timedelta(days=1)


def member_of(council, role=Role.OFFICER, **more):
    home = organisation_of(council)
    return MembershipFactory(person__organisation=home, council=council, role=role, **more).person


@pytest.fixture
def heir(cast):
    return member_of(cast.host)


def leave(cast, person, heir, by="asha", last_day=None):
    return record_leaver(person=person, successor=heir, last_day=last_day or TODAY(), by=cast.actor(by))


@pytest.mark.parametrize("who", NAMES)
def test_those_responsible_record_a_leaver(cast, heir, who):
    if who in ("asha", "edie", "gwen"):
        assert leave(cast, cast.hana, heir, who) == []
        assert cast.hana.memberships.get().ends_on == TODAY()
    else:
        with pytest.raises(PermissionDenied):
            leave(cast, cast.hana, heir, who)
        assert cast.hana.memberships.get().ends_on is None


@pytest.mark.parametrize("who", ["asha", "gwen"])
def test_nobody_records_that_they_leave_themselves(cast, heir, who):
    with pytest.raises(PermissionDenied):
        leave(cast, getattr(cast, who), heir, who)


def test_partners_leave_by_the_hand_of_an_administrator(cast, heir):
    for who in ("asha", "edie", "femi"):
        with pytest.raises(PermissionDenied):
            leave(cast, cast.dev, heir, who)
    leave(cast, cast.dev, heir, "gwen")
    assert cast.dev.memberships.get().ends_on == TODAY()


def test_only_roles_that_one_may_end_are_ended(cast, heir):
    elsewhere = MembershipFactory(person=cast.hana, council=cast.elsewhere, role=Role.EDITOR)
    leave(cast, cast.hana, heir)
    elsewhere.refresh_from_db()
    assert elsewhere.ends_on is None
    assert cast.hana.memberships.get(council=cast.host).ends_on == TODAY()


@pytest.mark.parametrize(
    ("starts", "agreed", "last_day", "ends"),
    [(-30, None, 0, 0), (-30, 5, 0, 0), (-30, 0, 0, 0), (0, None, -10, 0), (-30, None, -10, -10)],
)
def test_a_role_ends_on_the_last_day_never_later_than_agreed_nor_before_it_began(
    cast, heir, starts, agreed, last_day, ends
):
    today = TODAY()
    role = cast.hana.memberships.get()
    role.starts_on = today + starts * DAY
    role.ends_on = None if agreed is None else today + agreed * DAY
    role.save()
    leave(cast, cast.hana, heir, last_day=today + last_day * DAY)
    role.refresh_from_db()
    assert role.ends_on == today + ends * DAY


def test_a_role_that_has_not_begun_never_does(cast, heir):
    MembershipFactory(person=cast.hana, council=cast.host, role=Role.EDITOR, starts_on=TODAY() + 20 * DAY)
    leave(cast, cast.hana, heir)
    assert [(role.role, role.ends_on) for role in cast.hana.memberships.all()] == [(Role.OFFICER, TODAY())]


def test_work_is_not_handed_over_before_the_last_day(cast, heir):
    with pytest.raises(DomainError, match="Hand over on their last day, or after it") as refused:
        leave(cast, cast.hana, heir, last_day=TODAY() + DAY)
    assert refused.value.field == "last_day"
    assert cast.hana.memberships.get().ends_on is None


def test_a_delegate_stops_when_the_one_they_act_for_leaves(cast, heir):
    terms = {"basis": "delegate", "on_behalf_of": cast.asha, "ends_on": TODAY() + 30 * DAY}
    delegate = MembershipFactory(person=cast.hana, council=cast.host, role=Role.DIRECTOR, **terms)
    other = member_of(cast.host, role=Role.DIRECTOR)
    record_leaver(person=cast.asha, successor=other, last_day=TODAY(), by=cast.actor("gwen"))
    delegate.refresh_from_db()
    assert delegate.ends_on == TODAY()


def test_the_successor_is_someone_else(cast):
    with pytest.raises(DomainError, match="Choose someone else than the person who leaves") as refused:
        leave(cast, cast.hana, cast.hana)
    assert refused.value.field == "successor"


def test_the_successor_acts_for_the_same_council(cast):
    editor = member_of(cast.host, role=Role.EDITOR)
    for other in (cast.ben, editor):
        with pytest.raises(DomainError, match="director or improvement officer of the same council") as refused:
            leave(cast, cast.hana, other)
    assert refused.value.field == "successor"
    assert cast.hana.memberships.get().ends_on is None


def test_the_successor_acts_for_the_council_now(cast):
    gone = member_of(cast.host, starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)
    with pytest.raises(DomainError, match="the same council"):
        leave(cast, cast.hana, gone)


def test_the_successors_account_is_open(cast, heir):
    heir.is_active = False
    heir.save()
    with pytest.raises(DomainError, match="Choose someone whose account is open"):
        leave(cast, cast.hana, heir)


def test_from_the_next_day_a_leaver_sees_and_does_nothing_with_the_session_they_have(cast, heir, client, sign_in):
    leaver = member_of(cast.host, Role.DIRECTOR)
    leave(cast, leaver, heir)
    assert sign_in(leaver).get(reverse("people")).status_code == 200
    with time_machine.travel(timezone.now() + DAY, tick=False):
        client = sign_in(leaver)
        answers = [client.get(reverse(name)).status_code for name in ("people", "invite", "invitations", "api-clients")]
        assert answers == [403, 403, 403, 403]
        assert client.get(reverse("person", args=[cast.asha.pk])).status_code == 404
        assert "No role at present" not in client.get(reverse("account")).content.decode()
    with time_machine.travel(timezone.now() + 3 * DAY, tick=False):
        sign_in(leaver)
        tasks.forget_expired()
        assert client.get(reverse("account")).status_code == 302


def test_accounts_close_the_day_after_the_last_role_ended(cast):
    keeps = {person.pk for person in Person.objects.all()} - {cast.hana.pk}
    role = cast.hana.memberships.get()
    role.starts_on, role.ends_on = TODAY() - 30 * DAY, TODAY() - DAY
    role.save()
    tasks.forget_expired()
    assert Person.objects.get(pk=cast.hana.pk).is_active is True
    Membership.objects.filter(pk=role.pk).update(ends_on=TODAY() - 2 * DAY)
    tasks.forget_expired()
    assert set(Person.objects.filter(is_active=True).values_list("pk", flat=True)) == keeps


def test_a_role_to_come_keeps_an_account_open(cast):
    cast.hana.memberships.update(starts_on=TODAY() + 30 * DAY)
    tasks.forget_expired()
    assert Person.objects.get(pk=cast.hana.pk).is_active is True


def test_the_page_offers_colleagues_of_the_same_council(cast, heir, sign_in):
    member_of(cast.host, starts_on=TODAY() - 9 * DAY, ends_on=TODAY() - DAY)
    form = sign_in(cast.asha).get(reverse("leaver", args=[cast.hana.pk])).context["form"]
    assert set(form.fields["successor"].queryset) == {cast.asha, heir}


def test_the_page_offers_a_regional_lead_no_strangers(cast, sign_in):
    other = MembershipFactory(person=cast.gwen, role=Role.LEAD, region=cast.region, council=None).person
    form = sign_in(cast.edie).get(reverse("leaver", args=[other.pk])).context["form"]
    assert set(form.fields["successor"].queryset) == {cast.edie, cast.asha, cast.hana, cast.ben, cast.carys}


def test_the_page_hands_over_and_leads_to_the_people(cast, heir, sign_in):
    typed = {"last_day": f"{TODAY():%-d/%-m/%Y}", "successor": heir.pk}
    response = sign_in(cast.asha).post(reverse("leaver", args=[cast.hana.pk]), typed)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("people"))
    assert cast.hana.memberships.get().ends_on == TODAY()


def test_the_page_to_end_a_role_sets_its_last_day(cast, sign_in):
    role = cast.hana.memberships.get()
    address = reverse("end-membership", args=[cast.hana.pk, role.pk])
    assert "Hana: Improvement officer, Ashby." in sign_in(cast.asha).get(address).content.decode()
    wrong = sign_in(cast.asha).post(address, {"last_day": "31 February 2026"})
    assert wrong.context["form"].errors["last_day"] == ["Enter a real date, such as 4 March 2026."]
    right = sign_in(cast.asha).post(address, {"last_day": f"{TODAY():%Y-%m-%d}"})
    assert (right.status_code, cast.hana.memberships.get().ends_on) == (302, TODAY())
