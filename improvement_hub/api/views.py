from django.urls import reverse
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.response import Response
from rest_framework.views import APIView


class RootView(APIView):
    """The way in: the address of every collection."""

    @extend_schema(responses={200: {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}})
    def get(self, request):
        from improvement_hub.api.urls import router

        names = {prefix: reverse(f"{basename}-list") for prefix, _, basename in router.registry}
        found = {"schema": reverse("api-schema"), "docs": reverse("api-docs"), **names}
        return Response({name: request.build_absolute_uri(path) for name, path in found.items()})


@extend_schema(exclude=True)
class NothingHere(APIView):
    """An address that is none answers with problem details too."""

    def initial(self, request, *args, **kwargs):
        raise NotFound


class DocsPage(SpectacularSwaggerSplitView):
    """The schema for people, with its scripts from this very hub."""

    url_name = "api-schema"
    template_name = "api/docs.html"
    renderer_classes = [TemplateHTMLRenderer]
