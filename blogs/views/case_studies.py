"""Case studies: the list, one of them, and the guided form. Their steps, readers and versions are those of posts."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from blogs import filters, forms, queries, services
from blogs.levels import MEANING, Level
from blogs.links import PicturesOf
from blogs.models.case_studies import TEXTS
from blogs.views.charts import drawn
from blogs.views.posts import BeginsTurn, OfPost, citation, turn_shown_to
from blogs.views.suggesting import SuggestsThemes
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import require
from improvement_hub.core.writing.pages import WritingPage

FACTS = ("children", "density", "budget", "stage", "cost_band", "contact_role", "offers_visit")


class CaseStudyList(HubListPage):
    template_name = "blogs/case_studies.html"
    filterset_class = filters.CaseStudyFilterSet

    def visible(self, actor):
        return queries.case_study_list(actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        invented = not page["object_list"] and queries.has_demonstration(self.visible(self.request.actor))
        levels = [(level.label, MEANING[level]) for level in Level]
        return {**page, "has_demonstration": invented, "levels": levels}


class CaseStudyPage(HubDetailPage):
    template_name = "blogs/case_study.html"
    context_object_name = "post"

    def get_queryset(self):
        return queries.case_study_detail(self.request.actor)

    def get_context_data(self, **kwargs):
        study = self.object.sections
        if study:
            kwargs |= self.what_came_of_it(study)
        post, actor = self.object, self.request.actor
        page = {"steps": post.workflow.steps(post, actor), "subject": post, "citation": citation(self.request, post)}
        shown = {"pictures": PicturesOf(post), "turn": turn_shown_to(actor, post)}
        return super().get_context_data(study=study, **page, **shown, **kwargs)

    def what_came_of_it(self, study) -> dict:
        adopters = list(study.adopters.all())
        councils = [*filter(None, [self.object.owner]), *(adopter.council for adopter in adopters)]
        alike = queries.like_ones_own(self.request.actor, councils)
        return {"outcomes": drawn(study.outcomes.all()), "adopters": adopters, "alike": alike}


class SuggestsFromSections(SuggestsThemes):
    """The sections are the text."""

    texts = TEXTS


class NewCaseStudyPage(SignedIn, SuggestsFromSections, WritingPage):
    template_name = "blogs/case_study_form.html"
    form_class = forms.NewCaseStudyForm
    permission = "blogs.write_posts"
    heading = "Write a case study"
    button = "Save draft"
    done = "Saved as a draft. Add its outcomes, and submit it when it is ready."
    markdown = " ".join(TEXTS)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.write_case_study(by=self.request.actor, **form.cleaned_data)


class OfCaseStudy(OfPost):
    """Finds the case study of the address, with its structure."""

    def found(self):
        return get_object_or_404(queries.case_study_detail(self.request.actor), slug=self.kwargs["slug"])


class ChangeCaseStudyPage(SignedIn, OfCaseStudy, SuggestsFromSections, BeginsTurn, WritingPage):
    """What has no sections yet stands under what was done, so that nothing of its text is lost."""

    template_name = "blogs/case_study_form.html"
    form_class = forms.ChangeCaseStudyForm
    permission = "blogs.change_post"
    heading = "Change the case study"
    done = "Saved."
    markdown = " ".join(TEXTS)

    def get_initial(self):
        initial = {name: getattr(self.target, name) for name in ("title", "summary", "version")}
        initial |= {name: list(getattr(self.target, name).all()) for name in ("themes", "councils")}
        if self.target.sections is None:
            return initial | {"what_was_done": self.target.body}
        return initial | {name: getattr(self.target.sections, name) for name in (*TEXTS, *FACTS)}

    def show_both_versions(self, form, stale):
        """The version is the post's; its sections stand beside the typed ones too."""
        study = stale.current.sections
        for name in (*TEXTS, *FACTS) if study else ():
            in_words = getattr(study, f"get_{name}_display", None)
            setattr(stale.current, name, in_words() if in_words else getattr(study, name))
        return super().show_both_versions(form, stale)

    def perform(self, form):
        return services.change_case_study(post=self.target, by=self.request.actor, **form.cleaned_data)


class ConfirmCaseStudyPage(SignedIn, OfCaseStudy, ServicePage):
    """Its council says that it still holds."""

    template_name = "blogs/post_form.html"
    form_class = VersionedForm
    heading = button = "Confirm that it still holds"
    done = "Confirmed. You are asked again in two years."

    def subject(self):
        post = super().subject()
        if post.sections is None:
            raise Http404
        require(self.request.actor, "blogs.confirm_case_study", post.sections)
        return post

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        return services.confirm_case_study(post=self.target, by=self.request.actor, **form.cleaned_data)
