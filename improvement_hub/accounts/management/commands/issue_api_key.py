from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from improvement_hub.accounts.services import issue_key, organisation_of, rotate_keys
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.accounts.services.keys import LONGEST_LIFE
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError
from improvement_hub.councils.models import Council


class Command(BaseCommand):
    help = "Make an API client and print its key, once; or a new key for one that is there."

    def add_arguments(self, parser):
        parser.add_argument("--client", required=True, help="a name for the partner's system")
        parser.add_argument("--scopes", default="read")
        parser.add_argument("--for", dest="code", help="GSS code of the council it acts for; without, the hub")
        parser.add_argument("--days", type=int, default=365, help="until it expires")
        parser.add_argument("--rotate", action="store_true", help="a new key for a client that is there")
        parser.add_argument("--overlap", type=int, default=7, help="days for which its earlier keys work on")

    def handle(self, *args, client, scopes, code, days, rotate, overlap, **options):
        if not 1 <= days <= LONGEST_LIFE.days:
            raise CommandError(f"A key lives from 1 to {LONGEST_LIFE.days} days.")
        lifetime = timedelta(days=days)
        try:
            with acting_as(OPERATOR, command="issue_api_key"):
                if rotate:
                    made, key = rotate_keys(name=client, lifetime=lifetime, overlap=timedelta(days=min(overlap, 9999)))
                else:
                    organisation = self.organisation(code)
                    made, key = issue_key(name=client, organisation=organisation, scopes=scopes, lifetime=lifetime)
        except DomainError as broken:
            raise CommandError(broken.sentence) from broken
        ends = made.keys.first().expires_at
        self.stderr.write(f"{made.name} acts for {made.organisation} until {ends:%-d %B %Y}.")
        self.stdout.write(key)

    def organisation(self, code):
        if not code:
            return home_of(None)
        council = Council.objects.filter(identifiers__value=code).first()
        if council is None:
            raise CommandError(f"No council is known as “{code}”.")
        return organisation_of(council)
