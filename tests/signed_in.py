"""A browser that someone signed in with: by password and second factor, a moment ago."""

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

PASSED = ("password", "mfa")


def signed_in(person, client=None, *, methods=PASSED) -> Client:
    """`methods`: what the session has proved; `["password"]` leaves the second factor out, `[]` everything."""
    client = client or Client()
    client.force_login(person)
    request = HttpRequest()
    request.session = client.session
    for method in methods:
        record_authentication(request, person, method)
    request.session.save()
    return client
