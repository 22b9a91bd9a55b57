"""Second factors: what one has, adding and removing, and the codes for a bad day."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from improvement_hub.accounts import queries
from improvement_hub.accounts.asking import ask, guards_second_factors
from improvement_hub.accounts.middleware import WANTED
from improvement_hub.accounts.proof import SECOND_FACTOR, note, passed_second_factor
from improvement_hub.core.pages import SignedIn

guarded = method_decorator(guards_second_factors, name="dispatch")


class SecondFactorsPage(SignedIn, TemplateView):
    """What one has. A session that has not passed the second factor there is, is asked for it first."""

    template_name = "mfa/index.html"

    def get(self, request, *args, **kwargs):
        self.authenticators = list(queries.authenticators_of(request.user))
        if any(is_factor(one) for one in self.authenticators) and not passed_second_factor(request):
            return ask(request, only_second_factor=True)
        wanted = request.session.pop(WANTED, None) if passed_second_factor(request) else None
        return HttpResponseRedirect(wanted) if wanted else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kinds = {kind: [one for one in self.authenticators if one.type == kind] for kind in Authenticator.Type}
        factors = [one for one in self.authenticators if is_factor(one)]
        return super().get_context_data(factors=factors, kinds=kinds, **kwargs)


def is_factor(authenticator) -> bool:
    return authenticator.type != Authenticator.Type.RECOVERY_CODES


class PassesBySettingUp:
    """Whoever sets up a factor has just proved that they have it."""

    def form_valid(self, form):
        response = super().form_valid(form)
        note(self.request, self.request.user, SECOND_FACTOR, type=self.kind, reauthenticated=True)
        return response


@guarded
class SetUpAppPage(PassesBySettingUp, ActivateTOTPView):
    kind = Authenticator.Type.TOTP


@guarded
class AddPasskeyPage(PassesBySettingUp, AddWebAuthnView):
    kind = Authenticator.Type.WEBAUTHN

    def get_context_data(self, **kwargs):
        """With the form as it was sent, and its complaints, which allauth's own page would lose."""
        return super().get_context_data(**kwargs) | kwargs


class KeepsTheLastOne:
    """Whose role needs a second factor cannot remove the last one."""

    success_url = reverse_lazy("mfa_index")

    def post(self, request, *args, **kwargs):
        authenticator = getattr(self, "authenticator", None) or self.get_object()
        if request.actor.needs_second_factor and queries.is_last_second_factor(authenticator):
            messages.error(request, "Your role needs a second factor: add another one before you remove this one.")
            return HttpResponseRedirect(self.success_url)
        return super().post(request, *args, **kwargs)


@guarded
class RemoveAppPage(KeepsTheLastOne, DeactivateTOTPView):
    pass


@guarded
class RemovePasskeyPage(KeepsTheLastOne, RemoveWebAuthnView):
    context_object_name = "passkey"


@guarded
class RecoveryCodesPage(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs):
        wanted = self.request.session.pop(WANTED, reverse("account"))
        return super().get_context_data(wanted=wanted, **kwargs)


@guarded
class NewRecoveryCodesPage(GenerateRecoveryCodesView):
    pass


@guarded
class RecoveryCodesFile(DownloadRecoveryCodesView):
    pass
