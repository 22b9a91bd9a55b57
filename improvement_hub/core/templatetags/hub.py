"""Tags that every template has: dates in words, tags of a state, error anchors, queries in links."""

from django import forms, template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from improvement_hub.core import markdown as text

register = template.Library()


@register.filter
def day(value) -> str:
    """A date as “4 March 2026”; nothing for nothing."""
    return date_format(value, "j F Y") if value else ""


@register.filter
def moment(value) -> str:
    """A moment in London time as “4 March 2026, 14:05”."""
    return date_format(timezone.localtime(value), "j F Y, H:i") if value else ""


@register.filter
def days(first, last) -> str:
    """Days in a row: “4 March 2026”, “22 to 23 November 2026” or “30 November to 1 December 2026”."""
    if not last or last == first:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    return f"{date_format(first, 'j' if first.month == last.month else 'j F')} to {day(last)}"


@register.filter
def in_days(days: int) -> str:
    """A distance in days as “today”, “in 3 days” or “12 days late”."""
    if days in (0, 1):
        return "tomorrow" if days else "today"
    return f"in {days} days" if days > 0 else f"{-days} day{'s' if days < -1 else ''} late"


@register.filter
def markdown(value, pictures=None) -> str:
    """As safe HTML; `pictures` finds what stands in it for references to images."""
    return text.to_html(value or "", pictures)


@register.filter
def said_at(error, field) -> str:
    """A complaint that makes sense away from its field too: Django's “required” names none."""
    if str(error) == forms.Field.default_error_messages["required"]:
        return f"{str(field.label).removesuffix(' (optional)').rstrip('?.')}: fill this in."
    return str(error)


@register.filter
def error_anchor(field) -> str:
    """The id an error summary links to: for a group of radios or boxes that is the first of them."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """The page's query string with some parameters changed, or dropped when None."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value is not None:
            parameters[name] = value
    return parameters.urlencode()


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(context, name: str, words: str) -> dict:
    """A link of the main navigation, which says so on its own page and on the pages under it."""
    address, path = reverse(name), getattr(context.get("request"), "path", "")
    here = "page" if path == address else "true" if path.startswith(address) else ""
    return {"address": address, "words": words, "here": here}


@register.simple_tag(takes_context=True)
def may(context, permission: str, target=None) -> bool:
    """Whether this page's actor has a permission, by the same rule that guards the action."""
    from improvement_hub.core.permissions import allows

    return allows(context["actor"], permission, target)
