"""The page on which one invites: what it offers, and what it refuses whatever is posted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models import Invitation, Membership
from tests.factories import MembershipFactory

PAGE = "/accounts/invitations/new/"


def form_of(client):
    return client.get(PAGE).context["form"]


def choices(form, name):
    return [value for value, _ in form.fields[name].choices]


def test_a_director_is_offered_their_own_council_and_its_roles(cast, sign_in):
    form = form_of(sign_in(cast.asha))
    assert choices(form, "role") == ["director", "improvement_officer", "editor", "partner"]
    assert list(form.fields["council"].queryset) == [cast.host]
    assert list(form.fields["region"].queryset) == []
    assert list(form.fields["organisation"].queryset) == [cast.dev.organisation]
    assert set(form.fields["on_behalf_of"].queryset) == {cast.asha, cast.hana}


def test_a_regional_lead_is_offered_the_region_and_its_councils(cast, sign_in):
    form = form_of(sign_in(cast.edie))
    assert choices(form, "role") == ["director", "improvement_officer", "editor", "regional_lead", "partner"]
    assert set(form.fields["council"].queryset) == {cast.host, cast.leading, cast.observing}
    assert list(form.fields["region"].queryset) == [cast.region]


def test_an_administrator_is_offered_everything(cast, sign_in):
    form = form_of(sign_in(cast.gwen))
    assert choices(form, "role") == [
        *("director", "improvement_officer", "editor", "regional_lead", "partner", "administrator"),
    ]
    assert set(form.fields["council"].queryset) == {cast.host, cast.leading, cast.observing, cast.elsewhere}
    assert set(form.fields["region"].queryset) == {cast.region, cast.elsewhere.region}


def test_the_invitation_is_made_and_listed(cast, sign_in):
    client = sign_in(cast.asha)
    response = client.post(
        PAGE, {"email": "new@example.org", "role": "editor", "council": cast.host.pk, "basis": "substantive"}
    )
    assert (response.status_code, response.headers["Location"]) == (302, reverse("invitations"))
    made = Invitation.objects.get()
    assert (made.email, made.role, made.council, made.invited_by) == ("new@example.org", "editor", cast.host, cast.asha)
    listed = client.get(reverse("invitations")).content.decode()
    assert "new@example.org" in listed
    assert "invited by Asha" in listed


@pytest.mark.parametrize("stolen", ["elsewhere", "leading"])
def test_a_director_cannot_post_another_council(cast, sign_in, stolen):
    council = getattr(cast, stolen)
    response = sign_in(cast.asha).post(
        PAGE, {"email": "new@example.org", "role": "director", "council": council.pk, "basis": "substantive"}
    )
    assert (response.status_code, list(response.context["form"].errors)) == (400, ["council"])
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("role", ["administrator", "regional_lead"])
def test_a_director_cannot_post_a_higher_role(cast, sign_in, role):
    response = sign_in(cast.asha).post(
        PAGE, {"email": "new@example.org", "role": role, "region": cast.region.pk, "basis": "substantive"}
    )
    assert (response.status_code, sorted(response.context["form"].errors)) == (400, ["region", "role"])
    assert Invitation.objects.count() == 0


def test_a_role_without_its_council_is_not_for_the_director_to_give(cast, sign_in):
    response = sign_in(cast.asha).post(PAGE, {"email": "new@example.org", "role": "director", "basis": "substantive"})
    assert response.status_code == 403
    assert Invitation.objects.count() == 0


def test_a_rule_that_is_broken_keeps_all_that_was_typed(cast, sign_in):
    typed = {"email": "new@example.org", "role": "director", "council": str(cast.host.pk), "basis": "interim"}
    response = sign_in(cast.asha).post(PAGE, typed)
    form = response.context["form"]
    assert response.status_code == 400
    assert form.non_field_errors() == ["An interim or a delegate acts between dates: give the last day."]
    assert {name: form[name].value() for name in typed} == typed


def test_extra_fields_are_not_taken(cast, sign_in):
    sign_in(cast.asha).post(
        PAGE,
        {
            "email": "new@example.org",
            "role": "editor",
            "council": cast.host.pk,
            "basis": "substantive",
            "invited_by": cast.gwen.pk,
            "accepted_at": "2026-01-01",
            "expires_at": "2099-01-01",
            "send": "",
        },
    )
    made = Invitation.objects.get()
    assert (made.invited_by, made.accepted_at) == (cast.asha, None)
    assert made.expires_at < timezone.now() + timedelta(days=8)
    assert Membership.objects.filter(person__email="new@example.org").count() == 0


@pytest.mark.parametrize("who", ["hana", "ben", "dev"])
def test_who_is_responsible_for_nobody_may_not_invite(cast, sign_in, who):
    assert sign_in(cast.person(who)).get(PAGE).status_code == 403
    assert sign_in(cast.person(who)).post(PAGE, {}).status_code == 403


def test_a_day_can_be_typed_in_words(cast, sign_in):
    MembershipFactory(person=cast.carys, council=cast.host)
    last = timezone.localdate() + timedelta(days=30)
    sign_in(cast.asha).post(
        PAGE,
        {
            "email": "new@example.org",
            "role": "director",
            "council": cast.host.pk,
            "basis": "delegate",
            "on_behalf_of": cast.carys.pk,
            "ends_on": f"{last:%-d %B %Y}",
        },
    )
    made = Invitation.objects.get()
    assert (made.basis, made.on_behalf_of, made.ends_on) == ("delegate", cast.carys, last)
