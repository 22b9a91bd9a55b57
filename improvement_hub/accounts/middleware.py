"""Gives every request its actor, the audit trail its context, and some roles no page without a second factor."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.proof import passed_second_factor
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.audit import acting_as
from improvement_hub.core.logs import without_secrets
from improvement_hub.core.writing.answers import is_theirs, kept_for_later, kept_until, pass_of

WANTED = "wanted before the second factor"
KEPT = "Your new role needs a second factor. Your words are kept: set one up to go on with them."
OPEN_WITHOUT = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "healthz",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "openid_connect_again",
    "openid_connect_callback",
    "openid_connect_login",
    "words-keep",  # stores what is typed, for whom the page was opened, and shows nothing
}


def actor_of(request):
    return actor_of_person(request.user) if request.user.is_authenticated else NOBODY


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with acting_as(request.actor, address=without_secrets(request.path)):
            return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever directs a council, leads a region or runs the hub sets up a second factor before anything else.

    Decided from the session and the actor that the request has anyway. The API says it itself, with a 403.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name in OPEN_WITHOUT or request.path.startswith("/api/"):
            return None
        if not lacks_second_factor(request, request.actor):
            return None
        under = pass_of(request)
        if under and not is_theirs(request, under):
            return kept_for_later(request, under)
        if under:
            return kept_until(request, under, KEPT, lambda back: set_up_first(request, back))
        return set_up_first(request, request.get_full_path() if request.method == "GET" else None)


def set_up_first(request, wanted):
    """To the page of second factors, and from there to what was wanted."""
    if wanted:
        request.session[WANTED] = wanted
    return HttpResponseRedirect(reverse("mfa_index"))


def lacks_second_factor(request, actor) -> bool:
    return not passed_second_factor(request) and actor.needs_second_factor
