"""What a log line may not hold."""

import logging
import re

LINK = re.compile(r"(/accounts/(?:join|password/reset)/|/digests/unsubscribe/)[^/\s]+")


class WithoutLinks(logging.Formatter):
    """Takes the secret out of the addresses that invitations, password resets and digests lead to."""

    def format(self, record):
        return LINK.sub(r"\1…", super().format(record))
