"""E-mails that were written into `var/mail/` instead of being sent, for whoever tries the hub at their own desk.

They hold links that sign people in, so nobody reads them here but on one's own machine with DEBUG on.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

INTO_FILES = "django.core.mail.backends.filebased.EmailBackend"
END = b"\n" + b"-" * 79 + b"\n"  # which the backend writes after each e-mail
LATEST = 100


@dataclass(frozen=True)
class Letter:
    """An e-mail: the file it stands in, and its number in that file, from 1."""

    name: str
    number: int
    message: EmailMessage

    @property
    def written_at(self) -> datetime:
        """Django dates e-mails in UTC, with an offset of -0000, which Python takes for an unknown one."""
        return self.message["Date"].datetime.replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        return self.body("plain")

    @property
    def html(self) -> str:
        return self.body("html")

    def body(self, kind) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def is_open() -> bool:
    return settings.DEBUG and settings.EMBEDDED and settings.EMAIL_BACKEND == INTO_FILES


def files() -> list[Path]:
    """The latest first: their names begin with the moment."""
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)


def letters_in(file: Path) -> list[Letter]:
    parts = [part for part in file.read_bytes().split(END) if part.strip()]
    messages = [message_from_bytes(part, policy=policy.default) for part in parts]
    return [Letter(file.name, number, message) for number, message in enumerate(messages, start=1)]


def latest() -> list[Letter]:
    return [letter for file in files()[:LATEST] for letter in reversed(letters_in(file))][:LATEST]


def one(name: str, number: int) -> Letter | None:
    """Only what is listed is read: a name is compared, and never becomes a path."""
    found = [letter for file in files() if file.name == name for letter in letters_in(file)]
    return next((letter for letter in found if letter.number == number), None)
