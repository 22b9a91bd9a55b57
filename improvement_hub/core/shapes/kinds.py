"""Which resource stands at which collection; the router says so, and shapes ask."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Kind:
    prefix: str
    resource: Any
    basename: str

    def rows(self, request, **terms):
        """What the caller may see of it, as its list has it, and what serializes that."""
        view = self.resource(request=request, action="list", kwargs={}, format_kwarg=None, basename=self.basename)
        for permission in view.get_permissions():
            if getattr(permission, "is_of_scope", False):  # who may not read the collection gets none of it in passing
                permission.has_permission(request, view)
        serializer = view.get_serializer_class()
        rows = view.visible(request.user).filter(**terms)
        return serializer(rows, many=True, context=view.get_serializer_context()).data

    @property
    def model(self):
        return getattr(getattr(self.serializer, "Meta", None), "model", None)

    @property
    def serializer(self):
        """Of its list, without rows."""
        return self.resource(request=None, action="list", kwargs={}).get_serializer_class()()


KINDS: dict[str, Kind] = {}


def register(prefix: str, resource, basename: str) -> None:
    """Those inside another, and those that are no rows, are nobody's relation."""
    if "<" not in prefix and hasattr(resource, "visible"):
        KINDS[prefix] = Kind(prefix, resource, basename)


@cache
def collection_of(model) -> str | None:
    """Where all rows of a model are: the first of the collections that show them."""
    return next((prefix for prefix, kind in KINDS.items() if kind.model is model), None) if model else None


def api_base(context) -> str:
    """The absolute address under which all collections are."""
    if "api_base" not in context:
        context["api_base"] = context["request"].build_absolute_uri(reverse("api-root"))
    return context["api_base"]
