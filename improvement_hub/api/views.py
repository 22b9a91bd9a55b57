from contextlib import suppress

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from improvement_hub.api import reference
from improvement_hub.api.contract.deprecation import SHORTEST_NOTICE
from improvement_hub.api.contract.snapshot import changes
from improvement_hub.api.problems import CATALOGUE


class RootView(APIView):
    """The way in: the address of every collection."""

    @extend_schema(
        operation_id="list_collections",
        responses={200: {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}},
    )
    def get(self, request):
        from improvement_hub.api.urls import router

        lists = [(prefix, name) for prefix, resource, name in router.registry if hasattr(resource, "list")]
        plain = [(prefix, name) for prefix, name in lists if "<" not in prefix]  # not inside another
        names = {prefix: reverse(f"{name}-list") for prefix, name in plain}
        found = {"schema": reverse("api-schema"), "docs": reverse("api-docs"), **names}
        return Response({name: request.build_absolute_uri(path) for name, path in found.items()})


class SchemaView(SpectacularAPIView):
    """The schema, in the one version and language there is."""

    def _get_version_parameter(self, request):
        """Not from the query string: it would end up in a header."""
        return


@extend_schema(exclude=True)
class NothingHere(APIView):
    """An address that is none answers with problem details too, whoever asks and whatever for."""

    def initial(self, request, *args, **kwargs):
        with suppress(NotAuthenticated):  # who they are makes no difference here
            super().initial(request, *args, **kwargs)
        raise NotFound


class DocsPage(TemplateView):
    """The API for people: a first call, how to get a key, errors, versions, and the way to each collection."""

    template_name = "api/docs.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            here=self.request.build_absolute_uri("/").rstrip("/"),
            groups=reference.groups(),
            way_in=dict(reference.groups()).get("", []),
            shapes=reference.used_by("", "Problem"),
            problems=CATALOGUE,
            changes=changes(),
            notice=SHORTEST_NOTICE,
            **kwargs,
        )


class CollectionDocsPage(TemplateView):
    """One collection in words, read from the schema: what can be asked and sent, and the objects that it holds."""

    template_name = "api/collection.html"

    def get_context_data(self, group, **kwargs):
        operations = dict(reference.groups()).get(group)
        if operations is None:
            raise Http404
        return super().get_context_data(group=group, operations=operations, shapes=reference.used_by(group), **kwargs)
