import uuid

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.permissions import require
from peer_review import forms, gate, queries, services
from peer_review.views.workspace import InReview, ReviewForm, ReviewWriting


def with_marks(statement, review):
    """A statement as its card shows it; it shares the page's review, so its rules cost no query."""
    statement.keyline.review = review
    statement.marks = gate.marks(statement)
    statement.missing = [mark.missing for mark in statement.marks if not mark.passed]
    return statement


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
        told = {
            "thread": queries.thread(actor, statement),
            "corrections": queries.corrections(actor, statement) if self.review.feedback_given_at else [],
        }
        return super().get_context_data(statement=statement, subject=statement, steps=steps, **told, **kwargs)


class HypothesisPage(ReviewWriting):
    """From the pieces that the address names, where it names some."""

    form_class = forms.HypothesisForm
    permission = "peer_review.make_statements"
    heading = "Write a hypothesis"
    button = "Save hypothesis"

    def get_form_kwargs(self):
        actor = self.request.actor
        return {**super().get_form_kwargs(), "review": self.review, "actor": actor, "chosen": self.pieces()}

    def pieces(self):
        """Ids as they were sent, or kept with unsaved words, or asked for."""
        sent = self.chosen.as_sent if self.chosen else self.request.POST or self.request.GET
        return sent.getlist("evidence")

    def get_initial(self):
        asked = queries.evidence(self.request.actor, self.review).filter(pk__in=filter(forms.is_id, self.pieces()))
        keylines = list(asked.order_by("keyline__position").values_list("keyline", flat=True)[:1])
        return {"id": uuid.uuid4(), "evidence": self.pieces(), "keyline": next(iter(keylines), None)}

    def perform(self, form):
        return services.make_hypothesis(by=self.request.actor, **form.cleaned_data)


class ChangeStatementPage(OfStatement, ReviewWriting):
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
        asking = {"hold": forms.HoldForm, "lift": forms.LiftForm}
        return asking.get(self.kwargs["step"], forms.StepForm)

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
    template_name = "peer_review/link.html"
    form_class = forms.LinkForm
    permission = "peer_review.make_statements"
    heading = "Link evidence"
    button = "Link"

    def get_form_kwargs(self):
        chosen = self.request.POST.getlist("evidence")
        return {**super().get_form_kwargs(), "statement": self.target, "actor": self.request.actor, "chosen": chosen}

    def perform(self, form):
        return services.link_several(statement=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.target.get_absolute_url()


class OfLink(OfStatement):
    """One link of the statement of the address."""

    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    permission = "peer_review.make_statements"

    def link(self):
        return get_object_or_404(self.target.links.select_related("evidence"), pk=self.kwargs["link"])

    def get_context_data(self, **kwargs):
        lead = f"“{self.link().evidence.note}”"
        return super().get_context_data(lead=lead, back=self.target.get_absolute_url(), **kwargs)

    def get_success_url(self):
        return self.target.get_absolute_url()


class UnlinkPage(OfLink, ReviewForm):
    heading = "Unlink this piece of evidence?"
    button = "Unlink"

    def perform(self, form):
        return services.unlink_evidence(link=self.link(), by=self.request.actor)


class TurnPage(OfLink, ReviewForm):
    """From support to challenge, or back; its heading says which."""

    def perform(self, form):
        return services.turn_link(link=self.link(), by=self.request.actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        challenges = self.link().relation == "challenges"
        heading = "Does this piece support the statement?" if challenges else "Does this piece challenge the statement?"
        return {**page, "heading": heading, "button": "It supports it" if challenges else "It challenges it"}


class AnswerHoldPage(OfStatement, ReviewWriting):
    """The next turn in the thread of a hold: the team's answer, or the reply of whoever holds."""

    form_class = forms.AnswerHoldForm
    permission = "peer_review.answer_hold"
    heading = "Answer the hold"
    button = "Send"
    done = "Sent. It stands in the thread."

    def get_initial(self):
        return {"id": uuid.uuid4()}

    def perform(self, form):
        return services.answer_hold(statement=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.target.text}”", **kwargs)

    def get_success_url(self):
        return f"{self.target.get_absolute_url()}#thread"


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
