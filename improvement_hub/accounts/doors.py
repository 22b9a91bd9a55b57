"""Where allauth asks us about sign-in providers: which there are, and what happens once one has answered."""

import logging
import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from improvement_hub.accounts import providers, services
from improvement_hub.accounts.models import Identity
from improvement_hub.accounts.proof import FRESH_FOR, PROVIDER, SECOND_FACTOR, note
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError

log = logging.getLogger(__name__)


class Doors(DefaultSocialAccountAdapter):
    """The providers of the settings alone; allauth stores nothing of what they say."""

    def list_apps(self, request, provider=None, client_id=None):
        apps = [app_of(one) for one in providers.every().values()]
        return [app for app in apps if provider in (None, app.provider, app.provider_id)]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """The provider's token has been checked: here it becomes a person, or a page that says why not."""
        again = sociallogin.state.get("again")
        raise ImmediateHttpResponse(confirmed(request, sociallogin) if again else arrived(request, sociallogin))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        if exception:
            log.warning("Sign-in by %s failed: %s", provider.app.provider_id, exception)


def app_of(provider) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.id,
        name=provider.name[:40],
        client_id=provider.client_id,
        secret=provider.secret,
        settings={"server_url": provider.issuer, "fetch_userinfo": False, "token_auth_method": "client_secret_post"},
    )


def arrived(request, sociallogin):
    provider, claims = said_by(sociallogin)
    if request.user.is_authenticated:  # whoever it was: this session may end with what comes now
        get_adapter().logout(request)
    try:
        person = services.arrive(provider=provider, claims=claims, refresh_token=sociallogin.token.token_secret)
    except DomainError as broken:
        return refused(request, provider, broken.sentence)
    note(request, person, PROVIDER, provider=provider.id)
    if provider.showed_second_factor(claims):
        note(request, person, SECOND_FACTOR, provider=provider.id)
    return perform_login(request, person, redirect_url=sociallogin.get_redirect_url(request))


def confirmed(request, sociallogin):
    """Whoever was asked again has answered at their provider: it must be them, and just now."""
    provider, claims = said_by(sociallogin)
    known = Identity.objects.in_force().filter(provider=provider.id, subject=claims["sub"], person_id=request.user.pk)
    if not known.exists():
        return refused(request, provider, "Someone else answered there. Sign in as yourself.")
    if time.time() - claims.get("auth_time", 0) > FRESH_FOR.total_seconds():
        log.warning("Provider %s did not say that the person has just proved who they are.", provider.id)
        return refused(request, provider, f"{provider.name} did not ask you again. Use your second factor instead.")
    note(request, request.user, PROVIDER, provider=provider.id, reauthenticated=True)
    request.GET = request.GET.copy()
    request.GET["next"] = sociallogin.get_redirect_url(request) or reverse("account")
    with acting_as(request.actor, address=request.GET["next"]):  # the form it stopped may be sent now, by a GET
        return resume_request(request) or HttpResponseRedirect(request.GET["next"])


def said_by(sociallogin):
    return providers.every()[sociallogin.account.provider], sociallogin.account.extra_data["id_token"]


def refused(request, provider, sentence):
    return render(request, "socialaccount/refused.html", {"provider": provider, "sentence": sentence}, status=403)
