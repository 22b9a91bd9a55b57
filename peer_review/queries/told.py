"""How the trails of documents, the report and what the host does about it are told in the history of a review."""

from improvement_hub.core.models import Visibility

REGISTER = ("title", "item_id", "kind", "classification", "owner", "exemption", "review_on")


def tell_document(before, event, names) -> str:
    quoted = f"“{event.title}”"
    if before is None:
        return f"Added the document {quoted}"
    if event.removed_at and not before.removed_at:
        return f"Removed the document {quoted}: {event.removal_reason}"
    if (before.visibility, before.publish_on) != (event.visibility, event.publish_on):
        return f"Set who reads the document {quoted}: {Visibility(event.visibility).label.lower()}"
    changed = any(getattr(before, name) != getattr(event, name) for name in REGISTER)
    return f"Changed what the register says of {quoted}" if changed else f"Replaced the file of {quoted}"


def tell_self_assessment(before, event, names) -> str:
    if before is None or before.state == event.state:
        return ""
    return "Gave the self-assessment to the team" if event.given_at else "Took the self-assessment back"


def tell_report(before, event, names) -> str:
    if before is None:
        return "Started the letter"
    if not before.check_done_at and event.check_done_at:
        return "Said that the accuracy check is done"
    if before.visibility != event.visibility:
        return f"Set who reads the report: {Visibility(event.visibility).label.lower()}"
    return ""


def tell_comment(before, event, names) -> str:
    quoted = f"“{event.inaccurate}”"
    if before is None:
        return f"Said what is not accurate: {quoted}"
    answered = event.answered_at and event.answered_at != before.answered_at
    return f"Answered {quoted}: {event.get_outcome_display().lower()}" if answered else ""


def tell_recommendation(before, event, names) -> str:
    quoted = f"“{event.text}”"
    if before is None:
        return f"Recommended: {quoted}"
    if before.state != event.state:
        reason = f": {event.decline_reason}" if event.decline_reason else ""
        return f"Answered {quoted}: {event.get_state_display().lower()}{reason}"
    if before.visibility != event.visibility:
        return f"Set who reads the recommendation {quoted}: {Visibility(event.visibility).label.lower()}"
    return f"Reworded the recommendation: {quoted}" if before.text != event.text else ""


def tell_action(before, event, names) -> str:
    quoted = f"“{event.words}”"
    if before is None:
        return f"Planned an action: {quoted}"
    if before.state != event.state:
        reason = f": {event.stop_reason}" if event.stop_reason else ""
        return f"Action {quoted}: {event.get_state_display().lower()}{reason}"
    return f"Changed the action {quoted}"


def tell_follow_up(before, event, names) -> str:
    answer = f"{event.get_done_display().lower()} done, {event.get_impact_display().split(':')[0].lower()}"
    return f"{'Answered' if before is None else 'Changed'} the follow-up at {event.months} months: {answer}"
