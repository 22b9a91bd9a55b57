"""Redis beside the cache: for what a request may do without. Where it is away the request goes on all the same."""

import logging
import time
from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry
from throttled.exceptions import StoreUnavailableError

logger = logging.getLogger(__name__)

LET_BE = 2  # seconds in which it is not asked again once it did not answer
SAID_EVERY = 60
CONNECTION = {
    "socket_timeout": settings.REDIS_PATIENCE,
    "socket_connect_timeout": settings.REDIS_PATIENCE,
    "retry": Retry(NoBackoff(), 1),
}


@cache
def connection() -> redis.Redis:
    """One pool for each process."""
    return redis.Redis.from_url(settings.REDIS_URL, **CONNECTION)


class Calm:
    """Since when it has not answered, so that not every request waits for it, and the log has a line a minute."""

    let_be_until = 0.0
    said_at = -SAID_EVERY

    def note(self, error):
        now = time.monotonic()
        self.let_be_until = now + LET_BE
        if now - self.said_at >= SAID_EVERY:
            self.said_at = now
            cause = error.__cause__ or error
            logger.warning("Redis does not answer: calls are neither limited nor counted until it does (%s).", cause)


CALM = Calm()


def if_it_answers(act):
    """What `act()` returns, or None where Redis is away."""
    if time.monotonic() < CALM.let_be_until:
        return None
    try:
        return act()
    except (redis.RedisError, StoreUnavailableError) as error:
        CALM.note(error)
        return None
