"""Asking a named permission. The predicates stand in each app's `rules.py`; page and API name the same string."""

import rules
from django.core.exceptions import PermissionDenied


def allows(actor, permission: str, target=None) -> bool:
    """True if the rule of that name lets this actor act on the target; an unknown name is a mistake."""
    if not rules.perm_exists(permission):
        raise LookupError(f"No rule is called {permission}.")
    return rules.has_perm(permission, actor, target)


def require(actor, permission: str, target=None) -> None:
    """Raise PermissionDenied (403) unless the rule lets this actor act on the target."""
    if not allows(actor, permission, target):
        raise PermissionDenied(permission)
