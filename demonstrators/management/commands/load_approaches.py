from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from demonstrators.imports import UnknownCouncil, load_approaches
from demonstrators.reference import APPROACHES
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as


class Command(BaseCommand):
    help = "Load approaches that are public; what is here already stays as it is."

    def handle(self, *args, **options):
        try:
            with acting_as(OPERATOR, command="load_approaches"), transaction.atomic():
                taken, unchanged = load_approaches(APPROACHES)
        except UnknownCouncil as error:
            raise CommandError(f"{error} Load the councils first: manage.py load_reference.") from error
        self.stdout.write(f"Approaches: {taken} taken, {unchanged} unchanged.")
