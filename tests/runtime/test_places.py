import os
import stat

import pytest

from improvement_hub.runtime import embedded, places
from improvement_hub.runtime.trouble import Trouble


@pytest.fixture
def installed_in(monkeypatch):
    """Pretend that the data folder is elsewhere, and that no server is named."""

    def install(folder):
        monkeypatch.setenv("HUB_VAR", str(folder))
        for name in ("DATABASE_URL", "REDIS_URL"):
            monkeypatch.delenv(name, raising=False)

    return install


def test_the_embedded_urls_name_sockets_in_the_data_folder(installed_in):
    installed_in("/srv/hub/var")
    assert embedded.database_url() == "postgres:////srv/hub/var/run/hub"
    assert embedded.redis_url() == "unix:///srv/hub/var/run/valkey.sock?db=1"
    assert embedded.broker_url() == "redis+socket:///srv/hub/var/run/valkey.sock?virtual_host=0"


@pytest.mark.parametrize("folder", ["/srv/" + "long/" * 20, "/srv/my hub", "/srv/caf\u00e9"])
def test_a_path_that_no_socket_or_url_can_carry_gets_a_short_folder(installed_in, folder):
    installed_in(folder)
    first = places.socket_dir()
    installed_in(folder + "x")
    assert first.parent.as_posix() == "/tmp"
    assert places.socket_dir() != first
    assert len(os.fsencode(first)) < 60


def test_a_relative_data_folder_is_inside_the_project(installed_in):
    installed_in("var/test")
    assert embedded.var_dir() == places.BASE / "var" / "test"


def test_folders_with_sockets_are_for_their_owner_alone(installed_in, tmp_path):
    installed_in(tmp_path / "a" / "var")
    places.make_folders()
    assert stat.S_IMODE(places.socket_dir().stat().st_mode) == 0o700
    assert stat.S_IMODE(places.run_dir().stat().st_mode) == 0o700


def test_a_folder_that_others_can_enter_is_refused(installed_in, tmp_path):
    installed_in(tmp_path)
    places.run_dir().mkdir()
    places.run_dir().chmod(0o755)
    with pytest.raises(Trouble, match="must belong to you alone"):
        places.make_folders()


def test_servers_that_are_named_are_used_and_nothing_is_embedded(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/hub")
    monkeypatch.setenv("REDIS_URL", "unix:///run/redis.sock")
    assert embedded.is_embedded() is False
    assert embedded.database_url() == "postgres://db/hub"
    assert embedded.redis_url() == "unix:///run/redis.sock"
    assert embedded.broker_url() == "redis+socket:///run/redis.sock"


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_one_server_named_without_the_other_is_refused(installed_in, monkeypatch, name):
    installed_in("var")
    monkeypatch.setenv(name, "somewhere")
    with pytest.raises(Trouble, match=f"or neither: only {name} is set"):
        embedded.is_embedded()
