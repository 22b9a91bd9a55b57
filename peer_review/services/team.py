from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.handover import hands_over
from improvement_hub.accounts.models import Organisation
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Review, TeamMember
from peer_review.workflow import ReviewState


@transaction.atomic
def join_team(*, review, person, role, job_title, by):
    """Put someone on the visiting team: from the council whose role it is, or from a partner agency."""
    review = lock(review)
    require(by, "peer_review.change_review", review)
    return seat_member(review=review, person=person, role=role, job_title=job_title)


def seat_member(*, review, person, role, job_title):
    check_seat(review, person, role)
    member = TeamMember(review=review, person=person, role=role, job_title=job_title, organisation=person.organisation)
    return store(member)


def check_seat(review, person, role):
    """The review lead comes from the leading council, the observer from the observing one, nobody from the host."""
    council = person.organisation.council_id
    if council == review.host_id:
        raise DomainError("The visiting team comes from outside the host.", field="person")
    if role == TeamMember.Role.LEAD and council != review.review_lead_id:
        raise DomainError(f"The review lead comes from {review.review_lead}.", field="person")
    if role == TeamMember.Role.OBSERVER and council != review.observer_id:
        raise DomainError(f"The observer comes from {review.observer}.", field="person")
    from_partner = person.organisation.kind == Organisation.Kind.PARTNER
    if not from_partner and council not in (review.review_lead_id, review.observer_id):
        raise DomainError("A reviewer comes from the leading or observing council or a partner.", field="person")


@transaction.atomic
def leave_team(*, member, by):
    """Take someone off the team; what they wrote stays theirs."""
    review = lock(member.review)
    require(by, "peer_review.change_review", review)
    member = lock(member)
    if member.left_at:
        raise DomainError("This person has left the team already.")
    member.left_at = timezone.now()
    return store(member)


@transaction.atomic
def name_observer(*, review, person, job_title, by):
    """If the observer leaves, the regional lead names a successor, from the observing council."""
    review = lock(review)
    require(by, "peer_review.name_observer", review)
    if TeamMember.Role.OBSERVER in review.roles_by_person.values():
        raise DomainError("The team has an observer already.", field="person")
    return seat_member(review=review, person=person, role=TeamMember.Role.OBSERVER, job_title=job_title)


@hands_over
def hand_over_reviews(*, leaver, successor, council_ids, by):
    """The leaver's place in every open review: the host's officer and the team's seats.

    An observer's seat stays empty until the regional lead names a successor, since only an observer's own
    judgement lifts a hold.
    """
    return [
        *hand_over_hosting(leaver, successor, council_ids),
        *(hand_over_seat(seat, successor) for seat in open_seats(leaver)),
    ]


def hand_over_hosting(leaver, successor, council_ids):
    reviews = Review.objects.select_for_update(of=("self",)).filter(host_officer=leaver, host__in=council_ids)
    for review in reviews.exclude(state=ReviewState.RECORDED):
        review.host_officer = successor
        store(review)
        yield f"{successor} now runs “{review}” for the host."


def open_seats(leaver):
    seats = TeamMember.objects.select_for_update(of=("self",)).select_related("review__host")
    return seats.filter(person=leaver, left_at=None)


def hand_over_seat(seat, successor):
    seat.left_at = timezone.now()
    store(seat)
    if seat.role == TeamMember.Role.OBSERVER:
        return f"“{seat.review}” has no observer until the regional lead names one."
    if not seat.review.team.filter(person=successor, left_at=None).exists():
        seat_member(review=seat.review, person=successor, role=seat.role, job_title=seat.job_title)
    return f"{successor} takes the place on the team of “{seat.review}”."
