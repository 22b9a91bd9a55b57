from blogs import forms, queries, services
from blogs.views.posts import OfPost
from improvement_hub.core.pages import SignedIn
from improvement_hub.core.permissions import allows
from improvement_hub.core.writing.pages import WritingPage

MOST_SHOWN = 50


class WritersPage(SignedIn, OfPost, WritingPage):
    """Who stands over a post, and which councils write it; those who may be named are found by name."""

    template_name = "blogs/writers.html"
    permission = "blogs.change_post"
    heading = "Say who writes the post"
    done = "Saved who writes it."

    def get_form_class(self):
        may_join = allows(self.request.actor, "blogs.write_together", self.target) and self.target.owner
        return forms.WritersForm if may_join else forms.WritersAloneForm

    def get_initial(self):
        names = "\n".join(self.target.author_names)
        return {"authors": names, "partners": self.target.partners, "version": self.target.version}

    def perform(self, form):
        return services.name_writers(post=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        name = self.request.GET.get("name", "").replace("\0", "")[:150]
        found = queries.colleagues(self.target, name)[:MOST_SHOWN]
        return super().get_context_data(colleagues=found, name=name, **kwargs)
