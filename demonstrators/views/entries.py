"""Pages of journey entries, under their site."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from demonstrators import forms, queries, services
from demonstrators.models.entries import parts_of
from demonstrators.views.sites import OnSite
from improvement_hub.accounts.asking import AsksAgain, AsksBeforePublishing
from improvement_hub.core.pages import HubDetailPage, ServicePage
from improvement_hub.core.writing.history import VersionPage, VersionsPage
from improvement_hub.core.writing.pages import TakesStep, WritingPage

WORDS = ("happened_on", "did", "found_hard", "learned", "next_steps")


class EntryPage(HubDetailPage):
    template_name = "demonstrators/entry.html"
    context_object_name = "entry"

    def get_queryset(self):
        return queries.entries(self.request.actor).filter(site__slug=self.kwargs["slug"])

    def get_object(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        steps = self.object.workflow.steps(self.object, self.request.actor)
        return super().get_context_data(steps=steps, subject=self.object, site=self.object.site, **kwargs)


class OnEntry(OnSite):
    """Finds the entry of the address among those the actor may see."""

    @cached_property
    def entry(self):
        found = queries.entries(self.request.actor).filter(site__slug=self.kwargs["slug"])
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def site(self):
        return self.entry.site

    def found(self):
        return self.entry

    def subject(self):
        return self.entry

    def get_context_data(self, **kwargs):
        return super().get_context_data(entry=self.entry, **kwargs)


class EntryWriting(WritingPage):
    markdown = "did found_hard learned next_steps"


class WriteEntryPage(OnSite, EntryWriting):
    form_class = forms.WriteEntryForm
    permission = "demonstrators.write_entry"
    heading = "Write a journey entry"
    button = "Save draft"
    done = "Your draft is saved. The members of the site’s councils can read it."

    def get_initial(self):
        return {"happened_on": timezone.localdate(), "visibility": "sector"}

    def perform(self, form):
        return services.write_entry(site=self.site, by=self.request.actor, **form.cleaned_data)


class ChangeEntryPage(OnEntry, EntryWriting):
    form_class = forms.ChangeEntryForm
    permission = "demonstrators.change_entry"
    heading = "Change the journey entry"

    def get_initial(self):
        return {name: getattr(self.entry, name) for name in (*WORDS, "version")}

    def perform(self, form):
        return services.change_entry(entry=self.entry, by=self.request.actor, **form.cleaned_data)


class ShareEntryPage(OnEntry, AsksAgain, ServicePage):
    form_class = forms.ShareEntryForm
    permission = "demonstrators.change_entry"
    heading = "Set who may read it"
    done = "Saved who may read this entry."

    def get_initial(self):
        return {"visibility": self.entry.visibility, "version": self.entry.version}

    def perform(self, form):
        return services.change_entry(entry=self.entry, by=self.request.actor, **form.cleaned_data)


class EntryStep(AsksBeforePublishing, TakesStep, OnEntry, WritingPage):
    def perform(self, form):
        step = self.kwargs["step"]
        return services.move_entry(entry=self.entry, step=step, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=str(self.entry), **kwargs)


class EntryHistory(OnEntry):
    trail = queries.REVISIONS
    permission = "demonstrators.change_entry"


class EntryRevisionsPage(EntryHistory, VersionsPage):
    template_name = "demonstrators/versions.html"


class EntryRevisionPage(EntryHistory, VersionPage):
    template_name = "demonstrators/version.html"

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        return {**page, "parts": parts_of(page["version"])}
