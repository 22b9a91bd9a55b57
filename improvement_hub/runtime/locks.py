"""Locks that the kernel releases when their holder ends, however it ends: nothing to clean up."""

import fcntl
import os


class Lock:
    """A flock(2) on a file. A forked child does not hold it, unless it is made `inheritable`."""

    def __init__(self, path, *, inheritable=False):
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if inheritable:
            os.set_inheritable(self.file, True)
        else:
            os.register_at_fork(after_in_child=self.close)

    def close(self):
        if self.file is not None:
            os.close(self.file)
            self.file = None

    def write(self, text):
        """Leave a note for whoever looks who holds this."""
        os.ftruncate(self.file, 0)
        os.pwrite(self.file, text.encode(), 0)

    def read(self):
        return os.pread(self.file, 1000, 0).decode()

    def shared(self):
        fcntl.flock(self.file, fcntl.LOCK_SH)

    def exclusive(self):
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def try_shared(self):
        return self._try(fcntl.LOCK_SH)

    def try_exclusive(self):
        return self._try(fcntl.LOCK_EX)

    def _try(self, kind):
        try:
            fcntl.flock(self.file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_free(path):
    """Whether nobody holds the lock right now; a glance, which never keeps it."""
    lock = Lock(path)
    try:
        return lock.try_exclusive()
    finally:
        lock.close()
