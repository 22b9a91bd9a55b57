import json

import pytest
import requests

from improvement_hub.accounts import providers
from tests.accounts.provider import CLIENT, SECRET, Provider


@pytest.fixture(scope="session")
def running_provider():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(running_provider, settings):
    """A provider with two tenants: Ashby Council's own, and one that answers for the hub."""
    running_provider.reset()
    settings.SIGN_IN_PROVIDERS = providers.from_environment(environment(running_provider))
    return running_provider


def environment(running, **changes):
    council = {
        "id": "ashby",
        "name": "Ashby Council",
        "issuer": running.issuer("ashby"),
        "client_id": CLIENT,
        "secret_from": "ASHBY_SECRET",
        "organisation": "E06900001",
        "roles": {"Hub.Director": "director", "Hub.Officer": "improvement_officer"},
        "trusts_second_factor": True,
    }
    hub = council | {
        "id": "hub",
        "name": "The hub’s office",
        "issuer": running.issuer("hub"),
        "organisation": "hub",
        "roles": {"Hub.Admin": "administrator", "Hub.Lead.North": "regional_lead:northmoor"},
        "trusts_second_factor": False,
    }
    return {"OIDC_PROVIDERS": json.dumps([council | changes, hub]), "ASHBY_SECRET": SECRET}


@pytest.fixture
def through(provider, client):
    """Sign in through a provider as someone it knows, over real HTTP there; the answer to the way back."""

    def walk(subject, *, at="ashby", browser=client, path=None, **claims):
        provider.here = subject
        if claims:
            provider.people[subject] = claims
        return walk_on(browser, browser.get(path or f"/accounts/providers/{at}/"))

    return walk


def walk_on(browser, sent):
    """From the redirect to the provider back to the hub's callback."""
    assert sent.status_code == 302, sent.content.decode()
    back = requests.get(sent.headers["Location"], allow_redirects=False, timeout=5)
    return browser.get(back.headers["Location"].removeprefix("http://testserver"))
