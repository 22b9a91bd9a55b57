"""What a search finds that somebody saved to be told of it."""

from dataclasses import replace

from django.http import QueryDict

from improvement_hub.search.forms import SearchForm
from improvement_hub.search.queries import search


def found_among(ids, view, actor, most) -> list[str]:
    """Of things of these ids those that a saved search finds, by what this actor may read; only what has all of its
    words."""
    form = SearchForm(QueryDict(view.query))
    if not ids or not form.is_valid():
        return []
    wish = replace(form.wish(), order="newest", page=1, size=most, has_all=True, among=tuple(ids))
    return [one.id for one in search(wish, actor).answers]
