from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from improvement_hub.accounts.handover import hands_over
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Review, TeamMember
from peer_review.roles import From, TeamRole
from peer_review.workflow import UNFINISHED_STATES


@transaction.atomic
def join_team(*, review, person, role, job_title, by):
    """Put someone on the visiting team: from the council whose role it is, or from a partner agency."""
    review = lock(review)
    require(by, "peer_review.change_review", review)
    check_open_team(review)
    if role == review.holder and not review.is_before_visit:
        label = TeamRole(role).label.lower()
        raise DomainError(f"Once the visit has begun, the regional lead names {a(label)}.", field="role")
    return seat_member(review=review, person=person, role=role, job_title=job_title)


def check_open_team(review):
    if not review.changes_team:
        raise DomainError("The report is final: the team stays as it was.")


def seat_member(*, review, person, role, job_title):
    organisation = seat_of(review, person, role)
    clear_empty_seats(review, person, role)
    return store(TeamMember(review=review, person=person, role=role, job_title=job_title, organisation=organisation))


def seat_of(review, person, role):
    """For whom someone may sit in this role, by what they act for today. Raises DomainError."""
    asked = role_of_method(review, role)
    current = person.memberships.current()
    councils = set(current.exclude(council=None).values_list("council_id", flat=True))
    if review.host_id in councils:
        raise DomainError("The visiting team comes from outside the host.", field="person")
    for council in councils_for(review, asked):
        if council.pk in councils:
            return organisation_of(council)
    home = person.organisation
    if (
        From.AGENCY in asked.comes_from
        and home.kind == home.Kind.PARTNER
        and current.filter(role=Role.PARTNER).exists()
    ):
        return home
    if From.REGION in asked.comes_from and current.filter(role=Role.LEAD, region=review.host.region_id).exists():
        return home_of(None)
    places = " or ".join(places_of(review, asked))
    raise DomainError(f"{a(TeamRole(role).label).capitalize()} comes from {places}.", field="person")


def role_of_method(review, role):
    """What the method says of this role; DomainError if it has none, or no room for one more."""
    asked = review.method.roles.filter(role=role).first()
    label = TeamRole(role).label.lower()
    if asked is None:
        raise DomainError(f"The method “{review.method}” has no {label}.", field="role")
    if asked.maximum and review.team.sitting().filter(role=role).count() >= asked.maximum:
        raise DomainError(f"The team has {a(label) if asked.maximum == 1 else asked.maximum} already.", field="role")
    return asked


def a(label: str) -> str:
    return f"{'an' if label[0] in 'aeiouAEIOU' else 'a'} {label}"


def councils_for(review, asked) -> list:
    """The councils whose people may sit in this role, in the order in which the method names them."""
    taking_part = [row.council for row in review.participants.select_related("council")]
    of = {From.REVIEW_LEAD: [review.review_lead], From.OBSERVER: [review.observer], From.PARTICIPANT: taking_part}
    return [council for place in asked.comes_from for council in of.get(place, []) if council]


def places_of(review, asked) -> list[str]:
    others = {From.AGENCY: "a partner agency", From.REGION: "the office of the region"}
    return [*map(str, councils_for(review, asked)), *(others[place] for place in asked.comes_from if place in others)]


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
    guarded = member.role == review.holder and not review.is_before_visit
    return "peer_review.release_observer" if guarded else "peer_review.change_review"


@transaction.atomic
def name_observer(*, review, person, job_title, by):
    """If the observer leaves, the regional lead names a successor; so for whoever holds in place of one."""
    review = lock(review)
    require(by, "peer_review.name_observer", review)
    check_open_team(review)
    if review.has_holder:
        raise DomainError(f"The team has {a(TeamRole(review.holder).label.lower())} already.", field="person")
    return seat_member(review=review, person=person, role=review.holder, job_title=job_title)


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
    for review in reviews.filter(state__in=UNFINISHED_STATES):
        review.host_officer = successor
        store(review)
        yield f"{successor} now runs “{review}” for the host."


def open_seats(leaver, council_ids, by):
    """Those the leaver holds for these councils; an administrator hands over a partner's as well."""
    seats = TeamMember.objects.select_for_update(of=("self",)).select_related("review__host")
    seats = seats.filter(person=leaver, left_at=None, review__state__in=UNFINISHED_STATES)
    return seats if by.administers else seats.filter(organisation__council__in=council_ids)


def hand_over_seat(seat, successor):
    seat.left_at = timezone.now()
    store(seat)
    if seat.role == seat.review.holder:
        return f"“{seat.review}” has no {seat.get_role_display().lower()} until the regional lead names one."
    if not seat.review.team.filter(person=successor, left_at=None).exists():
        seat_member(review=seat.review, person=successor, role=seat.role, job_title=seat.job_title)
    return f"{successor} takes the place on the team of “{seat.review}”."
