"""The way to a token: the question on the page, the person's answer, and the exchange of the code."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from tests.api.conftest import REDIRECT

VERIFIER = "a-verifier-of-forty-three-characters-at-least-0123"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def question(application, **more):
    return {
        "client_id": application.client_id,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "state": "s1",
        "scope": "read write",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **more,
    }


def answer(client, asked, **more):
    """What the page's form sends back: its hidden fields, and the button."""
    form = client.get("/oauth/authorize/", asked).context["form"]
    hidden = {field.name: field.value() or "" for field in form if field.is_hidden}
    return client.post("/oauth/authorize/", {**hidden, **more})


def back_with(response):
    """The parameters with which the person returns to the application."""
    target = urlsplit(response.headers["Location"])
    assert (response.status_code, f"{target.scheme}://{target.netloc}{target.path}") == (302, REDIRECT)
    return {name: values[0] for name, values in parse_qs(target.query).items()}


def exchange(application, code, **more):
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
    return Client(enforce_csrf_checks=True).post("/oauth/token/", {**given, "client_id": application.client_id, **more})
