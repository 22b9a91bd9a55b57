"""What many tests begin with is staged once; each test finds it as if just made, and is undone by itself.

Staging costs more than most tests: a review on site takes some 250 statements. So the cast, and on top of it
the review, are made in transactions round the tests that begin with them. These stay open from test to test
for as long as the next one begins with the same, and are rolled back for the first that does not.
"""

from copy import deepcopy

from django.db import transaction

from tests.cast import make_cast
from tests.peer_review import scenes

STAGES = {"cast": make_cast, "scene": lambda cast: scenes.on_site(cast)}
COMMITTING = {"transactional_db", "live_server"}
_open = []  # (name, transaction, what was made) of each stage, the cast first


def stages_of(item) -> list[str]:
    """The stages that a test begins with: all up to the last that it names; none if it commits or travels in time."""
    committing = [mark for mark in item.iter_markers("django_db") if mark.kwargs.get("transaction")]
    if committing or COMMITTING & {*item.fixturenames} or item.get_closest_marker("at_another_time"):
        return []
    named = [place for place, name in enumerate(STAGES) if name in item.fixturenames]
    return list(STAGES)[: max(named, default=-1) + 1]


def stage(names):
    """Have these stages open, and no other; returns a copy of what each made, by its name."""
    while [name for name, *_ in _open] != names[: len(_open)]:
        strike()
    for name in names[len(_open) :]:
        _raise(name)
    return deepcopy({name: made for name, _, made in _open})


def _raise(name):
    block = transaction.atomic()
    block.__enter__()
    _open.append((name, block, None))
    made = STAGES[name](*[made for _, _, made in _open[:-1]])
    _open[-1] = (name, block, made)


def strike():
    """Undo the last stage that is open."""
    _, block, _ = _open.pop()
    transaction.set_rollback(True)
    block.__exit__(None, None, None)


def strike_all():
    while _open:
        strike()
