"""A query parameter that is not documented is refused: misspelt, a filter would leave the list unfiltered."""

from functools import cache

from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission


class KnownParameters(BasePermission):
    """Asked where permissions are, as that is where every request comes through before its handler."""

    def has_permission(self, request, view):
        if request.query_params and request.method != "OPTIONS" and hasattr(view, request.method.lower()):
            more = view.takes_also() if hasattr(view, "takes_also") else frozenset()
            refuse_unknown(request, known(request.resolver_match.func, request.method) | more)
        return True


def refuse_unknown(request, takes):
    unknown = [name for name in request.query_params if name not in takes]
    if unknown:
        these = f"It takes {', '.join(sorted(takes))}." if takes else "It takes none."
        problems = {name: [f"“{name[:50]}” is no parameter of this address. {these}"] for name in unknown}
        raise ValidationError(problems, code="unknown_parameter")


@cache
def known(callback, method) -> frozenset[str]:
    """Names of the query parameters of an operation, as the schema documents them."""
    from drf_spectacular.generators import SchemaGenerator  # which itself imports the permissions
    from drf_spectacular.plumbing import ComponentRegistry
    from drf_spectacular.settings import spectacular_settings

    method = "GET" if method == "HEAD" else method
    generator = SchemaGenerator()  # which alone keeps the schema of the view
    view = generator.create_view(callback, method)
    view.request = spectacular_settings.GET_MOCK_REQUEST(method, "/", view, None)
    schema = view.schema
    schema.registry, schema.method = ComponentRegistry(), method
    schema.path = schema.path_regex = schema.path_prefix = ""
    return frozenset(one["name"] for one in schema._get_parameters() if one["in"] == "query")
