from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from improvement_hub.overview.demo import (
    archive,
    cast,
    events,
    impact,
    posts,
    publishing,
    recorded,
    reviews,
    sites,
    visits,
)
from improvement_hub.search.services import count_words


class Command(BaseCommand):
    help = "Load demonstration content and print its sign-ins; only in the embedded default, on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--sign-ins", action="store_true", help="only print them")

    def handle(self, *args, **options):
        if not settings.EMBEDDED:
            raise CommandError("Demonstration content is for the embedded default on this machine alone.")
        if not options["sign_ins"]:
            self.load()
        self.print_sign_ins()

    @transaction.atomic
    def load(self):
        demo = cast.make_cast()
        reviews.load_reviews(demo)
        impact.load_impact(demo)
        recorded.record_oxfordshire()
        sites.load_sites(demo)
        visits.load_visits(demo)
        posts.load_posts(demo)
        posts.load_case_studies(demo)
        publishing.load_publishing(demo)
        archive.load_archive(demo)
        events.load_events(demo)
        count_words()

    def print_sign_ins(self):
        self.stdout.write(f"Demonstration sign-ins, all with the password {cast.password()}")
        for address, words in cast.sign_ins():
            self.stdout.write(f"  {address:22} {words}")
