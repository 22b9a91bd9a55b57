"""What the containers are told to do must exist; they themselves need a Docker, which tests do not have."""

import importlib.util
import json
import re
from importlib import resources

import jsonschema
import pytest
import yaml

from improvement_hub.runtime import commands, health, places, prepare

COMPOSE = yaml.safe_load((places.BASE / "docker-compose.yml").read_text())
DOCKERFILE = (places.BASE / "Dockerfile").read_text()
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "improvement-hub"}
ARGUMENTS = {
    "improvement_hub.runtime.serve": commands.NAMES,
    "improvement_hub.runtime.health": health.ASKED,
    "improvement_hub.runtime.prepare": prepare.STEPS,
}


def named_commands():
    """Every `python -m ...` that the two files name."""
    for service in OURS.values():
        yield service["command"]
        if "test" in service["healthcheck"]:
            yield service["healthcheck"]["test"][1:]
    for words in re.findall(r"^\s*CMD (\[.*\])$", DOCKERFILE, re.MULTILINE):
        yield json.loads(words)
    for words in re.findall(r"(python -m .*?)\s*(?:\\|&&|$)", DOCKERFILE, re.MULTILINE):
        yield words.split()


def test_the_compose_file_follows_the_compose_schema():
    folder = resources.files("check_jsonschema.builtin_schemas.vendor")
    schema = json.loads((folder / "compose-spec.json").read_text())
    jsonschema.validators.validator_for(schema)(schema).validate(COMPOSE)


def test_every_command_exists_and_takes_its_arguments():
    seen = set()
    for program, flag, module, *arguments in named_commands():
        assert (program, flag) == ("python", "-m")
        assert importlib.util.find_spec(module)
        assert set(arguments) <= set(ARGUMENTS[module])
        seen.add((module.rpartition(".")[2], *arguments))
    assert seen >= {("serve", name) for name in commands.NAMES} | {("prepare", "data"), ("prepare", "static")}


@pytest.mark.parametrize("name", commands.NAMES)
def test_the_programs_behind_serve_exist(name):
    words = commands.command(name)
    assert importlib.util.find_spec(words[words.index("-m") + 1])


def test_the_services_are_the_hub_s_processes_and_the_official_servers():
    assert set(OURS) == {*commands.NAMES, "prepare"}
    others = {service["image"].partition(":")[0] for service in COMPOSE["services"].values()} - {"improvement-hub"}
    assert others == {"postgres", "redis"}


def test_every_service_that_stays_has_a_healthcheck_of_its_own():
    lasting = COMPOSE["services"].keys() - {"prepare"}
    assert all("test" in COMPOSE["services"][name]["healthcheck"] for name in lasting)
    assert OURS["prepare"]["healthcheck"] == {"disable": True}


def test_nothing_secret_is_written_down():
    for service in COMPOSE["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|EMAIL_URL", name):
                assert value.startswith(f"${{{name}:?Set {name} in .env")
    assert not re.search(r"://[^\s@]*:[^$\s@]+@", (places.BASE / "docker-compose.yml").read_text() + DOCKERFILE)
    assert not re.search(r"^(ENV|ARG).*(SECRET|PASSWORD|TOKEN)", DOCKERFILE, re.MULTILINE)


def test_nothing_is_published_beyond_this_machine_unless_asked_for():
    ports = {name: service["ports"] for name, service in COMPOSE["services"].items() if "ports" in service}
    assert ports == {"web": ["${PUBLISH:-127.0.0.1:8000}:8000"]}


def test_the_image_runs_as_an_ordinary_user_and_leaves_local_secrets_out():
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["hub"]
    ignored = (places.BASE / ".dockerignore").read_text().split()
    assert {".env", ".git", "var", ".venv", "node_modules"} <= set(ignored)
