"""The host's self-assessment: written by its own people, then given to the team."""

from django.db import transaction

from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from improvement_hub.core.workflow import move
from peer_review.models import HostView, SelfAssessment
from peer_review.workflow import takes_documents


@transaction.atomic
def write_position(*, review, position, by, version=None):
    """Write the host's position statement. Version 0 is one that was not begun."""
    assessment = open_assessment(review, by)
    refuse_stale(assessment, version)
    assessment.position = position
    return store(assessment)


@transaction.atomic
def write_view(*, keyline, rating, by, strengths="", concerns="", version=None):
    """Write how the host sees itself on one key line. Version 0 is a view that was not begun."""
    assessment = open_assessment(keyline.review, by)
    if assessment.version == 0:
        store(assessment)
    view = assessment.views.select_for_update(of=("self",)).filter(keyline=keyline).first()
    view = view or HostView(assessment=assessment, keyline=keyline)
    refuse_stale(view, version)
    view.rating, view.strengths, view.concerns = rating, strengths, concerns
    return store(view)


def open_assessment(review, by) -> SelfAssessment:
    """The review's, or a new one; refused where it is not to be written on any more."""
    review = lock(review)
    require(by, "peer_review.write_self_assessment", review)
    if not takes_documents(review):
        raise DomainError("This review takes no self-assessment any more.")
    found = SelfAssessment.objects.select_for_update(of=("self",)).filter(review=review).first()
    if found and found.is_given:
        raise DomainError("The team has the self-assessment: take it back to change it.")
    return found or SelfAssessment(review=review)


def refuse_stale(row, version):
    if version is not None and version != row.version:
        raise StaleVersion(row)


@transaction.atomic
def move_self_assessment(*, assessment, step, by, version=None):
    """Give it to the team, or take it back before the visit."""
    lock(assessment.review)
    return move(lock(assessment, version=version), step, by=by)
