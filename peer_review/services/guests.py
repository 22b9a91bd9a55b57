"""People on a team who have no account: they count, and with an e-mail address they are invited as guests."""

from django.db import transaction
from django.db.models import Q

from improvement_hub.accounts.arrivals import when_someone_joins
from improvement_hub.accounts.services import agency_named, invite_guest, take_back_guest_invitation
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Review, TeamMember
from peer_review.roles import TeamRole
from peer_review.services.team import (
    check_may_join,
    check_not_barred,
    check_open_team,
    check_place,
    is_barred,
    role_of_method,
    unseat,
    with_declaration,
)
from peer_review.workflow import ENDED_STATES


@transaction.atomic
def seat_guest(
    *, review, name, role, job_title, organisation=None, agency="", agency_kind="", email="", declared=False, by,
    id=None,
):  # fmt: skip
    """Put someone without an account on the team: of a council or agency here, or of the new `agency` of that name.

    With an e-mail address they are invited: as a guest they see this review, and nothing else, until it ends. `id`
    is the one the sender made: the same one sent twice is stored once.
    """
    review = lock(review)
    check_may_join(review, role, by)
    known = review.team.filter(pk=id).first() if id else None
    if known:
        return known
    organisation = organisation or place_named(review, agency, agency_kind)
    asked = role_of_method(review, role)
    check_place(review, asked, organisation)
    if role in (TeamRole.LEAD, review.holder) and not email:
        raise DomainError(
            f"The {asked.get_role_display().lower()} acts here: give an address to invite.", field="email"
        )
    terms = {"role": role, "job_title": job_title, "organisation": organisation, **({"id": id} if id else {})}
    member = TeamMember(review=review, name=name.strip(), **terms)
    check_not_barred(review, Q(organisation=organisation, name__iexact=member.name) | address_is(email))
    store(with_declaration(member, by) if declared else member)
    return send_invitation(member, email, by) if email else member


def address_is(email) -> Q:
    return Q(email__iexact=email) | Q(person__email__iexact=email) if email else Q(pk__in=[])


def place_named(review, agency, kind):
    """Where someone comes from that the hub does not know yet. Nobody comes from the host."""
    if not agency.strip():
        raise DomainError("Choose where they come from, or name the agency.", field="organisation")
    return agency_named(name=agency, kind=kind, demonstration=review.host.demonstration)


@transaction.atomic
def invite_member(*, member, email, by, version=None):
    """Invite someone on the team who has no account, or again when their invitation ran out."""
    review = lock(member.review)
    require(by, "peer_review.change_review", review)
    check_open_team(review)
    member = lock(member, version=version)
    if member.has_account or member.left_at:
        raise DomainError("This person needs no invitation.")
    if member.is_invited and member.email.lower() == email.lower():
        raise DomainError("They are invited at this address already, and have not joined yet.", field="email")
    return send_invitation(member, email, by)


def send_invitation(member, email, by):
    """An address that changes takes the earlier invitation with it."""
    former = member.invitation if member.is_invited and member.email.lower() != email.lower() else None
    member.email = email
    member.invitation = invite_guest(email=email, organisation=member.organisation, by=by)
    store(member)
    if former and not former.review_seats.taken().exists():
        take_back_guest_invitation(invitation=former)
    return member


@when_someone_joins
def take_waiting_seats(*, invitation, person):
    """Whoever accepts takes the seats that wait for them; one they may not have is left."""
    waiting = TeamMember.objects.taken().filter(invitation=invitation, person=None)
    for review in Review.objects.filter(pk__in=waiting.values("review")).order_by("pk"):
        lock(review)
    for seat in waiting.select_for_update(of=("self",)).select_related("review"):
        taken = seat.review.team.taken().filter(person=person).exists()
        if taken or seat.review.state in ENDED_STATES or is_barred(seat.review, Q(person=person)):
            unseat(seat)
        else:
            seat.person, seat.name, seat.email = person, "", ""
            store(seat)
