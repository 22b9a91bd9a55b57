"""Case studies into the hub from a spreadsheet, and out of it into the same columns."""

from django.http import Http404
from django.views.generic import View

from blogs import filters, forms, imports, queries
from improvement_hub.core.export import csv_response, xlsx_response
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.councils.imports.report import Outcome

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


class ImportCaseStudiesPage(SignedIn, ServicePage):
    """A file is shown row by row, with what would become of each; a second button takes it."""

    template_name = "blogs/case_study_import.html"
    form_class = forms.ImportCaseStudiesForm
    permission = "blogs.import_case_studies"
    heading = "Bring case studies from a file"
    button = "Look at the file"

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            text = imports.text_of(said["file"].read()) if said["file"] else said["text"]
            report = imports.import_case_studies(text, by=self.request.actor, take=bool(said["take"]))
        except imports.UnreadableFile as trouble:
            form.add_error("file", str(trouble))
            return self.form_invalid(form)
        page = self.get_context_data(form=form, report=report, text=text, taken=bool(said["take"]))
        return self.render_to_response({**page, **numbers_of(report)})

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=imports.COLUMNS, most=imports.MOST_ROWS, **kwargs)


def numbers_of(report) -> dict:
    fresh = report.count(Outcome.TAKEN) + report.count(Outcome.CHANGED)
    return {"fresh": fresh, "refused": report.count(Outcome.REFUSED)}


class CaseStudyTemplate(View):
    """An empty sheet to fill in: its header alone."""

    def get(self, request, kind):
        if kind not in FILES:
            raise Http404
        return FILES[kind]("case-studies", list(imports.COLUMNS), [])
