"""How often something may be asked: one round trip to Redis, by one policy.

The header fields are those of draft-ietf-httpapi-ratelimit-headers-10.
"""

from dataclasses import dataclass
from functools import cache, partial
from math import ceil

from django.conf import settings
from throttled import RateLimiterType, per_min
from throttled.rate_limiter import RateLimiterRegistry
from throttled.store import RedisStore

from improvement_hub.core.redis import CONNECTION, if_it_answers

MINUTE = 60


@dataclass(frozen=True)
class Counted:
    """A call, counted: how much is left of its policy, and for how long one waits; 0 if it may go on."""

    policy: str
    per_minute: int
    remaining: int
    reset: int
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        """`q` calls in `w` seconds; `r` of them left now, all of them in `t` seconds."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.per_minute};w={MINUTE}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.reset}',
        }


@cache
def store() -> RedisStore:
    options = {"CONNECTION_POOL_KWARGS": CONNECTION}
    return RedisStore(server=settings.REDIS_URL, options=options)


@cache
def limiter(policy: str, per_minute: int):
    """Of a generic cell rate: one time for each caller, in one script; nothing piles up and no window has an edge."""
    make = RateLimiterRegistry.get(RateLimiterType.GCRA.value)
    return make(per_min(per_minute), store(), key_prefix=f"hub:limits:{policy}")


def counted(policy: str, who: str, *, own: int | None = None) -> Counted | None:
    """One more call of `who`; `own` is a limit of theirs in place of the policy's. None where Redis is away."""
    per_minute = own or settings.API_PER_MINUTE[policy]
    found = if_it_answers(partial(limiter(policy, per_minute).limit, who))
    if found is None:
        return None
    state = found.state
    remaining, wait = (0, max(1, ceil(state.retry_after))) if found.limited else (state.remaining, 0)
    return Counted(policy, per_minute, remaining, ceil(state.reset_after), wait)
