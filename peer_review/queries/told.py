"""How the trails of documents and of the self-assessment are told in the history of a review."""

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
