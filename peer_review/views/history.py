from django.core.paginator import Paginator

from peer_review import queries
from peer_review.views.workspace import WorkspacePage

PER_PAGE = 50


class HistoryPage(WorkspacePage):
    """What happened in the review, the latest first."""

    template_name = "peer_review/history.html"
    tab = "history"

    def get_context_data(self, **kwargs):
        pages = Paginator(queries.history(self.request.actor, self.review), PER_PAGE)
        return super().get_context_data(page_obj=pages.get_page(self.request.GET.get("page")), **kwargs)
