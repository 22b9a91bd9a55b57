"""What a key or a token may be used for at all; what its bearer may see and do, the rules decide."""

from rest_framework.permissions import SAFE_METHODS, BasePermission


class ScopeAllows(BasePermission):
    """Reading is open (rows decide); writing needs a person, and a scope where there are scopes."""

    message = "This key or token does not have the scope for that."

    def has_permission(self, request, view):
        actor = request.user
        reads = request.method in SAFE_METHODS
        if actor.scopes is not None and ("read" if reads else "write") not in actor.scopes:
            return False
        if not reads and not actor.is_person:
            self.message = "This needs a person: sign in, or use a person's own token."
            return False
        return True
