"""What is new, and found by a search that the reader saved and follows: of every kind that the search finds."""

from dataclasses import dataclass, replace

from django.db.models import Value

from blogs import queries as posts
from demonstrators import queries as sites
from improvement_hub.core.saved.queries import followed_views
from improvement_hub.digests.sources.items import (
    Item,
    approach_item,
    event_item,
    new_site_item,
    post_item,
    published_review_item,
)
from improvement_hub.search.followed import found_among
from peer_review import queries as reviews

MOST = 200  # things that one search tells at once
MOST_NEW = 2000  # things of a kind that are looked at, the latest

# for each kind of the index: what an actor first came to find after a moment, and what is said of one
KINDS = (
    (posts.posts_found_from, post_item),
    (posts.events_found_from, event_item),
    (sites.sites_found_from, new_site_item),
    (sites.approaches_found_from, approach_item),
    (reviews.reviews_found_from, published_review_item),
)


@dataclass(frozen=True)
class Followed:
    """As a source. A view is asked of the ids of all that is new, and only what it finds is read as a whole."""

    page: str

    def items(self, reader, since) -> tuple[list[Item], int]:
        views = list(followed_views(reader.actor))
        kinds = kinds_by_id(reader.actor, since) if views else {}
        found = [(one, view) for view in views for one in found_among(kinds, view, reader.actor, MOST)]
        said = dict(items_of({one: kinds[one] for one, _ in found}, reader, since))
        return [replace(said[one], why=f"Found by “{view}”, a search of yours.", rank=0) for one, view in found], 0


def kinds_by_id(actor, since) -> dict[str, int]:
    """Of everything new its place in `KINDS`, by its id: one statement."""
    first, *others = (
        rows(actor, since).values_list(Value(number), "pk")[:MOST_NEW] for number, (rows, _) in enumerate(KINDS)
    )
    return {str(pk): number for number, pk in first.union(*others, all=True)}


def items_of(kinds, reader, since):
    for number, (rows, item) in enumerate(KINDS):
        if wanted := [pk for pk, kind in kinds.items() if kind == number]:
            yield from ((str(row.pk), item(row, reader)) for row in rows(reader.actor, since).filter(pk__in=wanted))
