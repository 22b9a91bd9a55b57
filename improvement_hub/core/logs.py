"""What a log line may not hold."""

import logging
import re

LINK = re.compile(r"(/accounts/(?:join|password/reset)/|/digests/unsubscribe/|/reviews/calendars/)[^/\s]+")


def without_secrets(words: str) -> str:
    """Without what in an address lets people in: in no log line and in no trail."""
    return LINK.sub(r"\1…", words)


class WithoutLinks(logging.Formatter):
    """Takes the secret out of the addresses that invitations, password resets, digests and calendars lead to."""

    def format(self, record):
        return without_secrets(super().format(record))
