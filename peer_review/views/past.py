"""Earlier reviews, recorded by those who hosted them: one by one, or from a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import View

from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.pages import SignedIn
from improvement_hub.core.sheet_pages import SheetPage
from improvement_hub.core.writing.pages import WritingPage
from peer_review import forms, imports, queries, services
from peer_review.models import Recommendation
from peer_review.views.workspace import ReviewForm


class RecordPastPage(SignedIn, WritingPage):
    template_name = "peer_review/past_form.html"
    form_class = forms.RecordPastForm
    permission = "peer_review.record_past_reviews"
    heading = "Record an earlier review"
    button = "Record"
    done = "The review is recorded. Only its host reads it, until the director shares it."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.record_past_review(by=self.request.actor, **form.cleaned_data)


class OfPast:
    """The record behind the review of the address, if the actor reads it; 404 otherwise."""

    @cached_property
    def record(self):
        return get_object_or_404(queries.past_reviews(self.request.actor), review=self.review)

    def subject(self):
        return self.record

    def get_fallback_url(self):
        return self.review.get_absolute_url()


class ChangePastPage(OfPast, ReviewForm, WritingPage):
    form_class = forms.ChangePastForm
    permission = "peer_review.record_past_review"
    heading = "Change what is recorded"

    def get_initial(self):
        record, review = self.record, self.record.review
        of_review = ("title", "theme", "review_lead", "observer", "starts_on", "ends_on")
        initial = {name: getattr(review, name) for name in of_review}
        initial |= {name: getattr(record, name) for name in ("year", "method_name", "conclusions", "version")}
        return {**initial, "participants": [row.council for row in review.participants.all()]}

    def perform(self, form):
        return services.change_past_review(record=self.record, by=self.request.actor, **form.cleaned_data)


class SharePastPage(AsksAgain, OfPast, ReviewForm):
    form_class = forms.SharePastForm
    permission = "peer_review.share_past_review"
    heading = "Set who may read this record"
    done = "Saved who may read this record."

    def get_initial(self):
        return {"visibility": self.record.visibility, "version": self.record.version}

    def perform(self, form):
        return services.share_past_review(record=self.record, by=self.request.actor, **form.cleaned_data)


class ImportPastPage(SignedIn, SheetPage):
    template_name = "peer_review/past_import.html"
    permission = "peer_review.record_past_reviews"
    heading = "Record earlier reviews from a file"
    sheet = imports.SHEET

    def bring(self, text, *, take):
        return imports.import_past_reviews(text, by=self.request.actor, take=take)

    def get_context_data(self, **kwargs):
        return super().get_context_data(times=Recommendation.Timescale.labels, **kwargs)


class PastTemplate(View):
    """An empty sheet to fill in: its header alone."""

    def get(self, request):
        header = ",".join(imports.COLUMNS)
        attached = {"Content-Disposition": 'attachment; filename="earlier-reviews.csv"'}
        return HttpResponse(f"\ufeff{header}\r\n", content_type="text/csv; charset=utf-8", headers=attached)
