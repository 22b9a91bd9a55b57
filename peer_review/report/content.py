"""What the files of a report say, in plain words."""

from dataclasses import dataclass

from peer_review.report.markup import Block, Run

COLOUR = "#0b5c4a"
MARK = "Draft for accuracy check"


@dataclass(frozen=True)
class Question:
    """A key line of enquiry with what the team found: for a slide."""

    number: int
    text: str
    strengths: tuple[str, ...] = ()
    developments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the letter under its heading: words, then groups of words, each under a heading of its own."""

    heading: str
    blocks: tuple[Block, ...] = ()
    groups: tuple[tuple[str, tuple[Block, ...]], ...] = ()


@dataclass(frozen=True)
class Content:
    """`facts` are (label, words); `mark` stands on every page of what is not final, and is empty later."""

    title: str
    host: str
    theme: str
    region: str
    visit: str
    date: str
    scope: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    team: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    next_steps: tuple[str, ...] = ()
    opening: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    mark: str = ""
    colour: str = COLOUR

    @property
    def placeholders(self) -> dict[str, str]:
        """What a template may ask for by name."""
        names = ("title", "host", "theme", "region", "visit", "date", "mark")
        return {name: getattr(self, name) for name in names}


def sample() -> Content:
    """For trying a template: every part is filled."""
    words = (Block("paragraph", (Run("Words of the letter."),)), Block("bullet", (Run("One of several.", bold=True),)))
    return Content(
        title="Peer review of Larkmere: front door",
        host="Larkmere",
        theme="Early help",
        region="Region",
        visit="4 to 5 March 2026",
        date="4 April 2026",
        scope="How families reach help.",
        facts=(("Host", "Larkmere"),),
        team=("Review lead, Tidewell",),
        questions=(Question(1, "Is help timely?", ("Help comes quickly.",), ("Records say too little.",)),),
        next_steps=("The host checks the draft.",),
        opening=words,
        sections=(Section("Summary", words), Section("Is help timely?", (), (("Strengths", words),))),
        mark=MARK,
    )
