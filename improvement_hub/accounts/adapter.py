"""Where allauth asks us: who may come in, how secrets are kept, and what people are told."""

import logging
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.queries import provider_of
from improvement_hub.accounts.services import sign_out_everywhere
from improvement_hub.core.sealing import seal, unseal

log = logging.getLogger(__name__)

CHANGED = {
    "password_changed": "your password was changed",
    "password_reset": "your password was set anew",
    "recovery_codes_generated": "new recovery codes were made",
    "totp_activated": "an authenticator app was set up",
    "totp_deactivated": "the authenticator app was removed",
    "webauthn_added": "a passkey was added",
    "webauthn_removed": "a passkey was removed",
}
WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


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

    def set_password(self, user, password):
        """A new password ends what came of the old one: every other session, and what applications were given."""
        super().set_password(user, password)
        sign_out_everywhere(person=user, but=self.request.session.session_key)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Whoever's password or second factor was changed is told, in case it was not them."""
        what = CHANGED.get(template_prefix.rpartition("/")[2])
        if what:
            link = settings.HUB_URL + reverse("usersessions_list")
            self.send_mail(
                "account/email/security", user.email, {"what": what, "timestamp": timezone.now(), "sessions": link}
            )

    def reauthenticate(self, user, password):
        """By the address that signs in, so that wrong guesses count as they do at the sign-in page."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user):
        """Password, code, passkey; and for the people of a provider, going there once more."""
        ways = [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]
        provider = provider_of(user) if user.is_authenticated else None
        if provider:
            there = reverse("openid_connect_again", args=[provider.id])
            ways.append({"id": "provider", "description": f"Sign in at {provider.name} again", "url": there})
        return ways

    def is_reauthentication_required(self, *, app, **kwargs):
        """Our own pages ask (`asking`); allauth would put the whole request into the session, cookies and all."""
        return False


class SecondFactors(DefaultMFAAdapter):
    """Secrets are sealed in the database; the labels are ours."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used already. Wait for the next one.",
    }

    def encrypt(self, text):
        return seal(text, purpose="second factors")

    def decrypt(self, encrypted_text):
        """Where the installation's key was changed: something random, which no code matches."""
        return unseal(encrypted_text, purpose="second factors") or generate_totp_secret()

    def generate_authenticator_name(self, user, type):
        return "Passkey"

    def _get_site_name(self):
        return settings.MFA_TOTP_ISSUER


def address_tried(request, credentials=None) -> str:
    """What a failure to sign in is counted for: the address, however it is written."""
    given = credentials or request.POST
    return (given.get("email") or given.get("login") or "").strip().lower()
