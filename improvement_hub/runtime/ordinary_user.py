"""PostgreSQL refuses to run as root; these two ways let root start it all the same, on Linux.

First choice: a user namespace of its own, in which it is `nobody` while its files stay root's.
Where those are forbidden (most containers): the user `nobody` with one capability, to pass the
folders that only root may enter; its data folder then belongs to `nobody`.
"""

import ctypes
import os

from improvement_hub.runtime.trouble import Trouble

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name, *arguments):
    if getattr(_libc, name)(*arguments):
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def is_needed():
    return os.getuid() == 0


def way_in(folder):
    """A function to call between fork and exec; `folder` is made the new user's own."""
    if _works(enter_namespace):
        _give(folder, 0)
        return enter_namespace
    if _works(become_nobody):
        _give(folder, NOBODY)
        return become_nobody
    raise Trouble("PostgreSQL will not run as root here: run the same command as an ordinary user.")


def enter_namespace():
    _call("unshare", CLONE_NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} 0 1"), ("gid_map", f"{NOBODY} 0 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def become_nobody():
    _call("prctl", PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    kept = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)  # effective, permitted, inheritable; low, high
    _call("capset", header, sets)
    _call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def _works(way):
    """Try it in a child that ends at once."""
    child = os.fork()
    if child == 0:
        try:
            way()
            os._exit(0)
        finally:
            os._exit(1)  # whatever went wrong, a child must not run on as its parent
    return os.waitpid(child, 0)[1] == 0


def _give(folder, owner):
    """Also after a move to a machine where the other way is the one that works."""
    if os.stat(folder).st_uid == owner:
        return
    for parent, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            os.lchown(os.path.join(parent, name), owner, owner)
