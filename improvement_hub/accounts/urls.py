from allauth.account import views as allauth
from django.urls import path, re_path
from django.views.generic import RedirectView

from improvement_hub.accounts import views

urlpatterns = [
    path("", views.AccountPage.as_view(), name="account"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(  # a key has hyphens too: the first one parts it from whose it is
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # allauth asks for these two by name; joining is by invitation, and addresses are an administrator's
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("people/", views.PeoplePage.as_view(), name="people"),
    path("people/<uuid:pk>/", views.PersonPage.as_view(), name="person"),
    path("people/<uuid:pk>/leaves/", views.LeaverPage.as_view(), name="leaver"),
    path("people/<uuid:person>/roles/<uuid:pk>/end/", views.EndMembershipPage.as_view(), name="end-membership"),
    path("invitations/", views.InvitationsPage.as_view(), name="invitations"),
    path("invitations/new/", views.InvitePage.as_view(), name="invite"),
    path("invitations/<uuid:pk>/withdraw/", views.WithdrawInvitationPage.as_view(), name="withdraw-invitation"),
    path("join/<str:token>/", views.JoinPage.as_view(), name="join"),
    path("keys/", views.ClientsPage.as_view(), name="api-clients"),
    path("keys/<uuid:pk>/revoke/", views.RevokeKeyPage.as_view(), name="revoke-key"),
]
