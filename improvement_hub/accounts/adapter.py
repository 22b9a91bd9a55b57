import logging
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

log = logging.getLogger(__name__)


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves; an invitation is the only way in."""

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Under the hub's own address, whatever name the request gave."""
        return settings.HUB_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def send_mail(self, template_prefix, email, context):
        """While the mail server is down, an address that is known gets the answer that an unknown one gets."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            log.exception("The mail server did not take an e-mail.")


def address_tried(request, credentials=None) -> str:
    """What a failure to sign in is counted for: the address, however it is written."""
    given = credentials or request.POST
    return (given.get("email") or given.get("login") or "").strip().lower()
