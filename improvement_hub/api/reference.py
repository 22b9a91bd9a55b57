"""The API's reference for people, read from its own schema, so that the two never differ."""

import json
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from shlex import quote

from drf_spectacular.generators import SchemaGenerator

from improvement_hub.api.contract.examples import recorded

PLACES = {"path": "in the address", "query": "in the query string", "header": "as a header"}
WORDS = {
    "array": "list",
    "boolean": "true or false",
    "date": "date",
    "date-time": "date and time",
    "integer": "whole number",
    "number": "number",
    "object": "object",
    "string": "text",
    "uri": "web address",
    "uuid": "UUID",
}


@dataclass(frozen=True)
class Field:
    """A field or parameter. `shape` names the object it holds, if any; `words` its kind otherwise."""

    name: str
    words: str
    shape: str
    is_list: bool
    may_be_null: bool
    is_needed: bool
    place: str
    description: str
    is_deprecated: bool = False


@dataclass(frozen=True)
class Operation:
    """One method of one address; `body` and `answer` name shapes, `pages` says that the answer is a page of them."""

    name: str
    summary: str
    method: str
    path: str
    group: str
    description: str
    is_deprecated: bool
    parameters: list[Field]
    body: str
    answer: str
    pages: bool
    statuses: list[str]
    call: str
    shown: str


@cache
def schema() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def groups() -> list[tuple[str, list[Operation]]]:
    """(name, operations) for each collection, in the order of their names; the way in comes first."""
    found = [
        operation(path, method, terms)
        for path, methods in schema()["paths"].items()
        for method, terms in methods.items()
    ]
    found.sort(key=lambda one: (one.group, one.path, one.method))
    return [(name, list(members)) for name, members in groupby(found, key=lambda one: one.group)]


@cache
def shapes() -> list[tuple[str, str, list[Field]]]:
    """(name, description, fields) of every object that is sent or answered."""
    parts = {name: in_common(part) if "discriminator" in part else part for name, part in components().items()}
    return [
        (name, part.get("description", ""), fields(name, part))
        for name, part in parts.items()
        if "properties" in part and not is_page(part)
    ]


def in_common(part) -> dict:
    """Kinds that a field tells apart as one object: the values of that field, and of what differs its words."""
    teller, places = part["discriminator"]["propertyName"], part["discriminator"]["mapping"]
    kinds = [components()[place.rsplit("/", 1)[-1]]["properties"] for place in places.values()]
    properties = dict(kinds[0])
    for name, terms in kinds[0].items():
        if name == teller:
            properties[name] = {"enum": sorted(places), "description": terms["description"]}
        elif any(kind[name] != terms for kind in kinds):
            properties[name] = {"type": ["object", "null"], "description": terms["description"]}
    return {"properties": properties}


@cache
def used_by(group, *more) -> list[tuple[str, str, list[Field]]]:
    """The objects that the operations of a collection send or answer, more by name, and those that these hold."""
    known = {name: of for name, _, of in shapes()}
    left = {name for one in dict(groups()).get(group, []) for name in (one.body, one.answer)} | set(more)
    used: set[str] = set()
    while left := (left & known.keys()) - used:
        used |= left
        left = {field.shape for name in left for field in known[name]}
    return [shape for shape in shapes() if shape[0] in used]


def components() -> dict:
    return schema()["components"]["schemas"]


def operation(path, method, terms) -> Operation:
    answer = answered(terms)
    pages = is_page(components().get(answer, {}))
    return Operation(
        name=terms["operationId"],
        summary=terms["summary"],
        is_deprecated=terms.get("deprecated", False),
        method=method.upper(),
        path=path,
        group=(terms.get("tags") or [""])[0],
        description=terms.get("description", ""),
        parameters=sorted(map(parameter, terms.get("parameters", [])), key=lambda one: (not one.is_needed, one.name)),
        body=shape_of(content(terms.get("requestBody", {}))),
        answer=shape_of(components()[answer]["properties"]["results"]) if pages else answer,
        pages=pages,
        statuses=[status for status in terms["responses"] if status >= "3"],
        call=call(method.upper(), path, terms),
        shown=in_json(example_of(answer_of(terms))),
    )


