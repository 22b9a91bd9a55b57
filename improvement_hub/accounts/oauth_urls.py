"""Only what a person's own token needs: ask, exchange and revoke."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView, TokenView

from improvement_hub.accounts.views import AuthorizePage

app_name = "oauth2_provider"
urlpatterns = [
    path("authorize/", AuthorizePage.as_view(), name="authorize"),
    path("token/", TokenView.as_view(), name="token"),
    path("revoke/", RevokeTokenView.as_view(), name="revoke-token"),
]
