"""Only what a token needs: ask a person, exchange, revoke. Nobody but the hub itself has to look one up."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView

from improvement_hub.accounts.views.keys import AuthorizePage, ExchangeView

app_name = "oauth2_provider"
urlpatterns = [
    path("authorize/", AuthorizePage.as_view(), name="authorize"),
    path("token/", ExchangeView.as_view(), name="token"),
    path("revoke/", RevokeTokenView.as_view(), name="revoke-token"),
]
