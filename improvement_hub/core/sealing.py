"""Secrets that must be read again are kept sealed: whoever copies the database alone can read none of them."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str, *, purpose: str) -> str:
    """`text` under a key of this installation's own; what one purpose sealed, no other one opens."""
    return sealer(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str | None:
    """The text, or None where the key has changed since, or the row was tampered with."""
    try:
        return sealer(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def sealer(purpose: str) -> MultiFernet:
    """Seals with SECRET_KEY; opens with that and with the earlier ones in SECRET_KEY_FALLBACKS."""
    return MultiFernet([Fernet(derived(key, purpose)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def derived(key: str, purpose: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"improvement hub: {purpose}".encode())
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
