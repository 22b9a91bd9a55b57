"""The cast: who they are and what they may act for. Hana, the host's improvement officer, joins the seven."""

from dataclasses import dataclass
from datetime import timedelta

from improvement_hub.accounts.actors import actor_of_client, actor_of_person
from improvement_hub.accounts.models import ApiClient, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import issue_key, organisation_of
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.actor import NOBODY, Actor
from improvement_hub.councils.models import Council, Region
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RegionFactory,
)

NAMES = ("asha", "hana", "ben", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody")


@dataclass
class Cast:
    """`region` holds host, leading and observing council; `elsewhere` is Femi's council in another region."""

    region: Region
    host: Council
    leading: Council
    observing: Council
    elsewhere: Council
    asha: Person
    hana: Person
    ben: Person
    carys: Person
    dev: Person
    edie: Person
    femi: Person
    gwen: Person
    robo: ApiClient
    robo_key: str

    def actor(self, name: str) -> Actor:
        if name == "nobody":
            return NOBODY
        member = getattr(self, name)
        return actor_of_client(member) if name == "robo" else actor_of_person(member)

    def person(self, name: str) -> Person | None:
        """Who signs in at the pages; Robo and Nobody do not."""
        return None if name in ("robo", "nobody") else getattr(self, name)


def make_cast() -> Cast:
    region = RegionFactory(name="Northmoor", slug="northmoor")
    host, leading, observing = (CouncilFactory(region=region, name=n) for n in ("Ashby", "Benfield", "Carrow"))
    elsewhere = CouncilFactory(name="Femsley", region=RegionFactory(name="Southmoor", slug="southmoor"))
    robo, key = issue_key(
        name="Robo", organisation=organisation_of(leading), scopes="read", lifetime=timedelta(days=30)
    )
    return Cast(
        region=region,
        host=host,
        leading=leading,
        observing=observing,
        elsewhere=elsewhere,
        asha=member("Asha", host, Role.DIRECTOR),
        hana=member("Hana", host, Role.OFFICER),
        ben=member("Ben", leading, Role.OFFICER),
        carys=member("Carys", observing, Role.DIRECTOR),
        dev=partner("Dev"),
        edie=regional_lead("Edie", region),
        femi=member("Femi", elsewhere, Role.DIRECTOR),
        gwen=administrator("Gwen"),
        robo=robo,
        robo_key=key,
    )


def person_of(name, organisation):
    return PersonFactory(name=name, email=f"{name.lower()}@example.org", organisation=organisation)


def member(name, council, role):
    person = person_of(name, organisation_of(council))
    MembershipFactory(person=person, role=role, council=council)
    return person


def partner(name):
    person = person_of(name, OrganisationFactory(name="Northmoor Police"))
    MembershipFactory(person=person, role=Role.PARTNER)
    return person


def regional_lead(name, region):
    person = person_of(name, home_of(None))
    MembershipFactory(person=person, role=Role.LEAD, region=region)
    return person


def administrator(name):
    person = person_of(name, home_of(None))
    MembershipFactory(person=person, role=Role.ADMINISTRATOR)
    return person
