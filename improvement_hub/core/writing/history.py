"""Pages of the versions of a text, for those who may change it."""

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.views.generic import TemplateView

from improvement_hub.core.pages import SignedIn
from improvement_hub.core.permissions import require
from improvement_hub.core.writing.trails import Trail


class HistoryPage(SignedIn, TemplateView):
    """Give `trail`, `permission` and `found()`, which raises Http404 for what the actor may not see."""

    trail: Trail
    permission: str

    def found(self):
        raise ImproperlyConfigured("A page of versions says whose they are.")

    def get(self, request, *args, **kwargs):
        self.target = self.found()
        require(request.actor, self.permission, self.target)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(thing=self.target, **kwargs)


class VersionsPage(HistoryPage):
    template_name = "writing/versions.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(versions=self.trail.versions(self.target), **kwargs)


class VersionPage(HistoryPage):
    template_name = "writing/version.html"

    def get_context_data(self, **kwargs):
        version = self.trail.version(self.target, self.kwargs["event"])
        if version is None:
            raise Http404
        return super().get_context_data(version=version, compared=self.trail.compared(version), **kwargs)


class ComparisonPage(HistoryPage):
    """What differs between two versions, which the address names as `from` and `to`."""

    template_name = "writing/comparison.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        version = self.trail.version_since(self.target, asked.get("to"), asked.get("from"))
        if version is None:
            raise Http404
        return super().get_context_data(version=version, compared=self.trail.compared(version), **kwargs)
