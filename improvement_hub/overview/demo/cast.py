"""Invented councils and the people who act for them; one random password for each installation."""

import json
import secrets
from dataclasses import dataclass

from django.conf import settings

from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.core.services import store
from improvement_hub.councils.models import Council, Region
from improvement_hub.councils.services import register_council, register_region

COUNCILS = {
    "larkmere": ("X99000001", "Larkmere", "Demonstration North"),
    "tidewell": ("X99000002", "Tidewell", "Demonstration North"),
    "ottersby": ("X99000003", "Ottersby", "Demonstration North"),
    "brambleford": ("X99000004", "Brambleford", "Demonstration South"),
}
PEOPLE = [
    ("asha", "Asha Rahman", Role.DIRECTOR, "larkmere", "directs Larkmere, which is being reviewed"),
    ("hana", "Hana Okafor", Role.OFFICER, "larkmere", "improvement officer of Larkmere"),
    ("ben", "Ben Carter", Role.OFFICER, "tidewell", "leads the review of Larkmere"),
    ("carys", "Carys Lloyd", Role.DIRECTOR, "ottersby", "observes the review of Larkmere"),
    ("dev", "Dev Patel", Role.PARTNER, None, "on the visiting team, from the police"),
    ("edie", "Edie Marsh", Role.LEAD, "Demonstration North", "leads the region"),
    ("femi", "Femi Adeyemi", Role.DIRECTOR, "brambleford", "directs a council in another region"),
    ("gwen", "Gwen Price", Role.ADMINISTRATOR, None, "runs the hub"),
]


@dataclass
class Demo:
    councils: dict[str, Council]
    people: dict[str, Person]


def sign_ins_file():
    return settings.VAR_DIR / "demo-sign-ins.json"


def password() -> str:
    """Made once, readable by the owner of the installation alone."""
    file = sign_ins_file()
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(json.dumps({"password": secrets.token_urlsafe(12)}))
    return json.loads(file.read_text())["password"]


def sign_ins() -> list[tuple[str, str]]:
    """(address, who it is), in the order in which one meets them."""
    return [(address(short), f"{name}, {words}") for short, name, _, _, words in PEOPLE]


def address(short: str) -> str:
    return f"{short}@demo.example"


def make_cast() -> Demo:
    councils = {short: make_council(*facts) for short, facts in COUNCILS.items()}
    people = {short: make_person(councils, short, name, role, scope) for short, name, role, scope, _ in PEOPLE}
    return Demo(councils, people)


def make_region(name):
    slug = name.lower().replace(" ", "-")
    return Region.objects.filter(slug=slug).first() or register_region(name=name, slug=slug, demonstration=True)


def make_council(gss, name, region):
    known = Council.objects.filter(gss=gss).first()
    return known or register_council(
        gss=gss,
        name=name,
        official_name=f"{name} Council",
        kind=Council.Kind.UNITARY,
        region=make_region(region),
        demonstration=True,
    )


def make_person(councils, short, name, role, scope):
    known = Person.objects.filter(email=address(short)).first()
    if known:
        known.demonstration = True  # one from an earlier release does not say so yet
        return store(known)
    person = Person(email=address(short), name=name, organisation=home(councils, role, scope), demonstration=True)
    person.set_password(password())
    store(person)
    region = make_region(scope) if role == Role.LEAD else None
    store(Membership(person=person, role=role, council=councils.get(scope), region=region))
    return person


def home(councils, role, scope):
    if role == Role.PARTNER:
        name = "Demonstration Constabulary"
        known = Organisation.objects.filter(name=name).first()
        return known or store(Organisation(kind=Organisation.Kind.PARTNER, name=name, demonstration=True))
    return organisation_of(councils[scope]) if scope in councils else home_of(None)
