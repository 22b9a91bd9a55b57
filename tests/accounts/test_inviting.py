"""Who may invite whom, as what, and on which terms."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models import Invitation, Organisation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import invite, organisation_of, withdraw_invitation
from improvement_hub.core.errors import DomainError
from tests.cast import NAMES
from tests.factories import OrganisationFactory

TOMORROW = timezone.localdate() + timedelta(days=1)


def scopes_of(cast):
    """Everything one can be invited to, by name."""
    return {
        "director of the host": {"role": Role.DIRECTOR, "council": cast.host},
        "officer of the host": {"role": Role.OFFICER, "council": cast.host},
        "editor of the host": {"role": Role.EDITOR, "council": cast.host},
        "director of the leading council": {"role": Role.DIRECTOR, "council": cast.leading},
        "director elsewhere": {"role": Role.DIRECTOR, "council": cast.elsewhere},
        "lead of the region": {"role": Role.LEAD, "region": cast.region},
        "lead elsewhere": {"role": Role.LEAD, "region": cast.elsewhere.region},
        "administrator": {"role": Role.ADMINISTRATOR},
        "partner": {"role": Role.PARTNER, "organisation": cast.dev.organisation},
    }


OF_HOST = {"director of the host", "officer of the host", "editor of the host"}
MAY = {
    "asha": OF_HOST | {"partner"},
    "carys": {"partner"},
    "edie": OF_HOST | {"director of the leading council", "lead of the region", "partner"},
    "femi": {"director elsewhere", "partner"},
    "gwen": {
        *OF_HOST,
        *("director of the leading council", "director elsewhere", "lead of the region", "lead elsewhere"),
        *("administrator", "partner"),
    },
}


def is_invited(cast, who, scope) -> bool:
    try:
        invite(email="new@example.org", by=cast.actor(who), **scope)
    except PermissionDenied:
        return False
    return True


@pytest.mark.parametrize("who", NAMES)
def test_each_invites_for_what_they_direct_or_lead_and_for_nothing_else(cast, who):
    given = {name for name, scope in scopes_of(cast).items() if is_invited(cast, who, scope)}
    assert given == MAY.get(who, set())
    assert Invitation.objects.count() == len(given)


def test_an_invitation_says_who_invited_and_lasts_seven_days(cast):
    invitation = invite(email=" New@Example.org ", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    assert (invitation.email, invitation.invited_by) == ("New@Example.org", cast.asha)
    assert invitation.organisation == organisation_of(cast.host)
    assert abs(invitation.expires_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)


def test_regional_leads_and_administrators_belong_to_the_hub(cast):
    invitation = invite(email="new@example.org", role=Role.LEAD, region=cast.region, by=cast.actor("edie"))
    assert invitation.organisation.kind == Organisation.Kind.HUB


@pytest.mark.parametrize("organisation", [None, "council"])
def test_a_partner_is_of_a_partner_agency(cast, organisation):
    given = organisation and organisation_of(cast.host)
    with pytest.raises(DomainError, match="Say for which partner agency") as refused:
        invite(email="new@example.org", role=Role.PARTNER, organisation=given, by=cast.actor("asha"))
    assert refused.value.field == "organisation"


@pytest.mark.parametrize("who", ["asha", "edie", "gwen"])
def test_nobody_invites_themselves(cast, who):
    email = getattr(cast, who).email.upper()
    with pytest.raises(DomainError, match="Nobody invites themselves") as refused:
        invite(email=email, role=Role.OFFICER, council=cast.host, by=cast.actor(who))
    assert refused.value.field == "email"


def test_a_person_is_invited_to_a_role_once_at_a_time(cast):
    invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    with pytest.raises(DomainError, match="This person is invited to this role already"):
        invite(email="NEW@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))


def test_an_invitation_that_ran_out_stands_in_nobodys_way(cast, time_machine):
    old = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)
    new = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    old.refresh_from_db()
    assert (old.withdrawn_at is not None, old.is_open, new.is_open) == (True, False, True)


@pytest.mark.parametrize("email", ["", "nobody", "two@example.org, three@example.org", "a b@example.org"])
def test_an_address_must_be_one(cast, email):
    with pytest.raises(DomainError) as refused:
        invite(email=email, role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"basis": "interim"}, "An interim or a delegate acts between dates: give the last day."),
        (
            {"basis": "delegate", "ends_on": TOMORROW},
            "A delegate acts for someone else: say for whom. Nobody else does.",
        ),
        ({"ends_on": TOMORROW - timedelta(days=2)}, "The last day cannot be before the first."),
    ],
)
def test_terms_that_no_role_could_have_are_refused_in_words(cast, terms, sentence):
    with pytest.raises(DomainError) as refused:
        invite(email="new@example.org", role=Role.DIRECTOR, council=cast.host, by=cast.actor("asha"), **terms)
    assert refused.value.sentence == sentence


def test_a_delegate_acts_for_someone_who_has_the_role(cast):
    terms = {"role": Role.DIRECTOR, "council": cast.host, "basis": "delegate", "ends_on": TOMORROW}
    with pytest.raises(DomainError, match="A delegate acts for someone who has that role there now") as refused:
        invite(email="new@example.org", on_behalf_of=cast.hana, by=cast.actor("gwen"), **terms)
    assert refused.value.field == "on_behalf_of"
    invitation = invite(email="new@example.org", on_behalf_of=cast.asha, by=cast.actor("asha"), **terms)
    assert invitation.on_behalf_of == cast.asha


def test_scope_and_role_belong_together(cast):
    with pytest.raises(DomainError, match="an administrator for the hub"):
        invite(email="new@example.org", role=Role.ADMINISTRATOR, council=cast.host, by=cast.actor("asha"))
    with pytest.raises(DomainError, match="a regional lead for a region"):
        invite(email="new@example.org", role=Role.LEAD, council=cast.host, by=cast.actor("edie"))


@pytest.mark.parametrize(
    ("who", "may"), [("asha", True), ("edie", True), ("gwen", True), ("femi", False), ("hana", False)]
)
def test_those_responsible_withdraw_an_invitation(cast, who, may):
    invitation = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    if may:
        assert withdraw_invitation(invitation=invitation, by=cast.actor(who)).is_open is False
    else:
        with pytest.raises(PermissionDenied):
            withdraw_invitation(invitation=invitation, by=cast.actor(who))


@pytest.mark.parametrize(("who", "may"), [("asha", True), ("gwen", True), ("femi", False), ("edie", False)])
def test_a_partners_invitation_is_withdrawn_by_who_sent_it(cast, who, may):
    agency = OrganisationFactory()
    invitation = invite(email="new@example.org", role=Role.PARTNER, organisation=agency, by=cast.actor("asha"))
    assert (invitation in Invitation.objects.visible_to(cast.actor(who))) is may
    if may:
        assert withdraw_invitation(invitation=invitation, by=cast.actor(who)).is_open is False
    else:
        with pytest.raises(PermissionDenied):
            withdraw_invitation(invitation=invitation, by=cast.actor(who))


def test_an_invitation_is_withdrawn_once(cast):
    invitation = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    withdraw_invitation(invitation=invitation, by=cast.actor("asha"))
    with pytest.raises(DomainError, match="Only an open invitation can be withdrawn"):
        withdraw_invitation(invitation=invitation, by=cast.actor("asha"))


def test_the_withdrawal_page_asks_and_withdraws(cast, sign_in):
    invitation = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    address = reverse("withdraw-invitation", args=[invitation.pk])
    client = sign_in(cast.asha)
    assert "new@example.org will not be able to use its link any more." in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == reverse("invitations")
    invitation.refresh_from_db()
    assert invitation.is_open is False
