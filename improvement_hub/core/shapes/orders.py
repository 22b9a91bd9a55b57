"""In which order a list comes: its own, or one that `ordering=` names."""

from functools import lru_cache

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q

from improvement_hub.core.shapes.trees import refuse


def reversed_order(ordering):
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in ordering)


def has_column(model, name) -> bool:
    return model is not None and any(field.name == name for field in model._meta.concrete_fields)


def named_orders(view) -> dict[str, tuple[str, ...]]:
    """All that `ordering=` takes here. By `id` and `created_at` nothing moves while it is being read."""
    if getattr(view, "action", None) != "list" or not hasattr(view, "orders"):
        return {}
    orders, model = dict(view.orders), getattr(getattr(view.get_serializer_class(), "Meta", None), "model", None)
    if has_column(model, "id"):
        orders |= {"id": ("id",)} | ({"created_at": ("created_at", "id")} if has_column(model, "created_at") else {})
    both = [((name, order), (f"-{name}", reversed_order(order))) for name, order in orders.items()]
    return dict(pair for pairs in both for pair in pairs)


def asked_order(view, request) -> tuple[str, ...]:
    wish = request.query_params.get("ordering")
    if not wish:
        return tuple(view.ordering)
    orders = named_orders(view)
    if wish not in orders:
        refuse("ordering", wish, orders)
    return orders[wish]


@lru_cache(maxsize=500)
def may_be_null(model, path: str) -> bool:
    """Whether a column, maybe of a related row, can be empty."""
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # a rank, which every row has
            return False
        if field.null:
            return True
        model = field.related_model
    return False


def terms(ordering, model, *, backwards):
    """For `order_by`. What is empty comes last whichever way it falls; read backwards, a list begins with it."""
    found = [term(name, model) for name in ordering]
    if backwards:
        for one in found:
            one.reverse_ordering()
    return found


def term(name, model):
    column = F(name.removeprefix("-"))
    last = True if may_be_null(model, column.name) else None
    return column.desc(nulls_last=last) if name.startswith("-") else column.asc(nulls_last=last)


def beyond(ordering, values, model, *, backwards) -> Q:
    """Rows that come after the row with these values in this order, or before it.

    The first column is also bounded by itself where it can be: so the database starts there in an index, and does not
    read through all that came before.
    """
    condition, equal = Q(), {}
    for name, value in zip(ordering, values, strict=True):
        condition |= Q(**equal) & behind(name, value, model, backwards=backwards)
        column = name.removeprefix("-")
        equal |= {f"{column}__isnull": True} if value is None else {column: value}
    return bound(ordering[0], values[0], model, backwards=backwards) & condition


def step(name, backwards) -> str:
    return "lt" if name.startswith("-") != backwards else "gt"


def behind(name, value, model, *, backwards) -> Q:
    """By this column alone. None is behind every value, and before it is every value."""
    column = name.removeprefix("-")
    empty = Q(**{f"{column}__isnull": True})
    if value is None:
        return ~empty if backwards else Q(pk__in=[])
    beside = Q(**{f"{column}__{step(name, backwards)}": value})
    return beside | empty if may_be_null(model, column) and not backwards else beside


def bound(name, value, model, *, backwards) -> Q:
    column = name.removeprefix("-")
    if value is None or may_be_null(model, column):
        return Q()
    return Q(**{f"{column}__{step(name, backwards)}e": value})
