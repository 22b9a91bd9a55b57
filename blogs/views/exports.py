"""The list of posts as a file: for a spreadsheet, or whole, to be imported again."""

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.views.generic import View

from blogs import atom, queries
from blogs.filters import PostFilterSet
from improvement_hub.core.export import csv_response, xlsx_response

FILES = {"csv": csv_response, "xlsx": xlsx_response}
AT_A_TIME = 200


def found(request, visible):
    """What the list shows with these filters, in its order."""
    filters = PostFilterSet(request.GET, queryset=visible, request=request)
    return filters.qs if filters.is_valid() else visible.none()


class ExportPosts(View):
    """CSV or XLSX; nothing that the page would not show."""

    def get(self, request, kind):
        if kind not in FILES:
            raise Http404
        posts = found(request, queries.post_list(request.actor))
        return FILES[kind]("posts", queries.COLUMNS, queries.rows_for_export(posts, request.build_absolute_uri))


class AtomExport(View):
    """Every post with its text and with all that a hub needs to have it again."""

    def get(self, request):
        address = request.build_absolute_uri
        posts = found(request, queries.whole_posts(request.actor)).iterator(chunk_size=AT_A_TIME)
        pieces = atom.document(
            title="Improvement Hub: posts",
            id="urn:improvement-hub:export",
            updated=timezone.now(),
            links={"self": address(), "alternate": address("/posts/")},
            entries=(atom.entry(post, address, with_record=True) for post in posts),
        )
        response = StreamingHttpResponse(pieces, content_type="application/atom+xml; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="posts.atom"'
        return response
