"""Items of any collection that is shared, as its own resource gives them."""

from functools import cache

from improvement_hub.accounts.scopes import READ, covers
from improvement_hub.api.changes.sources import BY_COLLECTION
from improvement_hub.core import answers, prepared

AT_A_TIME = 500


@cache
def resources() -> dict:
    """Of each collection that is shared, its resource."""
    from improvement_hub.api.urls import router

    return {prefix: resource for prefix, resource, _ in router.registry if prefix in BY_COLLECTION}


def collections_open_to(actor) -> list[str]:
    """Those that the scopes of a key or token let it read."""
    return [name for name in sorted(BY_COLLECTION) if actor.scopes is None or covers(actor.scopes, READ, name)]


def resource_for(request, collection, action):
    """A view of this collection that was asked by this request."""
    view = resources()[collection]()
    view.request, view.action, view.kwargs, view.args, view.format_kwarg = request, action, {}, (), None
    return view


def items_by_id(request, wanted) -> dict:
    """{(collection, id): the item whole}, of those (collection, id) that the asker of this request may see."""
    by_collection: dict = {}
    for collection, pk in wanted:
        by_collection.setdefault(collection, []).append(pk)
    return {
        (collection, pk): said
        for collection, ids in by_collection.items()
        for pk, said in whole(resource_for(request, collection, "retrieve"), ids).items()
    }


def whole(view, ids) -> dict:
    """{id: the item}; a handful of statements for all of them."""
    rows = view.get_queryset()
    if answers.is_prepared(view) and answers.reads_what_is_shared(view.request.user):
        found = list(prepared.with_prepared(answers.plain(rows.filter(pk__in=ids)), view.prepares, prepared.WHOLE))
        missing = {row.pk: row.change_number for row in found if row.prepared is None}
        texts = {row.pk: row.prepared for row in found if row.prepared is not None}
        if missing:
            texts |= answers.made_now(view, rows, prepared.WHOLE, missing)
        return {pk: prepared.placed(text, view.request) for pk, text in texts.items()}
    found = list(rows.filter(pk__in=ids))
    return {row.pk: said for row, said in zip(found, view.get_serializer(found, many=True).data, strict=True)}
