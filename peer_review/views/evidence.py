import uuid

from django.http import HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.pages import HubListPage, SignedIn
from improvement_hub.core.permissions import require
from improvement_hub.core.writing.pages import WritingPage
from peer_review import forms, queries, services
from peer_review.filters import EvidenceFilterSet
from peer_review.views.workspace import InReview, ReviewForm


class EvidencePage(SignedIn, InReview, HubListPage):
    """The stream, newest first, with a count by key line at its side. Who has it open already and asks again gets
    304 until something in it is new."""

    template_name = "peer_review/evidence.html"
    filterset_class = EvidenceFilterSet
    tab = "evidence"

    def get(self, request, *args, **kwargs):
        require(request.actor, "peer_review.read_evidence", self.review)
        self.mark = f'"{request.actor.pk}-{self.review.version}-{queries.stream_mark(request.actor, self.review)}"'
        if request.headers.get("If-None-Match") == self.mark:
            return HttpResponseNotModified(headers={"ETag": self.mark})
        answer = super().get(request, *args, **kwargs)
        answer["ETag"] = self.mark
        return answer

    def visible(self, actor):
        return queries.evidence(actor, self.review)

    def filter_terms(self):
        return {"review": self.review}

    def get_context_data(self, **kwargs):
        tally = queries.tally(self.request.actor, self.review)
        page = super().get_context_data(tally=tally, mark=self.mark, **kwargs)
        for piece in page["object_list"]:
            piece.activity.review = self.review  # its team is loaded, so no rule asks again
        return page


class NoteForm(SignedIn, InReview, WritingPage):
    """A page on which a note is written; its words are kept until they are saved."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review}


class CapturePage(NoteForm):
    """One note after the other; the activity is remembered. Where a script runs, notes wait on the phone itself."""

    template_name = "peer_review/capture.html"
    form_class = forms.CaptureForm
    permission = "peer_review.log_evidence"
    heading = "Log evidence"
    button = "Save and next"
    done = "Saved."

    def subject(self):
        return self.review

    def get_initial(self):
        remembered = {name: self.request.GET[name] for name in ("activity", "keyline") if self.request.GET.get(name)}
        return {"id": uuid.uuid4(), "observed_on": timezone.localdate(), **remembered}

    def perform(self, form):
        return services.log_evidence(by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(phone_key=services.phone_key(by=self.request.actor), **kwargs)

    def get_success_url(self):
        address = reverse("capture", args=[self.review.pk])
        return f"{address}?activity={self.result.activity_id}&keyline={self.result.keyline_id}"


class OfflineCapturePage(CapturePage):
    """The same form, empty and with nobody's words on it: what a phone keeps, to open it where there is no signal."""

    template_name = "peer_review/capture_offline.html"
    http_method_names = ["get"]


class ChangeEvidencePage(NoteForm):
    form_class = forms.ChangeNoteForm
    template_name = "peer_review/form.html"
    permission = "peer_review.change_evidence"
    heading = "Put your note right"
    done = "Saved."

    def subject(self):
        require(self.request.actor, "peer_review.read_evidence", self.review)
        return get_object_or_404(queries.evidence(self.request.actor, self.review), pk=self.kwargs["pk"])

    def get_initial(self):
        said = ("activity", "keyline", "bearing", "source_role", "note", "observed_on", "version")
        return {name: getattr(self.target, name) for name in said}

    def perform(self, form):
        return services.change_evidence(evidence=self.target, by=self.request.actor, **form.cleaned_data)


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
