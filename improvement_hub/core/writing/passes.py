"""The pass: a signed statement, in the page of a form, for whom, where and in which tab its words are kept.

It authenticates keeping and nothing else, so that words are kept when a sign-in has expired, and in a tab whose
form another sign-in made too old. Nobody reads anything with it.
"""

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from django.core import signing

FIELD = "pass"
GOOD_FOR = timedelta(days=30)
SALT = "improvement_hub.core.writing"


@dataclass(frozen=True)
class Pass:
    """`continues` and `continues_from` name the kept words that the page was opened with, as they stood then."""

    person: str
    place: str
    heading: str
    tab: str
    continues: str = ""
    continues_from: str = ""
    expired: bool = False

    def in_a_new_tab(self):
        """The same, for words that somebody else sent: they take the place of none of its person's."""
        return replace(self, tab=str(uuid.uuid4()), continues="", continues_from="")

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def new_pass(*, person, place, heading, continuing=None) -> Pass:
    """For a page that is opened now; `continuing` are the kept words it is filled with."""
    made = Pass(str(person), place, heading[:400], str(uuid.uuid4()))
    if continuing is None:
        return made
    return replace(made, continues=str(continuing.pk), continues_from=continuing.kept_at.isoformat())


def read_pass(sent: str | None) -> Pass | None:
    """The pass, if we signed it, however long ago; `expired` where that was too long ago to keep words with it."""
    try:
        return Pass(**signing.loads(sent or "", salt=SALT, max_age=GOOD_FOR))
    except signing.SignatureExpired:
        return replace(Pass(**signing.loads(sent, salt=SALT)), expired=True)
    except signing.BadSignature:
        return None
