"""The schema is the contract: complete in itself, true of what was recorded, and broken by nobody unawares."""

import json
import re
import tomllib
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from improvement_hub.api import reference
from improvement_hub.api.contract import snapshot
from improvement_hub.api.contract.answers import HEADERS
from improvement_hub.api.contract.deprecation import table
from improvement_hub.api.contract.examples import recorded
from improvement_hub.api.problems import CATALOGUE

LIMITS = {"RateLimit", "RateLimit-Policy"}
WRITE = "Write it anew: manage.py write_api_contract"


@pytest.fixture(scope="module")
def schema():
    return json.loads(json.dumps(reference.schema(), default=str))


@pytest.fixture(scope="module")
def operations(schema):
    return [(method, path, terms) for path, methods in schema["paths"].items() for method, terms in methods.items()]


def test_every_operation_has_a_headline_and_a_description_in_words(operations):
    bare = [
        terms["operationId"]
        for _, _, terms in operations
        if not terms.get("summary") or len(terms.get("description", "").split()) < 3
    ]
    assert bare == []


def test_every_operation_has_a_name_that_makes_a_good_function(operations):
    names = [terms["operationId"] for _, _, terms in operations]
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    assert len(set(names)) == len(names)
    assert [name for name in names if re.search(r"_(create|retrieve|destroy|partial_update|list)$", name)] == []


def expected(method, path, terms) -> set[str]:
    """Statuses that an operation has to document, by what it takes."""
    sends = {one["name"] for one in terms["parameters"]} if "parameters" in terms else set()
    return {
        *("400", "401", "403", "406", "429"),
        *(["304"] if method == "get" else []),
        *(["404"] if "{" in path else []),
        *(["412", "428"] if "If-Match" in sends else []),
        *(["422"] if "Idempotency-Key" in sends else []),
        *(["413", "415"] if "requestBody" in terms else []),
    }


def test_every_operation_documents_every_status_it_can_answer(operations):
    missing = {
        terms["operationId"]: expected(method, path, terms) - terms["responses"].keys()
        for method, path, terms in operations
        if expected(method, path, terms) - terms["responses"].keys()
    }
    assert missing == {}


def test_every_answer_documents_its_headers(schema, operations):
    for method, _, terms in operations:
        for status, answer in terms["responses"].items():
            whole = resolved(schema, answer)
            needed = {*LIMITS, *({"ETag"} if method == "get" and status == "304" else set())}
            needed |= {"401": {"WWW-Authenticate"}, "403": {"WWW-Authenticate"}, "429": {"Retry-After"}}.get(
                status, set()
            )
            assert needed <= whole["headers"].keys(), (terms["operationId"], status)
        if method == "get":
            assert "ETag" in terms["responses"]["200"]["headers"] or "content" not in terms["responses"]["200"]
    assert schema["components"]["headers"].keys() == HEADERS.keys()


def test_every_error_is_a_problem_with_an_example_of_each_of_its_kinds(schema, operations):
    for _, _, terms in operations:
        for status, answer in terms["responses"].items():
            if status < "4":
                continue
            [(media, content)] = resolved(schema, answer)["content"].items()
            assert media == "application/problem+json"
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
            assert set(content["examples"]) == {kind.name for kind in CATALOGUE if str(kind.status) == status}
            for one in content["examples"].values():
                assert faults(content["schema"], one["value"]) == []


def resolved(schema, part):
    while "$ref" in part:
        kind, name = part["$ref"].split("/")[-2:]
        part = schema["components"][kind][name]
    return part


@cache
def registry():
    """The schema for a validator, made once: it is large."""
    whole = strict(json.loads(json.dumps(reference.schema(), default=str)))
    components = {"components": {"schemas": whole["components"]["schemas"]}}
    return Registry().with_resource("urn:hub", Resource.from_contents(components, DRAFT202012))


def faults(part, value) -> list[str]:
    """What is wrong with a value by the schema: also a field that the schema does not know."""
    whole = json.loads(json.dumps(strict(part)).replace('"#/components', '"urn:hub#/components'))
    return [error.message[-200:] for error in Draft202012Validator(whole, registry=registry()).iter_errors(value)]


def strict(part):
    """Every object has its own fields alone, except where it says what others are like."""
    if isinstance(part, list):
        return [strict(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {name: strict(value) for name, value in part.items()}
    if isinstance(part.get("properties"), dict) and "type" in part and "additionalProperties" not in part:
        found["additionalProperties"] = False
    return found


def bodies(terms):
    return list(terms.get("requestBody", {}).get("content", {}).values())


def test_every_body_and_every_answer_has_an_example_that_the_schema_allows(operations):
    wrong = {}
    for _, _, terms in operations:
        places = [terms.get("requestBody", {})]
        places += [one for status, one in terms["responses"].items() if status.startswith("2")]
        for kind, media in [pair for place in places for pair in place.get("content", {}).items()]:
            if kind == "application/json" or media in bodies(terms):
                told = [fault for one in media["examples"].values() for fault in faults(media["schema"], one["value"])]
                wrong |= {terms["operationId"]: told} if told else {}
    assert wrong == {}


def test_what_was_recorded_is_of_operations_there_are(operations):
    assert recorded().keys() - {terms["operationId"] for _, _, terms in operations} == set()


def enums(part, place="", near=""):
    """(place, codes, words) of every shape with codes; words are its own and those of what it stands in."""
    if isinstance(part, dict):
        own = part.get("description", "")
        said = f"{near} {own}" if isinstance(own, str) else near
        if isinstance(part.get("enum"), list) and part["enum"] not in ([""], [None]):
            yield place, part["enum"], said
        for name, value in part.items():
            if name not in ("examples", "enum"):
                yield from enums(value, f"{place} {name}", said if name in ("schema", "items") else "")
    elif isinstance(part, list):
        for value in part:
            name = value.get("name", "") if isinstance(value, dict) else ""
            yield from enums(value, f"{place} {name}")


def test_every_code_is_explained_in_words(schema):
    unexplained = [
        f"{place}: {code}"
        for place, codes, words in enums(schema)
        for code in codes
        if not re.search(rf"`{re.escape(str(code))}` - \S", words)
    ]
    assert unexplained == []


def test_nothing_breaks_clients_unless_the_changelog_owns_to_it(schema):
    assert snapshot.not_owned_to(schema) == []


def test_the_contract_is_written_down(schema):
    assert snapshot.text_of(schema) == snapshot.SNAPSHOT.read_text(), WRITE


def test_a_break_without_a_reason_is_no_line_of_the_changelog():
    [row, *_] = tomllib.loads(snapshot.CHANGES.read_text())["change"]
    with pytest.raises(ValueError, match="Say why"):
        snapshot.Change(**{**row, "breaks": ("GET /: removed",), "reason": ""})


def test_a_name_in_the_table_of_what_goes_away_is_one_of_the_schema(schema, operations):
    names = {terms["operationId"] for _, _, terms in operations}
    names |= {
        f"{terms['operationId']}?{one['name']}" for _, _, terms in operations for one in terms.get("parameters", [])
    }
    shapes = schema["components"]["schemas"].items()
    names |= {f"{name}.{field}" for name, shape in shapes for field in shape.get("properties", {})}
    assert set(table()) - names == set()
