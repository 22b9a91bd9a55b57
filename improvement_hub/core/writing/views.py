"""Where a page sends its words while they are written, and where people find what they have not saved."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import ListView

from improvement_hub.core.errors import DomainError
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.markdown import to_html
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.writing import queries, services
from improvement_hub.core.writing.answers import kept_for_later, pass_of, words_of
from improvement_hub.core.writing.beats import beat
from improvement_hub.core.writing.passes import FIELD, read_pass

LONGEST_PREVIEW = 50_000  # characters; the rest is shown once it is saved


@method_decorator(csrf_exempt, name="dispatch")  # the pass is what nobody else can know
class KeepWords(View):
    """Keeps the words of an open page. The answer says when, or why not, and nothing of the words."""

    http_method_names = ["post"]

    def post(self, request):
        try:
            kept = self.keep(request)
        except DomainError as refused:
            return JsonResponse({"sentence": refused.sentence}, status=400)
        said = beat(place=kept.place, person=kept.author_id)
        kept_at = {"kept_at": f"{timezone.localtime(kept.kept_at):%H:%M}"}
        return JsonResponse(kept_at | {"sentence": said} if said else kept_at)

    def keep(self, request):
        under = read_pass(request.POST.get(FIELD))
        if under is None:
            raise DomainError("This page is not one whose words the hub keeps. Copy your words, then open it again.")
        services.refuse_a_flood(person=under.person)
        return services.keep_words(words=words_of(request), under=under)


class PreviewWords(View):
    """Markdown as it will read; nothing is stored."""

    http_method_names = ["post"]

    def pictures(self):
        """What finds the pictures for references in the text."""
        return

    def post(self, request, **kwargs):
        if not request.actor.is_person:
            return JsonResponse({"sentence": "Sign in again to see the preview."}, status=401)
        text = request.POST.get("text", "")
        try:
            services.refuse_a_flood(person=f"preview-{request.actor.pk}")
        except DomainError as refused:
            return JsonResponse({"sentence": refused.sentence}, status=400)
        return JsonResponse({"html": to_html(text[:LONGEST_PREVIEW], self.pictures())})


class KeptWordsList(SignedIn, ListView):
    template_name = "writing/list.html"

    def get_queryset(self):
        return queries.kept_words_of(self.request.actor)


class KeptWordsPage(SignedIn, ServicePage):
    """One piece, to read and copy, to go on with or to discard."""

    template_name = "writing/one.html"
    form_class = ConfirmForm
    button = "Discard these words"
    done = "Discarded."

    def subject(self):
        kept = get_object_or_404(queries.kept_words_of(self.request.actor), pk=self.kwargs["pk"])
        self.heading = str(kept)
        return kept

    def perform(self, form):
        return services.discard_words(kept=self.target, by=self.request.actor)

    def get_success_url(self):
        return reverse("words")


def form_too_old(request, reason=""):
    """Django's answer to a form whose token is not that of this browser any more: its words are kept."""
    under = pass_of(request)
    return kept_for_later(request, under) if under else render(request, "403_csrf.html", status=403)
