"""One's account, the people one is responsible for, and invitations."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.generic import ListView, TemplateView

from improvement_hub.accounts import forms, queries, services
from improvement_hub.accounts.proof import note
from improvement_hub.accounts.services.invitations import digest
from improvement_hub.core.pages import HubDetailPage, ServicePage, SignedIn
from improvement_hub.core.permissions import require


class AccountPage(SignedIn, TemplateView):
    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs):
        memberships = queries.memberships_of(self.request.user, self.request.actor)
        return super().get_context_data(
            memberships=memberships, provider=queries.provider_of(self.request.user), **kwargs
        )


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
        note(self.request, membership.person, "password")
        self.arrival = perform_login(self.request, membership.person, redirect_url=reverse("account"))
        return membership

    def get_context_data(self, **kwargs):
        heading = f"Join as {self.target.get_role_display().lower()}, {self.target.scope}"
        return {**super().get_context_data(invitation=self.target, **kwargs), "heading": heading}

    def get_success_url(self):
        """To the account; by way of the second factor of someone who comes back."""
        return self.arrival.url if hasattr(self, "arrival") else reverse("account")


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