def call(method, path, terms) -> str:
    """A line of curl that makes this call; `$HUB` and `$TOKEN` are the reader's."""
    said = recorded().get(terms["operationId"], {"path": path, "headers": {}})
    needs = [one["name"] for one in terms.get("parameters", []) if one["in"] == "header" and one.get("required")]
    headers = {**dict.fromkeys(needs, '"1"'), **said["headers"]}
    parts = ["curl", *([] if method == "GET" else ["-X", method]), '-H "Authorization: Bearer $TOKEN"']
    parts += [f"-H {quote(f'{name}: {value}')}" for name, value in headers.items()]
    body = example_of(terms.get("requestBody", {}))
    if body is not None:
        parts += ["-H 'Content-Type: application/json'", "-d", quote(json.dumps(body, ensure_ascii=False))]
    return " ".join([*parts, f'"$HUB"{quote(said["path"])}'])


def answer_of(terms) -> dict:
    return next((one for status, one in terms["responses"].items() if status.startswith("2")), {})


def example_of(part):
    media = next(iter(part.get("content", {}).values()), {})
    return next((one["value"] for one in media.get("examples", {}).values()), None)


def in_json(value) -> str:
    return "" if value is None else json.dumps(value, indent=1, ensure_ascii=False)


def answered(terms) -> str:
    return next(shape_of(content(body)) for status, body in terms["responses"].items() if status.startswith("2"))


def content(body) -> dict:
    """What a request or an answer holds."""
    return next(iter(body.get("content", {}).values()), {}).get("schema", {})


def is_page(part) -> bool:
    return {"next", "previous", "results"} <= part.get("properties", {}).keys()


def fields(name, part) -> list[Field]:
    """What is sent says which fields it needs; what is answered always has all of them."""
    needed = part.get("required", []) if name.endswith("Request") else []
    return [field(name, one, is_needed=name in needed) for name, one in part["properties"].items()]


def parameter(terms) -> Field:
    return field(
        terms["name"],
        terms["schema"],
        is_needed=terms.get("required", False),
        place=PLACES[terms["in"]],
        description=terms.get("description", ""),
        is_deprecated=terms.get("deprecated", False),
    )


def field(name, part, *, is_needed, place="", description="", is_deprecated=False) -> Field:
    shape = shape_of(part)
    named = components().get(shape, {})
    coded = "enum" in named
    return Field(
        name=name,
        words="code" if coded else in_words(part.get("items", part)),
        shape="" if coded else shape,
        is_list="items" in part,
        may_be_null="null" in types(part),
        is_needed=is_needed,
        place=place,
        description=description or part.get("description") or (named.get("description", "") if coded else ""),
        is_deprecated=is_deprecated or part.get("deprecated", False),
    )


def alternatives(part) -> list[dict]:
    return [*part.get("allOf", []), *part.get("oneOf", [])] or [part]


def shape_of(part) -> str:
    """The object that a part refers to, in a list or beside null too; empty where there is none."""
    names = [one["$ref"].rsplit("/", 1)[-1] for one in [part.get("items", {}), *alternatives(part)] if "$ref" in one]
    return names[0] if names else ""


def types(part) -> list[str]:
    found = [one.get("type", []) for one in alternatives(part)]
    return [name for one in found for name in ([one] if isinstance(one, str) else one)]


def in_words(part) -> str:
    if "enum" in part:
        return f"code: {' or '.join(part['enum'])}"
    kinds = [one.get("format") for one in alternatives(part) if one.get("format") in WORDS] or types(part)
    return " or ".join(WORDS[kind] for kind in kinds if kind in WORDS) or "anything"
