import time

from django.core.management.base import BaseCommand, CommandError

from improvement_hub.councils.imports import Outcome, UnreadableFile, import_councils


class Progress:
    """A line to standard error every second, so that a long file is seen to move."""

    def __init__(self, stream):
        self.stream, self.last = stream, time.monotonic()

    def __call__(self, done, total):
        if time.monotonic() - self.last > 1:
            self.last = time.monotonic()
            self.stream.write(f"Row {done} of {total}")


class Command(BaseCommand):
    help = "Take councils from a CSV file: the authorities' list, mySociety's list, or the hub's own reference."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, file, **options):
        try:
            report = import_councils(file, progress=Progress(self.stderr))
        except UnreadableFile as trouble:
            raise CommandError(str(trouble)) from trouble
        if options["verbosity"] > 0:
            self.stdout.writelines(f"{line}\n" for line in report.lines)
        self.stdout.write(f"{report.kind}, {len(report.lines)} rows: {report.totals}.")
        if refused := report.count(Outcome.REFUSED):
            raise CommandError(f"{refused} of {len(report.lines)} rows were refused; the others are in the hub.")
