"""A sync client that is killed 200 times while others write ends with exactly what the API shows."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from django.db import DatabaseError, connection, transaction

from blogs.models import Event, Outcome, Post, PostTheme, Theme
from demonstrators.models import JourneyEntry, Site
from improvement_hub.core.models import Departure, SharedItem
from improvement_hub.councils.models import Council, Region
from tests.blogs import case_studies
from tests.factories import CouncilFactory, EntryFactory, PostFactory, SiteFactory, ThemeFactory
from tests.factories.events import plan

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCRIPT = Path(__file__).with_name("sync_client.py")
COLLECTIONS = ["posts", "case-studies", "sites", "journey-entries", "events", "themes"]
KILLS = int(os.environ.get("KILLS", "200"))
WRITERS = 3
# counts for whoever reads at the moment, of which changes are not told; see READ_ALONG in test_shared
COUNTED = {"themes": {"post_count"}}


def a_word() -> str:
    """A new one, of letters alone: ten figures in a row may be an NHS number, which is refused."""
    return uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


class Writers:
    """Change what is shared at random, some in long transactions that commit after others which began later."""

    def __init__(self, cast, seed):
        self.cast, self.seed = cast, seed
        self.councils = [cast.host, cast.leading, cast.elsewhere]
        self.done, self.refused = Counter(), Counter()
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *broken):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def write(self, number):
        dice = random.Random(self.seed * 100 + number)
        acts = [self.create, self.create, self.change, self.change, self.share, self.withdraw, self.delete]
        acts += [self.rename_theme, self.tag, self.rename_council, self.move_council, self.rename_region]
        acts += [self.case_study, self.event, self.site]
        try:
            while not self.stop.is_set():
                self.act(dice, [dice.choice(acts) for _ in range(dice.choice((1, 1, 2, 3)))])
                time.sleep(dice.uniform(0, 0.05))
        finally:
            connection.close()

    def act(self, dice, acts):
        """A transaction; one in six takes its time before it commits, one in fifteen is undone."""
        try:
            with transaction.atomic():
                for act in acts:
                    act(dice)
                if dice.random() < 1 / 6:
                    time.sleep(dice.uniform(0.1, 0.8))
                    self.done["late commits"] += 1
                if dice.random() < 1 / 15:
                    transaction.set_rollback(True)
            self.done.update(act.__name__ for act in acts)
        except DatabaseError as refused:  # a deadlock, say: nothing of it happened
            self.refused[type(refused).__name__] += 1

    def one_of(self, rows, dice):
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.model.objects.filter(pk=dice.choice(ids)) if ids else rows.none()

    def create(self, dice):
        name = a_word()
        PostFactory(
            title=f"Post {name}",
            slug=name,
            owner=dice.choice(self.councils),
            visibility=dice.choice(["region", "sector", "public", "public"]),
            themes=list(self.one_of(Theme.objects.all(), dice)),
        )

    def change(self, dice):
        self.one_of(Post.objects.all(), dice).update(title=f"Post {a_word()}")

    def share(self, dice):
        self.one_of(Post.objects.all(), dice).update(visibility=dice.choice(["region", "sector", "public"]))

    def withdraw(self, dice):
        state = dice.choice(["draft", "published"])
        self.one_of(Post.objects.exclude(released_at=None), dice).update(state=state)

    def delete(self, dice):
        for post in self.one_of(Post.objects.filter(kind="blog"), dice):
            post.delete()

    def rename_theme(self, dice):
        self.one_of(Theme.objects.all(), dice).update(name=f"Theme {a_word()[:8]}")

    def tag(self, dice):
        post, theme = self.one_of(Post.objects.all(), dice).first(), self.one_of(Theme.objects.all(), dice).first()
        if post and theme:
            gone, _ = PostTheme.objects.filter(post=post, theme=theme).delete()
            if not gone:
                PostTheme.objects.create(post=post, theme=theme)

    def rename_council(self, dice):
        Council.objects.filter(pk=dice.choice(self.councils).pk).update(name=f"Council {a_word()[:8]}")

    def move_council(self, dice):
        """Whose posts other regions read then; the one whose client it is too, whose rights change with it."""
        council = dice.choice(self.councils) if dice.random() < 0.5 else self.cast.elsewhere
        region = self.one_of(Region.objects.all(), dice).first()
        Council.objects.filter(pk=council.pk).update(region=region)

    def rename_region(self, dice):
        self.one_of(Region.objects.all(), dice).update(name=f"Region {a_word()[:8]}")

    def case_study(self, dice):
        if dice.random() < 0.3:
            case_studies.published(self.cast, title=f"Study {a_word()}", visibility=dice.choice(["sector", "public"]))
        else:
            self.one_of(Outcome.objects.all(), dice).update(result=dice.randrange(1, 40))

    def event(self, dice):
        if dice.random() < 0.2:
            plan(
                by=self.cast.actor("asha"),
                hosts=[self.cast.host],
                title=f"Event {a_word()}",
                visibility=dice.choice(["sector", "public"]),
            )
        else:
            self.one_of(Event.objects.all(), dice).update(
                title=f"Event {a_word()}", visibility=dice.choice(["region", "sector", "public"])
            )

    def site(self, dice):
        if dice.random() < 0.2:
            site = SiteFactory(lead=dice.choice(self.councils), name=f"Site {a_word()[:12]}")
            EntryFactory(site=site, author=self.cast.ben, to="published")
        elif dice.random() < 0.5:
            self.one_of(Site.objects.all(), dice).update(name=f"Site {a_word()[:12]}")
        else:
            self.one_of(JourneyEntry.objects.filter(state="published"), dice).update(
                visibility=dice.choice(["region", "sector", "public"]), did=f"We opened {a_word()}."
            )


class Reader:
    """A partner's system in a process of its own, and the mirror it keeps."""

    def __init__(self, name, address, folder, key=""):
        self.name, self.key, self.mirror = name, key, folder / f"{name}.sqlite3"
        self.command = [sys.executable, str(SCRIPT), f"{address}/api/v1/changes/", str(self.mirror)]
        self.command.append(",".join(COLLECTIONS))
        self.died_by_itself: list[bytes] = []

    def start(self, *more):
        return subprocess.Popen(
            [*self.command, *more],
            env={"HUB_KEY": self.key, "PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def be_killed(self, times, dice):
        for _ in range(times):
            process = self.start()
            process.stdout.readline()  # until it is at work
            time.sleep(dice.uniform(0, 0.9))
            process.kill()
            _, said = process.communicate()
            if process.returncode != -9:
                self.died_by_itself.append(said)

    def finish(self):
        process = self.start("once")
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said

    def holds(self) -> dict:
        with sqlite3.connect(self.mirror) as link:
            rows = link.execute("SELECT collection, id, said FROM item").fetchall()
        return {(collection, pk): without_counts(collection, json.loads(said)) for collection, pk, said in rows}

    def says(self) -> str:
        with sqlite3.connect(self.mirror) as link:
            turns, pulls = link.execute("SELECT turn, pulls FROM place").fetchone()
        return f"{self.name}: {len(self.holds())} items in the mirror after {pulls} pulls, begun anew {turns} times"

    def shown(self, address) -> dict:
        """What the API shows of these collections: every list to its end, and each item at its address."""
        found: dict = {}
        with requests.Session() as caller:
            caller.headers.update({"Authorization": f"Bearer {self.key}"} if self.key else {})
            for collection in COLLECTIONS:
                page = f"{address}/api/v1/{collection}/"
                while page:
                    answer = caller.get(page, timeout=60).json()
                    for row in answer["results"]:
                        whole = caller.get(f"{address}/api/v1/{collection}/{row['id']}/", timeout=60).json()
                        found[collection, row["id"]] = without_counts(collection, whole)
                    page = answer["next"]
        return found


def without_counts(collection, said):
    return {name: value for name, value in said.items() if name not in COUNTED.get(collection, ())}


@pytest.fixture
def begun(cast):
    """Something of everything, before anybody looks."""
    for _ in range(6):
        ThemeFactory(name=f"Theme {a_word()[:8]}")
    CouncilFactory(region=cast.elsewhere.region)
    practice = case_studies.published(cast)
    case_studies.outcome(cast, practice)
    site = SiteFactory(lead=cast.host, partners=[cast.leading])
    EntryFactory(site=site, author=cast.ben, to="published")
    plan(by=cast.actor("asha"), hosts=[cast.host], visibility="public")
    for _ in range(40):
        PostFactory(owner=cast.host, visibility="public")
    return cast


@pytest.fixture
def readers(begun, live_server, tmp_path):
    return [
        Reader("robo", live_server.url, tmp_path, begun.robo_key),
        Reader("nobody", live_server.url, tmp_path),
    ]


def test_a_client_that_is_killed_again_and_again_ends_with_all_of_it(begun, readers, live_server, capsys):
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    began = time.monotonic()
    with Writers(begun, seed) as writers:
        killers = [
            threading.Thread(target=reader.be_killed, args=(KILLS // 2, random.Random(seed + number)))
            for number, reader in enumerate(readers)
        ]
        for killer in killers:
            killer.start()
        for killer in killers:
            killer.join()
    for reader in readers:
        reader.finish()
    with capsys.disabled():
        report(seed, time.monotonic() - began, writers, readers)
    assert [reader.died_by_itself for reader in readers] == [[], []]
    assert {collection for collection, _ in readers[0].holds()} == set(COLLECTIONS)
    for reader in readers:
        shown = reader.shown(live_server.url)
        assert reader.holds().keys() == shown.keys()
        assert different(reader.holds(), shown) == []


def different(held, shown) -> list:
    """What both have and say otherwise, field by field."""
    return [
        (collection, pk, name, held[collection, pk].get(name), value)
        for (collection, pk), said in shown.items()
        for name, value in said.items()
        if held[collection, pk].get(name) != value
    ]


def report(seed, seconds, writers, readers):
    lines = [
        f"seed {seed}: {KILLS} kills in {seconds:.0f} s; written: {dict(writers.done)}",
        f"refused by the database and undone: {dict(writers.refused)}",
        f"shared now: {SharedItem.objects.count()}, departures: {Departure.objects.count()}",
        *(reader.says() for reader in readers),
    ]
    sys.stdout.write("\n".join(["", *lines, ""]))
