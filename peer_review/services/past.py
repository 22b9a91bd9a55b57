from django.db import transaction
from django.db.models import Q

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store, take_turns
from peer_review.models import Participant, PastReview, Review
from peer_review.workflow import ReviewState

OF_THE_REVIEW = {"title", "theme", "review_lead", "observer", "starts_on", "ends_on"}
OF_THE_RECORD = {"year", "method_name", "conclusions"}


@transaction.atomic
def record_past_review(*, host, title, theme, participants=(), starts_on=None, year=None, by, **terms):
    """Record an earlier review of a council, as far as it is known; nothing in it counts as a finding.

    A record of the same host, title and day or year is that review: it is returned as it is, to those who read it.
    terms: review_lead, observer, ends_on, method_name, conclusions. Its host reads it; its director alone sets who
    else does.
    """
    review = Review(state=ReviewState.RECORDED, host=host)
    require(by, "peer_review.record_past_review", review)
    take_turns(f"past reviews of {host.pk}")
    year = starts_on.year if starts_on else year
    known = recorded(host, title, starts_on, year)
    if known:
        check_reads(known, by)
        return known
    said = {"title": title, "theme": theme, "starts_on": starts_on, "year": year, **terms}
    record = PastReview(review=review, recorded_by_id=by.person_id, visibility=Visibility.REVIEW)
    return write(record, said, participants)


def recorded(host, title, starts_on, year):
    """The record of this review, if there is one."""
    same_time = Q(review__starts_on=starts_on) if starts_on else Q(review__starts_on=None, year=year)
    rows = PastReview.objects.filter(same_time, review__host=host, review__title__iexact=title.strip())
    return rows.select_related("review").first()


def check_reads(record, by):
    """Who leads the region may know that a review was held, and not what its host recorded of it."""
    if by.is_person and not PastReview.objects.visible_to(by).filter(pk=record.pk).exists():
        raise DomainError(f"{record.review.host} recorded this review itself: ask there to change it.", field="title")


@transaction.atomic
def change_past_review(*, record, by, version=None, participants=None, **said):
    """Change what was recorded; its host and who may read it stay. Raises StaleVersion."""
    record = lock(record, version=version)
    require(by, "peer_review.record_past_review", record)
    check_reads(record, by)
    if said.get("starts_on"):
        said["year"] = said["starts_on"].year
    return write(record, said, participants)


def write(record, said, participants):
    review = record.review
    for row, names in ((review, OF_THE_REVIEW), (record, OF_THE_RECORD)):
        for name in names & said.keys():
            setattr(row, name, said[name])
    if participants is None:
        participants = [row.council for row in review.participants.select_related("council")]
    check_councils(review, participants)
    if review.starts_on is None and record.year is None:
        raise DomainError("Give the first day, or the year alone if that is all that is known.", field="year")
    store(review)
    write_participants(review, participants)
    return store(record)


def check_councils(review, participants):
    """Each in one place; an invented one and a real one never meet. Councils that have ended did take part then."""
    seats = [council for council in (review.host, review.review_lead, review.observer) if council]
    for number, council in enumerate(participants):
        if council in [*seats, *participants[:number]]:
            raise DomainError(f"{council} has a place in this review already.", field="participants")
    if len({council.demonstration for council in [*seats, *participants]}) > 1:
        raise DomainError("A demonstration council reviews demonstration councils only.", field="host")


def write_participants(review, participants):
    review.participants.exclude(council__in=participants).delete()
    standing = set(review.participants.values_list("council_id", flat=True))
    for council in participants:
        if council.pk not in standing:
            store(Participant(review=review, council=council))


@transaction.atomic
def share_past_review(*, record, visibility, by, version=None):
    """The host's director sets who reads the record of an earlier review."""
    record = lock(record, version=version)
    require(by, "peer_review.share_past_review", record)
    record.visibility = visibility
    return store(record)
