"""Pages of open days: offering one, booking places, giving them back, and who came."""

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.cache import never_cache

from demonstrators import forms, queries, services
from demonstrators.calendars import calendar_of_open_days
from demonstrators.filters import OpenDayFilterSet
from demonstrators.views.sites import OnSite
from improvement_hub.core.calendars import as_file
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.writing.pages import TakesStep, WritingPage

TERMS = ("title", "about", "takes_place_on", "starts_at", "ends_at", "place", "link", "places", "closes_on", "version")
FEED = "Open days of demonstrator sites"


class OpenDayList(HubListPage):
    template_name = "demonstrators/open_days.html"
    filterset_class = OpenDayFilterSet

    def visible(self, actor):
        return queries.open_day_list(actor)


@method_decorator(never_cache, name="dispatch")
class OpenDaysCalendarFile(View):
    """For calendar programs, without signing in: what everyone may know; the same filters as the list."""

    def get(self, request):
        rows = OpenDayFilterSet(request.GET, queries.open_day_list(request.actor), request=request)
        found = rows.qs if rows.is_valid() else rows.queryset.none()
        return as_file(FEED, calendar_of_open_days(FEED, found))


class OpenDayPage(HubDetailPage):
    """Public; who booked is read by those who may, and where it is by those who have a place."""

    template_name = "demonstrators/open_day.html"
    context_object_name = "open_day"

    def get_queryset(self):
        return queries.open_day_detail(self.request.actor)

    def get_context_data(self, **kwargs):
        day, actor = self.object, self.request.actor
        bookings = queries.bookings_of(day, actor)
        for booking in bookings:
            booking.open_day = day
        own = next((booking for booking in bookings if booking.booked_by_id == actor.person_id), None)
        steps = day.workflow.steps(day, actor)
        return super().get_context_data(bookings=bookings, own=own, steps=steps, subject=day, **kwargs)


class OfferPage(OnSite, WritingPage):
    form_class = forms.OfferForm
    permission = "demonstrators.change_site"
    heading = "Offer an open day"
    button = "Announce it"
    done = "Announced. Members of other councils can book now."
    markdown = "about"

    def perform(self, form):
        return services.offer_open_day(site=self.site, by=self.request.actor, **form.cleaned_data)


class OnOpenDay(SignedIn):
    template_name = "demonstrators/open_day_form.html"

    @cached_property
    def open_day(self):
        return get_object_or_404(queries.open_day_detail(self.request.actor), pk=self.kwargs["pk"])

    def subject(self):
        return self.open_day

    def get_context_data(self, **kwargs):
        return super().get_context_data(open_day=self.open_day, lead=str(self.open_day), **kwargs)


class ChangeOpenDayPage(OnOpenDay, WritingPage):
    form_class = forms.ChangeOpenDayForm
    permission = "demonstrators.run_open_day"
    heading = "Change the open day"
    markdown = "about"

    def get_initial(self):
        return {name: getattr(self.open_day, name) for name in TERMS}

    def perform(self, form):
        return services.change_open_day(open_day=self.open_day, by=self.request.actor, **form.cleaned_data)


class OpenDayStep(TakesStep, OnOpenDay, WritingPage):
    def get_form_class(self):
        return forms.ReasonForm if self.step.asks else VersionedForm

    def perform(self, form):
        step = self.kwargs["step"]
        return services.move_open_day(open_day=self.open_day, step=step, by=self.request.actor, **form.cleaned_data)


class BookPage(OnOpenDay, ServicePage):
    form_class = forms.BookForm
    permission = "demonstrators.book_places"
    heading = "Book places"
    button = "Book"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "among": self.request.actor.council_ids}

    def perform(self, form):
        return services.book_places(open_day=self.open_day, by=self.request.actor, **form.cleaned_data)


class AttendancePage(OnOpenDay, ServicePage):
    form_class = forms.AttendanceForm
    permission = "demonstrators.run_open_day"
    heading = "Who came"
    done = "Saved who came."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "bookings": list(queries.bookings_with_a_place(self.open_day))}

    def get_initial(self):
        return {"version": self.open_day.version}

    def perform(self, form):
        terms = {"attendance": form.attendance, "version": form.cleaned_data["version"]}
        return services.record_attendance(open_day=self.open_day, by=self.request.actor, **terms)


class OnBooking(SignedIn):
    template_name = "demonstrators/open_day_form.html"

    @cached_property
    def booking(self):
        return get_object_or_404(queries.booking_list(self.request.actor), pk=self.kwargs["pk"])

    def subject(self):
        return self.booking

    def get_initial(self):
        return {"people": self.booking.people, "version": self.booking.version}

    def get_context_data(self, **kwargs):
        day = self.booking.open_day
        return super().get_context_data(open_day=day, lead=f"{day}. {self.booking}.", **kwargs)


class ChangeBookingPage(OnBooking, ServicePage):
    form_class = forms.ChangeBookingForm
    permission = "demonstrators.hold_booking"
    heading = "Change the number of people"
    done = "Saved."

    def perform(self, form):
        return services.change_booking(booking=self.booking, by=self.request.actor, **form.cleaned_data)


class BookingStep(TakesStep, OnBooking, WritingPage):
    def perform(self, form):
        terms = {"version": form.cleaned_data["version"], "by": self.request.actor}
        return services.move_booking(booking=self.booking, step=self.kwargs["step"], **terms)


@method_decorator(never_cache, name="dispatch")
class OpenDayCalendarFile(View):
    """One open day as a file for a calendar program."""

    def get(self, request, pk):
        day = get_object_or_404(queries.open_day_list(request.actor), pk=pk)
        return as_file(str(day), calendar_of_open_days(str(day), [day]))
