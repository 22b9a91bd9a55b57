from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse

from improvement_hub.core.pages import HubListPage, SignedIn
from improvement_hub.core.permissions import require
from peer_review import forms, queries, services
from peer_review.filters import TrayFilterSet
from peer_review.views.statements import with_marks
from peer_review.views.workspace import InReview, ReviewForm


class FindingsPage(SignedIn, InReview, HubListPage):
    """One column per key line, and for the team the tray of its evidence; the host sees findings alone."""

    template_name = "peer_review/findings.html"
    filterset_class = TrayFilterSet
    paginate_by = 20
    tab = "findings"

    def get(self, request, *args, **kwargs):
        require(request.actor, "peer_review.read_review", self.review)
        return super().get(request, *args, **kwargs)

    def visible(self, actor):
        return queries.tray(actor, self.review)

    def filter_terms(self):
        return {"review": self.review}

    def get_context_data(self, **kwargs):
        rows = queries.with_last_note(queries.statements(self.request.actor, self.review))
        cards = [with_marks(row, self.review) for row in rows]
        by_keyline = {key: list(group) for key, group in groupby(cards, key=lambda row: row.keyline_id)}
        columns = [(line, by_keyline.get(line.pk, [])) for line in self.review.keylines.all()]
        thin = sum(bool(card.missing) for card in cards if card.state == "hypothesis")
        asked = self.request.GET.get("for", "")
        return super().get_context_data(columns=columns, thin=thin, asked=asked, **kwargs)


class LinkOnBoard(ReviewForm):
    """What is ticked in the tray is linked to a statement, or a hypothesis is written from it."""

    http_method_names = ["post", "options"]
    form_class = forms.BoardForm
    permission = "peer_review.make_statements"
    heading = "Link evidence"
    button = "Link"

    def post(self, request, *args, **kwargs):
        if "hypothesis" in request.POST:
            pieces = [("evidence", piece) for piece in request.POST.getlist("evidence")]
            return HttpResponseRedirect(f"{reverse('hypothesis', args=[self.review.pk])}?{urlencode(pieces)}")
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        chosen = self.request.POST.getlist("evidence")
        return {**super().get_form_kwargs(), "review": self.review, "actor": self.request.actor, "chosen": chosen}

    def perform(self, form):
        terms = {name: form.cleaned_data[name] for name in ("statement", "evidence", "relation")}
        return services.link_several(**terms, by=self.request.actor)

    def get_success_url(self):
        """Back to the tray as it was filtered, at the card."""
        tray = QueryDict(self.request.POST.get("tray", "")).urlencode()
        return f"{reverse('review-findings', args=[self.review.pk])}?{tray}#s{self.result.pk}"

    def get_fallback_url(self):
        return reverse("review-findings", args=[self.review.pk])
