"""Pages of learning about reviewing: anonymous feedback, and days given and received."""

from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from improvement_hub.core.pages import HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import allows, require
from peer_review import forms, queries, services
from peer_review.filters import LedgerFilterSet
from peer_review.models import FeedbackLink
from peer_review.models.learning import SIGNER
from peer_review.views.tables import as_csv
from peer_review.views.workspace import InReview, ReviewForm


class LearningPage(SignedIn, InReview, TemplateView):
    """What host and team say about the review itself, once enough of them did, and the days it took."""

    template_name = "peer_review/learning.html"
    tab = "learning"

    def get(self, request, *args, **kwargs):
        require(request.actor, "peer_review.see_feedback", self.review)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        found = {one.link.audience: one for one in queries.feedback_results(self.review, actor)}
        return super().get_context_data(
            audiences=[(value, label, found.get(value)) for value, label in FeedbackLink.Audience.choices],
            asks=allows(actor, "peer_review.ask_feedback", self.review),
            seats=[(seat, queries.days_of(seat)) for seat in queries.seats_with_days(self.review)],
            hub=self.request.build_absolute_uri("/").rstrip("/"),
            **kwargs,
        )


class LearningForm(ReviewForm):
    permission: str | None = "peer_review.ask_feedback"

    def get_success_url(self):
        return reverse("review-learning", args=[self.review.pk])


class AskFeedbackPage(LearningForm):
    form_class = forms.AskFeedbackForm
    button = "Open the link"
    done = "The link is open. Give it to everyone of this audience."

    def subject(self):
        if self.kwargs["audience"] not in FeedbackLink.Audience.values:
            raise Http404
        self.heading = f"Ask for feedback: {FeedbackLink.Audience(self.kwargs['audience']).label}"
        return self.review

    def perform(self, form):
        return services.ask_feedback(
            review=self.review, audience=self.kwargs["audience"], by=self.request.actor, **form.cleaned_data
        )


class FeedbackDatesPage(LearningForm):
    form_class = forms.FeedbackDatesForm
    heading = "Change until when feedback is open"

    def subject(self):
        self.link = get_object_or_404(queries.feedback_links(self.review), audience=self.kwargs["audience"])
        return self.review

    def get_initial(self):
        return {"closes_on": self.link.closes_on, "version": self.link.version}

    def perform(self, form):
        return services.change_feedback_dates(link=self.link, by=self.request.actor, **form.cleaned_data)


class GiveFeedbackPage(ServicePage):
    """For whoever has the link, signed in or not; nobody is asked who they are."""

    template_name = "peer_review/feedback.html"
    form_class = forms.FeedbackForm
    heading = "How was this peer review?"
    button = "Send my answer"

    def subject(self):
        try:
            pk = SIGNER.unsign(self.kwargs["token"])
        except BadSignature:
            raise Http404 from None
        return get_object_or_404(queries.links_for_anyone(), pk=pk)

    def perform(self, form):
        return services.give_feedback_on_review(link=self.target, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        sent = "sent" in self.request.GET
        return super().get_context_data(link=self.target, sent=sent, **kwargs)

    def get_success_url(self):
        return f"{self.request.path}?sent"


class DaysPage(LearningForm):
    form_class = forms.DaysForm
    permission = "peer_review.declare_days"
    heading = "Days given"
    button = "Save days"
    done = "Saved the days."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review}

    def get_context_data(self, **kwargs):
        lead = "How many days did each of the team give, preparing and reporting included? Half days count."
        return super().get_context_data(lead=lead, **kwargs)

    def perform(self, form):
        return services.declare_days(review=self.review, days=form.days, by=self.request.actor)


HEADER = ["Year", "Council", "GSS code", "Region", "Days given", "Days received", "Balance"]


class LedgerPage(SignedIn, HubListPage):
    """Who gave and who received how many days, by council and year."""

    template_name = "peer_review/ledger.html"
    filterset_class = LedgerFilterSet
    paginate_by = None

    def visible(self, actor):
        return queries.seats_of_ledger(actor)

    def get(self, request, *args, **kwargs):
        require(request.actor, "peer_review.see_ledger")
        self.object_list = queries.ledger(self.get_queryset(), request.actor)
        if request.GET.get("as") == "csv":
            return as_csv("days.csv", HEADER, map(cells, self.object_list))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)


def cells(one):
    council = one.council
    return [one.year, council.name, council.gss, council.region.name, one.given, one.received, one.balance]
