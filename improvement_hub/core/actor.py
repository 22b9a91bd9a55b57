"""Who is asking: a signed-in person, an API client, or nobody."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

EMPTY: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Actor:
    """What a request may rest on; built by `accounts.actors`, and never wider than the memberships of today.

    Councils and regions are held by id. `scopes` is None for a browser session, which no scope limits.
    `speaks_for` is the council of a client.
    """

    kind: str = "nobody"
    pk: UUID | None = None
    name: str = "Nobody"
    organisation_id: UUID | None = None
    directs: frozenset[UUID] = EMPTY
    improves: frozenset[UUID] = EMPTY
    edits: frozenset[UUID] = EMPTY
    leads: frozenset[UUID] = EMPTY
    region_ids: frozenset[UUID] = EMPTY
    in_sector: bool = False
    administers: bool = False
    of_agency: bool = False
    is_guest: bool = False
    demonstration: bool = False
    needs_second_factor: bool = False
    acting: tuple[str, ...] = field(default=())
    scopes: frozenset[str] | None = None
    speaks_for: frozenset[UUID] = EMPTY

    @property
    def is_authenticated(self) -> bool:
        return self.kind != "nobody"

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    @property
    def is_client(self) -> bool:
        return self.kind == "client"

    @property
    def person_id(self) -> UUID | None:
        return self.pk if self.is_person else None

    @cached_property
    def council_ids(self) -> frozenset[UUID]:
        """Councils a person belongs to in any role."""
        return self.directs | self.improves | self.edits

    @cached_property
    def manages(self) -> frozenset[UUID]:
        """Councils whose reviews a person runs: as director or improvement officer."""
        return self.directs | self.improves

    @property
    def writes_drafts(self) -> bool:
        """A client that may, of whatever collection."""
        scopes = self.scopes or ()
        return self.is_client and bool(self.speaks_for) and any(one.startswith("write") for one in scopes)

    def drafts_for(self, *collections: str) -> frozenset[UUID]:
        """Councils for which a client may write drafts of one of these: its own, if it has the scope."""
        wanted = {"write", *(f"write:{name}" for name in collections)}
        return self.speaks_for if self.is_client and self.scopes and self.scopes & wanted else EMPTY


NOBODY = Actor()
CLOCK = Actor(kind="clock", name="The clock")  # what a task does that nobody asked for
OPERATOR = Actor(kind="operator", name="The operator")  # at the command line; some rules let them act


def nobody() -> Actor:
    return NOBODY
