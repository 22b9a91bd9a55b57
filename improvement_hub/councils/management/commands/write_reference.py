"""How `councils/reference/councils.csv` is made: from a hub that has imported both files, by this command."""

import csv

from django.core.management.base import BaseCommand

from improvement_hub.councils.imports.reference import COLUMNS, reference_rows


class Command(BaseCommand):
    help = "Write the councils of this hub, demonstration ones left out, as the hub's own reference file."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, file, **options):
        with open(file, "w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(reference_rows())
        self.stdout.write(f"Wrote {file}.")
