from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from improvement_hub.accounts.services import issue_key, organisation_of
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError
from improvement_hub.councils.models import Council

MOST_DAYS = 3650


class Command(BaseCommand):
    help = "Make an API client and print its key, once."

    def add_arguments(self, parser):
        parser.add_argument("--client", required=True, help="a name for the partner's system")
        parser.add_argument("--scopes", default="read")
        parser.add_argument("--for", dest="code", help="GSS code of the council it acts for; without, the hub")
        parser.add_argument("--days", type=int, default=365, help="until it expires")

    def handle(self, *args, client, scopes, code, days, **options):
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"A key lives from 1 to {MOST_DAYS} days.")
        try:
            with acting_as(OPERATOR, command="issue_api_key"):
                made, key = issue_key(
                    name=client,
                    organisation=self.organisation(code),
                    scopes=scopes,
                    lifetime=timedelta(days=days),
                )
        except DomainError as broken:
            raise CommandError(broken.sentence) from broken
        self.stderr.write(f"{made.name} acts for {made.organisation} until {made.expires_at:%-d %B %Y}.")
        self.stdout.write(key)

    def organisation(self, code):
        if not code:
            return home_of(None)
        council = Council.objects.filter(identifiers__value=code).first()
        if council is None:
            raise CommandError(f"No council is known as “{code}”.")
        return organisation_of(council)
