"""Who is calling: a key, a token of a client or a person, or the browser session of the pages."""

from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from improvement_hub.accounts.callers import Found, caller_by_key, caller_by_token
from improvement_hub.accounts.middleware import lacks_second_factor
from improvement_hub.accounts.services.keys import KEY_PREFIX
from improvement_hub.api.limits import admit_unknown

REALM = 'Bearer realm="Improvement Hub"'


def bearer(request) -> str | None:
    kind, _, value = get_authorization_header(request).decode("latin-1").partition(" ")
    return value.strip() if kind.lower() == "bearer" else None


def known(request, found: Found | None, sentence):
    """The actor of a key or token; the call is theirs in the audit also where it is refused."""
    if found:
        request._request.caller = found.caller
    if found is None or found.actor is None:
        admit_unknown(request._request)
        raise AuthenticationFailed(sentence)
    return found.actor, found.caller


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer hub_...`, the key of an API client."""

    def authenticate(self, request):
        key = bearer(request)
        if key is None or not key.startswith(KEY_PREFIX):
            return None
        return known(request, caller_by_key(key), "This key is unknown, has expired or was revoked.")

    def authenticate_header(self, request):
        """What was sent and is of no use is called so (RFC 6750)."""
        return REALM if bearer(request) is None else f'{REALM}, error="invalid_token"'


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer ...`, a token by OAuth: a person's own, or that of an API client.

    It is looked up here: the provider's own class would read the request's body to do so.
    """

    def authenticate(self, request):
        sent = bearer(request)
        if sent is None:
            return None
        found = caller_by_token(sent, request.build_absolute_uri(request.path))
        return known(request, found, "This token is unknown or has expired.")


class PageSessionAuthentication(SessionAuthentication):
    """The session of a signed-in person, CSRF token included when writing."""

    def authenticate(self, request):
        found = super().authenticate(request)
        actor = found and request._request.actor  # found by the middleware for this very person, or about to be
        if actor and lacks_second_factor(request._request, actor):
            raise PermissionDenied("Your role needs a second factor: set one up on the pages, then try again.")
        return actor and (actor, None)
