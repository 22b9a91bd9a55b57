"""What an earlier review recommended, from the cells of its row."""

import re
import uuid
from collections import Counter

from django.db.models import Q

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows
from peer_review import services
from peer_review.imports.cells import Refused, day_of
from peer_review.models import Recommendation

PARTED = re.compile(r"[\r\n|]+")
NUMBERED = re.compile(r"^(?:[-–•*]|\d+[.)])\s+")  # as a list in a cell often is
TIMESCALES = {
    words.lower(): value
    for value, label in Recommendation.Timescale.choices
    for words in (value, label, label.removeprefix("Within "))
}


def parts(words: str) -> list[str]:
    """Each on a line of its own, or parted by |."""
    return [found for part in PARTED.split(words) if (found := NUMBERED.sub("", part.strip()).strip())]


def asked_in(cells) -> list[dict]:
    """The recommendations of a row: text, and timescale and made_on where the row says them."""
    texts = parts(cells.get("recommendations", ""))
    whens = [timescale(words) for words in parts(cells.get("by_when", ""))] or [None]
    if texts and len(whens) not in (1, len(texts)):
        raise Refused(f"“by_when” has {len(whens)} times for {len(texts)} recommendations: give one, or one for each.")
    day = day_of(cells["report_day"]) if texts and cells.get("report_day") else None
    each = whens if len(whens) > 1 else whens * len(texts)
    return [{"text": text, "timescale": when, "made_on": day} for text, when in zip(texts, each, strict=False)]


def timescale(words: str) -> str:
    if words.lower() not in TIMESCALES:
        offered = ", ".join(Recommendation.Timescale.labels)
        raise Refused(f"“{words}” is no time for a recommendation. Those are: {offered}.")
    return TIMESCALES[words.lower()]


def bring(review, asked, by) -> list[str]:
    """Record those that are not known yet, and change what the row says otherwise; none is taken back. In words."""
    if asked and not allows(by, "peer_review.recommend", review):
        raise Refused(f"{review.host}’s own people record what was recommended to it: leave “recommendations” empty.")
    done = Counter(bring_one(review, number, terms, by) for number, terms in enumerate(asked, start=1))
    return [f"{n} recommendation{'s' if n > 1 else ''} {what}" for what in ("added", "changed") if (n := done[what])]


def bring_one(review, number, terms, by) -> str:
    """What became of it. Its id is made of its words, so it is known again after it was reworded here."""
    own = uuid.uuid5(review.pk, terms["text"].casefold())
    known = review.recommendations.filter(Q(pk=own) | Q(text__iexact=terms["text"])).first()
    try:
        return change(known, terms, by) if known else add(review, own, terms, by)
    except DomainError as error:  # which counts them, and repeats no words that were refused
        raise Refused(f"Recommendation {number}: {error}") from error


def add(review, own, terms, by):
    usual = terms["timescale"] or Recommendation.Timescale.SIX_MONTHS
    services.recommend(review=review, id=own, by=by, **{**terms, "timescale": usual})
    return "added"


def change(known, terms, by):
    said = {name: terms[name] for name in ("timescale", "made_on") if terms[name]}
    if all(getattr(known, name) == value for name, value in said.items()):
        return ""
    services.change_recommendation(recommendation=known, by=by, **said)
    return "changed"
