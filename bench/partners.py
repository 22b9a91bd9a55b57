"""`python -m bench partners [ITEMS [TIMES]]`: what partner systems ask of the API, against the bare limit.

The hub answers a client with a key: authenticated, scoped, limited, seeing what its organisation may see. The limit is
one statement for each request that builds the JSON in PostgreSQL, behind a bare WSGI function. Contents are compared
first; reported are medians of rounds asked in turns. The limit builds no HTML of a text, which ours has beside it.
Beside both, plain DRF is asked for the same posts: see `bench.plain`.
"""

import http.client
import io
import json
import os
import statistics
import time
from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction

from bench import statements
from bench.library import ROUNDS, SECONDS, load, ms, p95, servers, serving
from blogs.models import Post
from improvement_hub.accounts.actors import actor_of_client
from improvement_hub.accounts.models import ApiClient, ApiKey
from improvement_hub.accounts.services import issue_key, organisation_of
from improvement_hub.api.changes import cursors, queries
from improvement_hub.runtime.progress import say

NAME = "The bench"
ASKED = {
    "newest 50": 0.5,
    "theme and region": 0.45,
    "one post": 0.35,
    "changes, 500": 0.5,
    "304, of the full answer": 1.0,
}
PLAIN = ("newest 50", "theme and region", "one post")


def main(items="60000"):
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    call_command("load_themes", verbosity=0)
    call_command("make_library", items=int(items))
    client, headers = a_client()
    works = asked_of(client)
    said = {path: (sql, None) for paths in works.values() for path, sql in paths.items()}
    os.environ["HUB_BENCH_REGION"] = str(client.organisation.council.region_id)
    with servers({"all": said}) as (hub, _, bare), serving("bench.plain:application") as plain:
        say(f"{items} items; {ROUNDS} rounds of {SECONDS} s")
        for work, paths in works.items():
            warm(work, list(paths), hub, bare, headers)
        for work, paths in works.items():
            rate(work, list(paths), hub, bare, headers)
        for work in PLAIN:
            yardstick(work, list(works[work]), plain, bare)
        unchanged(next(iter(works["newest 50"])), hub, bare, headers)
        far_pages(hub, headers)
        export(client, hub, headers)
    writes()
    return True


def a_client():
    """(client, headers with its key), of a council of the library."""
    ApiKey.objects.filter(client__name=NAME).delete()
    ApiClient.objects.filter(name=NAME).delete()
    council = Post.objects.filter(source="made-library", owner__isnull=False).order_by("pk").first().owner
    client, key = issue_key(name=NAME, organisation=organisation_of(council), scopes="read", lifetime=timedelta(days=1))
    return client, {"Authorization": f"Bearer {key}", "Accept": "application/json"}


def asked_of(client) -> dict:
    """{work: {path: statement}}"""
    region = client.organisation.council.region
    terms = {"region": region.pk, "here": "{here}"}
    also = "demonstration=include"
    ids = list(Post.objects.filter(visibility="public", source="made-library").values_list("pk", flat=True)[:200:10])
    themes = list(
        Post.objects.filter(source="made-library")
        .values_list("themes__slug", flat=True)
        .distinct()
        .order_by("themes__slug")
    )
    themes = [slug for slug in themes if slug][:10]
    actor = actor_of_client(client)
    begin = cursors.beginning(actor, ["posts"], "include", queries.newest())
    return {
        "newest 50": {f"/api/v1/posts/?{also}": statements.listed().format(**terms)},
        "theme and region": {
            f"/api/v1/posts/?{also}&theme={theme}&region={region.slug}": statements.listed(
                f"{statements.OF_THEME} AND {statements.OF_REGION}"
            ).format(**terms, theme=theme, councils=statements.COUNCILS.format(of_region=region.slug))
            for theme in themes
        },
        "one post": {f"/api/v1/posts/{pk}/": statements.one().format(**terms, pk=pk) for pk in ids},
        "changes, 500": {
            f"/api/v1/changes/?{also}&collection=posts&page_size=500&since={begin.at(since)}": (
                statements.changed().format(**terms, since=since)
            )
            for since in first_numbers()
        },
    }


