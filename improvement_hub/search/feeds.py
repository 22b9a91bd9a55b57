"""A search as an Atom feed: the newest that everyone may read of what it finds."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views import View

from blogs import atom
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.errors import DomainError
from improvement_hub.search.forms import SearchForm
from improvement_hub.search.queries import last_changed, search

MOST = 50
NEVER = datetime(2020, 1, 1, tzinfo=UTC)  # when a feed without entries changed
KEPT = 300  # seconds for which a proxy may answer by itself


class SearchFeed(View):
    """What nobody signed in would find with the query string of the search page, and only what has all of its words:
    a feed reader tells of whatever comes."""

    def get(self, request):
        form = SearchForm(request.GET)
        if not form.is_valid():
            raise DomainError("This feed has a filter in its address that the search does not have.")
        wish = replace(form.wish(), order="newest", page=1, size=MOST, has_all=True)
        said = "".join(self.document(wish, search(wish, NOBODY)))
        tag = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=tag) or self.answer(said, tag)

    def answer(self, said, tag):
        response = HttpResponse(said, content_type="application/atom+xml; charset=utf-8", headers={"ETag": tag})
        patch_cache_control(response, public=True, max_age=KEPT)
        return response

    def document(self, wish, found):
        address, query = self.request.build_absolute_uri, self.request.GET.urlencode()
        changed = last_changed([one.id for one in found.answers])
        return atom.document(
            title=title(wish, found),
            id=address(),
            updated=max(changed.values(), default=NEVER),
            links={"self": address(), "alternate": address(f"{reverse('search')}?{query}")},
            entries=(entry(one, changed[one.id], address) for one in found.answers),
        )


def title(wish, found) -> str:
    """Such as “Improvement Hub: neglect, Case study, London”."""
    chosen = [count.label.words for counts in found.facets.values() for count in counts if count.is_chosen]
    return ", ".join([f"Improvement Hub: {found.corrected or wish.q or 'Library'}", *chosen])


def entry(one, changed, address) -> str:
    """What was found as an entry; `address` makes a whole address of a path."""
    return atom.short_entry(
        title=unmarked(one.title),
        id=f"urn:uuid:{one.id}",
        href=address(one.url),
        updated=changed,
        day=one.known_day,
        by=one.place,
        categories=[(label.key, label.words) for label in [*one.of("kind"), *one.of("theme")]],
        summary=unmarked(one.snippet),
    )


def unmarked(text) -> str:
    """Without the signs around the words that were found."""
    return text.replace("\x02", "").replace("\x03", "")
