"""The list of reviews: as rows, as a table or as a board by state; and the same as a file."""

from functools import cached_property
from itertools import groupby

from django.http import Http404
from django.views.generic import View

from improvement_hub.core.export import csv_response, xlsx_response
from improvement_hub.core.pages import HubListPage
from improvement_hub.core.saved.pages import SavesViews
from peer_review import queries
from peer_review.filters import ReviewPageFilterSet
from peer_review.workflow import ReviewState

SHAPES = {"list": ("List", 25), "table": ("Table", 50), "board": ("Board", 200)}
FILES = {"csv": csv_response, "xlsx": xlsx_response}
ORDER = {state.value: place for place, state in enumerate(ReviewState)}


class ReviewsPage(SavesViews, HubListPage):
    template_name = "peer_review/reviews.html"
    filterset_class = ReviewPageFilterSet

    def visible(self, actor):
        return queries.listed_reviews(actor)

    @cached_property
    def shape(self) -> str:
        asked = self.request.GET.get("as")
        return asked if asked in SHAPES else "list"

    def get_paginate_by(self, queryset):
        return SHAPES[self.shape][1]

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        for review in page["object_list"]:
            review.concerns = queries.concerns_of(review) if getattr(review, "has_part", False) else []
        columns = by_state(page["object_list"]) if self.shape == "board" else []
        shapes = [(name, label, name == self.shape) for name, (label, _) in SHAPES.items()]
        return {**page, "shape": self.shape, "shapes": shapes, "columns": columns}


def by_state(reviews) -> list[tuple]:
    """(state in words, its reviews) for every state that has one, in the order of the way."""
    ordered = sorted(reviews, key=lambda review: ORDER[review.state])
    return [
        (ReviewState(state).label, list(group)) for state, group in groupby(ordered, key=lambda review: review.state)
    ]


class ExportReviews(View):
    """What the list shows with its filters, as CSV or XLSX; nothing that the page would not show."""

    def get(self, request, kind):
        if kind not in FILES:
            raise Http404
        visible = queries.listed_reviews(request.actor)
        filters = ReviewPageFilterSet(request.GET, queryset=visible, request=request)
        found = filters.qs if filters.is_valid() else visible.none()
        rows = queries.rows_for_export(found, request.actor, request.build_absolute_uri)
        return FILES[kind]("reviews", queries.COLUMNS, rows)
