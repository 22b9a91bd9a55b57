"""Pages of recommendations and actions: one tab of the workspace, and what can be done from it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.forms import ConfirmForm, VersionedForm
from improvement_hub.core.pages import HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.writing.pages import WritingPage
from peer_review import forms, queries, services
from peer_review.filters import FigureFilterSet, RecommendationFilterSet
from peer_review.views.charts import line_of
from peer_review.views.tables import as_csv
from peer_review.views.workspace import InReview, ReviewForm, WorkspacePage
from peer_review.workflow.impact import not_written

MEASURE = ("measure", "unit", "better", "baseline", "baseline_n", "baseline_on", "target", "target_on")
PLANNED = ("outcome", "words", "owner_role", "due_on", *MEASURE, "measure_source", "version")


def as_shown(recommendation, actor):
    """A recommendation as its card shows it: steps, actions with their lines, and each follow-up with its day."""
    recommendation.steps = recommendation.workflow.steps(recommendation, actor)
    recommendation.planned = list(recommendation.actions.all())
    for action in recommendation.planned:
        action.recommendation = recommendation
        action.line = line_of(action)
    recommendation.asked = [asked(recommendation, months) for months in recommendation.follow_up_months]
    return recommendation


def asked(recommendation, months) -> dict:
    """A follow-up: its day, and where it is answered the answer with its value in words."""
    answer = next((one for one in recommendation.follow_ups.all() if one.months == months), None)
    measured = next((one for one in recommendation.planned if answer and one.pk == answer.action_id), None)
    words = f"{measured.measure}, {measured.in_unit(answer.value, answer.value_n)}" if measured else ""
    due_on = recommendation.due_on(months)
    today = timezone.localdate()
    late, has_come = not answer and due_on and due_on < today, due_on and due_on <= today
    return {"months": months, "answer": answer, "words": words, "due_on": due_on, "late": late, "has_come": has_come}


class ActionsPage(WorkspacePage):
    """Recommendations with their actions, owners, days, answers and measures."""

    template_name = "peer_review/actions.html"
    tab = "actions"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        rows = list(queries.recommendations(actor, self.review))
        for row in rows:
            row.review = self.review  # its team is loaded, so no rule asks again
            as_shown(row, actor)
        nothing = getattr(self.review, "nothing_recommended", None)
        writes = not not_written(self.review)
        return super().get_context_data(recommendations=rows, nothing=nothing, writes=writes, **kwargs)


class RecommendationsPage(HubListPage):
    """Of all reviews, as far as one may read them."""

    template_name = "peer_review/recommendations.html"
    filterset_class = RecommendationFilterSet

    def visible(self, actor):
        return queries.recommendations(actor).order_by("-created_at", "pk")


class OfRecommendation:
    """Finds the recommendation of the address among those the actor may see."""

    @cached_property
    def recommendation(self):
        return get_object_or_404(queries.recommendations(self.request.actor), pk=self.kwargs["pk"])

    @property
    def review(self):
        return self.recommendation.review

    def subject(self):
        return self.recommendation

    def get_context_data(self, **kwargs):
        page = {"recommendation": self.recommendation, "review": self.review}
        return super().get_context_data(**page, **kwargs)

    def get_success_url(self):
        return self.recommendation.get_absolute_url()


class RecommendationPage(OfRecommendation, TemplateView):
    """For the team and the host, and for everyone with whom it was shared."""

    template_name = "peer_review/recommendation.html"

    def get_context_data(self, **kwargs):
        row = as_shown(self.recommendation, self.request.actor)
        reads = allows(self.request.actor, "peer_review.read_review", row)
        return super().get_context_data(reads=reads, tab="actions", **kwargs)


class RecommendPage(SignedIn, InReview, WritingPage):
    template_name = "peer_review/form.html"
    form_class = forms.NewRecommendationForm
    permission = "peer_review.recommend"
    heading = "Write a recommendation"
    button = "Save recommendation"

    def subject(self):
        return self.review

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review, "actor": self.request.actor}

    def perform(self, form):
        return services.recommend(review=self.review, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("review-actions", args=[self.review.pk])


class RecommendNothingPage(RecommendPage):
    form_class = forms.NothingRecommendedForm
    heading = "Nothing is recommended"
    button = "Save"

    def get_form_kwargs(self):
        terms = super().get_form_kwargs()
        return {name: terms[name] for name in terms if name not in ("review", "actor")}

    def perform(self, form):
        return services.recommend_nothing(review=self.review, by=self.request.actor, **form.cleaned_data)


class RecommendAfterAllPage(ReviewForm):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    permission = "peer_review.recommend"
    heading = "Take back that nothing is recommended?"
    button = "Take it back"

    def perform(self, form):
        return services.recommend_after_all(review=self.review, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = "Actions are then planned once there is a recommendation, or once this is stated again."
        return super().get_context_data(lead=lead, back=self.get_success_url(), **kwargs)

    def get_success_url(self):
        return reverse("review-actions", args=[self.review.pk])


class RecommendationWriting(SignedIn, OfRecommendation, WritingPage):
    template_name = "peer_review/recommendation_form.html"


class RecommendationForm(SignedIn, OfRecommendation, ServicePage):
    template_name = "peer_review/recommendation_form.html"


class ChangeRecommendationPage(RecommendationWriting):
    form_class = forms.ChangeRecommendationForm
    permission = "peer_review.recommend"
    heading = "Change the recommendation"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review, "actor": self.request.actor}

    def get_initial(self):
        row = self.recommendation
        named = [ground.statement_id for ground in row.shown_grounds]
        return {"findings": named, **{name: getattr(row, name) for name in ("text", "timescale", "made_on", "version")}}

    def perform(self, form):
        return services.change_recommendation(
            recommendation=self.recommendation, by=self.request.actor, **form.cleaned_data
        )


class RemoveRecommendationPage(RecommendationForm):
    template_name = "layouts/confirm.html"
    form_class = VersionedForm
    permission = "peer_review.recommend"
    heading = "Take this recommendation back?"
    button = "Take it back"

    def get_initial(self):
        return {"version": self.recommendation.version}

    def perform(self, form):
        version = form.cleaned_data["version"]
        return services.remove_recommendation(
            recommendation=self.recommendation, by=self.request.actor, version=version
        )

    def get_context_data(self, **kwargs):
        lead, back = f"“{self.recommendation.text}”", self.recommendation.get_absolute_url()
        return super().get_context_data(lead=lead, back=back, warning=True, **kwargs)

    def get_success_url(self):
        return reverse("review-actions", args=[self.result.pk])


class ShareRecommendationPage(AsksAgain, RecommendationForm):
    form_class = forms.ShareRecommendationForm
    permission = "peer_review.share_recommendation"
    heading = "Share a recommendation"
    done = "Saved who may read this recommendation."

    def get_initial(self):
        return {"visibility": self.recommendation.visibility, "version": self.recommendation.version}

    def perform(self, form):
        return services.share_recommendation(
            recommendation=self.recommendation, by=self.request.actor, **form.cleaned_data
        )


class TakesReasonedStep:
    """Takes one step of its subject; a step that asks for a reason, or takes something back, has this page for it."""

    def subject(self):
        row = super().subject()
        self.step = row.workflow.named(self.kwargs["step"])
        require(self.request.actor, self.step.permission, row)
        self.heading = self.button = self.step.label
        self.done = self.step.done
        return row

    def get_form_class(self):
        return forms.ReasonedStepForm if self.step.asks else forms.StepForm

    def get_initial(self):
        return {"version": self.target.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.target}”", **kwargs)


class RecommendationStep(TakesReasonedStep, RecommendationWriting):
    def perform(self, form):
        return services.move_recommendation(
            recommendation=self.recommendation, step=self.step.name, by=self.request.actor, **form.cleaned_data
        )


class PlanActionPage(RecommendationWriting):
    form_class = forms.NewActionForm
    permission = "peer_review.run_actions"
    heading = "Plan an action"
    button = "Save action"

    def perform(self, form):
        return services.plan_action(recommendation=self.recommendation, by=self.request.actor, **form.cleaned_data)


class FollowUpPage(RecommendationWriting):
    """The host's answer some months after the report; answered again, it is changed."""

    form_class = forms.FollowUpForm
    permission = "peer_review.answer_recommendation"
    button = "Save answer"

    def subject(self):
        row, months = super().subject(), self.kwargs["months"]
        if months not in row.follow_up_months:
            raise Http404
        self.heading = f"Follow-up at {months} months"
        return row

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "recommendation": self.recommendation}

    def get_initial(self):
        answers = self.recommendation.follow_ups.all()
        known = next((one for one in answers if one.months == self.kwargs["months"]), None)
        names = ("done", "impact", "value", "value_n", "measured_on", "words", "version")
        return {name: getattr(known, name) for name in names} | {"action": known.action_id} if known else {}

    def perform(self, form):
        months = self.kwargs["months"]
        return services.answer_follow_up(
            recommendation=self.recommendation, months=months, by=self.request.actor, **form.cleaned_data
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=self.recommendation.text, **kwargs)


