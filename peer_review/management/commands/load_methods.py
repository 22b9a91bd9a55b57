from django.core.management.base import BaseCommand
from django.db import transaction

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from peer_review.imports import load_methods
from peer_review.reference import METHODS


class Command(BaseCommand):
    help = "Load the methods of review that the hub starts with; an edition that is here already stays as it is."

    def handle(self, *args, **options):
        with acting_as(OPERATOR, command="load_methods"), transaction.atomic():
            taken, unchanged = load_methods(METHODS)
        self.stdout.write(f"Methods of review: {taken} taken, {unchanged} unchanged.")
