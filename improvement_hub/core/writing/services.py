"""Keeping words and letting them go. Keeping needs a pass, not a sign-in; see `passes`."""

import re
from contextlib import suppress

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import KeptWords
from improvement_hub.core.writing.passes import FIELD, Pass

MOST_KEPT = 50  # pieces of one person
LONGEST = 400_000  # characters of one piece, all its fields together
MOST_VALUES = 500
MOST_A_MINUTE = 60
FIELD_NAME = re.compile(r"[a-z][a-z_0-9]{0,59}")
AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OF_AN_OPENING = {"id", "version"}
NOT_WORDS = {FIELD, "csrfmiddlewaretoken", "preview"}


@transaction.atomic
def keep_words(*, words, under: Pass):
    """Keep what was typed for the person of the pass, in place of what this tab kept before.

    words: {field: [text, ...]}. Returns the row. Raises DomainError, and then nothing is kept: for child-level
    text, for too much, and under a pass that is too old.
    """
    words = {name: [plain(text) for text in texts] for name, texts in words.items() if is_a_field(name)}
    check_words(words)
    lock_writer(under)
    row = row_of(under) or new_row(under)
    row.words, row.kept_at = words, timezone.now()
    row.save()
    forget_continued(under)
    return row


def is_a_field(name) -> bool:
    """What our forms call their fields; another name could itself hold words."""
    return name not in NOT_WORDS and bool(FIELD_NAME.fullmatch(name))


def plain(text) -> str:
    """As the form will store it: browsers send other ends of lines, and PostgreSQL stores no null characters and no
    halves of characters."""
    whole = text.encode("utf-8", "ignore").decode()
    return whole.replace("\0", "").replace("\r\n", "\n")


def check_words(words):
    texts = [text for texts in words.values() for text in texts]
    if len(texts) > MOST_VALUES or sum(map(len, [*words, *texts])) > LONGEST:
        raise DomainError(f"This is more than the hub keeps: {LONGEST:,} characters at most.")
    try:
        for text in texts:
            if not AN_ID.fullmatch(text):  # some, of digits by chance, look like an NHS number
                refuse_child_level(text)
    except ValidationError as error:
        raise DomainError(error.message) from error


def lock_writer(under):
    """One at a time for each person. Those whose account is closed keep nothing more."""
    people = get_user_model().objects.select_for_update(of=("self",), no_key=True)
    if under.expired or not people.filter(pk=under.person, is_active=True).exists():
        raise DomainError("This page was open for too long. Copy your words, then open the page again.")


def row_of(under):
    return KeptWords.objects.filter(author=under.person, place=under.place, tab=under.tab).first()


def new_row(under):
    if KeptWords.objects.filter(author=under.person).count() >= MOST_KEPT:
        raise DomainError(f"You have {MOST_KEPT} pieces of unsaved words. Save or discard some of them first.")
    return KeptWords(author_id=under.person, place=under.place, heading=under.heading, tab=under.tab)


def forget_continued(under):
    """What the page was filled with lives on in its own row, unless another tab wrote on in it since."""
    if under.continues:
        KeptWords.objects.filter(author=under.person, pk=under.continues, kept_at=under.continues_from).delete()


@transaction.atomic
def forget_saved(*, under: Pass, words=None):
    """The words of this tab are saved, so they need not be kept any more; nor what another opening of the page, such
    as one whose form was refused, kept of them and of nothing else. words: as for `keep_words`."""
    here = KeptWords.objects.filter(author=under.person, place=under.place)
    here.filter(tab=under.tab).delete()
    forget_continued(under)
    saved = typed({name: [plain(text) for text in texts] for name, texts in (words or {}).items()})
    for kept in here:
        if typed(kept.words) <= saved:
            here.filter(pk=kept.pk, kept_at=kept.kept_at).delete()


def typed(words) -> set:
    """{(field, text)} of what is not blank, without what each opening of a page has for itself."""
    return {(name, text) for name in words.keys() - OF_AN_OPENING for text in words[name] if text.strip()}


@transaction.atomic
def discard_words(*, kept, by):
    """Their author lets go of kept words."""
    KeptWords.objects.visible_to(by).filter(pk=kept.pk).delete()
    return kept


def refuse_a_flood(*, person):
    """A page saves or previews every few seconds at most; what comes faster is refused, to come again later."""
    counter = f"words:{person}"
    cache.add(counter, 0, timeout=60)
    with suppress(ValueError):  # the minute was over between the two
        if cache.incr(counter) > MOST_A_MINUTE:
            raise DomainError("That is more often than the hub saves. It tries again in a moment.")


def forget_old_words():
    """Words that nobody has written on for KEPT_FOR are not kept any longer."""
    KeptWords.objects.filter(kept_at__lt=timezone.now() - KeptWords.KEPT_FOR).delete()
