import uuid
from functools import partial

from django.db import transaction
from django.utils import timezone

from blogs.models import AgendaItem, Attendance, Event, EventHost, EventPost, EventTheme, Post
from blogs.models.posts import SHARED
from blogs.workflow import EventState
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import free_address, lock, store, take_turns
from improvement_hub.core.workflow import move

ANOTHER = "This is saved already, in other words. Save again to make another of it."


@transaction.atomic
def plan_event(*, title, hosts=(), region=None, agenda=(), themes=(), by, id=None, **facts):
    """A member of a hosting council plans an event; without hosts, the lead of the region for the region.

    facts: starts_at, ends_at, place, remote, summary, description, visibility. agenda: (time, what, who) rows. `id` is
    the one the sender made: the same event sent twice is stored once, and the stored one is returned.
    """
    take_turns("plan an event")
    if id and (known := Event.objects.filter(pk=id).first()):
        return the_same(known, title, by)
    region = region_of(hosts, region)
    event = Event(pk=id or uuid.uuid4(), title=title, region=region, demonstration=region.demonstration, **facts)
    event.slug = free_address(Event, title, otherwise="event")
    require(by, "blogs.plan_event", Hosting(hosts, region))
    store(event)
    set_hosts(event, hosts)
    set_agenda(event, agenda)
    set_themes(event, themes)
    return event


class Hosting:
    """Who is to host an event that is not stored yet, as the rules ask it of an event."""

    def __init__(self, hosts, region):
        self.host_ids = frozenset(council.pk for council in hosts)
        self.region_id = region.pk


def region_of(hosts, region):
    """The first host's, else the one that is named."""
    if not hosts and region is None:
        raise DomainError("Name the councils that host it, or the region.", field="hosts")
    return hosts[0].region if hosts else region


def the_same(known, title, by):
    require(by, "blogs.change_event", known)
    if known.title == title:
        return known
    raise DomainError(ANOTHER, field="id")


@transaction.atomic
def change_event(*, event, by, version=None, hosts=None, agenda=None, themes=None, shown=None, pack=None, **facts):
    """Whoever may plan it changes it. What is left out stays.

    facts: title, starts_at, ends_at, place, remote, summary, description, visibility, follow_up, report. shown and
    pack: all posts that were shown, and that are to take home; those that the actor may not see stay.
    """
    event = lock(event, version=version)
    require(by, "blogs.change_event", event)
    set_facts(event, facts, by)
    if hosts is not None:
        check_hosts(event, hosts, by)
        event.region = region_of(hosts, event.region)
    ties = [(hosts, set_hosts), (agenda, set_agenda), (themes, set_themes)]
    ties += [(shown, partial(set_posts, part=EventPost.Part.SHOWN, by=by))]
    ties += [(pack, partial(set_posts, part=EventPost.Part.PACK, by=by))]
    for given, change in ties:
        if given is not None:
            change(event, given)
    return store(event)


def check_hosts(event, hosts, by):
    """Who leaves it to other hosts does not speak for them; who names others, or its region alone, hosts it too."""
    if not hosts or not set(hosts) <= set(event.hosts):
        require(by, "blogs.plan_event", Hosting(hosts, region_of(hosts, event.region)))


def set_facts(event, facts, by):
    """What is shared more widely is news again."""
    if SHARED.index(facts.get("visibility", event.visibility)) > SHARED.index(event.visibility):
        event.shared_at = timezone.now()
    for name, value in facts.items():
        if name != "report" or is_seen(event.report, by):
            setattr(event, name, value)


def set_hosts(event, councils):
    """These and no others, in this order."""
    if event.hosts != list(councils):
        event.host_links.all().delete()
        for position, council in enumerate(dict.fromkeys(councils), start=1):
            store(EventHost(event=event, council=council, position=position))


def set_agenda(event, rows):
    """These and no others, in this order."""
    if [(item.begins, item.what, item.who) for item in event.agenda.all()] != list(rows):
        event.agenda.all().delete()
        for position, (begins, what, who) in enumerate(rows, start=1):
            store(AgendaItem(event=event, position=position, begins=begins, what=what, who=who))


def set_themes(event, themes):
    """These and no others."""
    had = set(event.themes.all())
    event.theme_links.exclude(theme__in=themes).delete()
    for theme in dict.fromkeys(themes):
        if theme not in had:
            store(EventTheme(event=event, theme=theme))


def set_posts(event, posts, *, part, by):
    """These and no others, of those that the actor may see."""
    links = EventPost.objects.visible_to(by).filter(event=event, part=part)
    had = set(links.values_list("post", flat=True))
    EventPost.objects.filter(pk__in=links.exclude(post__in=posts).values("pk")).delete()
    for post in dict.fromkeys(posts):
        if post.pk not in had:
            store(EventPost(event=event, post=post, part=part))


def is_seen(post, by) -> bool:
    """A report that the actor may not see stays; where there is none, there is none to keep."""
    return post is None or Post.objects.visible_to(by).filter(pk=post.pk).exists()


@transaction.atomic
def move_event(*, event, step, by, version=None, **inputs):
    """Whoever may change it marks it as held once it has begun, or cancels it with a reason; both can be undone."""
    return move(lock(event, version=version), step, by=by, **inputs)


@transaction.atomic
def attend_event(*, event, council, by):
    """A member of a council says that it attends, and takes it back with `miss_event`."""
    event = lock(event)
    require(by, "blogs.attend_event", council)
    if event.state == EventState.CANCELLED:
        raise DomainError("The event is cancelled.")
    store(Attendance(event=event, council=council, said_by_id=by.pk))
    return event


@transaction.atomic
def miss_event(*, event, council, by):
    """A member of a council says that it does not attend after all."""
    event = lock(event)
    require(by, "blogs.attend_event", council)
    event.attendances.filter(council=council).delete()
    return event
