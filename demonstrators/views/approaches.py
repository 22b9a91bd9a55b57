"""Pages of approaches: what they are, who uses them, and saying that one's own council does."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from demonstrators import forms, queries, services
from demonstrators.filters import ApproachFilterSet
from improvement_hub.core.pages import HubDetailPage, HubListPage, SignedIn
from improvement_hub.core.writing.pages import TakesStep, WritingPage

TERMS = ("name", "about", "origin_words", "began_in", "source_url", "version")
OF_USE = (
    *("site", "status", "since", "stopped_in", "adapted", "came_of_it", "measure", "baseline", "result", "number"),
    *("period", "measured_by", "source_url", "version"),
)


class ApproachList(HubListPage):
    template_name = "demonstrators/approaches.html"
    filterset_class = ApproachFilterSet

    def visible(self, actor):
        return queries.approach_list(actor)


class ApproachPage(HubDetailPage):
    template_name = "demonstrators/approach.html"
    context_object_name = "approach"

    def get_queryset(self):
        return queries.approach_detail(self.request.actor)


class ApproachWriting(SignedIn, WritingPage):
    template_name = "demonstrators/approach_form.html"


class NewApproachPage(ApproachWriting):
    form_class = forms.ApproachForm
    permission = "demonstrators.define_approach"
    heading = "Add an approach"
    button = "Add it"
    done = "Added. Next: say that your council uses it."
    markdown = "about"

    def perform(self, form):
        return services.define_approach(by=self.request.actor, **form.cleaned_data)


class OnApproach(ApproachWriting):
    @cached_property
    def approach(self):
        return get_object_or_404(queries.approach_list(self.request.actor), slug=self.kwargs["slug"])

    def subject(self):
        return self.approach

    def get_context_data(self, **kwargs):
        return super().get_context_data(approach=self.approach, **kwargs)


class ChangeApproachPage(OnApproach):
    form_class = forms.ChangeApproachForm
    permission = "demonstrators.change_approach"
    heading = "Change the approach"
    markdown = "about"

    def get_initial(self):
        return {name: getattr(self.approach, name) for name in TERMS}

    def perform(self, form):
        return services.change_approach(approach=self.approach, by=self.request.actor, **form.cleaned_data)


class UseWriting(OnApproach):
    markdown = "adapted came_of_it"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}


class SayPage(UseWriting):
    form_class = forms.SayForm
    permission = "demonstrators.say_we_use"
    button = "Say so"
    done = "Said. Everyone can read it on this page."

    @property
    def heading(self):
        return f"We use {self.approach}"

    def perform(self, form):
        return services.say_we_use(approach=self.approach, by=self.request.actor, **form.cleaned_data)


class OnUse(OnApproach):
    @cached_property
    def use(self):
        found = queries.use_list(self.request.actor).filter(approach__slug=self.kwargs["slug"])
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def subject(self):
        return self.use

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=str(self.use), **kwargs)


class ChangeUsePage(OnUse, UseWriting):
    form_class = forms.ChangeUseForm
    permission = "demonstrators.change_use"
    heading = "Change what is said"

    def get_initial(self):
        return {name: getattr(self.use, name) for name in OF_USE}

    def perform(self, form):
        return services.change_use(use=self.use, by=self.request.actor, **form.cleaned_data)


class UseStep(TakesStep, OnUse):
    def perform(self, form):
        terms = {"version": form.cleaned_data["version"], "by": self.request.actor}
        return services.move_use(use=self.use, step=self.kwargs["step"], **terms)
