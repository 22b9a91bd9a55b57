"""`python -m bench library [ITEMS [TIMES]]`: search and browse of a large library, against the bare limit.

Each round asks both servers the same questions, in turns; reported are medians of the rounds' ratios. Also: the queries
each request takes, what the index adds to saving a post, and a two-word search against plain ts_rank over all matches.
"""

import contextlib
import http.client
import os
import pickle
import random
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.server import a_free_port, await_answer
from improvement_hub.core.bulk import indexes_made_at_the_end
from improvement_hub.runtime import address, commands, places
from improvement_hub.runtime.progress import say
from improvement_hub.search.install import INDEX

ROUNDS, SECONDS, AT_ONCE, QUESTIONS = 5, 6, 2, 60


COPIED_ENTRIES = """
    INSERT INTO search_entry
        (id, kind, visibility, region_id, holders, demonstration, day, facets, councils, telling, words, steps)
    SELECT md5(e.id::text || %s)::uuid, e.kind, e.visibility, e.region_id, e.holders, e.demonstration, e.day, e.facets,
        e.councils, e.telling, e.words, e.steps
    FROM search_entry e JOIN blogs_post p ON p.id = e.id
"""
COPIED_TEXTS = """
    INSERT INTO search_entrytext (entry_id, title, url, place, lead, body)
    SELECT md5(t.entry_id::text || %s)::uuid, t.title, t.url, t.place, t.lead, t.body
    FROM search_entrytext t JOIN blogs_post p ON p.id = t.entry_id
"""
PLAIN = """
    SELECT (SELECT count(*) FROM search_entry WHERE words @@ plainto_tsquery('english', %s) AND visibility = 'public'),
        array_agg(id) FROM (
            SELECT id FROM search_entry WHERE words @@ plainto_tsquery('english', %s) AND visibility = 'public'
            ORDER BY ts_rank(words, plainto_tsquery('english', %s)) DESC LIMIT 20
        ) best
"""


def main(items="60000", times="1"):
    """`times`: the index is measured with so many copies of each entry, written beside it and taken away again."""
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    call_command("load_themes", verbosity=0)
    call_command("make_library", items=int(items))
    with copies(int(times)):
        measure(items, times)
    return True


def measure(items, times):
    asked = questions()
    say(f"{items} items, {times} times; {ROUNDS} rounds of {SECONDS} s, {AT_ONCE} connections")
    with servers(asked) as (hub, forgetful, bare):
        rate("search", list(asked["search"]), hub, bare)
        rate("browse, every count anew", list(asked["browse"]), forgetful, bare)
        rate("browse, counts kept under the edition", list(asked["browse"]), hub, bare)
    plain_ranking(list(asked["search"]))
    queries(asked)
    saving()


@contextlib.contextmanager
def copies(times):
    """Further entries like those that are there, in the index alone: ten times 60,000 search as 600,000 do."""
    if times > 1:
        with transaction.atomic(), connection.cursor() as cursor, indexes_made_at_the_end(cursor, INDEX):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for copy in range(1, times):
                cursor.execute(COPIED_ENTRIES, [str(copy)])
                cursor.execute(COPIED_TEXTS, [str(copy)])
                say(f"copy {copy} of {times - 1}")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_entry, search_entrytext")
    try:
        yield
    finally:
        if times > 1:
            call_command("rebuild_search")


def plain_ranking(paths):
    """Two words, ranked, 20 with the total: ours, and `ts_rank` over all words of all matches, asked in turns."""
    took = {"ours": [], "ts_rank": []}
    with connection.cursor() as cursor:
        for path in paths:
            q = parse_qs(path.partition("?")[2])["q"][0]
            for name, (sql, params) in (("ours", (statement_of(path)[0], None)), ("ts_rank", (PLAIN, [q, q, q]))):
                cursor.execute(sql, params)
                began = time.perf_counter()
                cursor.execute(sql, params)
                cursor.fetchall()
                took[name].append(time.perf_counter() - began)
    said = ", ".join(f"{name} p50 {ms(statistics.median(t))} p95 {ms(p95(t))}" for name, t in took.items())
    ratio = p95(took["ours"]) / p95(took["ts_rank"])
    say(f"two words, the statement alone, facets and marks included in ours: {said}; p95 {ratio:.2f} of ts_rank’s")


def two_words(number) -> list[str]:
    """Two words of one entry each, as people put them: from its title and its text; the same every time."""
    chance = random.Random(number)  # noqa: S311
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, body FROM search_entrytext ORDER BY entry_id LIMIT 2000")
        texts = cursor.fetchall()
    found = []
    while len(found) < number:
        title, body = chance.choice(texts)
        words = [word for word in f"{title} {body[:400]}".lower().split() if word.isalpha() and len(word) > 4]
        found.append(" ".join(chance.sample(words, 2)))
    return found


