from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from improvement_hub.core import letterbox

# somebody else's HTML: its own styles, no scripts, nothing from elsewhere, and an origin of its own
OF_AN_EMAIL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"


def healthz(request):
    """200 when the hub can serve: the database and the cache both answer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    cache.get("healthz")
    return HttpResponse("ok", content_type="text/plain")


@method_decorator(never_cache, name="dispatch")
class AtOnesDesk(View):
    """There while DEBUG is on and e-mails are files; elsewhere nothing is there."""

    def dispatch(self, request, *args, **kwargs):
        if not letterbox.is_open():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def letter(self):
        found = letterbox.one(self.kwargs["name"], self.kwargs["number"])
        if found is None:
            raise Http404
        return found


class MailPage(AtOnesDesk, TemplateView):
    """The e-mails that were written, the latest first."""

    template_name = "core/mail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(letters=letterbox.latest(), **kwargs)


class LetterPage(AtOnesDesk, TemplateView):
    template_name = "core/letter.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(letter=self.letter(), **kwargs)


class LetterAsHtml(AtOnesDesk):
    """The HTML of an e-mail as a reader's program would show it."""

    def get(self, request, *args, **kwargs):
        return HttpResponse(self.letter().html, headers={"Content-Security-Policy": OF_AN_EMAIL})
