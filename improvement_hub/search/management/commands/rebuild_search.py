from django.core.management.base import BaseCommand

from improvement_hub.search.models import Entry
from improvement_hub.search.services import rebuild


class Command(BaseCommand):
    help = "Write the index of search anew, as after loading rows past its triggers."

    def handle(self, *args, **options):
        rebuild()
        self.stdout.write(f"{Entry.objects.count()} entries written.")
