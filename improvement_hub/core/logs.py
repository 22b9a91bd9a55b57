"""What a log line may not hold."""

import logging
import re

LINK = re.compile(r"(/accounts/(?:join|password/reset)/)[^/\s]+")


class WithoutLinks(logging.Formatter):
    """Takes the secret out of the addresses that invitations and password resets lead to."""

    def format(self, record):
        return LINK.sub(r"\1…", super().format(record))
