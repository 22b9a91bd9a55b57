"""The webhooks of a system that uses the API: registered, tried, given new secrets and removed by those who keep it."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from improvement_hub.accounts.actors import actor_of_client
from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.accounts.queries import client_list
from improvement_hub.api.collections import collections_open_to
from improvement_hub.api.webhooks import queries, services
from improvement_hub.api.webhooks.forms import ChangeForm, RotationForm, WebhookForm
from improvement_hub.core.forms import ConfirmForm, VersionedForm
from improvement_hub.core.pages import HubDetailPage, ServicePage, SignedIn
from improvement_hub.core.permissions import require


def client_of(page):
    return get_object_or_404(client_list(page.request.actor), pk=page.kwargs["client"])


def webhooks_of(page):
    return queries.webhook_list(page.request.actor).filter(client=page.kwargs["client"])


class WebhooksPage(SignedIn, ListView):
    template_name = "accounts/webhooks.html"

    def get_queryset(self):
        self.client = client_of(self)
        return webhooks_of(self)

    def get_context_data(self, **kwargs):
        return super().get_context_data(client=self.client, **kwargs)


class WebhookPage(SignedIn, HubDetailPage):
    """One of them: what it is told, how it stands, and what its receiver answered lately."""

    template_name = "accounts/webhook.html"
    context_object_name = "webhook"

    def get_queryset(self):
        return webhooks_of(self)

    def get_context_data(self, **kwargs):
        log = queries.delivery_list(self.request.actor).filter(webhook=self.object)[: queries.LATEST]
        return super().get_context_data(client=self.object.client, deliveries=log, latest=queries.LATEST, **kwargs)


@method_decorator(never_cache, name="dispatch")
class WebhookStep(SignedIn, AsksAgain, ServicePage):
    """A step with a webhook. Whoever is given a secret sees it in the answer itself: it is in no address, no session
    and no other answer."""

    gives_secret = False

    def subject(self):
        return get_object_or_404(webhooks_of(self), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            require(request.actor, "accounts.keep_webhooks", client_of(self))
        return super().dispatch(request, *args, **kwargs)

    @property
    def client(self):
        return self.target.client

    def get_success_url(self):
        return reverse("webhook", args=[self.client.pk, self.target.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back": self.get_success_url(), "client": self.client, **kwargs})

    def form_valid(self, form):
        answer = super().form_valid(form)
        if not self.gives_secret or answer.status_code != 302:
            return answer
        webhook, secret = self.result
        page = self.get_context_data(form=form, webhook=webhook, secret=secret, heading="Copy this now")
        return self.response_class(self.request, "accounts/webhook_secret.html", page)


class TellsOfCollections:
    """Its form offers the collections of which this client may be told."""

    def get_form_kwargs(self):
        offered = collections_open_to(actor_of_client(self.client))
        return {**super().get_form_kwargs(), "collections": offered}


class RegisterWebhookPage(TellsOfCollections, WebhookStep):
    form_class = WebhookForm
    heading = "Tell a system of changes"
    button = "Register"
    gives_secret = True

    def subject(self):
        return client_of(self)

    @property
    def client(self):
        return self.target

    def perform(self, form):
        return services.register_webhook(client=self.client, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("webhooks", args=[self.client.pk])


class ChangeWebhookPage(TellsOfCollections, WebhookStep):
    form_class = ChangeForm
    heading = "Change this webhook"
    done = "Saved."

    def get_initial(self):
        row = self.target
        return {"address": row.address, "collections": row.collections, "version": row.version}

    def perform(self, form):
        return services.change_webhook(webhook=self.target, by=self.request.actor, **form.cleaned_data)


class RotateSecretPage(WebhookStep):
    form_class = RotationForm
    heading = "Put a new secret in its place"
    button = "Make a new secret"
    gives_secret = True

    def get_initial(self):
        return {"overlap": 7, "version": self.target.version}

    def perform(self, form):
        said = form.cleaned_data
        return services.rotate_secret(
            webhook=self.target,
            overlap=timedelta(days=said["overlap"]),
            version=said["version"],
            by=self.request.actor,
        )


class TestWebhookPage(WebhookStep):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    heading = "Send a test message?"
    button = "Send it now"

    def perform(self, form):
        delivery = services.send_test(webhook=self.target, by=self.request.actor)
        say = messages.success if delivery.is_taken else messages.warning
        say(self.request, f"The test: {delivery.outcome}, in {delivery.milliseconds} ms.")
        return delivery

    def get_context_data(self, **kwargs):
        lead = f"It goes to {self.target.address} at once, and says nothing but that it is a test."
        return super().get_context_data(lead=lead, **kwargs)


class SwitchOnPage(WebhookStep):
    template_name = "layouts/confirm.html"
    form_class = VersionedForm
    heading = "Switch this webhook on again?"
    button = "Switch it on"
    done = "Switched on. What it missed is sent within a minute or two."

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        return services.switch_on(webhook=self.target, by=self.request.actor, **form.cleaned_data)


class RemoveWebhookPage(WebhookStep):
    template_name = "layouts/confirm.html"
    form_class = VersionedForm
    heading = "Remove this webhook?"
    button = "Remove it"
    done = "Removed. Nothing is sent there any more."

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        return services.remove_webhook(webhook=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("webhooks", args=[self.client.pk])

    def get_context_data(self, **kwargs):
        lead = f"{self.target.address} is told nothing more. Its log goes too."
        return super().get_context_data(lead=lead, warning=True, **kwargs)
