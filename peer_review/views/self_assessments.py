from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from improvement_hub.core.permissions import allows, require
from improvement_hub.core.writing.pages import WritingPage
from peer_review import forms, queries, services
from peer_review.views.workspace import ReviewForm, WorkspacePage
from peer_review.workflow import takes_documents


class SelfAssessmentPage(WorkspacePage):
    """The host's position and its view on each key line; for the team once the host gave it to them."""

    template_name = "peer_review/self_assessment.html"
    tab = "documents"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        assessment = queries.self_assessment_of(self.review, actor)
        views = {view.keyline_id: view for view in assessment.views.all()} if assessment else {}
        return super().get_context_data(
            assessment=assessment,
            subject=assessment,
            lines=[(line, views.get(line.pk)) for line in self.review.keylines.all()],
            steps=self.steps(assessment),
            **self.writing(assessment),
            **kwargs,
        )

    def writing(self, assessment):
        """Whether the actor is of those who write it, and whether it is to be written on now."""
        writes = allows(self.request.actor, "peer_review.write_self_assessment", self.review)
        given = assessment is not None and assessment.is_given
        return {"writes": writes, "changes": writes and not given and takes_documents(self.review)}

    def steps(self, assessment):
        if assessment is None:
            return []
        assessment.review = self.review  # its team and key lines are loaded
        return assessment.workflow.steps(assessment, self.request.actor)


class SelfAssessmentForm(ReviewForm):
    permission = "peer_review.write_self_assessment"

    @cached_property
    def assessment(self):
        return queries.self_assessment_of(self.review, self.request.actor)

    def get_success_url(self):
        return self.review.get_absolute_url() + "self-assessment/"


class PositionPage(WritingPage, SelfAssessmentForm):
    form_class = forms.PositionForm
    heading = "Write the position statement"
    markdown = "position"
    done = "Saved. Nobody but your own people reads it until you give it to the team."

    def get_initial(self):
        found = self.assessment
        return {"position": found.position, "version": found.version} if found else {"version": 0}

    def perform(self, form):
        return services.write_position(review=self.review, by=self.request.actor, **form.cleaned_data)


class HostViewPage(WritingPage, SelfAssessmentForm):
    form_class = forms.ViewForm
    heading = "Say how you see yourselves"
    markdown = "strengths concerns"
    done = "Saved."

    @cached_property
    def keyline(self):
        return get_object_or_404(self.review.keylines, pk=self.kwargs["keyline"])

    def get_initial(self):
        views = self.assessment.views.all() if self.assessment else []
        view = next((view for view in views if view.keyline_id == self.keyline.pk), None)
        names = ("rating", "strengths", "concerns", "version")
        return {name: getattr(view, name) for name in names} if view else {"version": 0}

    def perform(self, form):
        return services.write_view(keyline=self.keyline, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=self.keyline.question, **kwargs)


class SelfAssessmentStep(SelfAssessmentForm):
    form_class = forms.StepForm
    heading = "This step is not possible now"
    button = "Try again"

    def subject(self):
        require(self.request.actor, "peer_review.write_self_assessment", self.review)
        if self.assessment is None:
            raise Http404
        return self.assessment

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        step, version = self.kwargs["step"], form.cleaned_data["version"]
        return services.move_self_assessment(assessment=self.target, step=step, by=self.request.actor, version=version)
