from django.conf import settings
from django.http import Http404
from django.views.generic import TemplateView

from blogs.queries import events_in, events_of, posts_about
from demonstrators.queries import sites_of
from improvement_hub.core.models import KeptWords, RepeatedRequest
from improvement_hub.core.pages import SignedIn
from improvement_hub.councils.views import CouncilPage, RegionPage
from improvement_hub.overview import guide, queries, reference, services
from improvement_hub.overview.gallery import parts
from peer_review.queries import reviews_hosted_by


class HomePage(TemplateView):
    """What the hub is, the ways in, the latest posts, and who has shared something."""

    template_name = "overview/home.html"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        councils = queries.councils_on_the_map(actor)
        return super().get_context_data(
            posts=queries.newest_posts(actor)[:4],
            post_count=queries.published_posts(actor).count(),
            councils=councils,
            council_count=len(councils),
            shared_count=sum(council.has_shared for council in councils),
            regions=queries.by_region(councils),
            extent=reference.extent(),
            **kwargs,
        )


class CouncilPicture(CouncilPage):
    """A council with its sites, the reviews it hosted, the latest posts about it and its events."""

    template_name = "overview/council.html"
    most = 5

    def get_context_data(self, **kwargs):
        council, actor = self.object, self.request.actor
        return super().get_context_data(
            sites=sites_of(council, actor),
            reviews=reviews_hosted_by(council, actor)[: self.most],
            posts=posts_about(council, actor)[: self.most],
            events=events_of([council], actor)[: self.most],
            **kwargs,
        )


class RegionPicture(RegionPage):
    """A region with the latest of its shared learning events."""

    template_name = "overview/region.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(events=events_in(self.object, self.request.actor)[:5], **kwargs)


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


class WorkPage(SignedIn, TemplateView):
    """What is due, what waits for this person, what is new; then their reviews."""

    template_name = "overview/work.html"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        since = services.note_visit(by=actor)
        reviews = queries.my_reviews(actor)
        return super().get_context_data(
            due=queries.due(actor, reviews),
            waiting=queries.waiting(actor, reviews),
            since=since,
            news=queries.news(actor, reviews, since) if since else [],
            reviews=reviews,
            exceptions=queries.exceptions(actor) if actor.leads else None,
            **kwargs,
        )


class StatementPage(TemplateView):
    """What the software's makers state, and whom to ask here."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(contact=settings.CONTACT_EMAIL, **kwargs)


class AccessibilityPage(StatementPage):
    template_name = "overview/accessibility.html"


class PrivacyPage(StatementPage):
    """What the hub keeps and for how long, read from the settings that decide it."""

    template_name = "overview/privacy.html"

    def get_context_data(self, **kwargs):
        kept = {
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
            "lock_minutes": int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60,
            "failures": settings.AXES_FAILURE_LIMIT,
            "log_days": settings.SIGN_IN_LOG_DAYS,
            "invitation_days": settings.INVITATION_LIFETIME.days,
            "repeat_days": RepeatedRequest.KEPT_FOR.days,
            "words_days": KeptWords.KEPT_FOR.days,
            "mail_folder": settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"),
        }
        return super().get_context_data(**kept, **kwargs)


class GalleryPage(TemplateView):
    """Every part pages are made of, for those who write pages; while DEBUG is on."""

    template_name = "overview/gallery.html"

    def get_context_data(self, **kwargs):
        if not settings.DEBUG:
            raise Http404
        drawn = [(part, part.drawn(self.request)) for part in parts()]
        return super().get_context_data(parts=drawn, **kwargs)
