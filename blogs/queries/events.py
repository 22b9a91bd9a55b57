from django.db.models import Prefetch, Q
from django.utils import timezone

from blogs.models import Attendance, Event, EventHost, EventPost, Post
from blogs.workflow import EventState
from improvement_hub.core.audit import first_when
from improvement_hub.core.models import shared_with
from improvement_hub.core.writing.trails import Trail
from improvement_hub.councils.models import Council, Region


def with_event_rows(events):
    hosts = Prefetch("host_links", EventHost.objects.select_related("council"))
    return events.select_related("region").prefetch_related(hosts, "themes")


def event_list(actor):
    """Without the long texts, which only the page of an event shows."""
    return with_event_rows(Event.objects.visible_to(actor)).defer("description", "follow_up")


def event_detail(actor):
    """With its agenda, who attends, and of the posts those that this actor may see."""
    posts = Prefetch("post_links", EventPost.objects.visible_to(actor).select_related("post"), to_attr="seen_posts")
    attending = Prefetch("attendances", Attendance.objects.select_related("council"))
    report = Prefetch("report", Post.objects.visible_to(actor), to_attr="seen_report")
    parts = ("agenda", "files", attending, posts, report)
    return with_event_rows(Event.objects.visible_to(actor)).prefetch_related(*parts)


def upcoming(events):
    """Planned and not over yet, the next first."""
    return events.filter(state=EventState.PLANNED, ends_at__gte=timezone.now()).order_by("starts_at", "id")


def without_invented(events, actor):
    return events if actor.demonstration else events.filter(demonstration=False)


def events_on(theme, actor):
    """Events on a theme, or on one that is part of it, the latest first."""
    events = event_list(actor).filter(themes__line__contains=[theme.pk]).distinct()
    return without_invented(events, actor)


def events_of(councils, actor):
    """Events that one of these councils hosts or attends, the latest first."""
    hosted = Event.objects.filter(host_links__council__in=councils).values("pk")
    attended = Event.objects.filter(attendances__council__in=councils).values("pk")
    return event_list(actor).filter(pk__in=hosted.union(attended))


def events_in(region, actor):
    """Events of a region, those to come first and then the latest."""
    return event_list(actor).filter(region=region)


def new_events(actor, since):
    """Planned events that this actor may see, planned or shared more widely after a moment, the latest first."""
    events = upcoming(event_list(actor)).filter(shared_at__gt=since)
    return without_invented(events, actor).order_by("-shared_at", "id")


def events_found_from(actor, since):
    """Events that this actor first came to see after a moment, to come or over, the latest first."""
    readable = shared_with(actor) | Q(region__in=actor.leads)
    readable |= Q(pgh_obj__host_links__council__in=actor.council_ids)
    events = event_list(actor).exclude(state=EventState.CANCELLED).filter(shared_at__gt=since)
    events = events.annotate(found_from=first_when(Event, readable)).filter(found_from__gt=since)
    return without_invented(events, actor).order_by("-shared_at", "id")


def events_to_attend(actor, until):
    """Events of the next days that a council of this person hosts or attends, the next first."""
    return upcoming(events_of(actor.council_ids, actor)).filter(starts_at__date__lte=until)


def councils_of_actor(actor):
    """Councils for which this actor says whether they attend."""
    return Council.objects.in_being().filter(pk__in=actor.council_ids)


def regions():
    """Every region, to choose from."""
    return Region.objects.all()


def regions_led(actor):
    return Region.objects.filter(pk__in=actor.leads)


EVENT_REVISIONS = Trail(
    model=Event,
    texts={"summary": "summary", "description": "description", "follow_up": "what to take home"},
    facts={
        "title": "title",
        "starts_at": "time",
        "ends_at": "time",
        "place": "place",
        "remote": "place",
        "region_id": "region",
        "visibility": "readers",
        "state": "state",
        "report_id": "report",
    },
    shown=(("Title", "title"), ("Summary", "summary"), ("Description", "description"), ("To take home", "follow_up")),
    otherwise="hosts, agenda, themes or posts",
)
