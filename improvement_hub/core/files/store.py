"""Where files are kept: outside what the web serves, under names that nobody guesses and that run nothing."""

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from improvement_hub.core.errors import DomainError

NAME = re.compile(r"[0-9a-f]{40}")
ORPHAN_AFTER = timedelta(days=1)
AT_A_TIME = 500
NO_ROOM = "The hub has no room for this file now. Nothing was saved: tell those who run the hub, and try again later."


def folder(*parts: str) -> Path:
    path = Path(settings.DOCUMENTS_DIR, *parts)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@dataclass(frozen=True)
class Room:
    """The files of one product, by the names its rows give them."""

    name: str

    def path(self, stored_as: str) -> Path:
        if not NAME.fullmatch(stored_as):
            raise ValueError("Not the name of a stored file")
        return folder(self.name) / stored_as

    def keep(self, received, stored_as: str) -> None:
        """Move a received file in, safely on the disk before the row that names it is committed.

        If nothing commits after all, `forget_orphans` removes it a day later.
        """
        place = self.path(stored_as)
        try:
            os.fsync(received.file.fileno())
            received.path.chmod(0o400)
            os.replace(received.path, place)
            sync_folder(place.parent)
            received.close()
        except OSError as error:
            place.unlink(missing_ok=True)
            raise DomainError(NO_ROOM, field="file") from error

    def erase(self, stored_as: str) -> None:
        self.path(stored_as).unlink(missing_ok=True)

    def forget_orphans(self, in_use: Callable[[list[str]], set[str]]) -> int:
        """Remove what has been here for a day and no row names. `in_use`: of these names, those that rows have."""
        old = [path.name for path in older_than_a_day(folder(self.name))]
        gone = 0
        for start in range(0, len(old), AT_A_TIME):
            names = old[start : start + AT_A_TIME]
            orphans = set(names) - in_use(names)
            for name in orphans:
                (folder(self.name) / name).unlink(missing_ok=True)
            gone += len(orphans)
        return gone


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def older_than_a_day(place: Path) -> Iterator[Path]:
    until = time.time() - ORPHAN_AFTER.total_seconds()
    return (path for path in place.iterdir() if path.is_file() and path.lstat().st_mtime < until)


def forget_interrupted() -> None:
    """What was arriving when a process was killed, a day ago or longer."""
    for path in older_than_a_day(folder("incoming")):
        path.unlink(missing_ok=True)
