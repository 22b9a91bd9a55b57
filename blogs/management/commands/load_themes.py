from django.core.management.base import BaseCommand
from django.db import transaction

from blogs.imports.themes import load_themes
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as


class Command(BaseCommand):
    help = "Load the vocabulary of themes that the hub starts with; themes that are here already stay as they are."

    def handle(self, *args, **options):
        with acting_as(OPERATOR, command="load_themes"), transaction.atomic():
            added, kept = load_themes()
        self.stdout.write(f"{added + kept} themes: {added} taken, {kept} unchanged.")
