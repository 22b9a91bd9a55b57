"""Visits to the invented site, an open day with a line for its places, and an approach that three councils speak of."""

from datetime import time, timedelta

from django.utils import timezone

from blogs.models import Theme
from blogs.services import choose_approach_themes
from demonstrators import services
from demonstrators.models import Approach, Site, Visit
from improvement_hub.accounts.actors import actor_of_person

APPROACH = "Daily conversation"
THEMES = ["early-help", "partnership"]
ABOUT = """\
A school and its social workers talk for ten minutes every morning about the children they worry about, **before**
anyone writes a referral.
"""
FEEDBACK = {
    "useful": "That the rota hangs on the wall, and that nobody writes while they talk.",
    "will_try": "One school and one social worker, for half a term.",
    "readers": "sector",
}


def load_visits(demo):
    acts = {short: actor_of_person(person) for short, person in demo.people.items()}
    site = Site.objects.get(demonstration=True)
    if not Visit.objects.filter(site=site).exists():
        make_visits(site, acts)
        make_open_day(site, acts)
    if not Approach.objects.filter(name=APPROACH).exists():
        make_approach(demo, site, acts)


def make_visits(site, acts):
    today = timezone.localdate()
    wish = {"site": site, "wished_from": today, "wished_until": today + timedelta(30)}
    services.ask_for_visit(purpose="What the police bring to the table.", people=2, by=acts["dev"], **wish)
    coming = services.ask_for_visit(
        purpose="How records are shared between services.", people=4, by=acts["carys"], **wish
    )
    when = {"takes_place_on": today + timedelta(10), "starts_at": time(10), "ends_at": time(12, 30)}
    where = {"place": "Larkmere Civic Centre, room 4", "message": "You meet both head teachers."}
    coming = services.move_visit(visit=coming, step="accept", by=acts["hana"], **when, **where)
    roles = [{"number": 3, "role": "team managers"}, {"number": 1, "role": "data protection officer"}]
    services.name_attendees(visit=coming, attendees=roles, by=acts["carys"])
    held = services.ask_for_visit(purpose="Whether this works in a rural council.", people=3, by=acts["femi"], **wish)
    held = services.move_visit(visit=held, step="accept", takes_place_on=today, place="Tidewell", by=acts["asha"])
    held = services.move_visit(visit=held, step="mark_held", by=acts["femi"])
    services.give_feedback(visit=held, by=acts["femi"], **FEEDBACK)


def make_open_day(site, acts):
    day = timezone.localdate() + timedelta(30)
    offered = services.offer_open_day(
        site=site, title="A morning beside the school", takes_place_on=day, closes_on=day - timedelta(7), places=6,
        starts_at=time(9, 30), ends_at=time(12), place="Larkmere High Street School", by=acts["hana"],
        about="The morning conversation, then an hour with the team.",
    )  # fmt: skip
    for who, people in (("femi", 4), ("carys", 3)):
        services.book_places(open_day=offered, people=people, by=acts[who])


def make_approach(demo, site, acts):
    ottersby = demo.councils["ottersby"]
    approach = services.define_approach(
        name=APPROACH, origin_council=ottersby, began_in=2021, about=ABOUT, by=acts["carys"]
    )
    choose_approach_themes(approach=approach, themes=Theme.objects.filter(slug__in=THEMES), by=acts["carys"])
    services.say_we_use(approach=approach, since=2021, by=acts["carys"])
    services.say_we_use(
        approach=approach, site=site, since=2024, by=acts["asha"],
        adapted="Health visitors join, and it takes place in the school.",
        came_of_it="Fewer referrals. Two head teachers left it: they had hoped for a *faster* social worker.",
        measure="Worries that became a referral", result="31", number=212, period="one term",
        measured_by="the site’s own count; nobody counted before",
    )  # fmt: skip
    services.say_we_use(
        approach=approach, status="stopped", since=2022, stopped_in=2023, by=acts["femi"],
        came_of_it="The schools lie too far apart for one social worker.",
    )  # fmt: skip
