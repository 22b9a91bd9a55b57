"""Guessing a code counts like guessing a password: axes keeps one count for each person's address."""

from allauth.core import context
from axes.handlers.proxy import AxesProxyHandler


def is_locked(person) -> bool:
    """If so, the whole answer becomes the page that says it is locked (`AxesMiddleware`)."""
    credentials = {"email": person.email}
    allowed = AxesProxyHandler.is_allowed(context.request, credentials)
    if not allowed:
        context.request.axes_locked_out, context.request.axes_credentials = True, credentials
    return not allowed


def count_failure(person) -> None:
    AxesProxyHandler.user_login_failed(__name__, {"email": person.email}, context.request)
