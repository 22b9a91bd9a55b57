"""A site among invented councils: Larkmere leads, Tidewell is its partner, and its journey is under way."""

from datetime import timedelta

from django.utils import timezone

from blogs.models import Theme
from blogs.services import choose_site_themes
from demonstrators import services
from demonstrators.models import Programme, Site
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.actor import OPERATOR

PROGRAMME = "Demonstration programme"
THEMES = ["early-help", "partnership"]
NAME = "One team around the school"
SUMMARY = """\
Social workers, youth workers and health visitors sit in one room beside two schools in each council, so that a worry
about a child is talked over on the day it arises.
"""
# stage, days ago, note
STAGES = [
    ("exploring", 400, "Two visits to Ottersby, and forty conversations with parents."),
    ("designing", 290, "A draft agreed by four schools and by health."),
    ("trying_out", 150, "The first two rooms opened."),
]
# who wrote it, days ago, did, found hard, learned, next, visibility, the steps that followed
ENTRIES = [
    (
        "hana", 140,
        "We opened the first room, with five people from three services and **one** shared list of children.",
        "Nobody could see the other services’ records for the first three weeks. People brought notes on paper.",
        "Agree access to records before the keys to the room.",
        "Ask the data protection officers of both councils to sit with us for a day.",
        "public", [("hana", "submit"), ("asha", "publish")],
    ),
    (
        "ben", 75,
        "Tidewell opened its room. We swapped two workers with Larkmere for a month.",
        "Our head teachers expected a faster social worker, not a conversation. Two of them stopped coming.",
        "Say what the room is *not* for, early and in writing.",
        "",
        "sector", [("ben", "submit"), ("asha", "publish")],
    ),
    (
        "hana", 20,
        "We counted: 212 worries talked over in a term, 31 of them became referrals.",
        "We do not know how many would have been referrals before: nobody counted then.",
        "Count before you begin.",
        "A baseline in the two schools that join next.",
        "region", [("asha", "publish")],
    ),
    (
        "ben", 6,
        "We asked parents what had changed for them.",
        "",
        "",
        "",
        "sector", [],
    ),
]  # fmt: skip


def load_sites(demo):
    if not Site.objects.filter(programme__name=PROGRAMME).exists():
        make_site(demo)


def make_site(demo):
    acts = {short: actor_of_person(person) for short, person in demo.people.items()}
    site = services.open_site(
        programme=programme(),
        name=NAME,
        lead=demo.councils["larkmere"],
        partners=[demo.councils["tidewell"]],
        summary=SUMMARY,
        adapted_from_council=demo.councils["ottersby"],
        adapted_from_words="a daily conversation between a school and its social workers",
        by=acts["asha"],
    )
    today = timezone.localdate()
    for stage, ago, note in STAGES:
        services.move_stage(site=site, stage=stage, reached_on=today - timedelta(ago), note=note, by=acts["hana"])
    for author, ago, *words, visibility, steps in ENTRIES:
        terms = dict(zip(("did", "found_hard", "learned", "next_steps"), words, strict=True))
        day = today - timedelta(ago)
        entry = services.write_entry(site=site, happened_on=day, visibility=visibility, by=acts[author], **terms)
        for who, step in steps:
            services.move_entry(entry=entry, step=step, by=acts[who])
    choose_site_themes(site=site, themes=Theme.objects.filter(slug__in=THEMES), by=acts["hana"])
    return site


def programme():
    known = Programme.objects.filter(name=PROGRAMME).first()
    return known or services.define_programme(
        name=PROGRAMME, slug="demonstration-programme", demonstration=True, by=OPERATOR,
        description="Invented, to look around with.",
    )  # fmt: skip
