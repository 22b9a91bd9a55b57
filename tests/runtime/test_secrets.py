import stat

import pytest

from improvement_hub.runtime.secrets import secret_key
from improvement_hub.runtime.trouble import Trouble


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HUB_VAR", str(tmp_path / "var"))


def test_an_installation_makes_its_key_once_and_keeps_it_to_itself(tmp_path):
    key = secret_key()
    assert secret_key() == key
    assert len(key) > 50
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_two_installations_have_different_keys(monkeypatch, tmp_path):
    first = secret_key()
    monkeypatch.setenv("HUB_VAR", str(tmp_path / "other"))
    assert secret_key() != first


def test_the_environment_comes_first(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    assert secret_key() == "from the environment"


def test_a_server_must_be_given_its_key(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/hub")
    monkeypatch.setenv("REDIS_URL", "redis://queue/0")
    with pytest.raises(Trouble, match=r"^Set SECRET_KEY to a long random value"):
        secret_key()
