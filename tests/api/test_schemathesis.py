"""Every operation, called with all that its schema allows and much that it does not: no answer is undocumented.

What schemathesis makes is the same in each run. Addresses lead to the rows of the tests' world, so that handlers
get to their rules; hostile addresses have tests of their own. Each caller is one line in `CALLERS`.
"""

import re
from contextlib import closing
from datetime import timedelta

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.urls import resolve
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished

from improvement_hub.accounts.scopes import scopes_for_clients
from improvement_hub.accounts.services import issue_key, organisation_of
from improvement_hub.api import reference
from tests.permission_matrix import API, rows
from tests.world import address_of, make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# The name of each caller, and how the secret is got that they send; None sends none.
CALLERS = {
    "signed out": None,
    "a read key": lambda cast, token_of: cast.robo_key,
    "a write key": lambda cast, token_of: write_key(cast),
    "a token of a person": lambda cast, token_of: token_of(cast.ben),
}
REFUSED = ["400", "401", "403", "404", "406", "409", "410", "412", "413", "415", "422", "428", "429"]
CHECKS = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "301", "304", *REFUSED]},  # rules also say no
    "negative_data_rejection": {"expected-statuses": [*REFUSED, "405", "207"]},  # in bulk each item has its own answer
    "missing_required_header": {"expected-statuses": REFUSED},
    # reading is open and shows what is public: a call without a key is no call with a key that was ignored
    "ignored_auth": {"enabled": False},
}
FUZZED = ("examples", "fuzzing")
COVERED = ("coverage",)  # every value at the edge of what each parameter takes: a hundred cases for each list
PHASES = (*FUZZED, *COVERED, "stateful")
TERMS = {"coverage": {"unexpected-methods": []}}  # what other methods answer is the matrix's to say
LIST = r"^/api/v1/[a-z-]+/$"
NOT_COVERED = [  # an hour, for all operations
    {"exclude-path-regex": LIST, "phases": {"coverage": {"enabled": False}}},
    {"exclude-method": "GET", "phases": {"coverage": {"enabled": False}}},
]


def configuration(secret, operations, phases):
    return SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "headers": {
                "Accept-Encoding": "identity",  # nothing here would unpack it
                **({"Authorization": f"Bearer {secret}"} if secret else {}),
            },
            "checks": CHECKS,
            "phases": {name: {"enabled": name in phases, **TERMS.get(name, {})} for name in PHASES},
            "generation": {"max-examples": 2, "deterministic": True, "no-shrink": True, "database": "none"},
            "operations": operations,
        }
    )


@pytest.mark.parametrize("caller", CALLERS)
def test_no_answer_is_undocumented(caller, cast, token_of, settings):
    settings.ALLOWED_HOSTS = ["*"]
    secret_of = CALLERS[caller]
    secret = secret_of(cast, token_of) if secret_of else None
    operations = addresses(make_world(cast))
    assert failures(configuration(secret, operations, FUZZED)) == []


def test_every_list_takes_what_its_parameters_allow_and_refuses_the_rest(cast, token_of, settings):
    settings.ALLOWED_HOSTS = ["*"]
    operations = [*addresses(make_world(cast)), *NOT_COVERED]
    assert failures(configuration(token_of(cast.ben), operations, COVERED)) == []


def closed(application):
    """The application, whose answers are closed: schemathesis leaves that, and files that were sent lie about."""

    def called(environ, start_response):
        with closing(application(environ, start_response)) as answer:
            return [b"".join(answer)]

    return called


def write_key(cast) -> str:
    """Of a client of the host council, with every scope that a client can have."""
    terms = {"organisation": organisation_of(cast.host), "scopes": scopes_for_clients(), "lifetime": timedelta(days=30)}
    return issue_key(name="Writer", **terms)[1]


def addresses(world):
    """For each path of the schema that leads to a row of the world: what stands in its braces."""
    _, arguments, inside = world
    found = [resolve(address_of(name, arguments, inside)) for _, name, _ in rows(API)]
    values = {template(one.route): one.kwargs for one in found}
    return [
        {"include-path": path, "parameters": {f"path.{name}": str(value) for name, value in values[path].items()}}
        for path in reference.schema()["paths"]
        if "{" in path and path in values
    ]


def template(route):
    """`api/v1/themes/<str:pk>/` as the schema writes it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


def failures(config):
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", closed(WSGIHandler()), config=config)
    found = []
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            found.append(f"{event.label}: {event.value!r}")
        elif isinstance(event, ScenarioFinished):
            found += told(event.recorder)
    return found


def told(recorder):
    for case, checks in recorder.checks.items():
        for check in checks:
            failure = check.failure_info and check.failure_info.failure
            if failure:
                request = recorder.interactions[case].request
                yield f"{check.name}: {request.method} {request.uri} {failure.title}: {failure.message}"
