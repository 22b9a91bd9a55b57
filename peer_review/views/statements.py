from itertools import groupby

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.permissions import require
from peer_review import forms, gate, queries, services
from peer_review.views.workspace import InReview, ReviewForm, WorkspacePage


def with_marks(statement, review):
    """A statement as its card shows it; it shares the page's review, so its rules cost no query."""
    statement.keyline.review = review
    statement.marks = gate.marks(statement)
    statement.missing = [mark.missing for mark in statement.marks if not mark.passed]
    return statement


class FindingsPage(WorkspacePage):
    """One column per key line; the host sees findings, the team hypotheses too."""

    template_name = "peer_review/findings.html"
    tab = "findings"

    def get_context_data(self, **kwargs):
        rows = [with_marks(row, self.review) for row in queries.statements(self.request.actor, self.review)]
        by_keyline = {key: list(group) for key, group in groupby(rows, key=lambda row: row.keyline_id)}
        columns = [(line, by_keyline.get(line.pk, [])) for line in self.review.keylines.all()]
        return super().get_context_data(columns=columns, **kwargs)


class OfStatement:
    """Finds the statement of the address among those of the review that the actor may see."""

    def found(self):
        return get_object_or_404(queries.statements(self.request.actor, self.review), pk=self.kwargs["pk"])

    def subject(self):
        return self.found()


class StatementPage(OfStatement, InReview, TemplateView):
    """For the team and the host, and for everyone with whom the finding was shared."""

    template_name = "peer_review/statement.html"
    tab = "findings"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        statement = with_marks(self.found(), self.review)
        steps = statement.workflow.steps(statement, actor)
        return super().get_context_data(statement=statement, subject=statement, steps=steps, **kwargs)


class HypothesisPage(ReviewForm):
    form_class = forms.HypothesisForm
    permission = "peer_review.make_statements"
    heading = "Write a hypothesis"
    button = "Save hypothesis"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review, "actor": self.request.actor}

    def perform(self, form):
        return services.make_hypothesis(by=self.request.actor, **form.cleaned_data)


class ChangeStatementPage(OfStatement, ReviewForm):
    form_class = forms.StatementForm
    permission = "peer_review.make_statements"
    heading = "Reword the hypothesis"

    def get_initial(self):
        return {name: getattr(self.target, name) for name in ("text", "bearing", "version")}

    def perform(self, form):
        return services.change_statement(statement=self.target, by=self.request.actor, **form.cleaned_data)


class StatementStep(OfStatement, ReviewForm):
    """Takes one step; a step that asks for a reason has a page of its own."""

    heading = "Move the statement"
    button = "Try again"

    def subject(self):
        statement = self.found()
        require(self.request.actor, statement.workflow.named(self.kwargs["step"]).permission, statement)
        return statement

    def get_form_class(self):
        step = self.target.workflow.named(self.kwargs["step"])
        return forms.HoldForm if "reason" in step.asks else forms.StepForm

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        return services.move_statement(
            statement=self.target, step=self.kwargs["step"], by=self.request.actor, **form.cleaned_data
        )

    def get_context_data(self, **kwargs):
        label = self.target.workflow.named(self.kwargs["step"]).label
        page = super().get_context_data(lead=f"“{self.target.text}”", **kwargs)
        return {**page, "heading": label, "button": label}


class LinkPage(OfStatement, ReviewForm):
    form_class = forms.LinkForm
    permission = "peer_review.make_statements"
    heading = "Link evidence"
    button = "Link"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "statement": self.target, "actor": self.request.actor}

    def perform(self, form):
        return services.link_evidence(statement=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.target.get_absolute_url()


class UnlinkPage(OfStatement, ReviewForm):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    permission = "peer_review.make_statements"
    heading = "Unlink this piece of evidence?"
    button = "Unlink"

    def link(self):
        return get_object_or_404(self.target.links.select_related("evidence"), pk=self.kwargs["link"])

    def perform(self, form):
        return services.unlink_evidence(link=self.link(), by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = f"“{self.link().evidence.note}”"
        return super().get_context_data(lead=lead, back=self.target.get_absolute_url(), **kwargs)


class ShareFindingPage(AsksAgain, OfStatement, ReviewForm):
    form_class = forms.ShareForm
    permission = "peer_review.share_finding"
    heading = "Share a finding"
    done = "Saved who may read this finding."

    def get_initial(self):
        return {"visibility": self.target.visibility, "version": self.target.version}

    def perform(self, form):
        return services.share_finding(finding=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.target.text}”", **kwargs)

    def get_success_url(self):
        return reverse("review-findings", args=[self.review.pk])
