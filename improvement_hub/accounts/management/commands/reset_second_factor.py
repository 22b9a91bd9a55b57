from django.core.management.base import BaseCommand, CommandError

from improvement_hub.accounts.models import Person
from improvement_hub.accounts.services import reset_second_factors
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as


class Command(BaseCommand):
    help = "Forget the second factors of someone who lost them all, after making sure that it is them."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        person = Person.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {email}.")
        with acting_as(OPERATOR, command="reset_second_factor"):
            reset_second_factors(person=person)
        self.stdout.write(f"{person} is signed out everywhere, and sets up a second factor at the next sign-in.")
