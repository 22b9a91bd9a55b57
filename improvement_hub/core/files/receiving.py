"""A file on its way in: written to the disk as it arrives, hashed in the same pass, never whole in memory."""

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat

from improvement_hub.core.files.store import NO_ROOM, folder

NOT_SIGNED_IN = "Sign in before you send a file."
MOST_TO_PASS_OVER = 1024**3  # bytes that are still read, so that whoever chose too large a file is told so


def too_large() -> str:
    return f"This file is larger than {filesizeformat(settings.DOCUMENTS_MAX_BYTES)}, which is the most the hub takes."


class Received(UploadedFile):
    """A file that arrived, in a place of its own until it is kept; `close` removes what nobody kept.

    `trouble` says in a sentence why there is nothing to keep.
    """

    def __init__(self, name):
        handle = tempfile.NamedTemporaryFile(dir=folder("incoming"), delete=False)  # noqa: SIM115  closed by `close`
        super().__init__(handle, name, size=0)
        self.path, self.digest, self.trouble = Path(handle.name), hashlib.sha256(), ""

    def take(self, chunk: bytes):
        """One more piece of it, unless there is trouble with it already."""
        self.size += len(chunk)
        if self.size > settings.DOCUMENTS_MAX_BYTES:
            self.give_up(too_large())
        if not self.trouble:
            self.digest.update(chunk)
            self.write(chunk)

    def write(self, chunk):
        try:
            self.file.write(chunk)
        except OSError as error:
            self.refused_by_disk(error)

    def complete(self):
        """All of it is here, to be read from its start: what the system still holds back is written, and now or
        never fits on the disk."""
        try:
            self.file.flush()
            self.file.seek(0)
        except OSError as error:
            self.refused_by_disk(error)
        return self

    def refused_by_disk(self, error):
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise error
        self.give_up(NO_ROOM)

    def give_up(self, sentence):
        self.trouble = sentence
        os.ftruncate(self.file.fileno(), 0)

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()

    def close(self):
        with suppress(OSError):  # what the disk refused once it refuses again
            super().close()
        self.path.unlink(missing_ok=True)


class Refused:
    """What stands in a form for a file of which nothing is kept, and why."""

    size, sha256 = 0, ""

    def __init__(self, name, trouble):
        self.name, self.trouble = name, trouble

    def take(self, chunk):
        return

    def complete(self):
        return self

    def close(self):
        return


def received(name: str, chunks) -> Received:
    """A file from elsewhere than a request."""
    file = Received(name)
    for chunk in chunks:
        file.take(chunk)
    return file.complete()


class IntoIncoming(FileUploadHandler):
    """Every file of every request takes this way; only people who are signed in are given room on the disk."""

    file: Received | Refused

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > MOST_TO_PASS_OVER:
            raise RequestDataTooBig("A file far too large")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = self.place_for(self.file_name)

    def place_for(self, name) -> Received | Refused:
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return Refused(name, NOT_SIGNED_IN)
        try:
            return Received(name)
        except OSError:
            return Refused(name, NO_ROOM)

    def receive_data_chunk(self, raw_data, start):
        self.file.take(raw_data)

    def file_complete(self, file_size):
        return self.file.complete()

    def upload_interrupted(self):
        """The connection broke in the middle: such a file is not in the form at all."""
        self.file.close()
