"""What the clock and the operator do to the index; everything else the database does itself."""

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Sum

from improvement_hub.search import install
from improvement_hub.search.models import Edition, Entry

SMALL = 10_000  # entries
DAY = 86_400  # seconds
COUNTED = "search:words-counted"


@transaction.atomic
def count_words():
    """Count anew in how many entries each word stands: for weights and spelling. Nothing is found or lost by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_count_words()")


def count_words_of_a_small_library(**kwargs):
    """At once, where that takes no longer than a moment; a large library waits for the clock."""
    if Entry.objects.count() <= SMALL:
        count_words()


def count_words_if_due():
    """Where the index changed since they were counted: a small library's each time, a large one's once a day."""
    edition = Edition.objects.aggregate(now=Sum("changes"))["now"]
    if edition is None or cache.get(COUNTED) == edition:
        return
    if Entry.objects.count() <= SMALL or cache.add(f"{COUNTED}-today", 1, DAY):
        count_words()
        cache.set(COUNTED, edition, None)


def rebuild(**kwargs):
    """Every entry anew, as after rows came or went past the triggers; takes what a signal sends."""
    install.rebuild()
