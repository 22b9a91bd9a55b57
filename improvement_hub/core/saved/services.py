from django.db import transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import SavedView
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store, store_once, take_turns

NOT_KEPT = ("page", "view", "words")


@transaction.atomic
def save_view(*, place, name, query, by, follow=False):
    """Keep a list with its filters under a name; the same name again replaces what it stood for. `follow`: one's digest
    tells what it newly finds."""
    require(by, "core.save_views")
    check_place(place)
    check_followed(place, follow)
    take_turns(f"views of {by.pk}")
    mine = SavedView.objects.filter(owner=by.pk, place=place)
    known = mine.filter(name__iexact=name.strip()).first()
    if known is None and mine.count() >= SavedView.MOST:
        raise DomainError(f"You have {SavedView.MOST} views of this list: delete one first.", field="name")
    view = known or SavedView(owner_id=by.pk, place=place)
    view.name, view.query, view.is_followed = name.strip(), without_page(query), follow
    return store_once(view)


def check_place(place):
    """A page of the hub, by its path alone."""
    if not getattr(page_at(place), "saves_views", False):
        raise DomainError("Views of this page cannot be saved.", field="place")


def check_followed(place, follow):
    if follow and not page_at(place).can_follow:
        raise DomainError("This list cannot be followed: a saved search can.")


def page_at(place):
    """The class of the page at a path; None where there is none."""
    try:
        return getattr(resolve(place).func, "view_class", None)
    except Resolver404:
        return None


def without_page(query: str) -> str:
    kept = QueryDict(query, mutable=True)
    for name in NOT_KEPT:
        kept.pop(name, None)
    for name in [name for name, value in kept.items() if not value]:
        del kept[name]
    return kept.urlencode()


@transaction.atomic
def change_view(*, view, by, version=None, name=None, query=None, is_default=None, is_followed=None):
    """Its owner names a view otherwise, changes its filters, opens the list with it, or follows it."""
    take_turns(f"views of {by.pk}")
    view = lock(view, version=version)
    require(by, "core.own_view", view)
    if name is not None:
        view.name = name.strip()
    if query is not None:
        view.query = without_page(query)
    if is_followed is not None:
        check_followed(view.place, is_followed)
        view.is_followed = is_followed
    if is_default is not None:
        let_go_of_first(view, by)
        view.is_default = is_default
    return store(view)


def let_go_of_first(view, by):
    others = SavedView.objects.filter(owner=by.pk, place=view.place, is_default=True).exclude(pk=view.pk)
    others.update(is_default=False)


@transaction.atomic
def open_with(*, view, by):
    """The list opens with this view; with another, or with none, before. A second time takes that back."""
    view = lock(view)
    require(by, "core.own_view", view)
    take_turns(f"views of {by.pk}")
    let_go_of_first(view, by)
    view.is_default = not view.is_default
    return store(view)


@transaction.atomic
def follow_view(*, view, by):
    """One's digest tells what the view newly finds. A second time takes that back."""
    view = lock(view)
    require(by, "core.own_view", view)
    view.is_followed = not view.is_followed
    check_followed(view.place, view.is_followed)
    return store(view)


@transaction.atomic
def forget_view(*, view, by, version=None):
    view = lock(view, version=version)
    require(by, "core.own_view", view)
    view.delete()
