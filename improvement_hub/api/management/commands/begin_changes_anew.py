from django.core.management.base import BaseCommand

from improvement_hub.api.changes.services import begin_anew
from improvement_hub.core.models import SharedItem


class Command(BaseCommand):
    help = "Begin the order of changes anew, as after a restore: partners' systems are told to read everything again."

    def handle(self, *args, **options):
        begin_anew()
        self.stdout.write(f"{SharedItem.objects.count()} items stand at the beginning; every earlier cursor is void.")
