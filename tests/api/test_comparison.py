"""What breaks a client, told from what does not."""

import json
from copy import deepcopy

import pytest

from improvement_hub.api.contract.comparison import breaks

PET_SENT = {
    "type": "object",
    "required": ["name", "kind"],
    "properties": {
        "name": {"type": "string", "maxLength": 50},
        "kind": {"$ref": "#/components/schemas/Kind"},
        "born": {"type": ["string", "null"], "format": "date"},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 5},
        "age": {"type": "integer", "minimum": 0},
        "mother": {"oneOf": [{"$ref": "#/components/schemas/PetRequest"}, {"type": "null"}]},
        "note": {"type": "string"},
    },
}
PET = json.loads(json.dumps(PET_SENT).replace("PetRequest", "Pet"))
DOCUMENT = {
    "paths": {
        "/pets/": {
            "get": {
                "operationId": "list_pets",
                "parameters": [
                    {"in": "query", "name": "kind", "schema": {"type": "string", "enum": ["cat", "dog"]}},
                    {"in": "query", "name": "page_size", "schema": {"type": "integer", "maximum": 200}},
                ],
                "security": [{"key": []}, {}],
                "responses": {
                    "200": {
                        "headers": {"ETag": {}},
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
                            }
                        },
                    },
                    "400": {"$ref": "#/components/responses/Problem400"},
                },
            },
            "post": {
                "operationId": "create_pet",
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PetRequest"}}}
                },
                "responses": {"201": {}},
            },
        }
    },
    "components": {
        "schemas": {
            "Kind": {"type": "string", "enum": ["cat", "dog"]},
            "Pet": PET,
            "PetRequest": PET_SENT,
        },
        "responses": {
            "Problem400": {"content": {"application/problem+json": {"schema": {"type": "object"}}}},
        },
    },
}
LIST = ("paths", "/pets/", "get")
NEW = ("paths", "/pets/", "post")
READ = ("components", "schemas", "Pet")
SENT = ("components", "schemas", "PetRequest")


def changed(*place, to=None, without=None):
    document = deepcopy(DOCUMENT)
    part = document
    for step in place[:-1] if without is None else place:
        part = part[step]
    if without is None:
        part[place[-1]] = to
    else:
        del part[without]
    return breaks(DOCUMENT, document)


def test_nothing_changed_breaks_nothing():
    assert breaks(DOCUMENT, deepcopy(DOCUMENT)) == []


@pytest.mark.parametrize(
    ("place", "terms", "line"),
    [
        (("paths",), {"without": "/pets/"}, ["GET /pets/: removed", "POST /pets/: removed"]),
        (("paths", "/pets/"), {"without": "post"}, ["POST /pets/: removed"]),
        ((*LIST, "operationId"), {"to": "pets"}, ["GET /pets/: is called pets in place of list_pets"]),
        ((*LIST, "parameters", 0), {"to": DOCUMENT["paths"]["/pets/"]["get"]["parameters"][1]},
         ["GET /pets/ parameter kind: removed"]),
        ((*LIST, "parameters", 0, "required"), {"to": True}, ["GET /pets/ parameter kind: now required"]),
        ((*LIST, "parameters", 0, "schema", "enum"), {"to": ["cat"]},
         ["GET /pets/ parameter kind: no longer takes 'dog'"]),
        ((*LIST, "parameters", 1, "schema", "maximum"), {"to": 100},
         ["GET /pets/ parameter page_size: maximum was 200, is 100"]),
        ((*LIST, "security"), {"to": [{"key": []}]}, ["GET /pets/: no longer open to nobody in particular"]),
        ((*LIST, "responses"), {"without": "400"}, ["GET /pets/ answer 400: removed"]),
        ((*LIST, "responses", "200", "headers"), {"to": {}}, ["GET /pets/ answer 200 header ETag: removed"]),
        ((*LIST, "responses", "200", "content"), {"to": {"text/csv": {}}},
         ["GET /pets/ answer 200 as application/json: removed"]),
        ((*NEW, "requestBody", "required"), {"to": True}, ["POST /pets/ body: now required"]),
        (NEW, {"without": "requestBody"}, ["POST /pets/ body: removed"]),
        ((*READ, "properties"), {"without": "born"}, ["Pet (answered).born: removed"]),
        ((*READ, "required"), {"to": ["kind"]}, ["Pet (answered).name: may now be missing"]),
        ((*READ, "properties", "name", "type"), {"to": ["string", "null"]}, ["Pet (answered).name: may now be null"]),
        ((*READ, "properties", "age", "type"), {"to": "string"}, ["Pet (answered).age: may now be string"]),
        ((*READ, "properties", "born", "format"), {"to": "date-time"},
         ["Pet (answered).born: format was date, is date-time"]),
        ((*READ, "properties", "name", "maxLength"), {"to": 90}, ["Pet (answered).name: maxLength was 50, is 90"]),
        ((*READ, "properties", "tags", "items"), {"to": {"type": "integer"}},
         ["Pet (answered).tags[]: may now be integer"]),
        ((*SENT, "required"), {"to": ["name", "kind", "age"]}, ["PetRequest (sent).age: now required"]),
        ((*SENT, "properties"), {"without": "born"}, ["PetRequest (sent).born: removed"]),
        ((*SENT, "properties", "name", "maxLength"), {"to": 20}, ["PetRequest (sent).name: maxLength was 50, is 20"]),
        ((*SENT, "properties", "age", "minimum"), {"to": 1}, ["PetRequest (sent).age: minimum was 0, is 1"]),
        ((*SENT, "properties", "note", "format"), {"to": "uuid"}, ["PetRequest (sent).note: format was free, is uuid"]),
        ((*SENT, "properties", "note", "pattern"), {"to": "^a"},
         ["PetRequest (sent).note: has to be of another pattern"]),
        ((*SENT, "properties", "note", "enum"), {"to": ["a"]},
         ["PetRequest (sent).note: no longer takes any other value"]),
        ((*SENT, "properties", "born", "type"), {"to": "string"}, ["PetRequest (sent).born: no longer takes null"]),
        ((*SENT, "properties", "mother"), {"to": {"$ref": "#/components/schemas/PetRequest"}},
         ["PetRequest (sent).mother: no longer takes null"]),
        (("components", "schemas", "Kind", "enum"), {"to": ["cat", "dog", "fish"]},
         ["Kind (answered): may now be 'fish'"]),
        (("components", "schemas", "Kind", "enum"), {"to": ["cat"]}, ["Kind (sent): no longer takes 'dog'"]),
    ],
)  # fmt: skip
def test_what_breaks_a_client_is_named(place, terms, line):
    assert changed(*place, **terms) == line


