"""How people, roles, invitations and keys are called."""

from django.contrib.auth import get_user_model

from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import invite


def test_everyone_is_called_by_their_name(cast):
    assert (str(cast.asha), cast.asha.get_full_name(), str(cast.robo)) == ("Asha", "Asha", "Robo")
    assert str(cast.dev.organisation) == "Northmoor Police"


def test_a_person_is_found_by_their_address_in_any_case(cast):
    assert get_user_model().objects.get_by_natural_key("ASHA@Example.org") == cast.asha


def test_roles_say_for_whom(cast):
    said = {name: str(getattr(cast, name).memberships.get()) for name in ("asha", "edie", "gwen", "dev")}
    assert said == {
        "asha": "Director, Ashby",
        "edie": "Regional lead, Northmoor",
        "gwen": "Administrator, the hub",
        "dev": "Partner agency member, Northmoor Police",
    }


def test_an_invitation_says_to_whom_and_as_what(cast):
    made = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    assert str(made) == "new@example.org, Editor"
