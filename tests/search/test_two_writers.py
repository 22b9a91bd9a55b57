"""Two connections that write the index at once: neither waits for ever, and nothing is counted wrongly."""

import threading
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction

from blogs.models import Post
from improvement_hub.core.actor import NOBODY
from improvement_hub.search.models import Edition, Entry, Facet
from improvement_hub.search.queries import search
from improvement_hub.search.queries.finding import Wish
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 2  # seconds that one waits in the middle of its transaction for the other to come as far


def both(*jobs):
    """Each job in a transaction of its own connection; given a function that waits for the other. What they raised."""
    half_way, raised = threading.Barrier(len(jobs)), []

    def meet():
        with suppress(threading.BrokenBarrierError):
            half_way.wait(PATIENCE)

    def run(job):
        try:
            with transaction.atomic():
                job(meet)
        except Exception as trouble:  # told to the test, whatever it is
            raised.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def posts_of(*years):
    def job(meet):
        for year in years:
            PostFactory(title=f"Of {year}", published_on=date(year, 5, 1))
            meet()

    return job


def counted(facet):
    return {count.label.key: count.number for count in search(Wish(), NOBODY).facets[facet]}


def edition():
    return sum(Edition.objects.values_list("changes", flat=True))


def test_two_that_bring_the_same_new_values_in_another_order_are_both_stored_and_counted():
    assert both(posts_of(1991, 1992), posts_of(1992, 1991)) == []
    assert (Post.objects.count(), Entry.objects.count()) == (4, 4)
    assert (counted("year"), counted("kind")) == ({"1991": 2, "1992": 2}, {"blog": 4})
    assert sorted(Facet.objects.filter(facet="year").values_list("key", flat=True)) == ["1991", "1992"]


def test_two_that_step_the_same_edition_wait_for_nobody_and_lose_no_step():
    PostFactory(title="Before", published_on=date(1991, 5, 1))
    came_through, seen = [], [edition()]

    def change(meet):
        PostFactory(title="Meanwhile", published_on=date(1991, 5, 1))
        meet()
        came_through.append(True)

    assert both(change, change) == []
    seen.append(edition())
    assert (len(came_through), seen[1] - seen[0] >= 2) == (2, True)
    assert counted("year") == {"1991": 3}
    PostFactory(title="After", published_on=date(1991, 5, 1))
    assert edition() not in seen
