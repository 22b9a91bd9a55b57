"""OpenID Connect as it goes over the wire: what a provider publishes, what it signed, and asking it again."""

import jwt
import requests
from django.core.cache import cache

from improvement_hub.accounts.providers import SCOPES

ALGORITHMS = ["RS256", "PS256", "ES256"]  # signatures with a published key alone: no shared secret, no "none"
REQUIRED = ["iss", "aud", "exp", "iat", "sub"]
LEEWAY = 60  # seconds that two clocks may differ
SECONDS = 5  # to wait for a provider
KEPT = 3600
TEXTS = {"name", "email", "preferred_username", "given_name", "family_name", "user_id", "picture"}
ODD = (jwt.PyJWTError, TypeError, ValueError, KeyError, AttributeError, OverflowError)  # signed, and yet no sense


class Untrusted(Exception):
    """What came is not what the provider signed for us, now."""


class Unreachable(Exception):
    """The provider gave no answer that one can use."""


class Removed(Exception):
    """The provider no longer lets this person in."""


def configuration(provider) -> dict:
    """What the provider publishes about itself; kept for an hour."""
    key = f"oidc-configuration:{provider.id}:{provider.issuer}"
    found = cache.get(key)
    if found is None:
        found = fetched(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != provider.issuer:
            raise Unreachable(f"{provider.id} says that it is {found.get('issuer')}")
        cache.set(key, found, KEPT)
    return found


def key_for(provider, token):
    """The published key that a token names; a name that is new is looked up again, once in a minute."""
    name = jwt.get_unverified_header(token).get("kid")
    address = configuration(provider)["jwks_uri"]
    kept = f"oidc-keys:{provider.id}:{address}"
    keys = cache.get(kept)
    if keys is None or (name not in names(keys) and cache.add(f"{kept}:renewed", True, 60)):
        keys = fetched(address)
        cache.set(kept, keys, KEPT)
    found = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.key_id == name]
    if not found:
        raise Untrusted("it names a key that is not published")
    return found[0]


def names(keys) -> list:
    return [key.get("kid") for key in keys.get("keys", [])]


def fetched(address) -> dict:
    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
        answer.raise_for_status()
        return json_object(answer)
    except (requests.RequestException, ValueError) as trouble:
        raise Unreachable(f"{address}: {type(trouble).__name__}") from trouble


def json_object(answer) -> dict:
    said = answer.json()
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said


def claims_of(provider, token, *, nonce=None, required=REQUIRED) -> dict:
    """The claims of a token that this provider signed for this hub, now; raises Untrusted or Unreachable.

    With `nonce`, the token also answers the very question that this browser was sent with.
    """
    try:
        key = key_for(provider, token)
        claims = jwt.decode(
            token,
            key=key.key,
            algorithms=ALGORITHMS,
            issuer=provider.issuer,
            audience=provider.client_id,
            leeway=LEEWAY,
            options={"require": required},
        )
    except ODD as wrong:
        raise Untrusted(str(wrong)) from wrong
    if not (is_plain(claims["sub"]) and 0 < len(claims["sub"]) <= 255):
        raise Untrusted("it names nobody")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != provider.client_id:
        raise Untrusted("it was made for another application as well")
    if nonce is not None and claims.get("nonce") != nonce:
        raise Untrusted("it answers another question")
    return readable(claims)


def readable(claims) -> dict:
    """Without texts that are none, and times that are none: as if they had not been said."""
    return {
        name: value
        for name, value in claims.items()
        if (name not in TEXTS or is_plain(value)) and (name != "auth_time" or isinstance(value, int | float))
    }


def is_plain(value) -> bool:
    """Text that can be stored and shown: no null character, no half of a pair."""
    return isinstance(value, str) and value.isprintable()


def refreshed(provider, refresh_token) -> dict:
    """A fresh answer of the token endpoint; raises Removed when the provider takes its leave back."""
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": provider.client_id,
        "client_secret": provider.secret,
        "scope": " ".join(SCOPES),
    }
    try:
        address = configuration(provider)["token_endpoint"]
        answer = requests.post(address, data=form, timeout=SECONDS, allow_redirects=False)
        said = json_object(answer)
    except (requests.RequestException, ValueError, KeyError) as trouble:
        raise Unreachable(f"{provider.id}: {type(trouble).__name__}") from trouble
    if answer.status_code == 400 and said.get("error") == "invalid_grant":
        raise Removed(provider.id)
    if answer.status_code != 200:
        raise Unreachable(f"{provider.id}: {answer.status_code} {said.get('error', '')}")
    return said
