"""To an organisation's own sign-in provider, back from it, and what it tells us behind the browser's back."""

import hashlib
import secrets
import time

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from improvement_hub.accounts import oidc, providers, services
from improvement_hub.accounts.proof import FRESH_FOR

LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"


class Wire(OpenIDConnectOAuth2Adapter):
    """allauth's, with every token checked in full: signature, issuer, audience, times and nonce."""

    nonce = None

    @property
    def ours(self):
        return providers.every()[self.provider_id]

    @property
    def openid_config(self):
        try:
            return oidc.configuration(self.ours)
        except oidc.Unreachable as silence:
            raise OAuth2Error(str(silence)) from silence

    def get_callback_url(self, request, app):
        """Under the hub's own address, whatever name the request gave."""
        return settings.HUB_URL + reverse("openid_connect_callback", args=[self.provider_id])

    def _decode_id_token(self, app, id_token):
        try:
            return oidc.claims_of(self.ours, id_token, nonce=self.nonce)
        except (oidc.Untrusted, oidc.Unreachable) as wrong:
            raise OAuth2Error(f"its token was refused: {wrong}") from wrong

    def complete_login(self, request, app, token, **kwargs):
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("it sent no ID token")
        return super().complete_login(request, app, token, **kwargs)


class Callback(OAuth2CallbackView):
    """Takes the nonce that this browser was sent with out of its session, for the token to match."""

    def _get_state(self, request, provider):
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


def send(request, provider_id, *, again=False, **asks):
    """Off to the provider, with PKCE, state and nonce; what it is asked for is ours to say, not the address's."""
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    provider.get_oauth2_adapter = lambda request: Wire(request, provider_id)
    nonce = secrets.token_urlsafe(32)
    try:
        return provider.redirect(
            request,
            process="login",
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce, **asks},
            nonce=nonce,
            again=again,
        )
    except OAuth2Error:
        return render(request, "socialaccount/authentication_error.html", {"provider": provider}, status=503)


@require_safe
@never_cache
def go(request, provider_id):
    """A link on the sign-in page leads here, and on to the provider."""
    return send(request, provider_id)


@require_safe
@never_cache
@login_required
def go_again(request, provider_id):
    """Asked again: to the provider, which is to ask for the password or more, however recently it did."""
    return send(request, provider_id, again=True, prompt="login", max_age=int(FRESH_FOR.total_seconds()))


@require_safe
@never_cache
def callback(request, provider_id):
    if provider_id not in providers.every():
        raise Http404
    return Callback.adapter_view(Wire(request, provider_id))(request)


@require_safe
def cancelled(request):
    return render(request, "socialaccount/login_cancelled.html")


@csrf_exempt
@require_POST
@never_cache
def back_channel(request, provider_id):
    """OpenID Connect back-channel logout: the provider says that someone is signed out; their sessions here end."""
    provider = providers.every().get(provider_id)
    if provider is None:
        raise Http404
    try:
        said = oidc.claims_of(
            provider, request.POST.get("logout_token", ""), required=["iss", "aud", "iat", "jti", "sub"]
        )
    except (oidc.Untrusted, oidc.Unreachable):
        return JsonResponse({"error": "invalid_request"}, status=400)
    if not is_logout(said) or not cache.add(f"logout-token:{provider.id}:{digest(said['jti'])}", True, 600):
        return JsonResponse({"error": "invalid_request"}, status=400)
    services.signed_out_there(provider=provider, subject=said["sub"])
    return HttpResponse(status=200)


def is_logout(said) -> bool:
    """A logout token, and of the last five minutes: no longer are those remembered that have been used."""
    events = said.get("events")
    is_one = isinstance(events, dict) and LOGGED_OUT in events and "nonce" not in said
    return is_one and time.time() - float(said["iat"]) < FRESH_FOR.total_seconds()


def digest(name) -> str:
    """A name of the provider's making, as the cache can take it."""
    return hashlib.sha256(str(name).encode("utf-8", "backslashreplace")).hexdigest()
