"""What arrives by e-mail."""

import re
from smtplib import SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend

DOWN = "tests.accounts.letters.MailServerDown"
LINK = re.compile(r"http://testserver(/accounts/[^\s\"<]+)")


class MailServerDown(BaseEmailBackend):
    """What a mail server looks like that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


def links_in(text: str) -> list[str]:
    return LINK.findall(text)


def html_of(email) -> str:
    return email.alternatives[0].content
