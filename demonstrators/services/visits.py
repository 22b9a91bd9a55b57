from django.db import transaction
from django.utils import timezone

from demonstrators import queries
from demonstrators.models import Attendees, Visit, VisitFeedback
from improvement_hub.accounts.models import Organisation
from improvement_hub.accounts.services import organisation_of
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import after_commit, lock, store, take_turns
from improvement_hub.core.workflow import move

SAID = ("host_id", "site_id", "visitor_id", "asked_by_id", "purpose", "wished_from", "wished_until", "people")
OF_ANOTHER = "Choose a council that you run."


@transaction.atomic
def ask_for_visit(*, site=None, host=None, visitor=None, wished_from, by, id=None, **terms):
    """A director or improvement officer, or someone of a partner agency, asks to visit a site, or a council as such.

    terms: purpose, wished_until, people. `visitor`: which of their councils it is for, where they run several.
    `id` is the one the sender made: the same request sent twice is stored once. The host is told by e-mail.
    """
    require(by, "demonstrators.ask_for_visit")
    host = host_of(site, host)
    visitor = visiting(visitor, by, among=by.manages)
    visit = Visit(site=site, host=host, visitor=visitor, asked_by_id=by.pk, wished_from=wished_from, **terms)
    take_turns("ask for a visit")
    known = Visit.objects.filter(pk=id).first() if id else None
    if known:
        return the_same(known, visit)
    check_days(visit)
    check_sides(visit)
    visit.pk = id or visit.pk
    after_commit(tell, "asked", visit.pk)
    return store(visit)


def host_of(site, host):
    if site and host and host != site.lead:
        raise DomainError(f"{site} is led by {site.lead}.", field="host")
    if not (site or host):
        raise DomainError("Choose the council that you would like to visit.", field="host")
    return host or site.lead


def visiting(council, by, *, among) -> Organisation:
    """For whom one asks: the council named, else one's only one, else one's agency."""
    if council and council.pk not in among:
        raise DomainError(OF_ANOTHER, field="visitor")
    if council:
        return organisation_of(council)
    own = list(queries.councils_among(among))
    if len(own) > 1:
        raise DomainError("Say for which of your councils you ask.", field="visitor")
    return organisation_of(own[0]) if own else Organisation.objects.get(pk=by.organisation_id)


def check_days(visit):
    if visit.wished_from < timezone.localdate():
        raise DomainError("This day has passed.", field="wished_from")


def check_sides(visit):
    """Two councils, or an agency and a council; both invented, or neither; and somebody who will read it."""
    if visit.visitor.council_id in (visit.site.council_ids if visit.site else {visit.host_id}):
        raise DomainError("Your own council needs no invitation there.", field="host")
    if visit.visitor.demonstration != visit.host.demonstration:
        raise DomainError("Demonstration councils are visited among themselves, and by nobody else.", field="host")
    if not queries.people_running(visit.host).exists():
        raise DomainError(f"Nobody of {visit.host} has joined the hub yet, so nobody would read this.", field="host")


def the_same(known, visit):
    if all(getattr(known, name) == getattr(visit, name) for name in SAID):
        return known
    raise DomainError("This request is sent already, in other words. Send again to make another one.", field="id")


@transaction.atomic
def move_visit(*, visit, step, by, version=None, **inputs):
    """Accept, decline, withdraw, arrange anew, call off, or say that it took place; the other side is told by e-mail.

    inputs: `takes_place_on`, `starts_at`, `ends_at`, `place`, `link`, `message` to accept and to arrange anew;
    `reason` to decline and to call off.
    """
    visit = move(lock(visit, version=version), step, by=by, **inputs)
    by_host = step != "withdraw" and allows(by, "demonstrators.answer_visit", visit)
    after_commit(tell, step if by_host else f"{step}_by_visitors", visit.pk)
    return visit


@transaction.atomic
def name_attendees(*, visit, attendees, by, version=None):
    """Say who comes, or who came: these and no others, each a dict of `number`, `role` and, where known, `council`.

    Roles and numbers, never names. Without a council it is the visiting one.
    """
    visit = lock(visit, version=version)
    require(by, "demonstrators.run_visit", visit)
    if not visit.is_arranged:
        raise DomainError("Say who comes once the visit is accepted.")
    visit.attendees.all().delete()
    for row in attendees:
        store(Attendees(visit=visit, **{"council": visit.visitor.council, **row}))
    return store(visit)


@transaction.atomic
def give_feedback(*, visit, by, version=None, **terms):
    """The visitors say what was useful and what they will try, once the visit was held; they may change it later.

    terms: useful, will_try, readers.
    """
    visit = lock(visit, version=version)
    require(by, "demonstrators.give_feedback", visit)
    if not visit.is_held:
        raise DomainError("Say what was useful once the visit was held.")
    known = VisitFeedback.objects.filter(visit=visit).first()
    feedback = known or VisitFeedback(visit=visit)
    for name, value in {**terms, "author_id": by.pk}.items():
        setattr(feedback, name, value)
    store(feedback)
    if not known:
        after_commit(tell, "feedback", visit.pk)
    return store(visit)


def tell(news, visit_id):
    from demonstrators.tasks import tell_of_visit

    tell_of_visit.delay(str(visit_id), news)
