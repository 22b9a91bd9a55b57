"""What of a change to the schema breaks a client that was written against the earlier one.

What a client sends may only become freer, what it is answered may only become more certain. So a change is told
apart by its direction: a new value of an enum is harmless in a filter and breaks whoever reads an answer.
"""

from collections.abc import Iterator

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
SENT, ANSWERED = "sent", "answered"


def breaks(old: dict, new: dict) -> list[str]:
    """A line for each change that breaks, naming where; none where clients go on as they are."""
    return sorted(set(Comparison(old, new).lines()))


class Comparison:
    def __init__(self, old, new):
        self.old, self.new = old, new
        self.seen = set()

    def lines(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            for method, terms in methods.items():
                where = f"{method.upper()} {path}"
                now = self.new["paths"].get(path, {}).get(method)
                if now is None:
                    yield f"{where}: removed"
                else:
                    yield from self.operation(where, terms, now)

    def operation(self, where, old, new):
        if old["operationId"] != new["operationId"]:
            yield f"{where}: is called {new['operationId']} in place of {old['operationId']}"
        yield from self.parameters(where, old, new)
        yield from self.body(where, old.get("requestBody"), new.get("requestBody"))
        yield from self.answers(where, old["responses"], new["responses"])
        if callers(old) - callers(new):
            yield f"{where}: no longer open to {', '.join(sorted(callers(old) - callers(new)))}"

    def parameters(self, where, old, new):
        before, now = by_name(old), by_name(new)
        for key, terms in before.items():
            name = f"{where} parameter {key[1]}"
            if key not in now:
                yield f"{name}: removed"
                continue
            if now[key].get("required") and not terms.get("required"):
                yield f"{name}: now required"
            yield from self.shape(name, terms["schema"], now[key]["schema"], SENT)
        for key in now.keys() - before.keys():
            if now[key].get("required"):
                yield f"{where} parameter {key[1]}: new and required"

    def body(self, where, old, new):
        if new and new.get("required") and not (old and old.get("required")):
            yield f"{where} body: now required"
        if old and not new:
            yield f"{where} body: removed"
        if old and new:
            yield from self.content(f"{where} body", old["content"], new["content"], SENT)

    def answers(self, where, old, new):
        for status, answer in old.items():
            before, now = self.found(self.old, answer), new.get(status)
            if now is None:
                yield f"{where} answer {status}: removed"
                continue
            now = self.found(self.new, now)
            yield from self.content(
                f"{where} answer {status}", before.get("content", {}), now.get("content", {}), ANSWERED
            )
            for header in before.get("headers", {}).keys() - now.get("headers", {}).keys():
                yield f"{where} answer {status} header {header}: removed"

    def content(self, where, old, new, way):
        for media, terms in old.items():
            if media not in new:
                yield f"{where} as {media}: removed"
            else:
                yield from self.shape(where, terms.get("schema", {}), new[media].get("schema", {}), way)

    def found(self, document, part):
        """The part itself, where another place has it."""
        while "$ref" in part:
            found = document
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            part = {**found, **{name: value for name, value in part.items() if name != "$ref"}}
        return part

    def shape(self, where, old, new, way):
        """A shape that has a name is compared once for each way, under its name."""
        yield from self.null(where, old, new, way)
        old, new = without_null(old), without_null(new)
        named = old.get("$ref", "")
        if named:
            key = (named, new.get("$ref"), way)
            if key in self.seen:
                return
            self.seen.add(key)
            where = f"{named.rsplit('/', 1)[-1]} ({way})"
        before, now = told_apart(self.found(self.old, old)), told_apart(self.found(self.new, new))
        if before and now:
            yield from self.each(where, before, now, way)
            return
        old, new = self.plain(self.old, old), self.plain(self.new, new)
        yield from self.kinds(where, old, new, way)
        yield from self.values(where, old, new, way)
        yield from self.bounds(where, old, new, way)
        yield from self.fields(where, old, new, way)
        if "items" in old and "items" in new:
            yield from self.shape(f"{where}[]", old["items"], new["items"], way)
        extra = old.get("additionalProperties"), new.get("additionalProperties")
        if all(isinstance(one, dict) for one in extra):
            yield from self.shape(f"{where}{{}}", *extra, way)

    def each(self, where, before, now, way):
        """Of what a field tells apart, each kind by itself."""
        for value in sorted(before.keys() & now.keys()):
            yield from self.shape(where, {"$ref": before[value]}, {"$ref": now[value]}, way)
        others, words = (before, "no longer takes") if way == SENT else (now, "may now be")
        for value in sorted(others.keys() - (before.keys() & now.keys())):
            yield f"{where}: {words} {value!r}"

    def plain(self, document, part):
        """One shape of a part that is put together: what `allOf` adds, what `oneOf` or `anyOf` leave open."""
        part = self.found(document, part)
        if "const" in part:
            part = {**part, "enum": [part["const"]]}
        for more in part.get("allOf", []):
            part = {**self.plain(document, more), **part}
        open_to = [self.plain(document, one) for one in (*part.get("oneOf", []), *part.get("anyOf", []))]
        if open_to:
            part = {**united(open_to), **{k: v for k, v in part.items() if k not in ("oneOf", "anyOf")}}
        return part

    def null(self, where, old, new, way):
        before, now = (self.may_be_null(*one) for one in ((self.old, old), (self.new, new)))
        if way == SENT and before and not now:
            yield f"{where}: no longer takes null"
        if way == ANSWERED and now and not before:
            yield f"{where}: may now be null"

    def may_be_null(self, document, part) -> bool:
        part = self.found(document, part)
        return "null" in types(part) or any(
            self.may_be_null(document, one) for one in (*part.get("oneOf", []), *part.get("anyOf", []))
        )

    def kinds(self, where, old, new, way):
        before, now = types(old) - {"null"}, types(new) - {"null"}
        lost = before - now if way == SENT else now - before
        if now and (lost or not before) and way == SENT:
            yield f"{where}: no longer takes {said(lost) or 'anything'}"
        if before and (lost or not now) and way == ANSWERED:
            yield f"{where}: may now be {said(lost) or 'anything'}"
        narrower = new.get("format") if way == SENT else old.get("format")
        if old.get("format") != new.get("format") and before == now and narrower:
            yield f"{where}: format was {old.get('format', 'free')}, is {new.get('format', 'free')}"
        if way == SENT and new.get("pattern") and new.get("pattern") != old.get("pattern"):
            yield f"{where}: has to be of another pattern"

    def values(self, where, old, new, way):
        before, now = old.get("enum"), new.get("enum")
        if way == SENT and now is not None:
            lost = set(map(repr, before or [])) - set(map(repr, now))
            if before is None or lost:
                yield f"{where}: no longer takes {', '.join(sorted(lost)) or 'any other value'}"
        if way == ANSWERED and before is not None:
            more = set(map(repr, now or [])) - set(map(repr, before))
            if now is None or more:
                yield f"{where}: may now be {', '.join(sorted(more)) or 'any other value'}"

    def bounds(self, where, old, new, way):
        """Bounds of what is sent may not close in; those of what is answered may not open."""
        first, second = (old, new) if way == SENT else (new, old)
        for name in (*LOWER, *UPPER):
            before, now = first.get(name), second.get(name)
            closer = now is not None and (before is None or (now > before if name in LOWER else now < before))
            if closer:
                yield f"{where}: {name} was {old.get(name, 'free')}, is {new.get(name, 'free')}"

    def fields(self, where, old, new, way):
        before, now = old.get("properties", {}), new.get("properties", {})
        needed_before, needed = set(old.get("required", [])), set(new.get("required", []))
        for name, terms in before.items():
            if name not in now:
                yield f"{where}.{name}: removed"
            else:
                yield from self.shape(f"{where}.{name}", terms, now[name], way)
        if way == SENT:
            for name in sorted(needed - needed_before):
                yield f"{where}.{name}: now required"
        else:
            for name in sorted((needed_before - needed) & now.keys()):
                yield f"{where}.{name}: may now be missing"


def by_name(terms) -> dict:
    return {(one["in"], one["name"]): one for one in terms.get("parameters", [])}


def callers(terms) -> set[str]:
    return {name or "nobody in particular" for one in terms.get("security", []) for name in (one or {"": []})}


def told_apart(part) -> dict[str, str]:
    """{value: where its kind stands}, for kinds that one of their fields tells apart."""
    return part.get("discriminator", {}).get("mapping", {})


def without_null(part) -> dict:
    """What stands beside null, where that is one shape."""
    others = [one for one in (*part.get("oneOf", []), *part.get("anyOf", [])) if one.get("type") != "null"]
    return others[0] if len(others) == 1 else part


def types(part) -> set[str]:
    found = part.get("type", [])
    kinds = {found} if isinstance(found, str) else set(found)
    return kinds | {"integer"} if "number" in kinds else kinds


def said(kinds) -> str:
    return " or ".join(sorted(kinds))


def united(parts) -> dict:
    """What any of the parts may be: their types, and their values and fields where all have them."""
    found = {"type": sorted({kind for part in parts for kind in types(part)})}
    if all("enum" in part or types(part) == {"null"} for part in parts):
        found["enum"] = [value for part in parts for value in part.get("enum", [None])]
    objects = [part for part in parts if "properties" in part]
    if objects:
        found["properties"] = {k: v for part in objects for k, v in part["properties"].items()}
        found["required"] = sorted(set.intersection(*(set(part.get("required", [])) for part in objects)))
    formats = {part.get("format") for part in parts if types(part) != {"null"}}
    if len(formats) == 1 and None not in formats:
        found["format"] = formats.pop()
    items = [part["items"] for part in parts if "items" in part]
    return found | ({"items": items[0]} if len(items) == 1 else {})
