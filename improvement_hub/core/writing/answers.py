"""What is answered to words that were sent and cannot be saved now: they are kept, or given back to be copied."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import texts_of
from improvement_hub.core.writing.passes import FIELD, Pass, read_pass
from improvement_hub.core.writing.services import NOT_WORDS, keep_words


def pass_of(request) -> Pass | None:
    """The pass that this POST carries, if it is one for this very page."""
    found = read_pass(request.POST.get(FIELD)) if request.method == "POST" else None
    return found if found and found.place == request.path else None


def words_of(request) -> dict[str, list[str]]:
    return {name: texts for name, texts in request.POST.lists() if name not in NOT_WORDS}


def kept_for_later(request, under):
    """A page that says that the words are kept and where, or gives them back."""
    try:
        kept = keep_words(words=words_of(request), under=under)
    except DomainError as refused:
        return given_back(request, refused)
    return render(request, "writing/kept.html", {"kept": kept, "theirs": is_theirs(request, under)}, status=403)


def kept_until_sign_in(request, under):
    """To the sign-in page, and from there back to the form with these words in it."""
    return kept_until(request, under, "You were signed out. Your words are kept: sign in to go on with them.")


def kept_until(request, under, sentence, lead=redirect_to_login):
    """Wherever `lead` leads someone who is to come back to the form, with these words in it."""
    try:
        kept = keep_words(words=words_of(request), under=under)
    except DomainError as refused:
        return given_back(request, refused)
    messages.success(request, sentence)
    return lead(kept.back)


def given_back(request, refused):
    """To whoever sent them, for they are typed in that very page."""
    page = {"sentence": refused.sentence, "texts": texts_of(words_of(request))}
    return render(request, "writing/given_back.html", page, status=403)


def is_theirs(request, under) -> bool:
    return under.person == str(request.actor.pk)
