"""One page to search and to browse: the box, what was chosen, the facets with their counts, and what was found."""

from django.http import JsonResponse
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from improvement_hub.core.saved.pages import SavesViews
from improvement_hub.search.forms import LAST_PAGE, SearchForm
from improvement_hub.search.queries import near, search, suggestions
from improvement_hub.search.queries.labels import FACETS

SHOWN = 8  # values of a facet that stand open; the rest is folded away


class SearchPage(SavesViews, TemplateView):
    template_name = "search/search.html"
    can_follow = True
    heading = "Search"

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        valid = form.is_valid()
        page = super().get_context_data(form=form, heading=self.heading, **kwargs)
        return page | (self.found(form.wish()) if valid else {"found": None})

    def found(self, wish):
        found = search(wish, self.request.actor)
        return {
            "found": found,
            "wish": wish,
            "facets": [self.facet(name, counts) for name, counts in found.facets.items() if counts],
            "chips": self.chips(wish, found),
            "typed_address": self.address(as_typed="1", page=None),
            "previous": self.address(page=wish.page - 1) if wish.page > 1 else "",
            "next": self.address(page=wish.page + 1) if self.has_next(wish, found) else "",
            "near": [] if found.answers else near(wish.q, self.request.actor),
            "last": -(-found.total // wish.size),
        }

    def has_next(self, wish, found):
        return found.total > wish.page * wish.size and wish.page < LAST_PAGE

    def facet(self, name, counts):
        shown = [count for count in counts if count.is_chosen or count.number]
        first = [count for number, count in enumerate(shown) if number < SHOWN or count.is_chosen]
        rest = [count for count in shown if count not in first]
        return {"name": name, "words": FACETS[name], "first": first, "rest": rest}

    def chips(self, wish, found):
        """What was chosen, each with the address of the same page without it."""
        chosen = [count.label for counts in found.facets.values() for count in counts if count.is_chosen]
        chips = [(FACETS[label.facet], label.words, self.without(label.facet, label.key)) for label in chosen]
        return [("Words", wish.q, self.address(q=None, page=None)), *chips] if wish.q else chips

    def without(self, name, value) -> str:
        query = self.request.GET.copy()
        query.setlist(name, [key for key in query.getlist(name) if key != value])
        query.pop("page", None)
        return f"?{query.urlencode()}"

    def address(self, **changes) -> str:
        """This page with some parameters changed, or dropped when None."""
        query = self.request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"


class LibraryPage(SearchPage):
    """All there is, the newest first, until one searches."""

    heading = "Library"


class SuggestPage(View):
    """What might be meant, for the box while one types."""

    def get(self, request):
        found = suggestions(request.GET.get("q", "")[:100], request.actor)
        return JsonResponse({"suggestions": [vars(one) for one in found], "all": reverse("search")})
