"""What is done with people, invitations, memberships and keys."""

from improvement_hub.accounts.services.access import reset_second_factors, revoke_tokens, sign_out_everywhere
from improvement_hub.accounts.services.guests import agency_named, invite_guest, take_back_guest_invitation
from improvement_hub.accounts.services.identities import (
    arrive,
    check_with_provider,
    due_for_a_check,
    let_go,
    signed_out_there,
)
from improvement_hub.accounts.services.invitations import (
    accept_invitation,
    deliver_invitation,
    hand_over_link,
    invite,
    join_link,
    withdraw_invitation,
)
from improvement_hub.accounts.services.keys import (
    add_key,
    change_client,
    issue_key,
    limit_client,
    register_client,
    revoke_client,
    revoke_key,
    rotate_key,
    rotate_keys,
)
from improvement_hub.accounts.services.memberships import end_membership, organisation_of, record_leaver

__all__ = [
    "accept_invitation",
    "add_key",
    "agency_named",
    "arrive",
    "change_client",
    "check_with_provider",
    "deliver_invitation",
    "due_for_a_check",
    "end_membership",
    "hand_over_link",
    "invite",
    "invite_guest",
    "issue_key",
    "join_link",
    "let_go",
    "limit_client",
    "organisation_of",
    "record_leaver",
    "register_client",
    "reset_second_factors",
    "revoke_client",
    "revoke_key",
    "revoke_tokens",
    "rotate_key",
    "rotate_keys",
    "sign_out_everywhere",
    "signed_out_there",
    "take_back_guest_invitation",
    "withdraw_invitation",
]
