from django.http import Http404
from django.views.generic import TemplateView

from demonstrators.queries import sites_of
from improvement_hub.councils.views import CouncilPage
from improvement_hub.overview import guide, queries


class HomePage(TemplateView):
    """What the hub is, the ways in, and what is new; signed in, one's reviews first."""

    template_name = "overview/home.html"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        posts = queries.newest_posts(actor)
        return super().get_context_data(
            posts=posts[:5],
            post_count=posts.count(),
            council_count=queries.councils_in_being(),
            reviews=queries.my_reviews(actor)[:6] if actor.is_person else (),
            **kwargs,
        )


class CouncilPicture(CouncilPage):
    """A council with the demonstrator sites it leads or shares."""

    template_name = "overview/council.html"

    def get_context_data(self, **kwargs):
        sites = sites_of(self.object, self.request.actor)
        return super().get_context_data(sites=sites, **kwargs)


class HelpPage(TemplateView):
    """The chapters of the user guide."""

    template_name = "overview/help.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(chapters=guide.chapters(), **kwargs)


class ChapterPage(TemplateView):
    """One chapter of the user guide."""

    template_name = "overview/help_chapter.html"

    def get_context_data(self, **kwargs):
        if self.kwargs["slug"] not in guide.CHAPTERS:
            raise Http404
        return super().get_context_data(chapter=guide.chapter(self.kwargs["slug"]), chapters=guide.chapters(), **kwargs)
