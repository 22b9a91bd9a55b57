from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.sheets import UnreadableFile
from improvement_hub.councils.imports.report import Outcome
from peer_review.imports import SHEET, import_past_reviews


class Command(BaseCommand):
    help = "Take earlier reviews from a CSV file. Only their hosts read them, until a director shares them."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            with acting_as(OPERATOR, command="import_reviews"):
                report = import_past_reviews(SHEET.text_of(file.read_bytes()), by=OPERATOR)
        except OSError as trouble:
            raise CommandError(f"{file} cannot be opened: {trouble.strerror}.") from trouble
        except UnreadableFile as trouble:
            raise CommandError(str(trouble)) from trouble
        if options["verbosity"] > 0:
            self.stdout.writelines(f"{line}\n" for line in report.lines)
        self.stdout.write(f"{report.kind}, {len(report.lines)} rows: {report.totals}.")
        if refused := report.count(Outcome.REFUSED):
            raise CommandError(f"{refused} of {len(report.lines)} rows were refused; the others are in the hub.")
