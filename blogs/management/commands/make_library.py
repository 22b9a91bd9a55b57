import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blogs.library import make_library, remove_library
from blogs.management.progress import every_second
from improvement_hub.core.errors import DomainError


class Command(BaseCommand):
    help = (
        "Make a library of invented posts for the bench, the same every time: items 1 to N of the seed. "
        "They belong to invented councils and are left out of lists and totals unless asked for."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--items", type=int, help="how many; those that are here already stay")
        what.add_argument("--remove", action="store_true", help="take the library away, with its councils")
        parser.add_argument("--seed", type=int, default=1, help="another library for another number")
        parser.add_argument(
            "--in-this-database",
            action="store_true",
            help="also where it is neither the embedded default nor called bench: it will hold invented posts",
        )

    def handle(self, *args, items, seed, remove, in_this_database, **options):
        if not in_this_database and not self.is_for_trying():
            raise CommandError("An invented library is for the embedded default on this machine or a bench’s database.")
        try:
            self.remove() if remove else self.make(items, seed)
        except DomainError as broken:
            raise CommandError(broken.sentence) from broken

    def is_for_trying(self):
        return settings.EMBEDDED or settings.DATABASES["default"]["NAME"].startswith("bench")

    def make(self, items, seed):
        began = time.monotonic()
        added = make_library(items, seed, progress=every_second(self.stderr, "Item"))
        took = time.monotonic() - began
        self.stdout.write(f"{added} items added in {took:.0f} s; {items - added} were here already.")

    def remove(self):
        gone, kept = remove_library(progress=every_second(self.stderr, "Item"))
        stay = f"; {kept} of its councils stay, since something else stands on them" if kept else ""
        self.stdout.write(f"{gone} items taken away{stay}.")
