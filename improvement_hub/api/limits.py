"""How often one may call: counted for each client, each person's application and, signed out, each address.

One round trip to Redis for each call, by one policy: what costs more has one of its own in place of everybody's.
The header fields are those of draft-ietf-httpapi-ratelimit-headers-10.
"""

from dataclasses import dataclass
from functools import cache, partial
from math import ceil

from django.conf import settings
from rest_framework.exceptions import Throttled
from throttled import RateLimiterType, per_min
from throttled.rate_limiter import RateLimiterRegistry
from throttled.store import RedisStore

from improvement_hub.core.addresses import address_of
from improvement_hub.core.redis import CONNECTION, if_it_answers

MINUTE = 60


@dataclass(frozen=True)
class Counted:
    """A policy, and how much of it is left."""

    policy: str
    per_minute: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """`q` calls in `w` seconds; `r` of them left now, all of them in `t` seconds."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.per_minute};w={MINUTE}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.reset}',
        }


class TooMany(Throttled):
    default_detail = "These were too many calls in a minute."
    extra_detail_singular = "Call again in {wait} second."
    extra_detail_plural = "Call again in {wait} seconds."


@cache
def store() -> RedisStore:
    options = {"CONNECTION_POOL_KWARGS": CONNECTION}
    return RedisStore(server=settings.CACHES["default"]["LOCATION"], options=options)


@cache
def limiter(policy: str, per_minute: int):
    """Of a generic cell rate: one time for each caller, in one script; nothing piles up and no window has an edge."""
    make = RateLimiterRegistry.get(RateLimiterType.GCRA.value)
    return make(per_min(per_minute), store(), key_prefix=f"hub:limits:{policy}")


def admit(request, policy: str | None = None):
    """Counts a call by its policy, `calls` unless it has one of its own; raises 429 with Retry-After."""
    caller = request.auth
    if caller is not None:
        count(request._request, policy or "calls", caller.counted_as, None if policy else caller.per_minute)
    elif request.user.is_authenticated:
        count(request._request, policy or "calls", f"person:{request.user.pk}:pages")
    else:
        admit_unknown(request._request, policy or "signed-out")


def admit_unknown(request, policy="signed-out"):
    """The same for whoever has said nothing of use, by their address."""
    count(request, policy, f"address:{address_of(request)}")


def count(request, policy, who, own=None):
    per_minute = own or settings.API_PER_MINUTE[policy]
    found = if_it_answers(partial(limiter(policy, per_minute).limit, who))
    if found is None:
        return
    state = found.state
    request.counted = Counted(policy, per_minute, state.remaining, ceil(state.reset_after))
    if found.limited:
        request.counted = Counted(policy, per_minute, 0, ceil(state.reset_after))
        raise TooMany(wait=max(1, ceil(state.retry_after)))
