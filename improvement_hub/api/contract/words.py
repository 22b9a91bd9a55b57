"""Codes in words: a filter's are those of its choices, as the page shows them."""


def labels_of(view, name) -> dict[str, str]:
    """The words of each code of a filter, by code."""
    filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
    choices = filters[name].extra.get("choices", ()) if name in filters else ()
    choices = getattr(choices, "choices", choices)
    return dict(flat(choices() if callable(choices) else choices))


def flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from flat(label)
        else:
            yield str(value), str(label)


def explain(parameter, labels):
    """Add the words of its codes to what a parameter says of itself."""
    schema = parameter["schema"]
    codes = schema.get("enum") or schema.get("items", {}).get("enum", [])
    lines = [f"* `{code}` - {labels[str(code)]}" for code in codes if str(code) in labels]
    if lines:
        said = parameter.get("description", "").split("\n\n* `")[0].strip()
        if said.startswith("* `"):
            said = ""
        parameter["description"] = "\n\n".join(filter(None, [said, "\n".join(lines)]))


def steps_in_words(parameter) -> dict[str, str]:
    """What each step of `expand` leads to, and what `ordering` goes by."""
    codes = parameter["schema"].get("enum") or parameter["schema"].get("items", {}).get("enum", [])
    if parameter["name"] == "expand":
        return {code: f"its {code.replace('.', ', and of that its ').replace('_', ' ')}" for code in codes}
    if parameter["name"] == "count":
        return {"exact": "every one that you may see and that the filters leave, counted now"}
    if parameter["name"] == "ordering":
        return {code: by_what(code) for code in codes}
    return {}


def by_what(code) -> str:
    words = code.removeprefix("-").replace("_", " ")
    return f"by {words}, the last first" if code.startswith("-") else f"by {words}"


def lines(words, labels) -> str:
    """What a parameter is, and each of its codes in words."""
    return "\n\n".join([words, "\n".join(f"* `{code}` - {label}" for code, label in labels)])


def collections(names):
    """Collections in words: as their addresses have them."""
    return [(name, name.replace("-", " ").capitalize()) for name in sorted(names)]
