"""Feeds taken in by administrators: chosen, shown as they would be taken, taken, and the list of all of them."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from blogs import filters, forms, queries
from blogs.services import imports
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import require

LINES_A_PAGE = 100


class ImportPage(SignedIn, ServicePage):
    template_name = "blogs/import_form.html"
    form_class = forms.ImportForm
    permission = "blogs.import_posts"
    heading = "Import posts"
    button = "Show what would be taken"

    def perform(self, form):
        return imports.begin_import(by=self.request.actor, **form.cleaned_data)


class ImportList(SignedIn, HubListPage):
    template_name = "blogs/imports.html"
    filterset_class = filters.ImportRunFilterSet

    def visible(self, actor):
        require(actor, "blogs.import_posts")
        return queries.import_runs(actor)


class ImportRunPage(SignedIn, HubDetailPage):
    template_name = "blogs/import_run.html"
    context_object_name = "run"

    def get_queryset(self):
        return queries.import_run(self.request.actor)

    def get_context_data(self, **kwargs):
        page = Paginator(self.object.lines, LINES_A_PAGE).get_page(self.request.GET.get("page"))
        progress = imports.progress_so_far(self.object) if self.object.step in ("reading", "taking") else None
        return super().get_context_data(page_obj=page, progress=progress, **kwargs)


class TakeImport(SignedIn, ServicePage):
    form_class = VersionedForm
    permission = "blogs.import_posts"
    http_method_names = ["post"]

    def subject(self):
        return get_object_or_404(queries.import_run(self.request.actor), pk=self.kwargs["pk"])

    def perform(self, form):
        version = form.cleaned_data["version"]
        return imports.ask_for_import(run=self.target, by=self.request.actor, version=version)
