"""What happened in a review, told from its audit trail."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from improvement_hub.accounts.models import Person
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import allows
from improvement_hub.core.writing.trails import actor_in, who
from peer_review.models import (
    AccuracyComment,
    Action,
    Document,
    Evidence,
    FollowUp,
    Recommendation,
    Report,
    Review,
    SelfAssessment,
    Statement,
    TeamMember,
)
from peer_review.queries import told
from peer_review.workflow import PAUSED_STATES

TERMS = {"title": "title", "scope": "scope", "starts_on": "days", "ends_on": "days"}


@dataclass(frozen=True)
class Happening:
    """One thing that happened: when, who did it, and what it was, in words."""

    at: datetime
    by: str
    words: str


def history(actor, review) -> list[Happening]:
    """Everything of the review and its team, the latest first; what was said and heard for the team alone."""
    pairs = [*versions(Review, pgh_obj=review.pk), *versions(TeamMember, review=review.pk)]
    for model, path in OF_BOTH_SIDES.items():
        pairs += versions(model, **{path: review.pk})
    on_team = allows(actor, "peer_review.read_evidence", review)
    pairs += [pair for pair in versions(Document, review=review.pk) if on_team or pair[1].visibility != Visibility.TEAM]
    if on_team:
        pairs += versions(Statement, keyline__review=review.pk)
        pairs += versions(Evidence, activity__review=review.pk, withdrawn_at__isnull=False)
    pairs.sort(key=lambda pair: (pair[1].pgh_created_at, pair[1].pgh_id), reverse=True)
    names = names_in([event for _, event in pairs])
    found = (Happening(event.pgh_created_at, who(event, names), tell(before, event, names)) for before, event in pairs)
    return [happening for happening in found if happening.words]


def versions(model, **terms):
    """(the version before, a version) for each version of these rows."""
    events = model.pgh_event_model.objects.filter(**terms).exclude(pgh_label="delete").order_by("pgh_obj_id", "pgh_id")
    for _, trail in groupby(events, key=lambda event: event.pgh_obj_id):
        yield from pairwise([None, *trail])


def names_in(events) -> dict[str, str]:
    """The names of those who did something, and of those it was done with, by id."""
    ids = {actor_in(event) for event in events} | {getattr(event, "person_id", None) for event in events}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=ids - {None}).values_list("pk", "name")}


def tell(before, event, names) -> str:
    """What a version has become beside the one before; nothing where it says nothing of its own."""
    return TELLS[event.pgh_tracked_model](before, event, names)


def tell_review(before, event, names) -> str:
    if before is None:
        return "Opened the review"
    if before.state != event.state:
        reason = f": {event.pause_reason}" if event.state in PAUSED_STATES else ""
        return f"{before.get_state_display()} → {event.get_state_display().lower()}{reason}"
    changed = [said for name, said in TERMS.items() if getattr(before, name) != getattr(event, name)]
    if changed:
        return f"Changed {' and '.join(dict.fromkeys(changed))}"
    agreed = event.host_agreed_at != before.host_agreed_at or event.lead_agreed_at != before.lead_agreed_at
    return "Agreed scope and key lines" if agreed else ""


def tell_team(before, event, names) -> str:
    name, role = names.get(str(event.person_id), event.name or "Someone"), event.get_role_display().lower()
    if before is None:
        return f"{name} joined the team as {role}"
    return f"{name}, {role}, left the team" if event.left_at and not before.left_at else ""


def tell_statement(before, event, names) -> str:
    quoted = f"“{event.text}”"
    if before is None:
        return f"Wrote a hypothesis: {quoted}"
    if event.held_at != before.held_at:
        return f"Held {quoted}: {event.hold_reason}" if event.held_at else f"Lifted the hold on {quoted}"
    if before.state != event.state:
        return f"{'Made it a finding' if event.state == 'finding' else 'Returned it to hypothesis'}: {quoted}"
    done = "Corrected in the accuracy check" if event.state == "finding" else "Reworded"
    return f"{done}: {quoted}" if before.text != event.text else ""


def tell_evidence(before, event, names) -> str:
    return f"Withdrew a piece of evidence: {event.withdrawal_reason}" if before is None else ""


# what team and host both read, and where its review is
OF_BOTH_SIDES = {
    SelfAssessment: "review",
    Report: "review",
    AccuracyComment: "paragraph__report__review",
    Recommendation: "review",
    Action: "recommendation__review",
    FollowUp: "recommendation__review",
}
TELLS = {
    Review: tell_review,
    TeamMember: tell_team,
    SelfAssessment: told.tell_self_assessment,
    Document: told.tell_document,
    Report: told.tell_report,
    AccuracyComment: told.tell_comment,
    Recommendation: told.tell_recommendation,
    Action: told.tell_action,
    FollowUp: told.tell_follow_up,
    Statement: tell_statement,
    Evidence: tell_evidence,
}
