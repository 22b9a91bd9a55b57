"""A partner's system that mirrors what the hub shares, in the standard library alone. It may be killed at any moment.

python sync_client.py ADDRESS MIRROR COLLECTIONS [once]; its key, if it has one, stands in HUB_KEY.
It stores what it was told, then the cursor, each in a transaction of its own. On 410 it begins anew: what was not told
again by the time that all was told is removed.
"""

import json
import os
import sqlite3
import sys
import time
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

PAGE_SIZE = 20


class Mirror:
    def __init__(self, path):
        self.link = sqlite3.connect(path, isolation_level=None, timeout=60)
        self.link.execute("CREATE TABLE IF NOT EXISTS item (collection, id, said, turn, PRIMARY KEY (collection, id))")
        self.link.execute("CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY, cursor, turn, pulls)")
        self.link.execute("INSERT OR IGNORE INTO place VALUES (1, NULL, 0, 0)")

    def place(self):
        return self.link.execute("SELECT cursor, turn FROM place").fetchone()

    def store(self, results, turn):
        self.link.execute("BEGIN IMMEDIATE")
        for line in results:
            itself = (line["collection"], line["id"])
            if line["change"] == "removed":
                self.link.execute("DELETE FROM item WHERE collection = ? AND id = ?", itself)
            else:
                said = json.dumps(line["item"], sort_keys=True)
                self.link.execute("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)", (*itself, said, turn))
        self.link.execute("COMMIT")

    def move_on(self, cursor):
        self.link.execute("UPDATE place SET cursor = ?, pulls = pulls + 1", (cursor,))

    def forget_what_was_not_told_again(self, turn):
        self.link.execute("DELETE FROM item WHERE turn < ?", (turn,))

    def begin_anew(self):
        self.link.execute("UPDATE place SET cursor = NULL, turn = turn + 1")


def pull(address, collections, cursor):
    asked = [("collection", name) for name in collections] + [("page_size", PAGE_SIZE)]
    asked += [("since", cursor)] if cursor else []
    key = os.environ.get("HUB_KEY")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with urlopen(Request(f"{address}?{urlencode(asked)}", headers=headers), timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def sync(address, mirror, collections, *, once):
    while True:
        cursor, turn = mirror.place()
        try:
            told = pull(address, collections, cursor)
        except HTTPError as refused:
            if refused.code != 410:
                raise
            mirror.begin_anew()
            continue
        mirror.store(told["results"], turn)
        if told["next"] is None:
            mirror.forget_what_was_not_told_again(turn)
        mirror.move_on(told["cursor"])
        if told["next"] is None:
            if once:
                return
            time.sleep(0.02)


if __name__ == "__main__":
    mirror = Mirror(sys.argv[2])
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    sync(sys.argv[1], mirror, sys.argv[3].split(","), once="once" in sys.argv[4:])
