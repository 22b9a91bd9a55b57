from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from improvement_hub.accounts.handover import hands_over
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of, take_back_guest_invitation
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Conflict, Review, TeamMember
from peer_review.roles import HARD, From, TeamRole
from peer_review.workflow import UNFINISHED_STATES


@transaction.atomic
def join_team(*, review, person, role, job_title, declared=False, by):
    """Put someone on the visiting team: from the council whose role it is, or from a partner agency.

    declared: they told `by` that they have nothing to declare; else they are asked on the Team page.
    """
    review = lock(review)
    check_may_join(review, role, by)
    return seat_member(review=review, person=person, role=role, job_title=job_title, declared=declared, by=by)


def check_may_join(review, role, by):
    require(by, "peer_review.change_review", review)
    check_open_team(review)
    check_holder_before_visit(review, role)


def check_holder_before_visit(review, *roles):
    if review.holder in roles and not review.is_before_visit:
        label = TeamRole(review.holder).label.lower()
        raise DomainError(f"Once the visit has begun, the regional lead names {a(label)}.", field="role")


def check_open_team(review):
    if not review.changes_team:
        raise DomainError("The report is final: the team stays as it was.")


def seat_member(*, review, person, role, job_title, declared=False, by):
    check_not_barred(review, Q(person=person))
    member = TeamMember(review=review, person=person, role=role, job_title=job_title)
    member.organisation = seat_of(review, person, role)
    clear_empty_seats(review, person, role)
    return store(with_declaration(member, by) if declared else member)


def with_declaration(member, by):
    member.declared_at, member.declared_by_id = timezone.now(), by.pk
    return member


def is_barred(review, who: Q) -> bool:
    """A hard conflict that was not withdrawn keeps someone off the team of this review for good."""
    return Conflict.objects.unsettled().filter(member__in=review.team.filter(who), basis__in=HARD).exists()


def check_not_barred(review, who: Q):
    if is_barred(review, who):
        raise DomainError(
            "A hard conflict of interest was declared for this person: they cannot be on this team.", field="person"
        )


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
    raise from_elsewhere(review, asked, "person")


def from_elsewhere(review, asked, field) -> DomainError:
    places = " or ".join(places_of(review, asked))
    return DomainError(f"{a(asked.get_role_display()).capitalize()} comes from {places}.", field=field)


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
    """A seat whose holder no longer acts for where they came from stands in nobody's way; one at rest does."""
    kept = review.team.sitting().values("pk")
    resting = Conflict.objects.unsettled().values("member")
    gone = review.team.taken().filter(Q(person=person) | Q(role=role)).exclude(pk__in=kept).exclude(pk__in=resting)
    for seat in gone.select_for_update(of=("self",)):
        seat.left_at = timezone.now()
        store(seat)


@transaction.atomic
def leave_team(*, member, by, version=None):
    """Take someone off the team; what they wrote stays theirs. From the visit on, nobody unseats the observer
    but the observer and the regional lead."""
    review = lock(member.review)
    require(by, leaving_permission(member, review), review)
    check_open_team(review)
    member = lock(member, version=version)
    if member.left_at:
        raise DomainError("This person has left the team already.")
    return unseat(member)


def unseat(member):
    """They leave now; an invitation that nobody else waits for stops working."""
    member.left_at = timezone.now()
    store(member)
    if member.invitation and not member.invitation.review_seats.taken().exists():
        take_back_guest_invitation(invitation=member.invitation)
    return member


@transaction.atomic
def change_seat(*, member, role, job_title, by, version=None):
    """Give someone on the team another role or job title."""
    review = lock(member.review)
    require(by, "peer_review.change_review", review)
    check_open_team(review)
    member = lock(member, version=version)
    if role != member.role:
        check_holder_before_visit(review, role, member.role)
        check_role_for(review, member, role)
    member.role, member.job_title = role, job_title
    return store(member)


def check_role_for(review, member, role):
    """They sit in another role by the same place that they came from."""
    if role in (TeamRole.LEAD, review.holder) and not (member.has_account or member.email):
        raise DomainError(f"The {TeamRole(role).label.lower()} acts here: first invite them.", field="role")
    if member.has_account and not member.invitation_id:
        member.organisation = seat_of(review, member.person, role)
    else:
        check_place(review, role_of_method(review, role), member.organisation)


def check_place(review, asked, organisation):
    """Without an account, or as a guest, someone comes from where the method says too."""
    of_agency = organisation.kind == organisation.Kind.PARTNER and From.AGENCY in asked.comes_from
    if not of_agency and organisation.council not in councils_for(review, asked):
        raise from_elsewhere(review, asked, "organisation")


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
    return seat_member(review=review, person=person, role=review.holder, job_title=job_title, by=by)


@hands_over
def hand_over_reviews(*, leaver, successor, council_ids, by):
    """The leaver's place in every review that is not finished: the host's officer and the team's seats.

    An observer's seat stays empty until the regional lead names a successor, since only an observer's own
    judgement lifts a hold.
    """
    return [
        *hand_over_hosting(leaver, successor, council_ids),
        *(hand_over_seat(seat, successor, by) for seat in open_seats(leaver, council_ids, by)),
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


def hand_over_seat(seat, successor, by):
    unseat(seat)
    if seat.role == seat.review.holder:
        return f"“{seat.review}” has no {seat.get_role_display().lower()} until the regional lead names one."
    if is_barred(seat.review, Q(person=successor)):
        return f"“{seat.review}” has one fewer on its team: {successor} has a conflict of interest there."
    if not seat.review.team.taken().filter(person=successor).exists():
        seat_member(review=seat.review, person=successor, role=seat.role, job_title=seat.job_title, by=by)
    return f"{successor} takes the place on the team of “{seat.review}”."
