"""How often one may call: counted for each client, each person's application and, signed out, each address.

What costs more has a policy of its own in place of everybody's: a view names it as `throttle_scope`.
"""

from rest_framework.exceptions import Throttled

from improvement_hub.core.addresses import address_of
from improvement_hub.core.limits import counted


class TooMany(Throttled):
    default_detail = "These were too many calls in a minute."
    extra_detail_singular = "Call again in {wait} second."
    extra_detail_plural = "Call again in {wait} seconds."


def admit(request, policy: str | None = None):
    """Counts a call by its policy, `calls` unless it has one of its own; raises 429 with Retry-After."""
    caller = request.auth
    if caller is not None:
        count(request._request, policy or "calls", caller.counted_as, own=None if policy else caller.per_minute)
    elif request.user.is_authenticated:
        count(request._request, policy or "calls", f"person:{request.user.pk}:pages")
    else:
        admit_unknown(request._request, policy or "signed-out")


def admit_unknown(request, policy="signed-out"):
    """The same for whoever has said nothing of use, by their address."""
    count(request, policy, f"address:{address_of(request)}")


def count(request, policy, who, *, own=None):
    request.counted = counted(policy, who, own=own)
    if request.counted and request.counted.wait:
        raise TooMany(wait=request.counted.wait)
