import json
import socket
from contextlib import closing

import pytest

from improvement_hub.runtime import address, places
from improvement_hub.runtime.locks import Lock
from improvement_hub.runtime.trouble import Trouble


@pytest.fixture
def hub_lock(monkeypatch, tmp_path):
    """The lock of a hub in a folder of its own; opened as that hub's process would."""
    monkeypatch.setenv("HUB_VAR", str(tmp_path))
    places.make_folders()
    with closing(Lock(places.lock_file("hub"))) as lock:
        yield lock


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_named(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Trouble, match=r"^PORT must be a number from 1 to 65535"):
        address.chosen_port()


def test_the_port_is_8000_unless_chosen(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert address.chosen_port() == 8000
    monkeypatch.setenv("PORT", "8001")
    assert address.chosen_port() == 8001


def test_a_taken_port_names_itself_and_a_free_one(hub_lock, taken_port):
    with pytest.raises(Trouble) as refusal:
        address.refuse_a_taken_place(taken_port)
    said = str(refusal.value)
    suggested = int(said.rpartition("PORT=")[2].rstrip("`."))
    assert said.startswith(f"Port {taken_port} is taken by another program: choose another, `make run PORT=")
    address.refuse_a_taken_port(suggested)


def test_this_folders_own_hub_is_named_by_its_address(hub_lock, taken_port):
    hub_lock.exclusive()
    hub_lock.write(json.dumps({"url": address.url(taken_port), "pid": 42}))
    with pytest.raises(Trouble) as refusal:
        address.refuse_a_taken_place(taken_port)
    assert str(refusal.value) == f"This hub already runs at http://127.0.0.1:{taken_port}/ (process 42)."


def test_a_hub_that_is_stopping_is_waited_for_rather_than_refused(hub_lock, taken_port):
    hub_lock.exclusive()
    hub_lock.write("")
    assert address.running_hub() is None
    address.refuse_a_taken_place(taken_port)


def test_the_note_of_a_killed_hub_counts_for_nothing(hub_lock):
    hub_lock.write(json.dumps({"url": address.url(8000), "pid": 42}))
    assert address.running_hub() is None
