"""Asking again: before what would hurt most in the wrong hands, it is proved anew who sits here."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.http import urlencode

from improvement_hub.accounts import queries
from improvement_hub.accounts.proof import is_fresh, passed_second_factor, signed_in_just_now


class AsksAgain:
    """Goes before a page class. Who may not see the page is told so first, and whoever is asked loses no word.

    A form that was open for too long is kept in the session, and is sent once the person has answered.
    """

    def get(self, request, *args, **kwargs):
        return ask(request) if self.must_ask() else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return ask(request) if self.must_ask() else super().post(request, *args, **kwargs)

    def must_ask(self) -> bool:
        return not is_fresh(self.request)


class AsksBeforePublishing(AsksAgain):
    """For a page that takes a step: publishing widens who may read a text, as setting its readers does."""

    def must_ask(self) -> bool:
        return self.kwargs["step"] == "publish" and super().must_ask()


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


def ask(request, *, only_second_factor=False):
    """To the first way in which this person can prove who they are; then back here, with what was typed."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    ways = [way for way in ways if way["id"].startswith("mfa") or not only_second_factor]
    if not ways:
        raise PermissionDenied("There is no way left to ask this person again.")
    posted = request.method == "POST"
    if posted:
        request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
    back = request.path if posted else request.get_full_path()
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': back})}")
