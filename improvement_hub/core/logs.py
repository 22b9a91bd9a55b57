"""What a log line may not hold."""

import logging
import re

LINK = re.compile(r"(/accounts/(?:join|password/reset)/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Takes the secret out of the addresses that invitations and password resets lead to."""

    def filter(self, record):
        record.msg, record.args = LINK.sub(r"\1…", record.getMessage()), ()
        return True
