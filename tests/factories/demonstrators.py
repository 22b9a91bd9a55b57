import factory
from django.utils import timezone
from django.utils.text import slugify

from demonstrators.models import Approach, Booking, JourneyEntry, OpenDay, Programme, Site, SitePartner, Strand, Visit
from demonstrators.services import ask_for_visit, book_places, move_entry, move_visit, offer_open_day
from improvement_hub.accounts.services import organisation_of
from improvement_hub.core.actor import Actor
from tests.factories.accounts import PersonFactory
from tests.factories.councils import CouncilFactory


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))


class StrandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Strand

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Strand {n}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))


class SiteFactory(factory.django.DjangoModelFactory):
    """A site of one council, in a programme of its own and at no known stage, unless told otherwise."""

    class Meta:
        model = Site
        skip_postgeneration_save = True

    lead = factory.SubFactory(CouncilFactory)
    demonstration = factory.LazyAttribute(lambda made: made.lead.demonstration)
    programme = factory.SubFactory(ProgrammeFactory, demonstration=factory.SelfAttribute("..demonstration"))
    name = factory.Sequence(lambda n: f"Site {n:03d}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))

    @factory.post_generation
    def partners(self, create, extracted, **kwargs):
        for council in extracted or ():
            SitePartner.objects.create(site=self, council=council)


class EntryFactory(factory.django.DjangoModelFactory):
    """A complete draft; `to="submitted"` or `"published"` takes it there, through the service."""

    class Meta:
        model = JourneyEntry
        skip_postgeneration_save = True

    site = factory.SubFactory(SiteFactory)
    author = factory.SubFactory(PersonFactory)
    happened_on = factory.LazyFunction(timezone.localdate)
    did = "We opened a room."
    found_hard = "Nobody came."

    @factory.post_generation
    def to(self, create, extracted, **kwargs):
        director = Actor(kind="person", pk=self.author_id, directs=frozenset([self.site.lead_id]))
        if extracted:
            move_entry(entry=self, step={"submitted": "submit", "published": "publish"}[extracted], by=director)
            self.refresh_from_db()


class VisitFactory(factory.django.DjangoModelFactory):
    """A request between councils where nobody need be there to answer."""

    class Meta:
        model = Visit

    host = factory.SubFactory(CouncilFactory)
    visitor = factory.LazyFunction(lambda: organisation_of(CouncilFactory()))
    asked_by = factory.SubFactory(PersonFactory)
    purpose = "Their pods."
    wished_from = factory.LazyFunction(timezone.localdate)
    wished_until = factory.LazyFunction(timezone.localdate)
    people = 3


class OpenDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpenDay

    site = factory.SubFactory(SiteFactory)
    title = "See the pods"
    takes_place_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyFunction(timezone.localdate)
    places = 5
    place = "Town hall"


class BookingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Booking

    open_day = factory.SubFactory(OpenDayFactory)
    visitor = factory.LazyFunction(lambda: organisation_of(CouncilFactory()))
    booked_by = factory.SubFactory(PersonFactory)
    people = 2


class ApproachFactory(factory.django.DjangoModelFactory):
    """Begun by a council, and recorded by nobody, unless told otherwise."""

    class Meta:
        model = Approach

    name = factory.Sequence(lambda n: f"Approach {n}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))
    origin_council = factory.SubFactory(CouncilFactory)
    demonstration = factory.LazyAttribute(lambda made: bool(made.origin_council and made.origin_council.demonstration))


def make_visit(*, by, to="asked", host_by=None, **terms):
    """Asked for through the service; `to="accepted"` or `"held"` takes it there, `host_by` answering, today."""
    today = timezone.localdate()
    wishes = {"purpose": "Their pods.", "wished_from": today, "wished_until": today, "people": 3}
    visit = ask_for_visit(by=by, **{**wishes, **terms})
    if to in ("accepted", "held"):
        visit = move_visit(visit=visit, step="accept", takes_place_on=today, place="Town hall", by=host_by)
    return move_visit(visit=visit, step="mark_held", by=host_by) if to == "held" else visit


def make_open_day(*, site, by, **terms):
    """Offered through the service: today, for five, unless told otherwise."""
    today = timezone.localdate()
    offer = {"title": "See the pods", "takes_place_on": today, "closes_on": today, "places": 5, "place": "Town hall"}
    return offer_open_day(site=site, by=by, **{**offer, **terms})


def make_booking(*, by, people=2, open_day=None, site=None, host_by=None):
    """At an open day of one's own, unless one is given."""
    return book_places(open_day=open_day or make_open_day(site=site, by=host_by), people=people, by=by)
