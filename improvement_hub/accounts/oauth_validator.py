"""Whom the provider of OAuth gives tokens: a client as long as its credentials are in force."""

from oauth2_provider.oauth2_validators import OAuth2Validator

from improvement_hub.accounts.models import ApiKey


class HubValidator(OAuth2Validator):
    def _load_application(self, client_id, request):
        """The one door through which the provider finds an application, whatever it is asked for."""
        found = super()._load_application(client_id, request)
        if found is None or is_usable(found):
            return found
        request.client = None
        return None


def is_usable(application) -> bool:
    """One that acts for persons always is."""
    if application.authorization_grant_type != application.GRANT_CLIENT_CREDENTIALS:
        return True
    return ApiKey.objects.in_force().filter(application=application).exists()