def first_numbers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(number), max(number) FROM core_shareditem WHERE collection = 'posts'")
        first, last = cursor.fetchone()
    return [first + step * (last - first) // 12 for step in range(10)]


def warm(work, paths, hub, bare, headers):
    """Each once, so that what is prepared is there; and both say the same."""
    for path in paths:
        ours, theirs = fetched(hub, path, headers), json.loads(fetched(bare, path, {}))
        place = f"http://{hub[0]}:{hub[1]}"
        limit = json.loads(json.dumps(theirs[0][0]).replace("{here}", place))
        agree(json.loads(ours), limit, f"{work} {path}")


def agree(ours, limit, where):
    if isinstance(limit, dict):
        for name, value in limit.items():
            agree(ours[name], value, f"{where} {name}")
    elif isinstance(limit, list):
        assert len(ours) == len(limit), (where, len(ours), len(limit))
        for number, (one, other) in enumerate(zip(ours, limit, strict=True)):
            agree(one, other, f"{where} {number}")
    else:
        assert ours == limit, (where, ours, limit)


def fetched(place, path, headers) -> bytes:
    link = http.client.HTTPConnection(*place, timeout=120)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    said = answer.read()
    assert answer.status == 200, (answer.status, path, said[:300])
    link.close()
    return said


def rate(work, paths, hub, bare, headers):
    ratios, took = [], {"hub": [], "bare": []}
    for _ in range(ROUNDS):
        ours, theirs = load(paths, hub, SECONDS, headers), load(paths, bare, SECONDS)
        ratios.append(len(ours) / len(theirs))
        took["hub"] += ours
        took["bare"] += theirs
    report(work, ratios, took)


def yardstick(work, paths, plain, bare):
    """What plain DRF makes of the same; it knows no `demonstration`, and no narrower themes."""
    for path in paths:
        fetched(plain, path, {})
    ratios = [len(load(paths, plain, SECONDS)) / len(load(paths, bare, SECONDS)) for _ in range(ROUNDS)]
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    say(f"{work}, plain DRF: {statistics.median(ratios):.2f} of the limit's rate ({spread})")


def report(work, ratios, took):
    said = ", ".join(f"{name} p50 {ms(statistics.median(t))} p95 {ms(p95(t))}" for name, t in took.items())
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    say(f"{work}: {statistics.median(ratios):.2f} of the limit's rate ({spread}; asked {ASKED[work]}); {said}")


def unchanged(path, hub, bare, headers):
    link = http.client.HTTPConnection(*hub, timeout=60)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    tag = answer.headers["ETag"]
    answer.read()
    conditional = headers | {"If-None-Match": tag}
    ratios, took = [], {"hub": [], "bare": []}
    for _ in range(ROUNDS):
        ours, theirs = load([path], hub, SECONDS, conditional, status=304), load([path], bare, SECONDS)
        ratios.append(len(ours) / len(theirs))
        took["hub"] += ours
        took["bare"] += theirs
    report("304, of the full answer", ratios, took)


def far_pages(hub, headers, number=1000):
    """Page 1,000 by `next`, of one's own page 1."""
    place = f"http://{hub[0]}:{hub[1]}"
    first = path = "/api/v1/posts/?demonstration=include&page_size=50"
    count = 1
    while count < number:
        following = json.loads(fetched(hub, path, headers))["next"]
        if following is None:
            break
        path, count = following.removeprefix(place), count + 1
    for page in (first, path):
        fetched(hub, page, headers)
    ratios = [len(load([path], hub, 3, headers)) / len(load([first], hub, 3, headers)) for _ in range(ROUNDS)]
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    say(f"page {count} by next: {statistics.median(ratios):.2f} of page 1's rate ({spread}; asked 0.8)")


def export(client, hub, headers):
    path = "/api/v1/exports/posts/?demonstration=include"
    region = client.organisation.council.region
    sql = statements.everything().format(region=region.pk, here="http://hub")
    fetched(hub, path, headers)  # so that everything is prepared
    ratios = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        size = len(fetched(hub, path, headers))
        ours = time.perf_counter() - began
        began = time.perf_counter()
        sent = Counted()
        with connection.cursor() as cursor:
            cursor.copy_expert(sql, sent)
        theirs = time.perf_counter() - began
        ratios.append(theirs / ours)
    say(
        f"export of everything: {statistics.median(ratios):.2f} of COPY's rate ({min(ratios):.2f}–{max(ratios):.2f}; "
        f"asked 1.0); ours {size / 1e6:.0f} MB in {ours:.1f} s, COPY {sent.size / 1e6:.0f} MB in {theirs:.1f} s"
    )


class Counted(io.RawIOBase):
    size = 0

    def write(self, data):
        self.size += len(data)
        return len(data)


TRIGGERS = (
    """SELECT tgname FROM pg_trigger WHERE tgrelid = 'blogs_post'::regclass AND tgname LIKE %s AND NOT tgisinternal"""
)


def writes():
    """Saving a published post: as it is, without noting its change, and without search's index either."""
    posts = list(Post.objects.filter(state="published").order_by("pk")[:240])
    took: dict = {"as it is": [], "not noted": [], "neither noted nor indexed": []}
    for number, post in enumerate(posts):
        how = list(took)[number % 3]
        off = {"as it is": [], "not noted": ["api\\_%"], "neither noted nor indexed": ["api\\_%", "search\\_%"]}[how]
        with transaction.atomic(), connection.cursor() as cursor:
            names = []
            for like in off:
                cursor.execute(TRIGGERS, [like])
                names += [name for (name,) in cursor.fetchall()]
            for name in names:
                cursor.execute(f"ALTER TABLE blogs_post DISABLE TRIGGER {name}")
            post.body += " Once more."
            began = time.perf_counter()
            post.save()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            took[how].append(time.perf_counter() - began)
            transaction.set_rollback(True)
    said = ", ".join(f"{how} {ms(statistics.median(t))}" for how, t in took.items())
    say(f"saving a post: {said} (medians of {len(posts) // 3})")
