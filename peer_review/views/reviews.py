from django.urls import reverse
from django.views.generic import TemplateView

from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.permissions import allows, require
from peer_review import forms, queries, services
from peer_review.views.workspace import InReview, ReviewForm
from peer_review.workflow import TAKEN_BY


class OpenReviewPage(SignedIn, ServicePage):
    template_name = "peer_review/open.html"
    form_class = forms.OpenReviewForm
    permission = "peer_review.open_review"
    heading = "Open a peer review"
    button = "Open review"
    done = "The review is open. Next: put the visiting team together."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.open_review(**form.cleaned_data, by=self.request.actor)

    def get_success_url(self):
        return reverse("review-team", args=[self.result.pk])


class ReviewPage(InReview, TemplateView):
    """The overview: head and counts for everyone who may see the review, its text for team and host."""

    template_name = "peer_review/overview.html"
    tab = "overview"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        return super().get_context_data(
            counts=queries.counts(self.review) if allows(actor, "peer_review.see_counts", self.review) else None,
            steps=self.review.workflow.steps(self.review, actor),
            for_others=self.step_of_others(actor),
            subject=self.review,
            past=queries.past_review_of(self.review, actor),
            findings=queries.statements(actor, self.review).findings(),
            weighed=queries.weighed(self.review) if allows(actor, "peer_review.read_evidence", self.review) else None,
            report=queries.report_of(actor, self.review) if self.review.is_final else None,
            **kwargs,
        )

    def step_of_others(self, actor):
        """(label, whose it is) of the step ahead, where this reader does not take it."""
        ahead = self.review.workflow.ahead(self.review)
        if ahead is None or allows(actor, ahead.permission, self.review):
            return None
        return ahead.label, TAKEN_BY[ahead.permission]


class ReviewStep(ReviewForm):
    """Takes one step; the button stands on the overview. A step that asks for a reason has a form of its own."""

    def get_form_class(self):
        if "deadline" in self.step.asks:
            return forms.DeadlineForm
        return forms.StepReasonForm if self.step.asks else forms.StepForm

    @property
    def step(self):
        return self.review.workflow.named(self.kwargs["step"])

    def subject(self):
        require(self.request.actor, self.step.permission, self.review)
        return self.review

    def get_initial(self):
        return {"version": self.review.version}

    def perform(self, form):
        return services.move_review(
            review=self.review, step=self.kwargs["step"], by=self.request.actor, **form.cleaned_data
        )

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "heading": self.step.label, "button": self.step.label}


class AgreeToScope(ReviewForm):
    """Host or review lead agrees scope and key lines as they are; the button stands on the overview."""

    form_class = forms.StepForm
    permission = "peer_review.agree_scope"
    heading = "Agree scope and key lines"
    button = "Agree"
    done = "You agree scope and key lines as they are."

    def get_initial(self):
        return {"version": self.review.version}

    def perform(self, form):
        return services.agree_to_scope(review=self.review, by=self.request.actor, **form.cleaned_data)


class ChangeReviewPage(ReviewForm):
    form_class = forms.ChangeReviewForm
    permission = "peer_review.change_review"
    heading = "Change the review"

    def get_initial(self):
        names = ("title", "scope", "starts_on", "ends_on", "version")
        initial = {name: getattr(self.review, name) for name in names}
        return {**initial, "keylines": [line.question for line in self.review.keylines.all()]}

    def perform(self, form):
        return services.change_review(review=self.review, by=self.request.actor, **form.cleaned_data)
