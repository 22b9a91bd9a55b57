"""Two shared learning events among invented councils: one was held, one is to come."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from blogs import services
from blogs.models import Event, Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.audit import acting_as

HELD = {
    "title": "One team around the school: a year on",
    "summary": "Three councils showed what their shared rooms changed, and what they did not.",
    "description": "Bring a head teacher. Lunch is provided.",
    "place": "Larkmere Town Hall",
    "remote": True,
}
AGENDA = [
    (time(10), "Welcome, and what we want to know by the end", "director, Larkmere"),
    (time(10, 20), "A day in the shared room", "team manager, Larkmere"),
    (time(11), "What we would not do again", "improvement officer, Tidewell"),
]
TAKEN_HOME = """\
- Agree access to records **before** the keys to the room.
- Count for a term before you begin, or you will not know what changed.
- Say what the room is not for, in writing.
"""
TO_COME = {
    "title": "Front doors: thresholds that schools understand",
    "summary": "For those who run a front door, and for the heads who ring it.",
    "description": "Each council brings one threshold that did not work.",
    "remote": True,
}


def load_events(demo):
    if not Event.objects.filter(demonstration=True).exists():
        asha, ben, edie = (actor_of_person(demo.people[short]) for short in ("asha", "ben", "edie"))
        with acting_as(asha):
            held = hold(demo, asha)
        with acting_as(edie):
            coming = services.plan_event(
                region=demo.councils["larkmere"].region, **TO_COME, **on(45), themes=themes("front-door"), by=edie
            )
        with acting_as(ben):
            for event in (held, coming):
                services.attend_event(event=event, council=demo.councils["tidewell"], by=ben)


def hold(demo, asha):
    hosts = [demo.councils["larkmere"], demo.councils["tidewell"]]
    held = services.plan_event(
        hosts=hosts, **HELD, **on(-30), agenda=AGENDA, themes=themes("early-help"), visibility="public", by=asha
    )
    held = services.move_event(event=held, step="hold", by=asha)
    return services.change_event(event=held, follow_up=TAKEN_HOME, by=asha)


def themes(slug):
    return Theme.objects.filter(slug=slug)


def on(days) -> dict:
    """From ten to three, so many days from now."""
    day, zone = timezone.localdate() + timedelta(days), timezone.get_default_timezone()
    return {"starts_at": datetime.combine(day, time(10), zone), "ends_at": datetime.combine(day, time(15), zone)}
