"""Marks around found words, and what is related to a page's subject."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from improvement_hub.search.queries import related as related_to

register = template.Library()
SENTENCE_ENDS = (*'.?!…:)”"',)


@register.filter
def as_cut(text: str) -> str:
    """With dots where the text that it is taken from goes on: before a small letter, and where no sentence ends."""
    words = text.replace("\x02", "").replace("\x03", "").strip()
    return f"{'… ' if words[:1].islower() else ''}{text}{'' if words.endswith(SENTENCE_ENDS) else ' …'}"


@register.filter
def marked(text: str) -> str:
    """Everything escaped, and then the index's two signs as marks."""
    safe = str(escape(text)).replace("\x02", "<mark>").replace("\x03", "</mark>")
    return mark_safe(safe if safe.count("<mark>") == safe.count("</mark>") else escape(text))  # noqa: S308


@register.inclusion_tag("search/related.html", takes_context=True)
def related(context, thing) -> dict:
    """Others like a thing that can be found, with why; nothing where none is."""
    return {"relatives": related_to(thing.pk, context["actor"])}
