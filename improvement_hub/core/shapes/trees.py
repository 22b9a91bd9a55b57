"""`fields=id,council.name` and `expand=councils.region`: names with dots, as a tree."""

from rest_framework.exceptions import ValidationError

LONGEST = 2000


def tree_of(asked: list[str], parameter: str, *, most: int, depth: int) -> dict:
    """{name: tree of what is asked for of it}; an empty tree: nothing in particular.

    A parameter that is given twice, or with commas, asks for all of it together.
    """
    paths = [path.strip() for part in asked for path in part[: LONGEST + 1].split(",") if path.strip()]
    if len(paths) > most or sum(map(len, asked)) > LONGEST:
        raise ValidationError({parameter: [f"Name {most} at most."]})
    tree: dict = {}
    for path in paths:
        names = path.split(".")
        if len(names) > depth:
            raise ValidationError({parameter: [f"“{path}” goes too deep: {depth} names, joined by dots, at most."]})
        branch = tree
        for name in names:
            branch = branch.setdefault(name, {})
    return tree


def refuse(parameter: str, name: str, offered) -> None:
    there = ", ".join(offered) or "none"
    raise ValidationError({parameter: [f"There is no “{name}” here. There are: {there}."]})
