"""What goes away: said in one table, told by the schema, the reference and the headers of answers.

The table, `settings.API_DEPRECATED`, has an entry by the name of an operation (`list_posts`), of a parameter of one
(`list_posts?kind`) or of a field of an object (`Post.summary`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.module_loading import import_string

from improvement_hub.api.contract.names import name_of

SHORTEST_NOTICE = 180  # days


@dataclass(frozen=True)
class Deprecated:
    """`instead` is a sentence: what to use in its place."""

    since: date
    sunset: date
    instead: str

    def __post_init__(self):
        if (self.sunset - self.since).days < SHORTEST_NOTICE:
            raise ValueError(f"Partners have {SHORTEST_NOTICE} days at least.")

    @property
    def sentence(self) -> str:
        since, sunset = (date_format(day, "j F Y") for day in (self.since, self.sunset))
        return f"**Deprecated since {since}; it stops working on {sunset}.** {self.instead}"


def table() -> dict[str, Deprecated]:
    return import_string(settings.API_DEPRECATED)


def mark(result, generator, request, public):
    """Hook of the schema: what is deprecated is called so, with the sentence that says what to use instead."""
    for methods in result["paths"].values():
        for terms in methods.values():
            say(terms, terms["operationId"])
            for parameter in terms.get("parameters", []):
                say(parameter, f"{terms['operationId']}?{parameter['name']}")
    for name, shape in result["components"]["schemas"].items():
        for field, terms in shape.get("properties", {}).items():
            say(terms, f"{name}.{field}")
    return result


def say(terms, name):
    found = table().get(name)
    if found:
        terms["deprecated"] = True
        terms["description"] = f"{found.sentence}\n\n{terms.get('description', '')}".strip()


class DeprecationMiddleware:
    """An answer of what is deprecated says so (RFC 9745), and until when it works (RFC 8594)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if table() and request.resolver_match and hasattr(request.resolver_match.func, "actions"):
            tell(response, list(deprecated(request)))
        return response


def deprecated(request) -> Iterator[tuple[str, Deprecated]]:
    """(name of the operation, what is deprecated) of all that a request used."""
    match, names = request.resolver_match, table()
    action = match.func.actions.get(request.method.lower())
    view = match.func.cls(**match.func.initkwargs, action=action, request=request)
    operation = name_of(view, request.method, match.route)
    fields = [name for name in names if name.startswith(f"{shape_of(view)}.")]
    for name in (operation, *(f"{operation}?{one}" for one in request.GET), *fields):
        if name in names:
            yield operation, names[name]


def shape_of(view) -> str:
    return view.get_serializer_class().__name__.removesuffix("Serializer") if view.action else ""


def tell(response, found):
    if not found:
        return
    first = min((one for _, one in found), key=lambda one: one.sunset)
    since = datetime.combine(first.since, time(), tzinfo=UTC)
    response["Deprecation"] = f"@{int(since.timestamp())}"
    response["Sunset"] = http_date(datetime.combine(first.sunset, time(), tzinfo=UTC).timestamp())
    link = f'<{settings.HUB_URL}{reverse("api-docs")}#{found[0][0]}>; rel="deprecation"; type="text/html"'
    response["Link"] = f"{response['Link']}, {link}" if response.has_header("Link") else link
