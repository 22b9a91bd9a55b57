"""Forms on what came of a case study, where it began and elsewhere; and the two side by side."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from blogs import forms, queries, services
from blogs.views.case_studies import OfCaseStudy
from blogs.views.charts import drawn
from blogs.views.posts import OfPost
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.writing.pages import WritingPage

FIGURES = ("measure", "unit", "baseline", "result", "n", "period", "source")
OF_ADOPTER = (*FIGURES, "how_adapted", "started_on", "what_came_of_it", "context", "children", "version")


class OfSections(SignedIn, OfCaseStudy):
    """One that is in sections; 404 otherwise."""

    template_name = "blogs/post_form.html"
    permission = "blogs.change_post"

    def found(self):
        post = super().found()
        if post.sections is None:
            raise Http404
        return post

    def get_initial(self):
        return {"version": self.target.version}

    def get_success_url(self):
        return f"{self.target.get_absolute_url()}#outcomes"


class AddOutcomePage(OfSections, ServicePage):
    form_class = forms.NewOutcomeForm
    heading = "Add an outcome"
    done = "Added."

    def get_initial(self):
        return {}

    def perform(self, form):
        return services.add_outcome(post=self.target, by=self.request.actor, **form.cleaned_data)


class OfOutcome(OfSections):
    def subject(self):
        post = super().subject()
        self.outcome = get_object_or_404(post.sections.outcomes.all(), pk=self.kwargs["pk"])
        return post


class ChangeOutcomePage(OfOutcome, ServicePage):
    form_class = forms.OutcomeForm
    heading = "Change the outcome"
    done = "Saved."

    def get_initial(self):
        return {**super().get_initial(), **{name: getattr(self.outcome, name) for name in FIGURES}}

    def show_both_versions(self, form, stale):
        """The version is the case study's; what stands beside the typed figures are those of the outcome."""
        self.outcome.refresh_from_db()
        self.outcome.version = stale.current.version
        stale.current = self.outcome
        return super().show_both_versions(form, stale)

    def perform(self, form):
        return services.change_outcome(outcome=self.outcome, by=self.request.actor, **form.cleaned_data)


class RemoveOutcomePage(OfOutcome, ServicePage):
    form_class = VersionedForm
    heading = button = "Remove the outcome"
    done = "Removed."

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"lead": f"“{self.outcome.in_words}”"}

    def perform(self, form):
        return services.remove_outcome(outcome=self.outcome, by=self.request.actor, **form.cleaned_data)


class AdoptPage(OfSections, WritingPage):
    """“We tried this”: by someone of another council."""

    form_class = forms.NewAdopterForm
    permission = "blogs.adopt_case_study"
    heading = "We tried this"
    done = "Saved: your council stands among those that tried it. Its authors are told."

    def get_initial(self):
        return {}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor, "post": self.target}

    def perform(self, form):
        return services.record_adopter(post=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.result.get_absolute_url()


class OfAdopter(OfSections):
    """Asked of the adopter, whose own version it is about."""

    permission = "blogs.speak_for_adopter"

    def subject(self):
        self.case_study = self.found()
        adopters = queries.adopters_of(self.case_study, self.request.actor)
        return get_object_or_404(adopters, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super(OfPost, self).get_context_data(
            post=self.case_study, lead=f"{self.target.council}: “{self.case_study.title}”", **kwargs
        )

    def get_success_url(self):
        return self.target.get_absolute_url()


class ChangeAdopterPage(OfAdopter, WritingPage):
    form_class = forms.ChangeAdopterForm
    heading = "Change what we tried"
    done = "Saved."

    def get_initial(self):
        return {name: getattr(self.target, name) for name in OF_ADOPTER}

    def perform(self, form):
        return services.change_adopter(adopter=self.target, by=self.request.actor, **form.cleaned_data)


class WithdrawAdopterPage(OfAdopter, ServicePage):
    form_class = VersionedForm
    heading = button = "Withdraw what we tried"
    done = "Withdrawn."

    def perform(self, form):
        return services.withdraw_adopter(adopter=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.case_study.get_absolute_url()


class TransferPage(OfCaseStudy, TemplateView):
    """Where it began and where it was taken up, side by side in context."""

    template_name = "blogs/transfer.html"

    def get(self, request, *args, **kwargs):
        self.target = self.found()
        adopters = queries.adopters_of(self.target, request.actor)
        self.adopter = get_object_or_404(adopters, pk=kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        source = queries.home_of(self.target)
        return super().get_context_data(
            study=self.target.sections,
            outcomes=drawn(self.target.sections.outcomes.all()),
            adopter=drawn([self.adopter])[0],
            source=source,
            closeness=queries.closeness(source, self.adopter.council) if source else [],
            **kwargs,
        )
