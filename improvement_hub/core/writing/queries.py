"""Whose words are kept, and where; each reads their own alone."""

from improvement_hub.core.models import KeptWords


def kept_words_of(actor):
    """What this person typed and has not saved yet, the latest first."""
    return KeptWords.objects.visible_to(actor)


def kept_at(place, actor):
    """The same, of one page."""
    return kept_words_of(actor).filter(place=place)
