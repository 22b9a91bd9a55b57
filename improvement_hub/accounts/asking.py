"""Asking again: before what would hurt most in the wrong hands, it is proved anew who sits here."""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.utils import get_login_redirect_url
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.urls import resolve
from django.utils.http import urlencode
from rest_framework.exceptions import PermissionDenied as Forbidden

from improvement_hub.accounts import queries
from improvement_hub.accounts.proof import FRESH_FOR, is_fresh, passed_second_factor, signed_in_just_now


class AsksAgain:
    """Goes before a page class. Who may not see the page is told so first, and whoever is asked loses no word.

    A form that was open for too long is kept in the session for five minutes, and is sent once the person has
    answered: its own fields and nothing else. So this is for forms without free text and without secrets.
    """

    def get(self, request, *args, **kwargs):
        return ask(request) if self.must_ask() else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.must_ask():
            return super().post(request, *args, **kwargs)
        return ask(request, keeping=self.get_form_class().base_fields)

    def must_ask(self) -> bool:
        return not is_fresh(self.request)


class AsksBeforePublishing(AsksAgain):
    """For a page that takes a step: publishing widens who may read a text, as setting its readers does."""

    publishing: tuple[str, ...] = ("publish",)

    def must_ask(self) -> bool:
        return self.kwargs["step"] in self.publishing and super().must_ask()


def asks_again(view):
    """The same for a view that is not ours; it then also knows that someone is signed in."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if not request.user.is_authenticated or is_fresh(request):
            return view(request, *args, **kwargs)
        return ask(request)

    return asked


def guards_second_factors(view):
    """For adding, seeing and removing second factors: whoever has one proves that one first.

    The first one may be added by whoever signed in just now, at a provider that tells no time as well.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        has_one = queries.has_second_factor(request.user)
        if has_one and not passed_second_factor(request):
            return ask(request, only_second_factor=True)
        if is_fresh(request) or (not has_one and signed_in_just_now(request)):
            return view(request, *args, **kwargs)
        return ask(request)

    return guarded


def refuse_unless_fresh(request):
    """For a request to the API that does what a page asks again for, by the session of the pages.

    Keys and tokens are no sessions: a token was given by someone who had just been asked.
    """
    if request.auth is None and not is_fresh(request._request):
        raise Forbidden("Say again who you are first: open this on the pages, or use a token of your own.")


def ask(request, *, only_second_factor=False, keeping=None):
    """To the first way in which this person can prove who they are; then back here.

    `keeping` names the fields of a POST that is sent on then. What was kept of any other page is forgotten.
    """
    ways = get_adapter().get_reauthentication_methods(request.user)
    ways = [way for way in ways if way["id"].startswith("mfa") or not only_second_factor]
    if not ways:
        raise PermissionDenied("There is no way left to ask this person again.")
    request.session.pop(STATE_SESSION_KEY, None)
    if keeping is not None:
        keep_form(request, keeping)
    back = request.path if request.method == "POST" else request.get_full_path()
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': back})}")


def keep_form(request, fields):
    """Where allauth looks for it once the answer is right; it then calls `send_on`."""
    form = {name: values for name, values in request.POST.lists() if name in fields}
    kept = {"path": request.path, "path_info": request.path_info, "form": form, "at": time.time()}
    request.session[STATE_SESSION_KEY] = {"callback": f"{__name__}.{send_on.__name__}", "state": kept}


def send_on(request, kept):
    """The form that waited is sent, if it is what the person was asked about, and within five minutes."""
    back = get_login_redirect_url(request)
    if back != kept["path"] or time.time() - kept["at"] > FRESH_FOR.total_seconds():
        return HttpResponseRedirect(back)
    request.method, request.path, request.path_info = "POST", kept["path"], kept["path_info"]
    request.GET, request.POST = QueryDict(), QueryDict(mutable=True)
    for name, values in kept["form"].items():
        request.POST.setlist(name, values)
    page = request.resolver_match = resolve(kept["path_info"])
    return page.func(request, *page.args, **page.kwargs)
