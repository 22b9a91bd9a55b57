"""Bodies and answers for operations that no test has recorded yet: put together from what was recorded elsewhere.

A field has the value that a recorded object has for it, by its name, where that is one the field can have.
"""

from collections.abc import Iterator

WORDS = {
    ("string", "uuid"): "5f0c2a1e-7b3d-4e60-9a41-000000000001",
    ("string", "date"): "2027-03-04",
    ("string", "date-time"): "2027-03-04T09:30:00Z",
    ("string", "uri"): "https://hub.example.org/posts/a-board-that-everyone-reads/",
    ("string", "decimal"): "12",
    ("string", "email"): "director@example.org",
    ("string", "binary"): "(the file)",
    ("boolean", None): True,
    ("object", None): {},
}
TEXTS = {"begins": "09:30", "slug": "neglect", "kind": "blog", "reason": "Whom did we not hear?"}


class Samples:
    """`recorded` are examples by operation, as `examples` gives them."""

    def __init__(self, document, recorded):
        self.shapes = document["components"]["schemas"]
        self.known = {}
        for one in recorded.values():
            for name, value in pairs((one["body"], one["answer"])):
                if value not in (None, "", [], {}):
                    self.known.setdefault(name, []).append(value)

    def of(self, part, name="", depth=0):
        part = self.plain(part)
        if "properties" in part:
            return {key: self.of(terms, key, depth + 1) for key, terms in part["properties"].items() if depth < 12}
        if "enum" in part or "const" in part:
            return part.get("const") or part["enum"][0]
        kind = next(iter(kinds(part)), "string")
        if kind == "array":
            return [self.of(part.get("items", {}), name, depth + 1)]
        if kind == "string" and not part.get("format"):
            return self.text(part, name)
        if kind in ("integer", "number"):
            return max(part.get("minimum", 3), 3)
        return WORDS.get((kind, part.get("format")), WORDS.get((kind, None)))

    def text(self, part, name) -> str:
        if "pattern" in part:
            return "09:30" if ":" in part["pattern"] else "12"
        longest = part.get("maxLength", 300)
        found = [one for one in self.known.get(name, []) if isinstance(one, str) and len(one) <= longest]
        return found[0] if found else TEXTS.get(name, "In the words of the trade.")[:longest]

    def filled(self, value, part, name=""):
        """A recorded value, with the fields that the schema has had since."""
        part = self.plain(self.kind_of(value, part))
        if isinstance(value, dict) and "properties" in part:
            missing = {key: self.of(terms, key) for key, terms in part["properties"].items() if key not in value}
            known = {key: self.filled(one, part["properties"].get(key, {}), key) for key, one in value.items()}
            return {**known, **missing}
        if isinstance(value, list) and "items" in part:
            return [self.filled(one, part["items"], name) for one in value]
        return value

    def kind_of(self, value, part):
        """Which of the kinds that a field tells apart."""
        found = self.shapes[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part
        teller = found.get("discriminator")
        return {"$ref": teller["mapping"][value[teller["propertyName"]]]} if teller else part

    def plain(self, part):
        while "$ref" in part or "allOf" in part or "oneOf" in part or "anyOf" in part:
            choices = part.get("allOf") or part.get("oneOf") or part.get("anyOf")
            part = choices[0] if choices else self.shapes[part["$ref"].rsplit("/", 1)[-1]]
        return part


def kinds(part) -> list[str]:
    found = part.get("type", [])
    return [found] if isinstance(found, str) else [kind for kind in found if kind != "null"]


def pairs(part) -> Iterator[tuple]:
    """(name, value) of every field in it, however deep."""
    for name, value in part.items() if isinstance(part, dict) else ():
        yield name, value
        yield from pairs(value)
    for value in part if isinstance(part, (list, tuple)) else ():
        yield from pairs(value)
