from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from improvement_hub.accounts.handover import hands_over
from improvement_hub.accounts.models import Organisation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Review, TeamMember
from peer_review.workflow import OPEN_STATES, ReviewState


@transaction.atomic
def join_team(*, review, person, role, job_title, by):
    """Put someone on the visiting team: from the council whose role it is, or from a partner agency."""
    review = lock(review)
    require(by, "peer_review.change_review", review)
    check_open_team(review)
    if role == TeamMember.Role.OBSERVER and review.state != ReviewState.PREPARING:
        raise DomainError("Once the visit has begun, the regional lead names an observer.", field="role")
    return seat_member(review=review, person=person, role=role, job_title=job_title)


def check_open_team(review):
    if not review.is_open:
        raise DomainError("Feedback has been given: the team stays as it was.")


def seat_member(*, review, person, role, job_title):
    organisation = seat_of(review, person, role)
    clear_empty_seats(review, person, role)
    return store(TeamMember(review=review, person=person, role=role, job_title=job_title, organisation=organisation))


def seat_of(review, person, role):
    """For whom someone may sit in this role, by what they act for today. Raises DomainError."""
    current = person.memberships.current()
    councils = set(current.exclude(council=None).values_list("council_id", flat=True))
    if review.host_id in councils:
        raise DomainError("The visiting team comes from outside the host.", field="person")
    if role == TeamMember.Role.LEAD and review.review_lead_id not in councils:
        raise DomainError(f"The review lead comes from {review.review_lead}.", field="person")
    if role == TeamMember.Role.OBSERVER and review.observer_id not in councils:
        raise DomainError(f"The observer comes from {review.observer}.", field="person")
    seats = [review.observer, review.review_lead] if role == TeamMember.Role.OBSERVER else review.visiting_councils
    for council in seats:
        if council.pk in councils:
            return organisation_of(council)
    is_partner = person.organisation.kind == Organisation.Kind.PARTNER and current.filter(role=Role.PARTNER).exists()
    if not is_partner:
        raise DomainError("A reviewer comes from the leading or observing council or a partner.", field="person")
    return person.organisation


def clear_empty_seats(review, person, role):
    """A seat whose holder no longer acts for where they came from stands in nobody's way."""
    sitting = review.team.sitting().values("pk")
    gone = review.team.filter(Q(person=person) | Q(role=role), left_at=None).exclude(pk__in=sitting)
    for seat in gone.select_for_update(of=("self",)):
        seat.left_at = timezone.now()
        store(seat)


@transaction.atomic
def leave_team(*, member, by):
    """Take someone off the team; what they wrote stays theirs. From the visit on, nobody unseats the observer
    but the observer and the regional lead."""
    review = lock(member.review)
    require(by, leaving_permission(member, review), review)
    check_open_team(review)
    member = lock(member)
    if member.left_at:
        raise DomainError("This person has left the team already.")
    member.left_at = timezone.now()
    return store(member)


def leaving_permission(member, review) -> str:
    guarded = member.role == TeamMember.Role.OBSERVER and review.state != ReviewState.PREPARING
    return "peer_review.release_observer" if guarded else "peer_review.change_review"


@transaction.atomic
def name_observer(*, review, person, job_title, by):
    """If the observer leaves, the regional lead names a successor, from the observing council."""
    review = lock(review)
    require(by, "peer_review.name_observer", review)
    check_open_team(review)
    if review.has_observer:
        raise DomainError("The team has an observer already.", field="person")
    return seat_member(review=review, person=person, role=TeamMember.Role.OBSERVER, job_title=job_title)


@hands_over
def hand_over_reviews(*, leaver, successor, council_ids, by):
    """The leaver's place in every review that is not finished: the host's officer and the team's seats.

    An observer's seat stays empty until the regional lead names a successor, since only an observer's own
    judgement lifts a hold.
    """
    return [
        *hand_over_hosting(leaver, successor, council_ids),
        *(hand_over_seat(seat, successor) for seat in open_seats(leaver, council_ids, by)),
    ]


def hand_over_hosting(leaver, successor, council_ids):
    reviews = Review.objects.select_for_update(of=("self",)).filter(host_officer=leaver, host__in=council_ids)
    for review in reviews.filter(state__in=OPEN_STATES):
        review.host_officer = successor
        store(review)
        yield f"{successor} now runs “{review}” for the host."


def open_seats(leaver, council_ids, by):
    """Those the leaver holds for these councils; an administrator hands over a partner's as well."""
    seats = TeamMember.objects.select_for_update(of=("self",)).select_related("review__host")
    seats = seats.filter(person=leaver, left_at=None, review__state__in=OPEN_STATES)
    return seats if by.administers else seats.filter(organisation__council__in=council_ids)


def hand_over_seat(seat, successor):
    seat.left_at = timezone.now()
    store(seat)
    if seat.role == TeamMember.Role.OBSERVER:
        return f"“{seat.review}” has no observer until the regional lead names one."
    if not seat.review.team.filter(person=successor, left_at=None).exists():
        seat_member(review=seat.review, person=successor, role=seat.role, job_title=seat.job_title)
    return f"{successor} takes the place on the team of “{seat.review}”."
