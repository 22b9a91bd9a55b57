"""The sign-in providers of organisations, from the environment: who they answer for, and what they may grant.

A provider is bound to one organisation, and grants roles of that organisation alone, whatever its tokens say.
"""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from improvement_hub.accounts.roles import COUNCIL_ROLES, Role

HUB = "hub"
SCOPES = ["openid", "profile", "email", "offline_access"]  # no groups: roles come as app roles, by the registration
SHARED_TENANTS = {"common", "consumers", "organizations"}
KNOWN = {
    "id",
    "name",
    "issuer",
    "client_id",
    "secret_from",
    "organisation",
    "roles",
    "trusts_second_factor",
    "passwords",
}


@dataclass(frozen=True)
class Grant:
    role: Role
    region: str = ""  # slug, for a regional lead


@dataclass(frozen=True)
class Provider:
    """`organisation` is a council's GSS code, "hub", or the name of a partner agency.

    `second_factor`: the claims, each with a value, by which a token says that a second factor was shown.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    organisation: str
    roles: dict[str, Grant]
    second_factor: dict[str, str]
    passwords: bool

    def grants(self, claims) -> set[Grant]:
        """What the app roles of a token come to here; others are not for us."""
        named = claims.get("roles")
        named = named if isinstance(named, list) else []
        return {self.roles[one] for one in named if isinstance(one, str) and one in self.roles}

    def showed_second_factor(self, claims) -> bool:
        return any(value in as_list(claims.get(claim)) for claim, value in self.second_factor.items())


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def every() -> dict[str, Provider]:
    """The providers of this installation by their id."""
    return {provider.id: provider for provider in settings.SIGN_IN_PROVIDERS}


def from_environment(environ) -> list[Provider]:
    """Read `OIDC_PROVIDERS`; raises ImproperlyConfigured with a sentence that names what is wrong."""
    try:
        listed = json.loads(environ.get("OIDC_PROVIDERS") or "[]")
    except ValueError as wrong:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS is not JSON: {wrong}.") from wrong
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ImproperlyConfigured("OIDC_PROVIDERS is a list of objects, one for each provider.")
    found = [read(one, environ) for one in listed]
    if len({provider.id for provider in found}) < len(found):
        raise ImproperlyConfigured("OIDC_PROVIDERS gives one id to two providers.")
    return found


def read(given, environ) -> Provider:
    ident = text(given, "id", given)
    if not re.fullmatch(r"[a-z0-9-]{1,40}", ident):
        raise ImproperlyConfigured(f"A provider's id has small letters, digits and hyphens: “{ident}” has others.")
    if unknown := sorted(set(given) - KNOWN):
        raise ImproperlyConfigured(
            f"Provider {ident}: “{unknown[0]}” is not known. Known are {', '.join(sorted(KNOWN))}."
        )
    organisation = text(given, "organisation", ident)
    return Provider(
        id=ident,
        name=text(given, "name", ident),
        issuer=issuer(text(given, "issuer", ident), ident),
        client_id=text(given, "client_id", ident),
        secret=secret(text(given, "secret_from", ident), ident, environ),
        organisation=organisation,
        roles=roles(given.get("roles"), organisation, ident),
        second_factor=second_factor(given.get("trusts_second_factor", False), ident),
        passwords=flag(given.get("passwords", False), ident),
    )


def text(given, name, of) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ImproperlyConfigured(f"Provider {of}: say its {name}.")
    return value.strip()


def flag(value, ident) -> bool:
    if not isinstance(value, bool):
        raise ImproperlyConfigured(f"Provider {ident}: passwords is true or false.")
    return value


def issuer(address, ident) -> str:
    """One tenant's own issuer over HTTPS; plain HTTP is for a provider on this machine alone."""
    parts = urlsplit(address)
    loopback = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
    if not parts.hostname or not (parts.scheme == "https" or loopback):
        raise ImproperlyConfigured(f"Provider {ident}: the issuer is an https address.")
    if SHARED_TENANTS & set(parts.path.split("/")):
        raise ImproperlyConfigured(f"Provider {ident}: name the tenant in the issuer; a shared one lets anybody in.")
    return address


def secret(name, ident, environ) -> str:
    if not environ.get(name):
        raise ImproperlyConfigured(f"Provider {ident}: the environment has no {name}, which holds its secret.")
    return environ[name]


def roles(given, organisation, ident) -> dict[str, Grant]:
    if not isinstance(given, dict) or not given:
        raise ImproperlyConfigured(f"Provider {ident}: say which of its app roles is which role here.")
    return {claim: grant(str(words), organisation, ident) for claim, words in given.items()}


def grant(words, organisation, ident) -> Grant:
    """A role as the settings name it: "director", or "regional_lead:south-east" for the hub's provider."""
    name, _, region = words.partition(":")
    may = roles_of(organisation)
    if name not in may:
        raise ImproperlyConfigured(f"Provider {ident} may grant {', '.join(may)} alone, not “{name}”.")
    if bool(region) != (name == Role.LEAD):
        raise ImproperlyConfigured(f"Provider {ident}: a regional lead has a region, as in regional_lead:south-east.")
    return Grant(Role(name), region)


def roles_of(organisation) -> tuple[Role, ...]:
    if organisation == HUB:
        return (Role.ADMINISTRATOR, Role.LEAD)
    return COUNCIL_ROLES if is_council(organisation) else (Role.PARTNER,)


def is_council(organisation) -> bool:
    return bool(re.fullmatch(r"[A-Z]\d{8}", organisation))


def second_factor(given, ident) -> dict[str, str]:
    """False trusts none; true trusts what `amr` says; an object names other claims, as {"acrs": "c1"}."""
    claims = {"amr": "mfa"} if given is True else (given or {})
    if not isinstance(claims, dict) or not all(isinstance(value, str) and value for value in claims.values()):
        raise ImproperlyConfigured(f'Provider {ident}: trusts_second_factor is true, false or as {{"acrs": "c1"}}.')
    return claims
