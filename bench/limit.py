"""The bare limit: one hand-written SQL statement for each request, behind a bare WSGI function.

What is asked is known beforehand, statement and parameters, so that nothing is parsed, checked or drawn; the answer is
the row as JSON. Same server, same tables, same visibility as the hub's.
"""

import os
import pickle
import threading
from pathlib import Path

import orjson
import psycopg2

QUESTIONS = pickle.loads(Path(os.environ["HUB_BENCH_QUESTIONS"]).read_bytes())  # noqa: S301  (the bench wrote it)
CONNECTION = pickle.loads(bytes.fromhex(os.environ["HUB_BENCH_CONNECTION"]))  # noqa: S301
mine = threading.local()


def cursor():
    """One persistent connection for each thread."""
    if not hasattr(mine, "cursor"):
        link = psycopg2.connect(**CONNECTION)
        link.autocommit = True
        mine.cursor = link.cursor()
    return mine.cursor


def application(environ, start_response):
    asked = environ["PATH_INFO"] + ("?" + environ["QUERY_STRING"] if environ["QUERY_STRING"] else "")
    if asked == "/healthz":
        body = b"ok"
    else:
        at = cursor()
        at.execute(*QUESTIONS[asked])
        body = orjson.dumps(at.fetchall(), default=str)
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
