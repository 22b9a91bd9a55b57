"""Partners' systems and their keys: registered, given keys, and revoked by a council's director."""

from datetime import datetime, time, timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from improvement_hub.accounts import queries, services
from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.accounts.forms import AcceptForm
from improvement_hub.accounts.forms.keys import (
    ClientForm,
    KeyForm,
    LimitForm,
    RotationForm,
    ScopesForm,
    choices_within,
    chosen,
)
from improvement_hub.accounts.scopes import words_of
from improvement_hub.accounts.views.people import StaffPage
from improvement_hub.core.pages import HubDetailPage, ServicePage, SignedIn

LATEST_CALLS = 20


class ClientsPage(StaffPage, ListView):
    template_name = "accounts/clients.html"
    paginate_by = 50

    def get_queryset(self):
        return queries.client_list(self.request.actor)


class ClientPage(SignedIn, HubDetailPage):
    """One of them: what it may do, its keys, and what it asked lately."""

    template_name = "accounts/client.html"
    context_object_name = "client"

    def get_queryset(self):
        return queries.client_list(self.request.actor)

    def get_context_data(self, **kwargs):
        client, actor = self.object, self.request.actor
        return super().get_context_data(
            keys=queries.keys_of(client, actor),
            scopes=[words_of(scope, of_a_client=True) for scope in client.scopes.split()],
            days=queries.calls_by_day(client, actor),
            calls=queries.call_list(actor).filter(client=client)[:LATEST_CALLS],
            **kwargs,
        )


def above() -> dict:
    """The list of them, for the way back at the head of a page."""
    return {"address": reverse("api-clients"), "words": "Systems that use the API"}


class OfClient(SignedIn, AsksAgain, ServicePage):
    """A step with one client; it leads back to its page."""

    form_class = AcceptForm
    warning = False

    def subject(self):
        return get_object_or_404(queries.client_list(self.request.actor), pk=self.kwargs["pk"])

    @property
    def client(self):
        return self.target

    def get_success_url(self):
        return reverse("api-client", args=[self.client.pk])

    def get_context_data(self, **kwargs):
        page = {"lead": self.lead(), "back": self.get_success_url(), "warning": self.warning}
        page |= above() | {"address2": reverse("api-client", args=[self.client.pk]), "words2": self.client.name}
        return super().get_context_data(**{**page, **kwargs})

    def lead(self) -> str:
        return ""


class RegisterPage(SignedIn, AsksAgain, ServicePage):
    template_name = "accounts/client_form.html"
    form_class = ClientForm
    permission = "accounts.keep_clients"
    heading = "Register a system that uses the API"
    button = "Register"
    done = "Registered. Issue a key for it next."

    def get_context_data(self, **kwargs):
        return super().get_context_data(**above(), **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organisations": queries.organisations_one_keeps(self.request.actor)}

    def perform(self, form):
        said = form.cleaned_data
        return services.register_client(
            name=said["name"], organisation=said["organisation"], scopes=chosen(said), by=self.request.actor
        )

    def get_success_url(self):
        return reverse("api-client", args=[self.result.pk])


class ChangeClientPage(OfClient):
    template_name = "accounts/client_form.html"
    form_class = ScopesForm
    permission = "accounts.change_client"
    heading = "What it may do"
    done = "Saved. It holds for all of its keys at once."

    def get_initial(self):
        return {**choices_within(self.client.scopes), "version": self.client.version}

    def perform(self, form):
        said = form.cleaned_data
        return services.change_client(
            client=self.client, scopes=chosen(said), version=said["version"], by=self.request.actor
        )


class LimitPage(OfClient):
    form_class = LimitForm
    permission = "accounts.limit_client"
    heading = "A limit of its own"
    done = "Saved."

    def get_initial(self):
        return {"per_minute": self.client.per_minute, "version": self.client.version}

    def perform(self, form):
        return services.limit_client(client=self.client, by=self.request.actor, **form.cleaned_data)


class RevokeClientPage(OfClient):
    template_name = "layouts/confirm.html"
    permission = "accounts.revoke_client"
    heading = "Revoke this system and all its keys?"
    button = "Revoke all"
    done = "It can no longer use the API."
    warning = True

    def perform(self, form):
        return services.revoke_client(client=self.client, by=self.request.actor)

    def lead(self):
        return f"{self.client} can no longer use the API for {self.client.organisation} from that moment, for good."


@method_decorator(never_cache, name="dispatch")
class ShowsSecret(OfClient):
    """Issues a key. The answer itself shows the secret: it is in no address, no session and no other answer."""

    secret_template = "accounts/secret.html"  # noqa: S105 - the page on which one is shown

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code != 302:
            return answer
        key, secret = self.result
        page = self.get_context_data(form=form, key=key, client=self.client, secret=secret, heading="Copy this now")
        return self.response_class(self.request, self.secret_template, page)


class IssueKeyPage(ShowsSecret):
    form_class = KeyForm
    permission = "accounts.add_key"
    heading = "Issue a key"
    button = "Issue the key"

    def perform(self, form):
        said = form.cleaned_data
        return services.add_key(
            client=self.client,
            kind=said["kind"],
            name=said["name"],
            expires_at=end_of(said["expires_on"]),
            by=self.request.actor,
        )

    def lead(self):
        return f"For {self.client}, which acts for {self.client.organisation}."


def end_of(day) -> datetime:
    """The key works throughout its last day."""
    return timezone.make_aware(datetime.combine(day, time()) + timedelta(days=1))


class OfKey:
    """A step with one key of a client."""

    def subject(self):
        keys = queries.key_list(self.request.actor).filter(client=self.kwargs["client"])
        return get_object_or_404(keys, pk=self.kwargs["pk"])

    @property
    def client(self):
        return self.target.client


class RotateKeyPage(OfKey, ShowsSecret):
    form_class = RotationForm
    permission = "accounts.rotate_key"
    heading = "Put a new key in its place"
    button = "Issue the new key"

    def perform(self, form):
        said = form.cleaned_data
        return services.rotate_key(
            key=self.target,
            expires_at=end_of(said["expires_on"]),
            overlap=timedelta(days=said["overlap"]),
            by=self.request.actor,
        )

    def lead(self):
        return f"The one that begins {self.target.starts} works on for as long as you say. Then only the new one does."


class RevokeKeyPage(OfKey, OfClient):
    template_name = "layouts/confirm.html"
    permission = "accounts.revoke_key"
    heading = "Revoke this key?"
    button = "Revoke key"
    done = "The key no longer works."
    warning = True

    def perform(self, form):
        return services.revoke_key(key=self.target, by=self.request.actor)

    def lead(self):
        whose = f"{self.client}, for {self.client.organisation}"
        return f"{whose}, can no longer use the API with the key that begins {self.target.starts} from that moment."
