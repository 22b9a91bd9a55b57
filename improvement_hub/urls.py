"""Every address of the hub; what stands behind it is each product's own."""

from django.urls import include, path
from oauth2_provider.views import OAuthServerMetadataView

from improvement_hub.core.views import LetterAsHtml, LetterPage, MailPage, healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("improvement_hub.api.urls")),  # before those whose addresses are tried one by one
    path("", include("improvement_hub.overview.urls")),
    path("", include("improvement_hub.councils.urls")),
    path("accounts/", include("improvement_hub.accounts.urls")),
    path("accounts/", include("improvement_hub.api.webhooks.urls")),
    path("", include("demonstrators.urls")),
    path("words/", include("improvement_hub.core.writing.urls")),
    path("views/", include("improvement_hub.core.saved.urls")),
    path("", include("blogs.urls")),
    path("", include("improvement_hub.search.urls")),
    path("mail/", MailPage.as_view(), name="mail"),
    path("mail/<str:name>/<int:number>/", LetterPage.as_view(), name="mail-letter"),
    path("mail/<str:name>/<int:number>/html/", LetterAsHtml.as_view(), name="mail-html"),
    path("digests/", include("improvement_hub.digests.urls")),
    path("reviews/", include("peer_review.urls")),
    path("oauth/", include("improvement_hub.accounts.oauth_urls")),
    path(".well-known/oauth-authorization-server", OAuthServerMetadataView.as_view(), name="oauth-metadata"),
]
