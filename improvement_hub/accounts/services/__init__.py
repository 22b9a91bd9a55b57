"""What is done with people, invitations, memberships and keys."""

from improvement_hub.accounts.services.access import reset_second_factors, revoke_tokens, sign_out_everywhere
from improvement_hub.accounts.services.invitations import (
    accept_invitation,
    deliver_invitation,
    hand_over_link,
    invite,
    join_link,
    withdraw_invitation,
)
from improvement_hub.accounts.services.keys import client_of_key, issue_key, revoke_key
from improvement_hub.accounts.services.memberships import end_membership, organisation_of, record_leaver

__all__ = [
    "accept_invitation",
    "client_of_key",
    "deliver_invitation",
    "end_membership",
    "hand_over_link",
    "invite",
    "issue_key",
    "join_link",
    "organisation_of",
    "record_leaver",
    "reset_second_factors",
    "revoke_key",
    "revoke_tokens",
    "sign_out_everywhere",
    "withdraw_invitation",
]
