from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from oauth2_provider.models import Application

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as


class Command(BaseCommand):
    help = "Register an application through which people may use the API as themselves (PKCE); prints its id."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--redirect", required=True, help="address that people return to, exactly")

    def handle(self, *args, name, redirect, **options):
        application = Application(
            name=name,
            client_type=Application.CLIENT_PUBLIC,
            authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
            redirect_uris=redirect,
        )
        try:
            application.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with acting_as(OPERATOR, command="register_app"):
            application.save()
        self.stdout.write(application.client_id)