def questions():
    """{work: {path: (the limit's statement,)}}"""
    search = ["/api/v1/search/?" + urlencode({"q": q, "demonstration": "include"}) for q in two_words(QUESTIONS)]
    browse = ["/library/?" + urlencode({"demonstration": "include", "page": page}) for page in range(1, 21)]
    return {
        work: {path: statement_of(path) for path in paths} for work, paths in (("search", search), ("browse", browse))
    }


def statement_of(path) -> tuple[str]:
    """What the hub asks the database for this page at last, with all that can be known beforehand filled in."""
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        Client(SERVER_NAME="127.0.0.1").get(path)
    said = [query["sql"] for query in seen]
    whole = [sql for sql in said if "FROM found" in sql]
    if whole:
        return (whole[-1],)
    counts = next(sql for sql in said if "unnest(facets)" in sql)
    page = next(sql for sql in said if "ORDER BY day DESC NULLS LAST" in sql)
    return (f"SELECT ({counts}), (SELECT json_agg(page) FROM ({page}) page)",)  # noqa: S608


@contextlib.contextmanager
def servers(asked):
    """Places of the hub, of the hub without a cache and of the bare limit, under the same server and settings."""
    said = {path: statement for paths in asked.values() for path, statement in paths.items()}
    terms = connection.get_connection_params()
    terms.pop("cursor_factory", None)
    terms.pop("context", None)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        file = Path(folder) / "questions"
        file.write_bytes(pickle.dumps(said))
        os.environ |= {"HUB_BENCH_QUESTIONS": str(file), "HUB_BENCH_CONNECTION": pickle.dumps(terms).hex()}
        hub = stack.enter_context(serving())
        os.environ["HUB_BENCH_CACHE"] = "none"
        forgetful = stack.enter_context(serving())
        os.environ.pop("HUB_BENCH_CACHE")
        yield hub, forgetful, stack.enter_context(serving("bench.limit:application"))


@contextlib.contextmanager
def serving(application=None):
    port = a_free_port()
    os.environ |= {"PORT": str(port), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    command = commands.command("web")
    if application:
        command = [application if part == "improvement_hub.wsgi:application" else part for part in command]
    web = subprocess.Popen(command, cwd=places.BASE)
    try:
        await_answer(port)
        yield address.HERE, port
    finally:
        web.terminate()
        web.wait(60)


def rate(work, paths, hub, bare):
    load(paths, hub, 1), load(paths, bare, 1)
    ratios, took = [], {"hub": [], "bare": []}
    for _ in range(ROUNDS):
        ours, theirs = load(paths, hub, SECONDS), load(paths, bare, SECONDS)
        ratios.append(len(ours) / len(theirs))
        took["hub"] += ours
        took["bare"] += theirs
    said = ", ".join(f"{name} p50 {ms(statistics.median(t))} p95 {ms(p95(t))}" for name, t in took.items())
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    say(f"{work}: {statistics.median(ratios):.2f} of the limit's rate ({spread}); {said}")


def ms(seconds) -> str:
    return f"{1000 * seconds:.1f} ms"


def p95(values) -> float:
    return statistics.quantiles(values, n=20)[-1]


def load(paths, place, seconds, headers=None, status=200) -> list[float]:
    """Seconds each request took, with `AT_ONCE` connections that ask one after the other."""
    took: list[float] = []
    until = time.perf_counter() + seconds

    def ask(shift):
        link = http.client.HTTPConnection(*place, timeout=60)
        number = shift
        while time.perf_counter() < until:
            began = time.perf_counter()
            link.request("GET", paths[number % len(paths)], headers=headers or {})
            answer = link.getresponse()
            answer.read()
            assert answer.status == status, (answer.status, paths[number % len(paths)])
            took.append(time.perf_counter() - began)
            number += 1
        link.close()

    threads = [threading.Thread(target=ask, args=(n * len(paths) // AT_ONCE,)) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def queries(asked):
    client = Client(SERVER_NAME="127.0.0.1")
    for work, paths in asked.items():
        counts = set()
        for path in list(paths)[:10]:
            client.get(path)
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
            counts.add(len(seen))
        say(f"{work}: {sorted(counts)} statements")


def saving():
    """Saving a published post with and without the index, in milliseconds of the database and ours together."""
    from blogs.models import Post

    posts = list(Post.objects.filter(state="published").order_by("pk")[:200])
    took = {"with": [], "without": []}
    for number, post in enumerate(posts):
        how = ("with", "without")[number % 2]
        with transaction.atomic(), connection.cursor() as cursor:
            if how == "without":
                cursor.execute("ALTER TABLE blogs_post DISABLE TRIGGER search_post_of_blogs_post_update")
            post.body += " Once more."
            began = time.perf_counter()
            post.save()
            took[how].append(time.perf_counter() - began)
            if how == "without":
                cursor.execute("ALTER TABLE blogs_post ENABLE TRIGGER search_post_of_blogs_post_update")
            transaction.set_rollback(True)
    said = ", ".join(f"{how} the index {ms(statistics.median(t))}" for how, t in took.items())
    say(f"saving a post: {said} (medians of {len(posts) // 2})")
