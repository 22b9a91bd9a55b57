from django.db import transaction

from blogs.models import FormerTheme, Theme, ThemeWord
from blogs.models.vocabulary import VOCABULARY
from blogs.services.moving import move_links
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import check, free_address, lock, store, take_turns


@transaction.atomic
def define_theme(*, name, slug=None, by, **facts):
    """A new term of the vocabulary. `facts`: acronym, synonyms, description, broader."""
    require(by, "blogs.define_theme")
    take_turns(VOCABULARY)
    return store_theme(Theme(name=name, slug=slug or free_address(Theme, name, otherwise="theme"), **facts))


@transaction.atomic
def change_theme(*, theme, by, version=None, **facts):
    """An administrator changes what a theme is called, what it is about and what it is part of; its address stays.

    facts: name, acronym, synonyms, description, broader. Where nothing changes, there is no new version.
    """
    take_turns(VOCABULARY)
    theme = lock(theme, version=version)
    require(by, "blogs.change_theme", theme)
    changed = [name for name, value in facts.items() if getattr(theme, name) != value]
    for name in changed:
        setattr(theme, name, facts[name])
    return store_theme(theme) if changed else theme


def store_theme(theme):
    check(theme)
    check_words(theme)
    check_place(theme)
    check_address(theme)
    return store(theme)


def check_words(theme):
    """An acronym or another word means one theme."""
    others = ThemeWord.objects.exclude(theme=theme).select_related("theme")
    taken = {row.word: row.theme for row in others.filter(word__in=[plain(word) for word in theme.words])}
    for field, words in [("name", [theme.name]), ("acronym", [theme.acronym]), ("synonyms", theme.synonyms)]:
        for word in words:
            if plain(word) in taken:
                raise DomainError(f"“{word}” means another theme already: {taken[plain(word)]}.", field=field)


def plain(word) -> str:
    return word.strip().lower()


def check_place(theme):
    """No theme is part of itself, not even by way of others."""
    if theme.broader and theme.pk in Theme.objects.get(pk=theme.broader_id).line:
        raise DomainError(f"{theme.broader} is part of {theme}, so it cannot be broader.", field="broader")


def check_address(theme):
    if FormerTheme.objects.filter(slug=theme.slug).exists():
        raise DomainError("A theme of this address was merged into another.", field="slug")


@transaction.atomic
def merge_theme(*, theme, into, by, version=None):
    """An administrator merges a theme into another: what names it names that one from then on, its address leads
    there, and what it was called is another word for it. What is below it is below that one.
    """
    take_turns(VOCABULARY)
    theme, into = lock(theme, version=version), lock(into)
    require(by, "blogs.merge_theme", theme)
    if theme == into:
        raise DomainError("A theme is merged into another one.", field="into")
    move_narrower(theme, into)
    move_links(theme, into)
    store(FormerTheme(slug=theme.slug, name=theme.name, theme=into))
    words = theme.words
    theme.delete()
    into.synonyms = [*into.synonyms, *words]
    return store_theme(into)


def move_narrower(theme, into):
    """Where the other one is below it, that one first takes its place."""
    if theme.pk in into.line:
        into.broader = theme.broader
        store(into)
    for narrower in theme.narrower.exclude(pk=into.pk):
        narrower.broader = into
        store(narrower)
