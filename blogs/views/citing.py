from django.http import Http404, HttpResponse
from django.views.generic import View

from blogs import citing
from blogs.views.posts import OfPost

FORMATS = {
    "ris": (citing.as_ris, "application/x-research-info-systems"),
    "bib": (citing.as_bib, "application/x-bibtex"),
}


class CitePost(OfPost, View):
    """A reference for programs that keep them."""

    def get(self, request, slug, kind):
        if kind not in FORMATS:
            raise Http404
        (write, content_type), post = FORMATS[kind], self.found()
        said = write(post, request.build_absolute_uri(post.get_absolute_url()))
        response = HttpResponse(said, content_type=f"{content_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{post.slug}.{kind}"'
        return response
