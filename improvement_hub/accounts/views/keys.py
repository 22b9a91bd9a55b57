"""Tokens by OAuth: the exchange, and the question whether an application may act in one's name."""

from urllib.parse import urlsplit

from django.http import HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.models import Application
from oauth2_provider.views import AuthorizationView, TokenView

from improvement_hub.accounts import queries
from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.accounts.middleware import WANTED
from improvement_hub.accounts.proof import is_fresh, passed_second_factor
from improvement_hub.core.addresses import address_of
from improvement_hub.core.limits import counted


@method_decorator(csrf_exempt, name="dispatch")  # a dispatch of our own does not inherit it
class ExchangeView(TokenView):
    """Gives a token for a code; what no application sends is refused before it is looked up."""

    def dispatch(self, request, *args, **kwargs):
        if b"%00" in request.body or b"\0" in request.body or not request.headers.get("Authorization", "").isascii():
            return JsonResponse({"error": "invalid_request"}, status=400)
        found = counted("token", f"address:{address_of(request)}")  # a secret is checked slowly, on purpose
        if found and found.wait:
            headers = {**found.headers, "Retry-After": str(found.wait)}
            return JsonResponse({"error": "temporarily_unavailable"}, status=429, headers=headers)
        return super().dispatch(request, *args, **kwargs)


class AuthorizePage(AsksAgain, AuthorizationView):
    """Asks a signed-in person whether an application may use the API in their name.

    Whoever has a role to come that needs a second factor sets one up first: the token may outlast that day.
    """

    def dispatch(self, request, *args, **kwargs):
        if queries.will_need_second_factor(request.actor) and not passed_second_factor(request):
            request.session[WANTED] = request.get_full_path()
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        request.GET = request.GET.copy()
        request.GET.pop("approval_prompt", None)  # a public application could be anyone: people are always asked
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not is_fresh(request):  # asked from here, since the answer may redirect to the application
            return HttpResponseRedirect(request.get_full_path())
        try:
            return super().post(request, *args, **kwargs)
        except Application.DoesNotExist:
            return HttpResponseBadRequest("No application is known by that id.")

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        target = urlsplit(context.get("redirect_uri") or "")
        if target.netloc:
            # the answer redirects to the application, which Content-Security-Policy counts as form-action
            response._csp_update = {"form-action": [f"{target.scheme}://{target.netloc}"]}
        return response