class OfAction(OfRecommendation):
    @cached_property
    def action(self):
        return get_object_or_404(queries.actions(self.request.actor), pk=self.kwargs["pk"])

    @property
    def recommendation(self):
        return self.action.recommendation

    def subject(self):
        return self.action

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self.action, **kwargs)

    def get_success_url(self):
        return self.action.get_absolute_url()


class ActionPage(OfAction, TemplateView):
    """One action: its measure from baseline to now, and for the team and the host its progress notes."""

    template_name = "peer_review/action.html"

    def get_context_data(self, **kwargs):
        actor, action = self.request.actor, self.action
        reads = allows(actor, "peer_review.read_review", action)
        return super().get_context_data(
            line=line_of(action),
            steps=action.workflow.steps(action, actor),
            subject=action,
            notes=[in_words(note, action) for note in queries.notes_on(action, actor)] if reads else [],
            reads=reads,
            tab="actions",
            **kwargs,
        )


def in_words(note, action):
    note.words = "" if note.value is None else action.in_unit(note.value, note.value_n)
    return note


class ActionWriting(SignedIn, OfAction, WritingPage):
    template_name = "peer_review/recommendation_form.html"
    permission: str | None = "peer_review.run_actions"


class ChangeActionPage(ActionWriting):
    form_class = forms.ChangeActionForm
    heading = "Change the action"

    def get_initial(self):
        return {name: getattr(self.action, name) for name in PLANNED}

    def perform(self, form):
        return services.change_action(action=self.action, by=self.request.actor, **form.cleaned_data)


