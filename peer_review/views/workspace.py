"""What every page inside a review shares: the review itself, its tabs, and who may read its text."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.writing.pages import WritingPage
from peer_review import queries


class InReview:
    """Finds the review of the address among those the actor may see; 404 otherwise."""

    tab = ""

    @cached_property
    def review(self):
        return get_object_or_404(queries.one_review(self.request.actor), pk=self.kwargs["review"])

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        reads = allows(actor, "peer_review.read_review", self.review)
        page = {
            "review": self.review,
            "tab": self.tab,
            "reads": reads,
            "reads_evidence": allows(actor, "peer_review.read_evidence", self.review),
        }
        # the address's own `review` is an id: the row takes its place
        return super().get_context_data(**{**kwargs, **page})


class WorkspacePage(SignedIn, InReview, TemplateView):
    """A tab of the workspace. Who may see the review but not its text gets 403."""

    permission = "peer_review.read_review"

    def get(self, request, *args, **kwargs):
        require(request.actor, self.permission, self.review)
        return super().get(request, *args, **kwargs)


class ReviewForm(SignedIn, InReview, ServicePage):
    """A form inside a review; its permission is asked of the review unless `subject` says otherwise."""

    template_name = "peer_review/form.html"

    def subject(self):
        return self.review


class ReviewWriting(SignedIn, InReview, WritingPage):
    """A form inside a review for more than a line or two: what is typed is kept."""

    template_name = "peer_review/form.html"

    def subject(self):
        return self.review
