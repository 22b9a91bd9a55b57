from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from django.utils import timezone

from demonstrators.models import Booking, OpenDay, SitePartner
from demonstrators.models.visitors import of_site
from demonstrators.workflow import BookingState, OpenDayState
from demonstrators.workflow.open_days import IN_LINE


def open_day_list(actor):
    """With `knows_place`: whether this actor may read where it is."""
    found = OpenDay.objects.visible_to(actor).select_related("site__lead__region")
    return found.annotate(knows_place=knows_place(actor))


def knows_place(actor):
    """People of the site's councils do, and those of whom somebody has a place."""
    if not actor.is_person:
        return Value(False)
    there = OpenDay.objects.filter(of_site(actor))
    booked = Booking.objects.visible_to(actor).with_a_place().filter(open_day=OuterRef("pk"))
    return Exists(there.filter(pk=OuterRef("pk"))) | Exists(booked)


def open_day_detail(actor):
    partners = Prefetch("site__partner_links", SitePartner.objects.select_related("council"))
    return open_day_list(actor).prefetch_related(partners)


def booking_list(actor):
    found = Booking.objects.visible_to(actor).select_related("visitor__council", "booked_by", "open_day__site__lead")
    return found.order_by("created_at", "pk")


def bookings_of(open_day, actor) -> list:
    """Those that stand, as far as the actor sees them: who has places first, then the line in its order."""
    rows = booking_list(actor).filter(open_day=open_day, state__in=IN_LINE)
    return sorted(rows, key=lambda booking: booking.is_waiting)


def bookings_with_a_place(open_day):
    return open_day.bookings.with_a_place().select_related("visitor__council", "booked_by").order_by("created_at", "pk")


def bookings_in_line(open_day):
    return open_day.bookings.filter(state__in=IN_LINE).select_related("booked_by")


def coming_open_days(site, actor):
    found = open_day_list(actor).filter(site=site, takes_place_on__gte=timezone.localdate())
    return found.order_by("takes_place_on", "pk")


def own_days(actor) -> Q:
    """Open days this person runs, or has booked places at."""
    booked = Booking.objects.filter(booked_by=actor.person_id, state=BookingState.BOOKED)
    return Q(site__lead__in=actor.manages) | Q(pk__in=booked.values("open_day"))


def own_open_days(actor):
    return open_day_list(actor).filter(own_days(actor)).order_by("takes_place_on", "pk")


def open_days_due(actor, until):
    """Those this person runs or has places at, until a day; and past ones of which nobody said how they went."""
    today = timezone.localdate()
    coming = Q(own_days(actor), takes_place_on__range=(today, until))
    past = Q(site__lead__in=actor.manages, takes_place_on__lt=today)
    found = OpenDay.objects.visible_to(actor).filter(coming | past)
    return found.filter(state=OpenDayState.ANNOUNCED).select_related("site").order_by("takes_place_on", "pk")


def shared_by(councils, lookup) -> Q:
    """Rows of a site that one of these councils leads or is a partner of; without a lookup the sites themselves."""
    links = SitePartner.objects.filter(council__in=councils).values("site")
    return Q(**{f"{lookup}__lead__in" if lookup else "lead__in": councils}) | Q(**{f"{lookup or 'pk'}__in": links})
