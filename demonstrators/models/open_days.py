"""Open days of a site, and who has a place or waits for one."""

import pgtrigger
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from demonstrators.models.sites import Site
from demonstrators.models.visitors import of_site, of_visitors
from demonstrators.workflow.open_days import (
    BOOKING_FLOW,
    IN_LINE,
    OPEN_DAY_FLOW,
    BookingState,
    OpenDayState,
)
from improvement_hub.accounts.models import Organisation, Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, OpenToAll
from improvement_hub.core.writing.states import LONGEST_REASON

LONGEST_ABOUT = 5_000
MOST_PLACES = 1_000
MOST_AT_ONCE = 50


@audited(exclude=["taken"])
class OpenDay(HubModel):
    """A day on which a site is open to others. That it is, is public; where it is, those know who have a place.

    `taken`: how many places are booked, kept by the database with every booking.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="open_days")
    title = models.CharField(max_length=150, validators=[refuse_child_level])
    about = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_ABOUT), refuse_child_level])
    takes_place_on = models.DateField("day")
    starts_at = models.TimeField("begins at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    place = models.CharField(max_length=300, blank=True, validators=[refuse_child_level])
    link = models.URLField("link to join by", max_length=500, blank=True)
    places = models.PositiveSmallIntegerField("number of places", validators=[MaxValueValidator(MOST_PLACES)])
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    closes_on = models.DateField("last day for booking")
    state = models.CharField(max_length=9, choices=OpenDayState, default=OpenDayState.ANNOUNCED)
    cancelled_reason = models.CharField(max_length=LONGEST_REASON, blank=True, validators=[refuse_child_level])

    objects = OpenToAll.as_manager()
    workflow = OPEN_DAY_FLOW

    class Meta:
        ordering = ["takes_place_on", "id"]
        indexes = [models.Index(fields=["takes_place_on", "id"], name="open_day_by_day")]
        constraints = [
            models.CheckConstraint(
                name="an_open_day_is_never_overbooked",
                condition=Q(taken__lte=F("places")),
                violation_error_message="More places than that are booked already.",
            ),
            models.CheckConstraint(
                name="an_open_day_has_a_place_to_give",
                condition=Q(places__gte=1, places__lte=MOST_PLACES),
                violation_error_message=f"An open day has one place at least, and {MOST_PLACES} at most.",
            ),
            models.CheckConstraint(
                name="booking_closes_by_the_open_day",
                condition=Q(closes_on__lte=F("takes_place_on")),
                violation_error_message="Booking closes on the open day itself at the latest.",
            ),
            models.CheckConstraint(
                name="an_open_day_is_somewhere",
                condition=~Q(place="") | ~Q(link=""),
                violation_error_message="Say where it takes place, or give a link to join by.",
            ),
            models.CheckConstraint(
                name="an_open_day_ends_after_it_begins",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"), starts_at__isnull=False),
                violation_error_message="It ends after it begins: give both times, or leave the end empty.",
            ),
            models.CheckConstraint(
                name="an_open_day_is_cancelled_with_a_reason",
                condition=(Q(state=OpenDayState.CANCELLED) & ~Q(cancelled_reason=""))
                | (~Q(state=OpenDayState.CANCELLED) & Q(cancelled_reason="")),
                violation_error_message="An open day is cancelled with a reason, and only then has one.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {date_format(self.takes_place_on, 'j F Y')}"

    def get_absolute_url(self):
        return reverse("open-day", args=[self.pk])

    @property
    def places_left(self) -> int:
        return self.places - self.taken

    @property
    def is_announced(self) -> bool:
        return self.state == OpenDayState.ANNOUNCED

    @property
    def is_cancelled(self) -> bool:
        return self.state == OpenDayState.CANCELLED

    @property
    def is_to_come(self) -> bool:
        return self.is_announced and self.takes_place_on >= timezone.localdate()

    @property
    def has_come(self) -> bool:
        return not self.is_cancelled and self.takes_place_on <= timezone.localdate()

    @property
    def takes_bookings(self) -> bool:
        return self.is_announced and self.closes_on >= timezone.localdate()


class BookingQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """To people of the council or agency that booked, and of the site's councils; to no client."""
        if not actor.is_person:
            return self.none()
        return self.filter(of_site(actor, "open_day__site") | of_visitors(actor))

    def waiting(self):
        """The line, the first one first."""
        return self.filter(state=BookingState.WAITING).order_by("created_at", "pk")

    def with_a_place(self):
        return self.filter(state=BookingState.BOOKED)


@audited
class Booking(HubModel):
    """Places at an open day for people of a council or an agency; the database adds them up at the day."""

    open_day = models.ForeignKey(OpenDay, models.PROTECT, related_name="bookings")
    visitor = models.ForeignKey(Organisation, models.PROTECT, related_name="bookings")
    booked_by = models.ForeignKey(Person, models.PROTECT, related_name="bookings")
    people = models.PositiveSmallIntegerField("number of people", validators=[MaxValueValidator(MOST_AT_ONCE)])
    state = models.CharField(max_length=10, choices=BookingState, default=BookingState.BOOKED)
    attended = models.PositiveSmallIntegerField(
        "number who came", null=True, blank=True, validators=[MaxValueValidator(MOST_PLACES)]
    )

    objects = BookingQuerySet.as_manager()
    workflow = BOOKING_FLOW

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["open_day", "booked_by"],
                condition=Q(state__in=IN_LINE),
                name="a_person_books_an_open_day_once",
                violation_error_message="You have booked this open day already: change the number of people there.",
            ),
            models.CheckConstraint(
                name="a_booking_is_for_one_person_at_least",
                condition=Q(people__gte=1, people__lte=MOST_AT_ONCE),
                violation_error_message=f"Book one place at least, and {MOST_AT_ONCE} at most.",
            ),
            models.CheckConstraint(
                name="those_who_have_a_place_attend",
                condition=Q(attended=None) | Q(state=BookingState.BOOKED),
                violation_error_message="Only those attend who have a place.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_booking_takes_its_places",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("change", "integer")],
                func="""
                    change := 0;
                    IF TG_OP <> 'DELETE' THEN
                        IF NEW.state IN ('booked') THEN change := change + NEW.people; END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' THEN
                        IF OLD.state IN ('booked') THEN change := change - OLD.people; END IF;
                    END IF;
                    IF change <> 0 THEN
                        UPDATE demonstrators_openday SET taken = taken + change
                        WHERE id = COALESCE(NEW.open_day_id, OLD.open_day_id);
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.ReadOnly(name="a_booking_stays_with_its_open_day", fields=["open_day", "visitor"]),
        ]

    def __str__(self):
        return f"{self.visitor_words}: {self.people} {'person' if self.people == 1 else 'people'}"

    def get_absolute_url(self):
        return f"{self.open_day.get_absolute_url()}#b-{self.pk}"

    @property
    def visitor_words(self) -> str:
        return str(self.visitor.council or self.visitor)

    @property
    def has_place(self) -> bool:
        return self.state == BookingState.BOOKED

    @property
    def is_waiting(self) -> bool:
        return self.state == BookingState.WAITING
