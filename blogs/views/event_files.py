"""Files that are taken home from a shared learning event."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from blogs import forms, queries, services
from blogs.models.event_files import ROOM
from blogs.views.events import OfEvent
from improvement_hub.core.files.serving import as_attachment
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import ServicePage
from improvement_hub.core.permissions import require


class EventFilesPage(OfEvent, ServicePage):
    """The files of an event, and a form for another one."""

    template_name = "blogs/event_files.html"
    form_class = forms.EventFileForm
    permission = "blogs.change_event"
    heading = "Files to take home"
    button = "Add file"
    done = "Added. Whoever may see the event can save it."

    def perform(self, form):
        return services.add_event_file(event=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        files = queries.files_of_event(self.target, self.request.actor)
        return super().get_context_data(files=files, **kwargs)


class EventFilePage(View):
    """The file itself, always to be saved."""

    http_method_names = ["get", "head"]

    def get(self, request, slug, pk):
        file = get_object_or_404(queries.event_files(request.actor), event__slug=slug, pk=pk)
        return event_file_answer(request, file)


def event_file_answer(request, file):
    require(request.actor, "blogs.open_event_file", file)
    place = ROOM.path(file.stored_as)
    return as_attachment(request, place, name=file.name, content_type=file.content_type, sha256=file.sha256)


class RemoveEventFilePage(OfEvent, ServicePage):
    template_name = "blogs/event_file_remove.html"
    form_class = VersionedForm
    permission = "blogs.change_event"
    heading = "Remove the file?"
    button = "Remove"
    done = "Removed. The file is erased."

    def subject(self):
        event = self.found()
        self.file = get_object_or_404(queries.files_of_event(event, self.request.actor), pk=self.kwargs["pk"])
        return event

    def get_initial(self):
        return {"version": self.file.version}

    def perform(self, form):
        return services.remove_event_file(file=self.file, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("event-files", args=[self.target.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(file=self.file, back=self.get_success_url(), **kwargs)
