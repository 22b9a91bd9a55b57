"""What a digest says of one thing: for each kind a function that turns a row of its product into an `Item`."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from demonstrators import queries as sites
from improvement_hub.core.actor import Actor
from improvement_hub.councils.models import Neighbour
from peer_review import queries as reviews


@dataclass(frozen=True)
class Item:
    """A headline, one line on why it is here, and where it leads. `things` are the names of what it tells,
    `moment` is when it became so, and `rank` how close it is to the reader: 0 the closest."""

    headline: str
    why: str
    path: str
    things: tuple[str, ...]
    moment: datetime
    rank: int = 0


@dataclass(frozen=True)
class Reader:
    """Whom a digest is for, and what ties things to them."""

    actor: Actor

    @cached_property
    def themes(self) -> set:
        return set(reviews.themes_of_own_reviews(self.actor))

    @cached_property
    def neighbours(self) -> set:
        return set(Neighbour.objects.filter(council__in=self.actor.council_ids).values_list("neighbour", flat=True))

    def tie(self, *, councils, themes, otherwise: str) -> tuple[int, str]:
        """The closest tie between a thing and the reader: its rank, and a sentence that is true of both."""
        own, regions = self.actor.council_ids, self.actor.region_ids
        ties = [
            *((1, f"{one}, your council.") for one in councils if one.pk in own),
            *((2, f"{theme}, a theme of your review.") for theme in themes if theme.pk in self.themes),
            *((3, f"{one}, a statistical neighbour of your council.") for one in councils if one.pk in self.neighbours),
            *((4, f"{one}, in your region.") for one in councils if one.region_id in regions),
        ]
        return ties[0] if ties else (5, otherwise)


PARTS = {
    "review_lead": "You lead it.",
    "observer": "You observe it.",
}


def part_in(review, actor) -> str:
    """What this person has to do with it."""
    if review.seat:
        return PARTS.get(review.seat, "You are on its visiting team.")
    for words, council in [("hosts", review.host), ("leads", review.review_lead), ("observes", review.observer)]:
        if council and council.pk in actor.council_ids:
            return f"{council} {words} it."
    return "Its host is in your region."


def review_item(review, reader) -> Item:
    return Item(
        headline=f"{review}: {review.get_state_display().lower()}",
        why=part_in(review, reader.actor)
        + (f" Visit: {date_format(review.starts_on, 'j F Y')}." if review.starts_on else ""),
        path=review.get_absolute_url(),
        things=(f"review:{review.pk}:{review.state}",),
        moment=review.moved_at,
        rank=1,
    )


def hold_item(statement, reader) -> Item:
    """That there is a hold; neither what is held nor the reason, which stay with the team on the hub."""
    return Item(
        headline=f"{statement.review}: the observer holds a statement",
        why="You are on its visiting team; the reason is on the hub.",
        path=statement.get_absolute_url(),
        things=(f"hold:{statement.pk}:{statement.held_at:%Y%m%d%H%M%S%f}",),
        moment=statement.held_at,
    )


def recommendations_item(review, reader) -> Item:
    """How many recommendations came to the host; their words stay on the hub."""
    number = review.new_count
    return Item(
        headline=f"{review}: {number} new recommendation{'s' if number > 1 else ''}",
        why=f"{review.host} hosts it.",
        path=reverse("review-actions", args=[review.pk]),
        things=(f"recommendations:{review.pk}:{review.recommended_at:%Y%m%d%H%M%S%f}",),
        moment=review.recommended_at,
    )


def follow_up_item(due, reader) -> Item:
    return Item(
        headline=f"{due.review}: the follow-up at {due.months} months is due",
        why=f"{due.review.host} answers for {due.count} recommendation{'s' if due.count > 1 else ''}.",
        path=reverse("review-actions", args=[due.review.pk]),
        things=(due.thing,),
        moment=timezone.make_aware(datetime.combine(due.due_on, time())),
    )


def findings_item(review, reader) -> Item:
    """How many findings of a review one may read now; their words stay on the hub."""
    ids = review.new_findings
    rank, why = reader.tie(
        councils=[review.host], themes=[review.theme], otherwise=f"{review.theme}, shared by the host."
    )
    return Item(
        headline=f"{review}: {len(ids)} findings" if len(ids) > 1 else f"{review}: a finding",
        why=why,
        path=review.get_absolute_url() if len(ids) > 1 else reverse("statement", args=[review.pk, ids[0]]),
        things=tuple(f"finding:{pk}" for pk in ids),
        moment=review.shared_at,
        rank=rank,
    )


def post_item(post, reader) -> Item:
    councils = [*post.councils.all(), *filter(None, [post.owner])]
    kind = post.get_kind_display()
    rank, why = reader.tie(councils=councils, themes=post.themes.all(), otherwise=f"{kind}, new on the hub.")
    return Item(
        headline=" ".join(post.title.split()),
        why=why,
        path=post.get_absolute_url(),
        things=(f"post:{post.pk}",),
        moment=post.shared_at,
        rank=rank,
    )


def event_item(event, reader) -> Item:
    """A shared learning event that one may go to."""
    councils, day = event.hosts, timezone.localtime(event.starts_at)
    rank, why = reader.tie(councils=councils, themes=event.themes.all(), otherwise="A shared learning event.")
    if rank == 5 and event.region_id in reader.actor.region_ids:
        rank, why = 4, f"{event.region}, your region."
    return Item(
        headline=f"{event}: {date_format(day, 'j F Y')}",
        why=why,
        path=event.get_absolute_url(),
        things=(f"event:{event.pk}",),
        moment=event.shared_at,
        rank=rank,
    )


def review_by_item(study, reader) -> Item:
    return Item(
        headline=f"Does it still hold? {study}",
        why=f"A case study of {study.post.owner}, your council.",
        path=reverse("case-study-confirm", args=[study.post.slug]),
        things=(f"confirm:{study.pk}:{study.review_by}",),
        moment=timezone.make_aware(datetime.combine(study.review_by, time())),
    )


def adopter_item(adopter, reader) -> Item:
    return Item(
        headline=f"{adopter.council} tried: {adopter.case_study}",
        why="Your council’s case study.",
        path=adopter.get_absolute_url(),
        things=(f"adopter:{adopter.pk}",),
        moment=adopter.created_at,
    )


def site_item(site, reader, **told) -> Item:
    """Something new of a demonstrator site."""
    rank, why = reader.tie(councils=site.councils, themes=[], otherwise=f"A site led by {site.lead}.")
    return Item(why=why, rank=rank, **told)


def entry_item(entry, reader) -> Item:
    return site_item(
        entry.site,
        reader,
        headline=sites.entry_headline(entry),
        path=entry.get_absolute_url(),
        things=(f"journey entry:{entry.pk}",),
        moment=entry.shared_at,
    )


def stage_item(change, reader) -> Item:
    return site_item(
        change.site,
        reader,
        headline=sites.stage_headline(change),
        path=change.site.get_absolute_url(),
        things=(f"stage:{change.pk}",),
        moment=change.created_at,
    )


def new_site_item(site, reader) -> Item:
    return site_item(
        site,
        reader,
        headline=str(site),
        path=site.get_absolute_url(),
        things=(f"site:{site.pk}",),
        moment=site.created_at,
    )


def approach_item(approach, reader) -> Item:
    councils = [approach.origin_council] if approach.origin_council else []
    rank, why = reader.tie(councils=councils, themes=[], otherwise="An approach, new on the hub.")
    return Item(
        headline=str(approach),
        why=why,
        path=approach.get_absolute_url(),
        things=(f"approach:{approach.pk}",),
        moment=approach.created_at,
        rank=rank,
    )


def published_review_item(review, reader) -> Item:
    """That one may read what came of a review; its words stay on the hub."""
    rank, why = reader.tie(councils=[review.host], themes=[review.theme], otherwise=f"A review of {review.host}.")
    return Item(
        headline=f"{review}: published",
        why=why,
        path=review.get_absolute_url(),
        things=(f"published review:{review.pk}",),
        moment=review.found_from,
        rank=rank,
    )
