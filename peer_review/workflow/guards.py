"""What the steps of a review rest on, up to the feedback: each says in sentences what is missing."""

from collections import Counter

from improvement_hub.core.workflow import says
from peer_review.roles import TeamRole
from peer_review.workflow.states import ActivityState


@says("The scope is written.")
def scope_is_written(review) -> list[str]:
    return [] if review.scope.strip() else ["Write the scope."]


@says("There are key lines of enquiry.")
def questions_are_written(review) -> list[str]:
    return [] if review.keylines.exists() else ["Write at least one key line of enquiry."]


@says("Host and review lead agree scope and key lines.")
def both_agree(review) -> list[str]:
    missing = [] if review.host_agreed_at else [f"{review.host} agrees scope and key lines."]
    return missing + ([] if review.lead_agreed_at else [f"{review.review_lead} agrees scope and key lines."])


@says("The team has every role that the method asks.")
def team_is_complete(review) -> list[str]:
    seated = Counter(review.roles_by_person.values())
    wanted = [role for role in review.method.roles.all() if seated[role.role] < role.minimum]
    return [in_words(role, seated[role.role]) for role in wanted]


def in_words(role, seated: int) -> str:
    label = role.get_role_display().lower()
    if role.minimum == 1:
        return f"The team needs {'an' if label[0] in 'aeiou' else 'a'} {label}."
    return f"The team needs {role.minimum} people as {label}; it has {seated}."


@says("The visit has its days.")
def visit_is_dated(review) -> list[str]:
    return [] if review.starts_on else ["Set the days of the visit."]


@says("The timetable has something to do.")
def something_is_planned(review) -> list[str]:
    planned = review.activities.filter(state=ActivityState.PLANNED).exists()
    return [] if planned else ["Plan at least one activity."]


@says("Every activity is done or cancelled.")
def nothing_left_to_hear(review) -> list[str]:
    planned = review.activities.filter(state=ActivityState.PLANNED).count()
    if not planned:
        return []
    words = "activity is" if planned == 1 else "activities are"
    return [f"{planned} {words} still planned: mark each as done or cancelled."]


@says("The team has someone who may hold a statement.")
def holder_is_seated(review) -> list[str]:
    if review.has_holder:
        return []
    label = TeamRole(review.holder).label.lower()
    return [f"The team needs {'an' if label[0] in 'aeiou' else 'a'} {label}: the regional lead names one."]


@says("There is something to report.")
def something_was_found(review) -> list[str]:
    return [] if statements_of(review).findings().exists() else ["There is no finding to report yet."]


@says("Nothing is held.")
def nothing_is_held(review) -> list[str]:
    held = statements_of(review).exclude(held_at=None).exists()
    label = TeamRole(review.holder).label.lower()
    return [f"The {label} holds a statement; only the {label} lifts that hold."] if held else []


def statements_of(review):
    from peer_review.models import Statement

    return Statement.objects.filter(keyline__review=review)
