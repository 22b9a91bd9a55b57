"""An invitation cannot carry someone to where its role does not lead."""

import pytest

from improvement_hub.accounts.services import accept_invitation, invite
from improvement_hub.core.errors import DomainError


def test_a_council_role_never_brings_the_home_of_a_partner_agency(cast):
    invitation = invite(
        email="spy@example.org",
        role="improvement_officer",
        council=cast.host,
        organisation=cast.dev.organisation,
        by=cast.actor("asha"),
    )
    membership = accept_invitation(invitation=invitation, name="Spy", password="four plain random words")
    assert membership.person.organisation.council == cast.host


def test_a_partner_belongs_to_a_partner_agency(cast):
    with pytest.raises(DomainError, match="Say for which partner agency") as refused:
        invite(email="x@example.org", role="partner", organisation=cast.asha.organisation, by=cast.actor("asha"))
    assert refused.value.field == "organisation"
