"""Taking turns at a post: begun with its form, renewed while words are kept, ended by saving or by somebody else."""

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from blogs.models import WritingTurn
from blogs.queries import turn_at, turn_of_another
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock
from improvement_hub.core.writing.beats import when_words_are_kept

FORMS = {"post-change", "case-study-change"}
OVERTAKEN = "Somebody else is writing this post now. Your words are kept; compare both versions when you save."


@transaction.atomic
def begin_turn(*, post, by):
    """Whoever opens the form of a post writes it from then on, unless somebody else does; returns whose turn it is."""
    post = lock(post)
    require(by, "blogs.change_post", post)
    return turn_of_another(post, by) or given(post, by)


@transaction.atomic
def take_over_turn(*, post, by):
    """Write a post although somebody else does. They keep their words, and meet both versions when they save."""
    post = lock(post)
    require(by, "blogs.change_post", post)
    return given(post, by)


def given(post, by):
    """Their turn, which began when they first opened the form."""
    now, standing = timezone.now(), turn_at(post)
    since = standing.since if standing and standing.person_id == by.pk else now
    terms = {"person_id": by.pk, "since": since, "seen_at": now}
    return WritingTurn.objects.update_or_create(post=post, defaults=terms)[0]


def end_turn(*, post, by):
    """Whoever saved is not writing any more."""
    WritingTurn.objects.filter(post=post, person=by.pk).delete()


@when_words_are_kept
def renew_turn(*, place, person) -> str:
    """While they write their turn goes on; somebody who was overtaken is told."""
    slug = post_written_at(place)
    turns = WritingTurn.objects.filter(post__slug=slug)
    if slug is None or turns.filter(person=person).update(seen_at=timezone.now()):
        return ""
    return OVERTAKEN if turns.current().exists() else ""


def post_written_at(place) -> str | None:
    """The slug of the post, or the case study, whose form is at this address; None for any other address."""
    try:
        found = resolve(place)
    except Resolver404:
        return None
    return found.kwargs["slug"] if found.url_name in FORMS else None
