import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import TemplateView

from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.files.serving import as_attachment
from improvement_hub.core.pages import HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.rows import safe_cell
from peer_review import forms, queries, services
from peer_review.filters import DocumentFilterSet
from peer_review.models.documents import ROOM
from peer_review.views.workspace import ReviewForm, WorkspacePage
from peer_review.workflow import takes_documents

TERMS = ("title", "item", "kind", "classification", "owner", "exemption", "review_on")
COLUMNS = (
    *("Title", "Review", "Host", "Kind", "Given by", "Classification", "Owner", "Who may read it"),
    *("Publish on", "Exemption", "Look at it again on", "File", "Bytes", "SHA-256", "Address"),
)


class ReviewDocumentsPage(WorkspacePage):
    """What is asked for, what is here, and the host's self-assessment."""

    template_name = "peer_review/documents.html"
    tab = "documents"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        return super().get_context_data(
            checklist=queries.checklist(actor, self.review),
            documents=queries.documents(actor, self.review),
            assessment=queries.self_assessment_of(self.review, actor),
            takes=takes_documents(self.review),
            **kwargs,
        )


class DocumentForm(ReviewForm):
    def get_success_url(self):
        return reverse("review-documents", args=[self.review.pk])


class AddDocumentPage(DocumentForm):
    form_class = forms.AddDocumentForm
    permission = "peer_review.add_document"
    heading = "Add a document"
    button = "Add document"
    done = "Added."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review, "actor": self.request.actor}

    def get_initial(self):
        asked = queries.checklist(self.request.actor, self.review)
        item = next((item for item in asked if str(item.pk) == self.request.GET.get("item")), None)
        return {"item": item, "title": item.title} if item else {}

    def perform(self, form):
        return services.add_document(review=self.review, by=self.request.actor, **form.cleaned_data)


class AskForDocumentPage(DocumentForm):
    form_class = forms.AskForDocumentForm
    permission = "peer_review.ask_for_document"
    heading = "Ask for a document"
    button = "Put on the checklist"
    done = "It is on the checklist."

    def perform(self, form):
        return services.ask_for_document(review=self.review, by=self.request.actor, **form.cleaned_data)


class WaiveDocumentPage(DocumentForm):
    form_class = forms.WaiveDocumentForm
    permission = "peer_review.waive_document"
    heading = "Do without this document"
    button = "Waive it"
    done = "Waived. The visit does not wait for it."

    @cached_property
    def item(self):
        return get_object_or_404(queries.checklist(self.request.actor, self.review), pk=self.kwargs["pk"])

    def subject(self):
        require(self.request.actor, "peer_review.read_review", self.review)
        return self.item.review

    def perform(self, form):
        return services.waive_document(item=self.item, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.item}”", **kwargs)


class RegisterPage(HubListPage):
    """Every document this actor may read, with its line in the register."""

    template_name = "peer_review/register.html"
    filterset_class = DocumentFilterSet

    def visible(self, actor):
        return queries.register(actor)


class RegisterAsCsv(RegisterPage):
    """The same list, whole."""

    paginate_by = None

    def render_to_response(self, context, **kwargs):
        today = timezone.localdate()
        headers = {"Content-Disposition": f'attachment; filename="documents-{today:%Y-%m-%d}.csv"'}
        response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
        response.write("\ufeff")  # by which a spreadsheet knows that it is UTF-8
        sheet = csv.writer(response)
        sheet.writerow(COLUMNS)
        for document in context["object_list"]:
            sheet.writerow([safe_cell(value) for value in self.cells(document)])
        return response

    def cells(self, document):
        file = document.current
        address = self.request.build_absolute_uri(document.get_absolute_url())
        return (
            *(document.title, document.review.title, document.review.host, document.get_kind_display()),
            *(document.get_given_by_display(), document.get_classification_display(), document.owner),
            *(document.get_visibility_display(), document.publish_on, document.get_exemption_display()),
            *(document.review_on, file.name, file.size, file.sha256, address),
        )


class OfDocument:
    """Finds the document of the address among those the actor may see; 404 otherwise."""

    @cached_property
    def document(self):
        return get_object_or_404(queries.documents(self.request.actor), pk=self.kwargs["pk"])

    def subject(self):
        return self.document

    def get_context_data(self, **kwargs):
        review = self.document.review
        reads = allows(self.request.actor, "peer_review.read_review", review)
        page = {"document": self.document, "review": review, "reads": reads, "takes": takes_documents(review)}
        return super().get_context_data(**page, **kwargs)


class DocumentPage(OfDocument, TemplateView):
    template_name = "peer_review/document.html"

    def get_context_data(self, **kwargs):
        files = list(queries.files_of(self.document, self.request.actor))
        for file in files:
            file.document = self.document
            file.opens = allows(self.request.actor, "peer_review.open_file", file)
        return super().get_context_data(files=files, **kwargs)


class DocumentFilePage(View):
    """The file itself, always to be saved."""

    def get(self, request, pk, number):
        file = get_object_or_404(queries.one_file(request.actor), document=pk, number=number)
        require(request.actor, "peer_review.open_file", file)
        place = ROOM.path(file.stored_as)
        return as_attachment(request, place, name=file.name, content_type=file.content_type, sha256=file.sha256)


class OneDocumentForm(OfDocument, ServicePage):
    template_name = "peer_review/document_form.html"

    def get_initial(self):
        return {"version": self.document.version}


class ChangeDocumentPage(SignedIn, OneDocumentForm):
    form_class = forms.ChangeDocumentForm
    permission = "peer_review.change_document"
    heading = "Change what the register says"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.document.review, "actor": self.request.actor}

    def get_initial(self):
        return {**super().get_initial(), **{name: getattr(self.document, name) for name in TERMS}}

    def perform(self, form):
        return services.change_document(document=self.document, by=self.request.actor, **form.cleaned_data)


class ReplaceFilePage(SignedIn, OneDocumentForm):
    form_class = forms.ReplaceFileForm
    permission = "peer_review.change_document"
    heading = "Replace the file"
    button = "Replace"
    done = "Replaced. The earlier file is kept below."

    def perform(self, form):
        return services.replace_file(document=self.document, by=self.request.actor, **form.cleaned_data)


class ShareDocumentPage(SignedIn, AsksAgain, OneDocumentForm):
    form_class = forms.ShareDocumentForm
    permission = "peer_review.share_document"
    heading = "Set who may read it"
    done = "Saved who may read this document."

    def get_form_kwargs(self):
        publishes = allows(self.request.actor, "peer_review.publish_document", self.document)
        offered = forms.SHARED_BEYOND if publishes else forms.SHARED_WITHIN
        return {**super().get_form_kwargs(), "visibilities": offered}

    def get_initial(self):
        said = {name: getattr(self.document, name) for name in ("visibility", "publish_on")}
        return {**super().get_initial(), **said}

    def perform(self, form):
        return services.share_document(document=self.document, by=self.request.actor, **form.cleaned_data)


class RemoveDocumentPage(SignedIn, OneDocumentForm):
    form_class = forms.RemoveDocumentForm
    permission = "peer_review.change_document"
    heading = "Remove this document"
    button = "Remove it"
    done = "Removed. Its files are erased."

    def perform(self, form):
        return services.remove_document(document=self.document, by=self.request.actor, **form.cleaned_data)
