"""One's digest: how often, what it would hold now, what was sent; and the way out that each e-mail has."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.digests import queries, services
from improvement_hub.digests.contents import contents_for, what_is_new
from improvement_hub.digests.forms import NEVER, SubscriptionForm
from improvement_hub.digests.links import subscription_of
from improvement_hub.digests.schedule import Frequency, Weekday


class DigestPage(SignedIn, ServicePage):
    template_name = "digests/digest.html"
    form_class = SubscriptionForm
    heading = "Your digest"
    done = "Saved."

    @cached_property
    def subscription(self):
        return queries.own_subscription(self.request.actor)

    def get_initial(self):
        if not self.subscription:
            return {"frequency": Frequency.WEEKLY, "weekday": Weekday.MONDAY}
        given = {name: getattr(self.subscription, name) for name in ("frequency", "weekday", "version")}
        return given if self.subscription.is_active else {**given, "frequency": NEVER}

    def perform(self, form):
        wanted = form.cleaned_data
        if wanted["frequency"] != NEVER:
            return services.subscribe(**wanted, by=self.request.actor)
        if not self.subscription:
            return None
        return services.unsubscribe(subscription=self.subscription, version=wanted["version"], by=self.request.actor)

    def get_context_data(self, **kwargs):
        active = self.subscription if self.subscription and self.subscription.is_active else None
        actor = self.request.actor
        return super().get_context_data(
            subscription=active,
            contents=contents_for(active, actor) if active else last_week(actor),
            deliveries=queries.deliveries(actor)[: queries.LATEST],
            **kwargs,
        )

    def get_success_url(self):
        return reverse("digests")


def last_week(actor):
    """What a first digest would hold, for those who have none yet."""
    return what_is_new(actor, timezone.now() - queries.FIRST_LOOK)


class SendNowPage(SignedIn, ServicePage):
    """Sends it at once; the button stands on the page of one's digest."""

    http_method_names = ["post"]
    form_class = ConfirmForm
    permission = "digests.subscribe"
    heading = "Send my digest now"
    button = "Try again"
    done = "Your digest is on its way."

    def perform(self, form):
        return services.send_now(by=self.request.actor)

    def get_fallback_url(self):
        return reverse("digests")


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class UnsubscribePage(TemplateView):
    """Where the link of an e-mail leads (RFC 8058): it asks, since scanners open links too; a POST ends the digest
    at once, from an e-mail program that is not signed in as from the button."""

    template_name = "digests/unsubscribe.html"

    @cached_property
    def subscription(self):
        found = subscription_of(self.kwargs["token"])
        if found is None:
            raise Http404("This link is not one of ours.")
        return found

    def post(self, request, *args, **kwargs):
        services.unsubscribe_by_link(subscription=self.subscription)
        del self.subscription
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(subscription=self.subscription, **kwargs)
