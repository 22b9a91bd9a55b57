from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

from improvement_hub.accounts.views import clients, doors, people, second_factors, sessions

# by the names under which allauth asks for them
second_factor_urls = [
    path("second-factor/", second_factors.SecondFactorsPage.as_view(), name="mfa_index"),
    path("second-factor/sign-in/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/passkeys/confirm/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-factor/app/", second_factors.SetUpAppPage.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", second_factors.RemoveAppPage.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/passkeys/add/", second_factors.AddPasskeyPage.as_view(), name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/remove/",
        second_factors.RemovePasskeyPage.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("second-factor/codes/", second_factors.RecoveryCodesPage.as_view(), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", second_factors.NewRecoveryCodesPage.as_view(), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", second_factors.RecoveryCodesFile.as_view(), name="mfa_download_recovery_codes"),
]
provider_urls = [
    path("providers/cancelled/", doors.cancelled, name="socialaccount_login_cancelled"),
    path("providers/<slug:provider_id>/", doors.go, name="openid_connect_login"),
    path("providers/<slug:provider_id>/again/", doors.go_again, name="openid_connect_again"),
    path("providers/<slug:provider_id>/callback/", doors.callback, name="openid_connect_callback"),
    path("providers/<slug:provider_id>/signed-out/", doors.back_channel, name="openid_connect_back_channel"),
]
client_urls = [
    path("clients/", clients.ClientsPage.as_view(), name="api-clients"),
    path("clients/new/", clients.RegisterPage.as_view(), name="api-client-new"),
    path("clients/<uuid:pk>/", clients.ClientPage.as_view(), name="api-client"),
    path("clients/<uuid:pk>/change/", clients.ChangeClientPage.as_view(), name="api-client-change"),
    path("clients/<uuid:pk>/limit/", clients.LimitPage.as_view(), name="api-client-limit"),
    path("clients/<uuid:pk>/revoke/", clients.RevokeClientPage.as_view(), name="api-client-revoke"),
    path("clients/<uuid:pk>/keys/new/", clients.IssueKeyPage.as_view(), name="api-key-new"),
    path("clients/<uuid:client>/keys/<uuid:pk>/rotate/", clients.RotateKeyPage.as_view(), name="api-key-rotate"),
    path("clients/<uuid:client>/keys/<uuid:pk>/revoke/", clients.RevokeKeyPage.as_view(), name="revoke-key"),
]
urlpatterns = [
    path("", people.AccountPage.as_view(), name="account"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("confirm/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/", sessions.PasswordPage.as_view(), name="account_change_password"),
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
    path("sessions/", sessions.SessionsPage.as_view(), name="usersessions_list"),
    *second_factor_urls,
    *provider_urls,
    path("people/", people.PeoplePage.as_view(), name="people"),
    path("people/<uuid:pk>/", people.PersonPage.as_view(), name="person"),
    path("people/<uuid:pk>/leaves/", people.LeaverPage.as_view(), name="leaver"),
    path("people/<uuid:person>/roles/<uuid:pk>/end/", people.EndMembershipPage.as_view(), name="end-membership"),
    path("invitations/", people.InvitationsPage.as_view(), name="invitations"),
    path("invitations/new/", people.InvitePage.as_view(), name="invite"),
    path("invitations/<uuid:pk>/withdraw/", people.WithdrawInvitationPage.as_view(), name="withdraw-invitation"),
    path("join/<str:token>/", people.JoinPage.as_view(), name="join"),
    *client_urls,
]
