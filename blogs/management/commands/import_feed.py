from django.core.management.base import BaseCommand, CommandError

from blogs.imports import Outcome, UnreadableFeed, import_feed
from blogs.management.progress import every_second
from blogs.models.posts import SHARED
from improvement_hub.core.models import Visibility


class Command(BaseCommand):
    help = (
        "Take the items of an RSS or Atom feed, or of an export of WordPress, as posts: "
        "drafts for the sector, unless told otherwise."
    )

    def add_arguments(self, parser):
        parser.add_argument("file_or_url")
        parser.add_argument("--publish", action="store_true", help="publish what was never published before")
        parser.add_argument("--visibility", choices=[level.value for level in SHARED[1:]], default=Visibility.SECTOR)

        parser.add_argument(
            "--old-host", default="", help="a host that leads here now: links to its items still arrive"
        )

    def handle(self, *args, file_or_url, publish, visibility, old_host, **options):
        terms = {"publish": publish, "visibility": visibility, "old_host": old_host}
        try:
            report = import_feed(file_or_url, **terms, progress=every_second(self.stderr, "Item"))
        except UnreadableFeed as trouble:
            raise CommandError(str(trouble)) from trouble
        if options["verbosity"] > 0:
            self.stdout.writelines(f"{line}\n" for line in report.lines)
        self.stdout.write(report.totals)
        if refused := report.count(Outcome.REFUSED):
            raise CommandError(f"{refused} of {len(report.lines)} items were refused; the others are in the hub.")
