"""Many people log notes at the same moment into one review: how fast, and that none is lost and none there twice."""

import contextlib
import http.client
import json
import os
import statistics
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection

from bench.server import running
from improvement_hub.accounts.roles import Role
from peer_review import services
from peer_review.models import Evidence
from tests import databases
from tests.cast import make_cast, member
from tests.peer_review import scenes
from tests.signed_in import signed_in


@dataclass
class Line:
    """One connection of a browser; what got no answer is sent again, as a phone does."""

    place: tuple
    resent: int = 0

    def __post_init__(self):
        self.link = http.client.HTTPConnection(*self.place, timeout=120)

    def ask(self, method, path, headers, body=None):
        while True:
            try:
                self.link.request(method, path, body, headers)
                answer = self.link.getresponse()
                return answer, json.load(answer)
            except (http.client.HTTPException, OSError):  # it was idle for longer than the server keeps it open
                self.link.close()
                self.resent += 1


@dataclass
class Writer:
    """One person's browser: the notes they log, each from `times` connections at once."""

    cookie: str
    notes: list[dict]
    times: int

    def log(self, place, start, took, refused):
        with contextlib.ExitStack() as open_lines, ThreadPoolExecutor(self.times) as pool:
            lines = [Line(place) for _ in range(self.times)]
            for line in lines:
                open_lines.callback(line.link.close)
            headers = self.sign(lines[0])
            start.wait()
            for note in self.notes:
                for seconds, answer in pool.map(lambda line, note=note: send(line, note, headers), lines):
                    took.append(seconds)
                    if answer != (201, note["id"]):
                        refused.append(answer)

    def sign(self, line):
        """What a page of this person sends with each note."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
        answer, told = line.ask("GET", "/reviews/phone-key/", headers)
        csrf = answer.headers["Set-Cookie"].partition(";")[0]
        return {**headers, "Cookie": f"{self.cookie}; {csrf}", "X-CSRFToken": told["token"]}


def send(line, note, headers):
    began = time.perf_counter()
    answer, said = line.ask("POST", "/api/v1/evidence/", headers, json.dumps(note))
    return time.perf_counter() - began, (answer.status, said.get("id"))


def writers(people, notes, times):
    scene = scenes.on_site(make_cast())
    terms = {"activity": str(scene.activities[0].pk), "keyline": str(scene.keylines[0].pk)}
    terms |= {"bearing": "context", "source_role": "practitioners"}
    for number in range(people):
        person = member(f"Writer{number}", scene.cast.leading, Role.EDITOR)
        services.join_team(
            review=scene.review, person=person, role="reviewer", job_title="Manager", by=scene.actor("ben")
        )
        cookie = f"sessionid={signed_in(person).cookies['sessionid'].value}"
        said = [{**terms, "id": str(uuid.uuid4()), "note": f"Writer {number}, note {n}."} for n in range(notes)]
        yield Writer(cookie, said, times)


@contextlib.contextmanager
def a_database():
    name = f"bench_{os.getpid()}"
    databases.copy(name)
    try:
        yield name
    finally:
        databases.drop(name)


def measure(*, people, notes, times) -> dict:
    """Returns the figures; `lost`, `double` and `refused` count notes and are nought when all is well."""
    with a_database() as name:
        crowd = list(writers(people, notes, times))
        connection.close()
        took, refused, start = [], [], threading.Barrier(people + 1)
        with running(name) as place:
            threads = [threading.Thread(target=writer.log, args=(place, start, took, refused)) for writer in crowd]
            for thread in threads:
                thread.start()
            start.wait()
            began = time.perf_counter()
            for thread in threads:
                thread.join()
            lasted = time.perf_counter() - began
        sent = {note["note"] for writer in crowd for note in writer.notes}
        stored = list(Evidence.objects.values_list("note", flat=True))
    return {
        "notes": len(stored),
        "lost": len(sent - set(stored)),
        "double": len(stored) - len(set(stored)),
        "refused": len(refused) + people * notes * times - len(took),
        "requests": len(took),
        "requests/s": round(len(took) / lasted),
        "p50 ms": round(1000 * statistics.median(took)),
        "p95 ms": round(1000 * statistics.quantiles(took, n=20)[-1]),
    }


def main(people=50, notes=20):
    people, notes, sound = int(people), int(notes), True
    for times, what in ((1, "each note sent once"), (2, "each note sent twice at once")):
        figures = measure(people=people, notes=notes, times=times)
        print(f"{people} people, {notes} notes each, {what}:", flush=True)  # noqa: T201
        print("   " + ", ".join(f"{name} {number:,}" for name, number in figures.items()), flush=True)  # noqa: T201
        kept = (figures["notes"], figures["lost"], figures["double"], figures["refused"])
        sound = sound and kept == (people * notes, 0, 0, 0)
    return sound
