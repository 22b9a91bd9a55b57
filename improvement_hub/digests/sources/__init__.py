"""What a digest is made of: for each group its sources, which ask the products what is new for a reader.

Another product joins with a function that turns one of its rows into an `Item`, and a `Source` in `GROUPS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from blogs import queries as posts
from demonstrators import queries as sites
from improvement_hub.digests.sources.followed import Followed
from improvement_hub.digests.sources.items import (
    Item,
    adopter_item,
    entry_item,
    event_item,
    findings_item,
    follow_up_item,
    hold_item,
    post_item,
    recommendations_item,
    review_by_item,
    review_item,
    stage_item,
)
from peer_review import queries as reviews

MOST = 200  # rows a source is asked for at once; of more, the rest is only counted


@dataclass(frozen=True)
class Source:
    """`rows` asks a product what is new for an actor since a moment, `item` says one of them to a reader, and
    `page` is where all of them are on the hub."""

    rows: Callable
    item: Callable[..., Item]
    page: str

    def items(self, reader, since) -> tuple[list[Item], int]:
        """What is new, and how much more there is than was looked at."""
        rows = self.rows(reader.actor, since)
        found = [self.item(row, reader) for row in rows[:MOST]]
        return found, rows.count() - MOST if len(found) == MOST else 0


# name of the group and its sources; the most telling group first
GROUPS = [
    (
        "Your reviews",
        [
            Source(reviews.new_holds, hold_item, "reviews"),
            Source(reviews.reviews_with_new_recommendations, recommendations_item, "recommendations"),
            Source(reviews.follow_ups_new, follow_up_item, "recommendations"),
            Source(reviews.reviews_that_moved, review_item, "reviews"),
        ],
    ),
    ("Findings shared with you", [Source(reviews.reviews_with_new_findings, findings_item, "reviews")]),
    (
        "New practice",
        [
            Source(posts.news, post_item, "posts"),
            Source(posts.new_events, event_item, "events"),
            Source(sites.new_entries, entry_item, "sites"),
            Source(sites.new_stages, stage_item, "sites"),
            Source(posts.came_up_for_review, review_by_item, "case-studies"),
            Source(posts.new_adopters, adopter_item, "case-studies"),
            Followed("search"),
        ],
    ),
]
