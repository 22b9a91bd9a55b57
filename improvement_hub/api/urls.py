"""The router: every product's resources, under /api/v1/."""

from django.urls import include, path, register_converter
from rest_framework.routers import SimpleRouter

from blogs import api as blogs
from demonstrators import api as demonstrators
from improvement_hub.accounts import api as accounts
from improvement_hub.api.changes.views import ChangesView
from improvement_hub.api.exports import ExportView
from improvement_hub.api.views import CollectionDocsPage, DocsPage, NothingHere, RootView, SchemaView
from improvement_hub.api.webhooks import resource as webhooks
from improvement_hub.core.saved import api as saved
from improvement_hub.core.shapes import kinds
from improvement_hub.councils import api as councils
from improvement_hub.digests import api as digests
from improvement_hub.search import api as search
from peer_review import api as peer_review


class AnythingConverter:
    """What `path` takes, and ends of lines."""

    regex = "(?s:.+)"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(AnythingConverter, "anything")
router = SimpleRouter(use_regex_path=False)
for product in (councils, demonstrators, blogs, peer_review, search, digests, accounts, saved, webhooks):
    for prefix, resource, name in product.RESOURCES:
        router.register(prefix, resource, basename=name)
        kinds.register(prefix, resource, name)

urlpatterns = [
    path("", RootView.as_view(), name="api-root"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("changes/", ChangesView.as_view(), name="api-changes"),
    path("exports/<str:collection>/", ExportView.as_view(), name="api-export"),
    path("docs/", DocsPage.as_view(), name="api-docs"),
    path("docs/<str:group>/", CollectionDocsPage.as_view(), name="api-docs-of"),
    path("", include(router.urls)),
    path("<anything:anything>/", NothingHere.as_view(), name="api-nothing"),
]
