from django.http import Http404
from django.urls import reverse

from blogs import queries, services
from blogs.views.posts import OfPost, RevisionPages
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.writing.history import ComparisonPage as Comparison


class ComparisonPage(RevisionPages, Comparison):
    template_name = "blogs/comparison.html"


class RestorePage(SignedIn, OfPost, ServicePage):
    """Asks whether an earlier version is to be the newest."""

    template_name = "blogs/restore.html"
    form_class = VersionedForm
    permission = "blogs.change_post"
    button = "Restore"
    done = "Restored, as a new version."

    def subject(self):
        post = self.found()
        self.revision = queries.REVISIONS.version(post, self.kwargs["event"])
        if self.revision is None:
            raise Http404
        self.heading = f"Restore version {self.revision.version}?"
        return post

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        revision = self.kwargs["event"]
        return services.restore_revision(
            post=self.target, revision=revision, by=self.request.actor, **form.cleaned_data
        )

    def get_context_data(self, **kwargs):
        back = reverse("post-revisions", args=[self.target.slug])
        return super().get_context_data(revision=self.revision, back=back, **kwargs)
