from django.db.models import Prefetch, Q
from django.utils import timezone

from demonstrators.models import Attendees, Booking, SitePartner, Visit, VisitFeedback
from demonstrators.models.visitors import of_visitors
from demonstrators.queries.approaches import uses_at
from demonstrators.queries.open_days import coming_open_days
from demonstrators.workflow.visits import ARRANGED, VisitState
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.models import Visibility
from improvement_hub.councils.models import Council

MOST_SHARED = 5


def visit_list(actor):
    found = Visit.objects.visible_to(actor).select_related("host", "site", "visitor__council", "asked_by")
    return found.select_related("feedback")


def visit_detail(actor):
    """With who comes, and the councils of the site."""
    attendees = Prefetch("attendees", Attendees.objects.select_related("council"))
    partners = Prefetch("site__partner_links", SitePartner.objects.select_related("council"))
    return visit_list(actor).prefetch_related(attendees, partners)


def people_running(council):
    """Active directors and improvement officers of today."""
    running = Membership.objects.current().filter(council=council, role__in=[Role.DIRECTOR, Role.OFFICER])
    return Person.objects.filter(is_active=True, pk__in=running.values("person"))


def people_visiting(visit) -> list:
    """Whoever asked, if they still belong there; else those who run the visiting council."""
    still = Visit.objects.visible_to(actor_of_person(visit.asked_by)).filter(pk=visit.pk)
    return [visit.asked_by] if still.exists() else list(people_running(visit.visitor.council_id))


def councils_among(ids):
    return Council.objects.filter(pk__in=ids)


def councils_that_visited(site) -> int:
    """How many councils came to a visit that was held, or to an open day."""
    held = Visit.objects.filter(site=site, state=VisitState.HELD).order_by()
    visitors = held.filter(visitor__kind=Organisation.Kind.COUNCIL).values("visitor__council")
    others = Attendees.objects.filter(visit__in=held, council__isnull=False).order_by().values("council")
    came = Booking.objects.filter(open_day__site=site, attended__gte=1).order_by().values("visitor__council")
    found = Council.objects.filter(Q(pk__in=visitors) | Q(pk__in=others) | Q(pk__in=came))
    return found.exclude(pk=site.lead_id).count()


def shared_feedback(site, actor):
    """What visitors of a site share with the sector, the latest first."""
    found = VisitFeedback.objects.visible_to(actor).filter(visit__site=site, readers=Visibility.SECTOR)
    return found.select_related("visit__visitor__council").order_by("-created_at", "id")


def visiting(site, actor) -> dict:
    """For the page of a site: how many councils came, what visitors share, what it uses, open days, and
    whether the actor belongs to it."""
    return {
        "visited": councils_that_visited(site),
        "feedback_shared": shared_feedback(site, actor)[:MOST_SHARED],
        "uses": uses_at(site, actor),
        "open_days": coming_open_days(site, actor),
        "belongs": not actor.council_ids.isdisjoint(site.council_ids),
    }


def visits_waiting(actor):
    """Requests this person answers, and visits they made without a word on what was useful; the oldest first."""
    to_answer = Q(state=VisitState.ASKED, host__in=actor.manages)
    to_speak_of = Q(of_visitors(actor), state=VisitState.HELD, asked_by=actor.person_id, feedback=None)
    return visit_list(actor).filter(to_answer | to_speak_of).order_by("created_at", "pk")


def own_side(actor) -> Q:
    return Q(host__in=actor.manages) | of_visitors(actor)


def own_visits(actor):
    """Those of either side that have a day, for a calendar."""
    return arranged_visits(actor).filter(own_side(actor)).order_by("takes_place_on", "pk")


def visits_due(actor, until):
    """Accepted ones of either side until a day, and those past of which the host has not said whether they were."""
    today = timezone.localdate()
    coming = Q(own_side(actor), takes_place_on__range=(today, until))
    past = Q(host__in=actor.manages, takes_place_on__lt=today)
    found = visit_list(actor).filter(coming | past, state=VisitState.ACCEPTED)
    return found.order_by("takes_place_on", "pk")


def arranged_visits(actor):
    """Those that have a day."""
    return visit_list(actor).filter(state__in=ARRANGED)
