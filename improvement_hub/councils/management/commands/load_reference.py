from django.core.management.base import BaseCommand, CommandError

from improvement_hub.councils.imports import Outcome, import_councils
from improvement_hub.councils.reference import COUNCILS


class Command(BaseCommand):
    help = "Load the nine regions and the councils of England with children's services, past ones included."

    def handle(self, *args, **options):
        report = import_councils(COUNCILS)
        self.stdout.write(f"Nine regions and {len(report.lines)} councils: {report.totals}.")
        if report.count(Outcome.REFUSED):
            raise CommandError("\n".join(str(line) for line in report.lines if line.outcome == Outcome.REFUSED))
