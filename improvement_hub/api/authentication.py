"""Who is calling: a key, a person's own token, or the browser session of the pages."""

import hashlib

from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from improvement_hub.accounts.actors import actor_of_client, actor_of_person
from improvement_hub.accounts.middleware import lacks_second_factor
from improvement_hub.accounts.services import client_of_key

KEY_PREFIX = "hub_"


def bearer(request) -> str | None:
    kind, _, value = get_authorization_header(request).decode("latin-1").partition(" ")
    return value.strip() if kind.lower() == "bearer" else None


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer hub_...`, the key of an API client."""

    def authenticate(self, request):
        key = bearer(request)
        if key is None or not key.startswith(KEY_PREFIX):
            return None
        client = client_of_key(key)
        if client is None:
            raise AuthenticationFailed("This key is unknown, has expired or was revoked.")
        return actor_of_client(client), client

    def authenticate_header(self, request):
        return 'Bearer realm="Improvement Hub"'


class PersonTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer ...`, a person's own token by authorisation code with PKCE.

    The token is looked up here: the provider's own class would read the request's body to do so.
    """

    def authenticate(self, request):
        sent = bearer(request)
        if sent is None:
            return None
        token = token_of(sent)
        here = request.build_absolute_uri(request.path)
        if token is None or token.is_expired() or not token.allows_audience(here) or not is_open(token.user):
            raise AuthenticationFailed("This token is unknown or has expired.")
        return actor_of_person(token.user, scopes=frozenset(token.scope.split())), token


def is_open(person) -> bool:
    return person is not None and person.is_active


def token_of(sent: str) -> AccessToken | None:
    checksum = hashlib.sha256(sent.encode()).hexdigest()
    return AccessToken.objects.select_related("user").filter(token_checksum=checksum).first()


class PageSessionAuthentication(SessionAuthentication):
    """The session of a signed-in person, CSRF token included when writing."""

    def authenticate(self, request):
        found = super().authenticate(request)
        actor = found and actor_of_person(found[0])
        if actor and lacks_second_factor(request._request, actor):
            raise PermissionDenied("Your role needs a second factor: set one up on the pages, then try again.")
        return actor and (actor, None)
