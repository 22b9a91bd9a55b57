"""What a log line may not hold."""

import logging
import re

LEADING_IN = (
    "/accounts/join/", "/accounts/password/reset/", "/digests/unsubscribe/", "/reviews/calendars/",
    "/reviews/feedback/", "/api/v1/feedback/", "/previews/",
)  # fmt: skip
LINK = re.compile(rf"({'|'.join(LEADING_IN)})[^/\s]+")
ANONYMOUS = ("/reviews/feedback/", "/api/v1/feedback/")


def without_secrets(words: str) -> str:
    """Without what in an address lets people in: in no log line and in no trail."""
    return LINK.sub(r"\1…", words)


class WithoutLinks(logging.Formatter):
    """Takes the secret out of the addresses of invitations, resets, digests, calendars, feedback and previews."""

    def format(self, record):
        return without_secrets(super().format(record))


class WithoutAnonymous(logging.Filter):
    """Leaves out that feedback was sent and refused: the moment might tell who sent it. What broke is still logged."""

    def filter(self, record):
        said = record.getMessage()
        return record.levelno >= logging.ERROR or not any(address in said for address in ANONYMOUS)
