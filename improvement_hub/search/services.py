"""What the clock and the operator do to the index; everything else the database does itself."""

from django.db import connection, transaction

from improvement_hub.search import install


@transaction.atomic
def count_words():
    """Count anew in how many entries each word stands: for weights and spelling. Nothing is found or lost by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_count_words()")


def rebuild(**kwargs):
    """Every entry anew, as after rows came or went past the triggers; takes what a signal sends."""
    install.rebuild()
