"""Case studies into the hub from a spreadsheet, and out of it into the same columns."""

from django.http import Http404
from django.views.generic import View

from blogs import filters, imports, queries
from improvement_hub.core.export import csv_response, xlsx_response
from improvement_hub.core.pages import SignedIn
from improvement_hub.core.sheet_pages import SheetPage

FILES = {"csv": csv_response, "xlsx": xlsx_response}


class ExportCaseStudies(View):
    """What the list shows with its filters, in columns that the import reads again."""

    def get(self, request, kind):
        if kind not in FILES:
            raise Http404
        visible = queries.whole_case_studies(request.actor)
        filterset = filters.CaseStudyFilterSet(request.GET, queryset=visible, request=request)
        found = filterset.qs if filterset.is_valid() else visible.none()
        rows = (imports.cells_of_post(post, request.build_absolute_uri) for post in found.iterator(chunk_size=500))
        return FILES[kind]("case-studies", [*imports.COLUMNS, *imports.TOLD], rows)


class ImportCaseStudiesPage(SignedIn, SheetPage):
    template_name = "blogs/case_study_import.html"
    permission = "blogs.import_case_studies"
    heading = "Bring case studies from a file"
    sheet = imports.SHEET

    def bring(self, text, *, take):
        return imports.import_case_studies(text, by=self.request.actor, take=take)


class CaseStudyTemplate(View):
    """An empty sheet to fill in: its header alone."""

    def get(self, request, kind):
        if kind not in FILES:
            raise Http404
        return FILES[kind]("case-studies", list(imports.COLUMNS), [])