@pytest.mark.parametrize(
    ("place", "to"),
    [
        (("paths", "/owners/"), {"get": {"operationId": "list_owners", "responses": {}}}),
        (("paths", "/pets/", "delete"), {"operationId": "delete_pets", "responses": {}}),
        ((*LIST, "parameters", 0, "schema", "enum"), ["cat", "dog", "fish"]),
        ((*LIST, "parameters", 1, "schema", "maximum"), 500),
        ((*LIST, "responses", "429"), {}),
        ((*LIST, "deprecated"), True),
        ((*LIST, "description"), "All of them."),
        ((*READ, "properties", "colour"), {"type": "string"}),
        ((*READ, "properties", "born", "type"), "string"),
        ((*READ, "properties", "name", "maxLength"), 20),
        ((*READ, "required"), ["name", "kind", "born"]),
        ((*SENT, "required"), ["name"]),
        ((*SENT, "properties", "colour"), {"type": "string"}),
        ((*SENT, "properties", "age", "type"), ["integer", "null"]),
        ((*SENT, "properties", "age", "type"), "number"),
        ((*SENT, "properties", "name", "maxLength"), 500),
    ],
)
def test_what_leaves_clients_as_they_are_breaks_nothing(place, to):
    assert changed(*place, to=to) == []


def test_a_new_parameter_breaks_only_where_it_is_required():
    optional = {"in": "query", "name": "colour", "schema": {"type": "string"}}
    parameters = DOCUMENT["paths"]["/pets/"]["get"]["parameters"]
    assert changed(*LIST, "parameters", to=[*parameters, optional]) == []
    needed = [*parameters, {**optional, "required": True}]
    assert changed(*LIST, "parameters", to=needed) == ["GET /pets/ parameter colour: new and required"]


def told_apart(**kinds) -> dict:
    """A document whose answer is of one of these kinds, each told apart by its `kind` and with these fields."""
    shapes = {
        name: {"properties": {"kind": {"type": "string", "const": name}, **fields}, "required": ["kind", *fields]}
        for name, fields in kinds.items()
    }
    places = {name: f"#/components/schemas/{name}" for name in kinds}
    either = {
        "oneOf": [{"$ref": place} for place in places.values()],
        "discriminator": {"propertyName": "kind", "mapping": places},
    }
    answer = {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}
    listed = {"operationId": "list_pets", "responses": answer}
    return {"paths": {"/pets/": {"get": listed}}, "components": {"schemas": {**shapes, "Pet": either}}}


def test_kinds_that_a_field_tells_apart_are_compared_each_by_itself():
    text, number = {"says": {"type": "string"}}, {"says": {"type": "integer"}}
    before = told_apart(cat=text, dog=number)
    assert breaks(before, told_apart(cat=text, dog=number)) == []
    assert breaks(before, told_apart(cat=text, dog=text)) == ["dog (answered).says: may now be string"]
    assert breaks(before, told_apart(dog=number)) == []
    assert breaks(before, told_apart(cat=text, dog=number, fish={})) == ["Pet (answered): may now be 'fish'"]
    free = told_apart(cat=text)
    free["components"]["schemas"]["cat"]["properties"]["kind"] = {"type": "string"}
    assert breaks(told_apart(cat=text), free) == ["cat (answered).kind: may now be any other value"]
