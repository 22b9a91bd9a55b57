from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import HostSeat
from peer_review.services.team import check_open_team


@transaction.atomic
def name_at_host(*, review, role, job_title, person=None, name="", by):
    """Name the host's sponsor or organiser: someone of the host, or a name; they take the place of an earlier one."""
    review = lock(review)
    require(by, "peer_review.run_hosted_review", review)
    check_open_team(review)
    if person and not person.memberships.current().filter(council=review.host_id).exists():
        raise DomainError(f"{person} does not act for {review.host}.", field="person")
    for seat in review.host_seats.taken().filter(role=role):
        empty(seat)
    name = "" if person else name.strip()
    return store(HostSeat(review=review, role=role, person=person, name=name, job_title=job_title))


@transaction.atomic
def leave_host_side(*, seat, by, version=None):
    """The host has nobody in this role until it names someone."""
    review = lock(seat.review)
    require(by, "peer_review.run_hosted_review", review)
    check_open_team(review)
    seat = lock(seat, version=version)
    if seat.left_at:
        raise DomainError("This person has left already.")
    return empty(seat)


def empty(seat):
    seat.left_at = timezone.now()
    return store(seat)
