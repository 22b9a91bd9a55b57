"""Pages of programmes and sites."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from demonstrators import forms, queries, services
from demonstrators.filters import ProgrammeFilterSet, SiteFilterSet
from improvement_hub.core.pages import HubDetailPage, HubListPage, SignedIn
from improvement_hub.core.writing.pages import WritingPage

TERMS = ("name", "strand", "partners", "councils_stated", "summary", "adapted_from_council", "adapted_from_words")
ENTRIES_A_PAGE = 20


class SiteList(HubListPage):
    template_name = "demonstrators/sites.html"
    filterset_class = SiteFilterSet

    def visible(self, actor):
        return queries.site_list(actor)


class ProgrammeList(HubListPage):
    """Every programme by strand and stage."""

    template_name = "demonstrators/programmes.html"
    filterset_class = ProgrammeFilterSet

    def visible(self, actor):
        return queries.programme_list(actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(columns=queries.COLUMNS, **kwargs)
        return {**page, "object_list": queries.with_overview(list(page["object_list"]), self.request.actor)}


class ProgrammePage(HubDetailPage):
    """What was announced of a programme, and what is known here."""

    template_name = "demonstrators/programme.html"
    context_object_name = "programme"

    def get_queryset(self):
        return queries.programme_list(self.request.actor)

    def get_context_data(self, **kwargs):
        queries.with_overview([self.object], self.request.actor)
        return super().get_context_data(columns=queries.COLUMNS, **kwargs)


class SitePage(HubDetailPage):
    """Its councils, its stages, and its journey as far as the actor may read it."""

    template_name = "demonstrators/site.html"
    context_object_name = "site"

    def get_queryset(self):
        return queries.site_detail(self.request.actor)

    def get_context_data(self, **kwargs):
        journey = Paginator(queries.journey(self.object, self.request.actor), ENTRIES_A_PAGE)
        page = journey.get_page(self.request.GET.get("page"))
        for entry in page:
            entry.site = self.object
        dots, visiting = queries.dots(self.object), queries.visiting(self.object, self.request.actor)
        return super().get_context_data(page_obj=page, dots=dots, **visiting, **kwargs)


class OnSite(SignedIn):
    """Finds the site of the address."""

    template_name = "demonstrators/form.html"

    @cached_property
    def site(self):
        return get_object_or_404(queries.site_detail(self.request.actor), slug=self.kwargs["slug"])

    def subject(self):
        return self.site

    def get_context_data(self, **kwargs):
        return super().get_context_data(site=self.site, **kwargs)


class OpenSitePage(SignedIn, WritingPage):
    template_name = "demonstrators/form.html"
    form_class = forms.OpenSiteForm
    permission = "demonstrators.open_site"
    heading = "Open a site"
    button = "Open site"
    done = "The site is open. Next: record its stage, or write the first entry of its journey."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.open_site(by=self.request.actor, **form.cleaned_data)


class ChangeSitePage(OnSite, WritingPage):
    form_class = forms.ChangeSiteForm
    permission = "demonstrators.change_site"
    heading = "Change the site"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "site": self.site}

    def get_initial(self):
        return {name: getattr(self.site, name) for name in (*TERMS, "version")}

    def perform(self, form):
        return services.change_site(site=self.site, by=self.request.actor, **form.cleaned_data)


class StagePage(OnSite, WritingPage):
    form_class = forms.StageForm
    permission = "demonstrators.change_site"
    heading = "Record a stage"
    done = "The stage is recorded."

    def get_initial(self):
        return {"version": self.site.version}

    def perform(self, form):
        return services.move_stage(site=self.site, by=self.request.actor, **form.cleaned_data)
