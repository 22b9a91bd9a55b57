from allauth.account.adapter import DefaultAccountAdapter


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves; an invitation is the only way in."""

    def is_open_for_signup(self, request):
        return False


def address_tried(request, credentials=None) -> str:
    """What a failure to sign in is counted for: the address, however it is written."""
    given = credentials or request.POST
    return (given.get("email") or given.get("login") or "").strip().lower()
