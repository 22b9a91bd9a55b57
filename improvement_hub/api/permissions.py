"""What a key or a token may be used for at all; what its bearer may see and do, the rules decide."""

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission

from improvement_hub.accounts.scopes import OPEN_TO_CLIENTS, READ, WRITE, collection_of, collections, covers, needed
from improvement_hub.api.limits import admit


class InsufficientScope(PermissionDenied):
    default_code = "insufficient_scope"

    def __init__(self, scope):
        super().__init__(f"This key or token does not have the scope for that: it needs {scope}.")
        self.auth_header = f'Bearer error="insufficient_scope", scope="{scope}"'


class WithinLimits(BasePermission):
    """Asked before the scopes, so that calls which are refused count as well; raises 429."""

    def has_permission(self, request, view):
        admit(request, getattr(view, "throttle_scope", None))
        return True


class ScopeAllows(BasePermission):
    """Reading is open (rows decide). Writing needs a scope where there are scopes, and a person, but for the drafts
    that a client alone may write."""

    is_of_scope = True
    message = "This needs a person: sign in, or use a person's own token."

    def has_permission(self, request, view):
        actor, collection = request.user, collection_at(view)
        kind = READ if request.method in SAFE_METHODS else WRITE
        if actor.scopes is not None and not covers(actor.scopes, kind, collection):
            raise InsufficientScope(needed(kind, collection))
        return kind == READ or actor.is_person or (actor.is_client and collection in OPEN_TO_CLIENTS)


def collection_at(view) -> str | None:
    """The collection that a view is of, or that its address names, as that of an export does."""
    named = view.kwargs.get("collection")
    return collection_of().get(getattr(view, "basename", None)) or (named if named in collections() else None)
