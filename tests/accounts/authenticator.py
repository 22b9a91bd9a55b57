"""A person's telephone: an authenticator app that shows the code of this moment."""

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

PERIOD = 30


def code(secret, *, steps=0) -> str:
    """The code of now, or of some steps of thirty seconds before or after it."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps))


def wrong(secret) -> str:
    """Six digits that the secret gives at no time near now."""
    near = {code(secret, steps=step) for step in range(-2, 3)}
    return next(digits for digits in ("000000", "111111", "222222", "333333", "444444", "555555") if digits not in near)


def set_up(person) -> str:
    """An authenticator app and recovery codes for a person; the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def secret_of(person) -> str:
    held = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return get_adapter().decrypt(held.data["secret"]) if held else set_up(person)


def recovery_codes_of(person) -> list[str]:
    return Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
