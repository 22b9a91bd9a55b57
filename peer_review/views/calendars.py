from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from demonstrators.calendars import own_events
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core import calendars
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.permissions import require
from peer_review import links, queries, services
from peer_review.calendars import calendar
from peer_review.views.workspace import InReview

MINE = "My peer reviews and visits"


def as_file(name, activities):
    return calendars.as_file(name, calendar(name, activities))


def own_file(actor):
    """All that the person takes part in: in reviews, visits and open days."""
    return calendars.as_file(MINE, calendar(MINE, queries.my_activities(actor), own_events(actor)))


class MyTimetablePage(SignedIn, TemplateView):
    """What the person takes part in from today on, in all reviews, and the addresses for calendar programs."""

    template_name = "peer_review/my_timetable.html"

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        feed, rows = queries.own_feed(actor), list(queries.my_coming_activities(actor))
        sentences = queries.by_activity(queries.clashes(rows))
        for activity in rows:
            activity.clashes = sentences[activity.pk]
        address = links.calendar_address(feed) if feed else ""
        return super().get_context_data(activities=rows, calendar_address=address, **kwargs)


@method_decorator(never_cache, name="dispatch")
class MyCalendarFile(SignedIn, View):
    """One's own timetable as a file, once."""

    def get(self, request):
        return own_file(request.actor)


@method_decorator(never_cache, name="dispatch")
class ReviewCalendarFile(SignedIn, InReview, View):
    """The timetable of a review as a file, once."""

    def get(self, request, **kwargs):
        require(request.actor, "peer_review.read_review", self.review)
        return as_file(str(self.review), queries.activities(request.actor, self.review))


@method_decorator(never_cache, name="dispatch")
class CalendarFeedFile(View):
    """What a secret address gives: what its person may see at this moment, whoever asks; 404 once that is nothing."""

    def get(self, request, token):
        feed, review = links.feed_of(token) or self.nothing()
        actor = actor_of_person(feed.person)
        if not actor.is_person:
            self.nothing()
        if review is None:
            return own_file(actor)
        review = get_object_or_404(queries.readable_reviews(actor), pk=review)
        return as_file(str(review), queries.activities(actor, review))

    def nothing(self):
        raise Http404("No calendar has this address.")


class CalendarAddressPage(SignedIn, ServicePage):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    permission = "peer_review.keep_calendar"
    lead = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=self.lead, back=reverse("my-timetable"), **kwargs)

    def get_success_url(self):
        return f"{reverse('my-timetable')}#calendar"


class RenewCalendarPage(CalendarAddressPage):
    heading = "Make a new calendar address?"
    button = "Make a new address"
    lead = (
        "Every address you gave to a calendar program before stops working. Whoever has the new one sees your "
        "timetables without signing in, so keep it to yourself."
    )
    done = "Your calendar address is ready."

    def perform(self, form):
        return services.renew_calendar(by=self.request.actor)


class EndCalendarPage(CalendarAddressPage):
    heading = "End your calendar address?"
    button = "End it"
    lead = "Calendar programs that read it get nothing any more."
    done = "Your calendar address gives nothing any more."

    def perform(self, form):
        return services.end_calendar(by=self.request.actor)
