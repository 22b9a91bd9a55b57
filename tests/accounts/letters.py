"""What arrives by e-mail."""

import re

LINK = re.compile(r"http://testserver(/accounts/[^\s\"<]+)")


def links_in(text: str) -> list[str]:
    return LINK.findall(text)


def html_of(email) -> str:
    return email.alternatives[0].content
