"""What every answer tells the browser, and what the cookies are with HTTPS."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from improvement_hub.settings import BASE_DIR

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ADDRESSES = [
    *("/", "/healthz", "/councils/", "/regions/", "/posts/", "/themes/", "/reviews/", "/accounts/login/"),
    *("/accounts/password/reset/", "/accounts/join/x/", "/nothing/", "/accounts/people/", "/oauth/authorize/"),
    *("/api/v1/", "/api/v1/councils/", "/api/v1/docs/", "/api/v1/schema/", "/api/v1/nothing/"),
]


def policy_of(response):
    return {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_same_policy(client, db, address):
    response = client.get(address)
    assert policy_of(response) == POLICY
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/people/", "/accounts/invitations/new/", "/reviews/"])
def test_pages_of_the_signed_in_carry_it_too(cast, sign_in, address):
    response = sign_in(cast.asha).get(address)
    assert (response.status_code, policy_of(response)) == (200, POLICY)


def test_what_the_signed_in_see_is_kept_by_no_cache(cast, sign_in):
    assert "Cookie" in sign_in(cast.asha).get("/accounts/").headers["Vary"]


def test_a_form_without_its_token_is_refused(cast):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/accounts/login/", {"login": "asha@example.org", "password": "x"})
    assert response.status_code == 403
    assert policy_of(response) == POLICY


DEPLOYED = {
    "DATABASE_URL": "postgres://hub@db/hub",
    "REDIS_URL": "redis://cache/1",
    "ALLOWED_HOSTS": "hub.example.org",
    "HUB_URL": "https://hub.example.org",
    "PROXY_COUNT": "2",
    "SECRET_KEY": "for this test alone, and long enough that no check complains of it",
    "DJANGO_SETTINGS_MODULE": "improvement_hub.settings",
}


def deployed(*command):
    """Run it with the settings of a hub that has servers of its own."""
    environment = {**os.environ, **DEPLOYED}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, *command], env=environment, cwd=BASE_DIR, capture_output=True, text=True, check=False
    )


ASK = """
import django; from django.conf import settings; django.setup()
for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY",
             "SESSION_COOKIE_SAMESITE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS",
             "AXES_IPWARE_PROXY_COUNT", "ALLAUTH_TRUSTED_PROXY_COUNT"):
    print(getattr(settings, name))
"""


def test_deployed_cookies_are_secure_and_plain_http_is_led_to_it():
    asked = deployed("-c", ASK)
    answers = ["True", "True", "True", "True", "Lax", "True", "31536000", "['https://hub.example.org']", "2", "2"]
    assert asked.stdout.split("\n")[:-1] == answers


def test_djangos_own_check_of_a_deployment_finds_nothing():
    checked = deployed("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, "no issues" in checked.stdout) == (0, True), checked.stderr
