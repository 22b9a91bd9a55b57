"""The list of posts as a file: for a spreadsheet, or whole, to be imported again."""

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.generic import View

from blogs import atom, queries
from blogs.filters import PostFilterSet
from blogs.filters.standing import EVERY
from improvement_hub.core.export import csv_response, xlsx_response

FILES = {"csv": csv_response, "xlsx": xlsx_response}
AT_A_TIME = 200


def found(request, visible, **unless_chosen):
    """What the list shows with these filters, in its order."""
    chosen = {name: [value] for name, value in unless_chosen.items()} | dict(request.GET.lists())
    filters = PostFilterSet(MultiValueDict(chosen), queryset=visible, request=request)
    return filters.qs if filters.is_valid() else visible.none()


class ExportPosts(View):
    """CSV or XLSX; nothing that the page would not show."""

    def get(self, request, kind):
        if kind not in FILES:
            raise Http404
        posts = found(request, queries.post_list(request.actor))
        return FILES[kind]("posts", queries.COLUMNS, queries.rows_for_export(posts, request.build_absolute_uri))


class AtomExport(View):
    """Every post, archived case studies too, with its text, its images and all that a hub needs to have it again."""

    def get(self, request):
        address = request.build_absolute_uri
        whole = found(request, queries.whole_posts(request.actor), standing=EVERY)
        posts = whole.iterator(chunk_size=AT_A_TIME)
        pieces = atom.document(
            title="Improvement Hub: posts",
            id="urn:improvement-hub:export",
            updated=queries.latest_change(whole) or timezone.now(),
            links={"self": address(), "alternate": address("/posts/")},
            entries=(piece for post in posts for piece in atom.whole_entry(post, address)),
        )
        response = StreamingHttpResponse(pieces, content_type="application/atom+xml; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="posts.atom"'
        return response
