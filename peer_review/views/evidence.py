import uuid

from django.shortcuts import get_object_or_404
from django.urls import reverse

from improvement_hub.core.pages import HubListPage, SignedIn
from improvement_hub.core.permissions import require
from peer_review import forms, queries, services
from peer_review.filters import EvidenceFilterSet
from peer_review.views.workspace import InReview, ReviewForm


class EvidencePage(SignedIn, InReview, HubListPage):
    """The stream, newest first, with a count by key line at its side."""

    template_name = "peer_review/evidence.html"
    filterset_class = EvidenceFilterSet
    tab = "evidence"

    def get(self, request, *args, **kwargs):
        require(request.actor, "peer_review.read_evidence", self.review)
        return super().get(request, *args, **kwargs)

    def visible(self, actor):
        return queries.evidence(actor, self.review)

    def filter_terms(self):
        return {"review": self.review}

    def get_context_data(self, **kwargs):
        page = super().get_context_data(tally=queries.tally(self.request.actor, self.review), **kwargs)
        for piece in page["object_list"]:
            piece.activity.review = self.review  # its team is loaded, so no rule asks again
        return page


class CapturePage(ReviewForm):
    """One note after the other; the activity is remembered."""

    template_name = "peer_review/capture.html"
    form_class = forms.CaptureForm
    permission = "peer_review.log_evidence"
    heading = "Log evidence"
    button = "Save and next"
    done = "Saved."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review}

    def get_initial(self):
        remembered = {name: self.request.GET[name] for name in ("activity", "keyline") if self.request.GET.get(name)}
        return {"id": uuid.uuid4(), **remembered}

    def perform(self, form):
        return services.log_evidence(by=self.request.actor, **form.cleaned_data)

    def form_invalid(self, form):
        if "id" in form.errors:  # the words in the form become a note of their own when they are sent again
            form.data = form.data.copy()
            form.data["id"] = uuid.uuid4()
        return super().form_invalid(form)

    def get_success_url(self):
        address = reverse("capture", args=[self.review.pk])
        return f"{address}?activity={self.result.activity_id}&keyline={self.result.keyline_id}"


class WithdrawEvidencePage(ReviewForm):
    form_class = forms.ReasonForm
    permission = "peer_review.withdraw_evidence"
    heading = "Withdraw this piece of evidence"
    button = "Withdraw"
    done = "Withdrawn. It no longer counts."

    def subject(self):
        require(self.request.actor, "peer_review.read_evidence", self.review)
        return get_object_or_404(queries.evidence(self.request.actor, self.review), pk=self.kwargs["pk"])

    def perform(self, form):
        return services.withdraw_evidence(evidence=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.target.note}”", **kwargs)

    def get_success_url(self):
        return reverse("review-evidence", args=[self.review.pk])