class ActionStep(TakesReasonedStep, ActionWriting):
    permission = None  # the step names its own

    def perform(self, form):
        return services.move_action(action=self.action, step=self.step.name, by=self.request.actor, **form.cleaned_data)


class NoteProgressPage(ActionWriting):
    form_class = forms.ProgressNoteForm
    heading = "Write a progress note"
    button = "Save note"
    markdown = "text"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "action": self.action, "actor": self.request.actor}

    def perform(self, form):
        return services.note_progress(action=self.action, by=self.request.actor, **form.cleaned_data)


HEADER = ["By", "Name", "Recommendations", "Declined", "n (not declined)", "All done", "All done, %",
          "Impact known", "Impact known, %"]  # fmt: skip


class ImpactPage(HubListPage):
    """How many recommendations, how many of them all done, of how many the impact is known; each with its n."""

    template_name = "peer_review/impact.html"
    filterset_class = FigureFilterSet
    paginate_by = None

    def visible(self, actor):
        return queries.recommendations_counted_for(actor).dated()

    def get(self, request, *args, **kwargs):
        self.object_list = self.get_queryset()
        self.figures = queries.figures(self.object_list)
        if request.GET.get("as") == "csv":
            return as_csv("impact.csv", HEADER, self.rows())
        return self.render_to_response(self.get_context_data())

    def rows(self):
        groups = {"All": [self.figures["total"]], "Region": self.figures["region"], "Theme": self.figures["theme"]}
        for name, found in {**groups, "Year": self.figures["year"]}.items():
            for one in found:
                yield [name, one.label, one.recommendations, one.declined, one.followed, one.all_done,
                       one.all_done_percent, one.impact_known, one.impact_known_percent]  # fmt: skip

    def get_context_data(self, **kwargs):
        by = [(name, self.figures[name]) for name in ("region", "theme", "year")]
        return super().get_context_data(total=self.figures["total"], by=by, today=timezone.localdate(), **kwargs)
