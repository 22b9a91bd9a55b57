"""Anonymous feedback on a review, and the days that were given to it."""

from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store, take_turns
from peer_review.models import DaysGiven, Feedback, FeedbackLink


@transaction.atomic
def ask_feedback(*, review, audience, closes_on, by, places=100):
    """Open a link for one audience, to be given to all of it: from today until `closes_on`."""
    review = lock(review)
    require(by, "peer_review.ask_feedback", review)
    if review.is_recorded:
        raise DomainError("Feedback is asked about reviews that were held here.")
    if closes_on < timezone.localdate():
        raise DomainError("The last day has passed already.", field="closes_on")
    return store(FeedbackLink(review=review, audience=audience, closes_on=closes_on, places=places))


@transaction.atomic
def change_feedback_dates(*, link, closes_on, by, version=None):
    """Close a link earlier, or leave it open for longer."""
    link = lock(link, version=version)
    require(by, "peer_review.ask_feedback", link)
    link.closes_on = closes_on
    return store(link)


@transaction.atomic
def give_feedback_on_review(*, link, id, **answer):
    """Answer without a name: nothing is kept of who, from where, or when in the month.

    answer: a mark from 1 to 5 for each of `Feedback.MARKS`, and the two texts. `id` is made with the form, at
    random: the same answer sent twice is stored once. There is no `by`: whoever has the link may answer.
    """
    if id.version != 4:
        raise DomainError("Make the id at random, as UUID version 4: others tell when they were made.", field="id")
    take_turns(f"feedback {link.pk}")  # the link's row stays as it is: its trail would tell the moment
    if not link.is_open:
        raise DomainError("This feedback is not open now.")
    known = Feedback.objects.filter(pk=id, link=link).first()
    if known:
        return known
    if link.feedback.count() >= link.places:
        raise DomainError("All places for answers are taken.")
    return store(Feedback(pk=id, link=link, month=timezone.localdate().replace(day=1), **answer))


@transaction.atomic
def declare_days(*, review, days, by, version=None):
    """The review lead says how many days each of the team gave.

    days: {seat: days, in halves; None for the days of the visit}. version: of what is declared for each of these
    seats, 0 where nothing is. Raises StaleVersion.
    """
    review = lock(review)
    require(by, "peer_review.declare_days", review)
    for seat, given in days.items():
        if seat.review_id != review.pk:
            raise DomainError("This seat is on another team.")
        declare_seat(seat, given, version)
    return review


def declare_seat(seat, given, version):
    known = DaysGiven.objects.filter(seat=seat).first()
    if version not in (None, known.version if known else 0):
        raise StaleVersion(known or DaysGiven(seat=seat))
    if given is None:
        if known:
            known.delete()
        return
    if given < 0 or given * 2 != int(given * 2):
        raise DomainError("Give days as 2 or 1.5: whole or half ones.", field=f"days_{seat.pk}")
    row = known or DaysGiven(seat=seat)
    if row.half_days != given * 2:
        row.half_days = int(given * 2)
        store(row)
