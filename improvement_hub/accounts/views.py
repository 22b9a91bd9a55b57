"""One's account, the people one is responsible for, invitations, keys, and the question for a token."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.generic import ListView, TemplateView
from oauth2_provider.models import Application
from oauth2_provider.views import AuthorizationView, TokenView

from improvement_hub.accounts import forms, queries, services
from improvement_hub.accounts.services.invitations import digest
from improvement_hub.core.pages import HubDetailPage, ServicePage, SignedIn
from improvement_hub.core.permissions import require


class AccountPage(SignedIn, TemplateView):
    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs):
        memberships = queries.memberships_of(self.request.user, self.request.actor)
        return super().get_context_data(memberships=memberships, **kwargs)


class StaffPage(SignedIn):
    """For those who are responsible for people."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            require(request.actor, "accounts.see_people")
        return super().dispatch(request, *args, **kwargs)


class PeoplePage(StaffPage, ListView):
    template_name = "accounts/people.html"
    paginate_by = 50

    def get_queryset(self):
        return queries.people_list(self.request.actor)


class PersonPage(SignedIn, HubDetailPage):
    template_name = "accounts/person.html"
    context_object_name = "person"

    def get_queryset(self):
        return queries.people_list(self.request.actor)

    def get_context_data(self, **kwargs):
        memberships = queries.memberships_of(self.object, self.request.actor)
        return super().get_context_data(memberships=memberships, **kwargs)


class InvitationsPage(StaffPage, ListView):
    template_name = "accounts/invitations.html"
    paginate_by = 50

    def get_queryset(self):
        return queries.invitation_list(self.request.actor)


class InvitePage(SignedIn, ServicePage):
    form_class = forms.InvitationForm
    permission = "accounts.invite_someone"
    heading = "Invite a colleague"
    button = "Send invitation"
    done = "The invitation is on its way."
    success_url = reverse_lazy("invitations")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.invite(**form.cleaned_data, by=self.request.actor)

    def get_success_url(self):
        return str(self.success_url)


class WithdrawInvitationPage(SignedIn, ServicePage):
    template_name = "layouts/confirm.html"
    form_class = forms.AcceptForm
    permission = "accounts.withdraw_invitation"
    heading = "Withdraw this invitation?"
    button = "Withdraw invitation"
    done = "The invitation is withdrawn."

    def subject(self):
        return get_object_or_404(queries.invitation_list(self.request.actor), pk=self.kwargs["pk"])

    def perform(self, form):
        return services.withdraw_invitation(invitation=self.target, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = f"{self.target.email} will not be able to use its link any more."
        return super().get_context_data(lead=lead, back=reverse("invitations"), warning=True, **kwargs)

    def get_success_url(self):
        return reverse("invitations")


class JoinPage(ServicePage):
    """Where the link of an invitation leads: make an account, or accept with the one you have."""

    template_name = "accounts/join.html"
    button = "Join"
    done = "Welcome to the hub."

    def subject(self):
        invitation = queries.invitation_by_token(digest(self.kwargs["token"]))
        if invitation is None or not invitation.is_open:
            raise Http404("This invitation has been used, was withdrawn or has expired.")
        return invitation

    def get_form_class(self):
        return forms.AcceptForm if self.request.user.is_authenticated else forms.JoinForm

    def get_form_kwargs(self):
        known = {} if self.request.user.is_authenticated else {"email": self.target.email}
        return {**super().get_form_kwargs(), **known}

    def perform(self, form):
        if self.request.user.is_authenticated:
            return services.accept_invitation(invitation=self.target, person=self.request.user)
        membership = services.accept_invitation(invitation=self.target, **form.cleaned_data)
        login(self.request, membership.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return membership

    def get_context_data(self, **kwargs):
        heading = f"Join as {self.target.get_role_display().lower()}, {self.target.scope}"
        return {**super().get_context_data(invitation=self.target, **kwargs), "heading": heading}

    def get_success_url(self):
        return reverse("account")


class EndMembershipPage(SignedIn, ServicePage):
    form_class = forms.LastDayForm
    permission = "accounts.end_membership"
    heading = "End a role"
    button = "Save last day"

    def subject(self):
        person = get_object_or_404(queries.people_list(self.request.actor), pk=self.kwargs["person"])
        return get_object_or_404(queries.memberships_of(person, self.request.actor), pk=self.kwargs["pk"])

    def perform(self, form):
        return services.end_membership(membership=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"{self.target.person}: {self.target}.", **kwargs)

    def get_success_url(self):
        return reverse("people")


class LeaverPage(SignedIn, ServicePage):
    form_class = forms.LeaverForm
    permission = "accounts.record_leaver"
    button = "Hand over"
    done = "Handed over. Their roles end on the day you gave."

    def subject(self):
        return get_object_or_404(queries.people_list(self.request.actor), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "person": self.target, "actor": self.request.actor}

    def perform(self, form):
        moved = services.record_leaver(person=self.target, by=self.request.actor, **form.cleaned_data)
        for sentence in moved:
            messages.info(self.request, sentence)
        return moved

    def get_context_data(self, **kwargs):
        lead = "Their roles end, and the colleague you choose takes over their places in reviews."
        return {**super().get_context_data(lead=lead, **kwargs), "heading": f"{self.target} leaves"}

    def get_success_url(self):
        return reverse("people")


class ClientsPage(StaffPage, ListView):
    template_name = "accounts/clients.html"
    paginate_by = 50

    def get_queryset(self):
        return queries.client_list(self.request.actor)


class RevokeKeyPage(SignedIn, ServicePage):
    template_name = "layouts/confirm.html"
    form_class = forms.AcceptForm
    permission = "accounts.revoke_key"
    heading = "Revoke this key?"
    button = "Revoke key"
    done = "The key no longer works."

    def subject(self):
        return get_object_or_404(queries.client_list(self.request.actor), pk=self.kwargs["pk"])

    def perform(self, form):
        return services.revoke_key(client=self.target, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = f"{self.target.name}, for {self.target.organisation}, can no longer use the API from that moment."
        return super().get_context_data(lead=lead, back=reverse("api-clients"), warning=True, **kwargs)

    def get_success_url(self):
        return reverse("api-clients")


class ExchangeView(TokenView):
    """Gives a token for a code; what no application sends is refused before it is looked up."""

    def dispatch(self, request, *args, **kwargs):
        if b"%00" in request.body or b"\0" in request.body or not request.headers.get("Authorization", "").isascii():
            return JsonResponse({"error": "invalid_request"}, status=400)
        return super().dispatch(request, *args, **kwargs)


class AuthorizePage(AuthorizationView):
    """Asks a signed-in person whether an application may use the API in their name."""

    def get(self, request, *args, **kwargs):
        request.GET = request.GET.copy()
        request.GET.pop("approval_prompt", None)  # a public application could be anyone: people are always asked
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
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
