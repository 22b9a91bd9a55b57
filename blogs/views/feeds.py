"""Atom feeds: the newest posts that everyone may read, of the whole list or of what a query string leaves of it."""

import hashlib
from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.generic import View

from blogs import atom, queries
from blogs.filters import PostFilterSet, ThemePostFilterSet
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.errors import DomainError

MOST = 50
NEVER = datetime(2020, 1, 1, tzinfo=UTC)  # when a feed without posts changed
KEPT = 300  # seconds for which a proxy may answer by itself


class PostFeed(View):
    """What nobody signed in would see, also for those who are: a feed reader has no account."""

    filterset_class = PostFilterSet
    title = "Posts"

    def visible(self):
        return queries.public_posts()

    def get(self, request, **kwargs):
        posts = list(self.found(self.visible())[:MOST])
        tag = self.tag(posts)
        changed = max((post.changed_at for post in posts), default=NEVER)
        known = get_conditional_response(request, etag=tag, last_modified=int(changed.timestamp()))
        return known or self.answer(posts, tag, changed)

    def found(self, visible):
        self.filterset = self.filterset_class(self.request.GET, queryset=visible, actor=NOBODY)
        if not self.filterset.is_valid():
            raise DomainError("This feed has a filter in its address that the list does not have.")
        return self.filterset.qs

    def tag(self, posts) -> str:
        said = " ".join([self.request.get_full_path(), *(f"{post.pk}:{post.version}" for post in posts)])
        return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'

    def answer(self, posts, tag, changed):
        address = self.request.build_absolute_uri
        pieces = atom.document(
            title=self.whole_title(),
            id=address(),
            updated=changed,
            links={"self": address(), "alternate": address(self.list_address())},
            entries=(atom.entry(post, address) for post in posts),
        )
        headers = {"ETag": tag, "Last-Modified": http_date(changed.timestamp())}
        response = HttpResponse("".join(pieces), content_type="application/atom+xml; charset=utf-8", headers=headers)
        patch_cache_control(response, public=True, max_age=KEPT)
        return response

    def whole_title(self) -> str:
        """Such as “Improvement Hub: Posts, Case study, London”."""
        return ", ".join([f"Improvement Hub: {self.title}", *(chip["words"] for chip in self.filterset.chosen)])

    def list_address(self) -> str:
        return self.request.get_full_path().replace("feed/", "", 1)


class ThemeFeed(PostFeed):
    filterset_class = ThemePostFilterSet

    def visible(self):
        theme = get_object_or_404(queries.themes(), slug=self.kwargs["slug"])
        self.title = theme.name
        return super().visible().filter(themes=theme)
