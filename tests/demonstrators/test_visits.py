"""A visit on its way: asked for, answered, held, and what the visitors say of it."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from demonstrators.models import Visit, VisitFeedback
from demonstrators.queries import people_visiting, visits_due, visits_waiting
from demonstrators.services import ask_for_visit, give_feedback, move_visit, name_attendees
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from improvement_hub.overview import queries as overview
from tests.cast import NAMES
from tests.factories import CouncilFactory, MembershipFactory, SiteFactory, make_visit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WISH = {"purpose": "Their pods.", "wished_from": TODAY, "wished_until": TODAY, "people": 2}
DAY = {"takes_place_on": TODAY, "place": "Town hall"}


@pytest.fixture
def site(cast):
    return SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])


def refusal(act, **terms):
    with pytest.raises(DomainError) as refused:
        act(**terms)
    return refused.value.field, refused.value.sentence


def steps(visit, actor):
    return [step.name for step in visit.workflow.steps(visit, actor)]


def test_a_visit_goes_from_the_request_to_what_was_useful_and_each_time_the_other_side_is_told(
    cast, site, mailoutbox, django_capture_on_commit_callbacks
):
    hana, femi = cast.actor("hana"), cast.actor("femi")
    with django_capture_on_commit_callbacks(execute=True):
        visit = ask_for_visit(site=site, by=femi, **WISH)
    assert (str(visit), visit.host, visit.visitor) == ("Femsley to Pods", cast.host, organisation_of(cast.elsewhere))
    assert (steps(visit, hana), steps(visit, femi)) == (["accept", "decline"], ["withdraw"])
    hours = {"starts_at": time(10), "ends_at": time(12), "link": "https://example.org/join", "message": "Bring ID."}
    with django_capture_on_commit_callbacks(execute=True):
        visit = move_visit(visit=visit, step="accept", **DAY, **hours, by=hana)
        visit = move_visit(visit=visit, step="rearrange", **{**DAY, "place": ""}, **hours, by=hana)
    assert (visit.state, visit.decided_by, visit.place, visit.message) == ("accepted", cast.hana, "", "Bring ID.")
    assert steps(visit, femi) == ["mark_held", "call_off"]
    rows = [{"number": 2, "role": "managers"}, {"number": 1, "role": "head", "council": cast.observing}]
    for attendees in ([{"number": 9, "role": "others"}], rows):
        visit = name_attendees(visit=visit, attendees=attendees, by=femi)
    named = [(row.number, row.role, row.council) for row in visit.attendees.all()]
    assert named == [(2, "managers", cast.elsewhere), (1, "head", cast.observing)]
    with django_capture_on_commit_callbacks(execute=True):
        visit = move_visit(visit=visit, step="mark_held", by=hana)
        visit = give_feedback(visit=visit, useful="The rota.", readers="sector", by=femi)
        seen, visit = visit.version, give_feedback(visit=visit, useful="The rota!", will_try="A rota.", by=femi)
    assert [(one.useful, one.readers) for one in VisitFeedback.objects.all()] == [("The rota!", "sector")]
    with pytest.raises(StaleVersion):
        give_feedback(visit=visit, useful="Late.", version=seen, by=femi)
    to_host, to_femi = ["asha@example.org", "hana@example.org"], ["femi@example.org"]
    assert sorted((mail.subject, *mail.to) for mail in mailoutbox) == sorted(
        [("A visit is asked for", to) for to in to_host]
        + [(subject, *to_femi) for subject in ("Your visit is accepted", "Your visit has changed",
                                               "What was useful in your visit?")]
        + [("Visitors say what was useful", to) for to in to_host]
    )  # fmt: skip
    link = f"http://testserver/visits/{visit.pk}/"
    assert all(link in mail.body and "Femsley to Pods" in mail.body for mail in mailoutbox)
    secret = ("Their pods", "Town hall", "example.org/join", "Bring ID", "rota")
    assert not any(words in mail.body for mail in mailoutbox for words in secret)


def test_the_ways_in_which_a_visit_ends_early_each_tell_the_other_side(
    cast, site, mailoutbox, django_capture_on_commit_callbacks
):
    asha, femi = cast.actor("asha"), cast.actor("femi")
    ways = [
        ("asked", "decline", asha, "Your visit was declined"),
        ("asked", "withdraw", femi, "A request for a visit was withdrawn"),
        ("accepted", "call_off", asha, "Your visit was called off"),
        ("accepted", "call_off", femi, "A visit was called off"),
        ("accepted", "mark_held", femi, "A visit took place"),
    ]
    for state, step, by, subject in ways:
        visit = make_visit(site=site, by=femi, host_by=asha, to=state)
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            visit = move_visit(visit=visit, step=step, reason="Inspection.", by=by)
        assert {mail.subject for mail in mailoutbox} == {subject}
        assert not any("Inspection" in mail.body for mail in mailoutbox)
        ended = visit.ended_reason if step in ("decline", "call_off") else "Inspection."
        assert (ended, steps(visit, asha), visit.decided_by_id is not None) == ("Inspection.", [], True)


def test_who_asks_answers_and_speaks_for_a_visit(cast, site):
    by_femi = make_visit(site=site, by=cast.actor("femi"))
    by_dev = make_visit(site=site, by=cast.actor("dev"))
    assert (by_dev.visitor, str(by_dev)) == (cast.dev.organisation, "Northmoor Police to Pods")

    def allowed(permission, visit=None):
        return [name for name in NAMES if allows(cast.actor(name), f"demonstrators.{permission}", visit)]

    assert allowed("ask_for_visit") == ["asha", "hana", "ben", "carys", "dev", "femi"]
    assert allowed("answer_visit", by_femi) == ["asha", "hana"]
    assert allowed("withdraw_visit", by_femi) == allowed("give_feedback", by_femi) == ["femi"]
    assert allowed("run_visit", by_femi) == ["asha", "hana", "femi"]
    assert allowed("give_feedback", by_dev) == ["dev"]
    for step, name in (("accept", "ben"), ("withdraw", "asha"), ("decline", "gwen")):
        with pytest.raises(PermissionDenied):
            move_visit(visit=by_femi, step=step, reason="No.", by=cast.actor(name), **DAY)


def test_a_request_that_cannot_be_is_refused_at_its_field(cast, site):
    femi, nobody_there = cast.actor("femi"), CouncilFactory(name="Emptyshire")
    invented = CouncilFactory(demonstration=True)

    def ask(**terms):
        return refusal(ask_for_visit, **{"site": site, "by": femi, **WISH, **terms})

    assert ask(site=None) == ("host", "Choose the council that you would like to visit.")
    assert ask(host=cast.observing) == ("host", "Pods is led by Ashby.")
    assert ask(by=cast.actor("ben")) == ("host", "Your own council needs no invitation there.")
    assert ask(site=None, host=cast.elsewhere) == ("host", "Your own council needs no invitation there.")
    assert ask(visitor=cast.observing) == ("visitor", "Choose a council that you run.")
    assert (
        ask(site=None, host=invented)[1] == "Demonstration councils are visited among themselves, and by nobody else."
    )
    silent = "Nobody of Emptyshire has joined the hub yet, so nobody would read this."
    assert ask(site=None, host=nobody_there) == ("host", silent)
    assert ask(wished_from=TODAY - timedelta(1)) == ("wished_from", "This day has passed.")
    assert ask(wished_until=TODAY - timedelta(1)) == (None, "The latest day is before the earliest.")
    assert ask(purpose="NHS number 943 476 5919")[0] == "purpose"
    assert not Visit.objects.exists()
    MembershipFactory(person=cast.femi, role=Role.OFFICER, council=cast.observing)
    assert ask(by=cast.actor("femi")) == ("visitor", "Say for which of your councils you ask.")
    visit = ask_for_visit(host=cast.host, visitor=cast.observing, by=cast.actor("femi"), **WISH)
    assert (visit.site, str(visit)) == (None, "Carrow to Ashby")


def test_a_request_sent_twice_arrives_once(cast, site):
    femi, pk = cast.actor("femi"), uuid4()
    first, again = (ask_for_visit(site=site, by=femi, id=pk, **WISH) for _ in range(2))
    assert (first.pk, again.pk, Visit.objects.count()) == (pk, pk, 1)
    other = {**WISH, "people": 9}
    assert refusal(ask_for_visit, site=site, by=femi, id=pk, **other)[0] == "id"


def test_an_answer_that_cannot_be_is_refused_at_its_field(cast, site):
    asha, femi = cast.actor("asha"), cast.actor("femi")
    visit = make_visit(site=site, by=femi)

    def accept(**terms):
        return refusal(move_visit, visit=visit, step="accept", by=asha, **{**DAY, **terms})

    assert accept(takes_place_on="") == ("takes_place_on", "Give the day of the visit.")
    assert accept(takes_place_on=TODAY - timedelta(1)) == ("takes_place_on", "This day has passed.")
    assert accept(place=" ") == ("place", "Say where it takes place, or give a link to join by.")
    late = "It ends after it begins: give both times, or leave the end empty."
    assert accept(starts_at=time(10), ends_at=time(9)) == accept(ends_at=time(9)) == (None, late)
    assert refusal(move_visit, visit=visit, step="decline", reason=" ", by=asha)[0] == "reason"
    early = "Say who comes once the visit is accepted."
    assert refusal(name_attendees, visit=visit, attendees=[], by=asha) == (None, early)
    later = {**DAY, "takes_place_on": TODAY + timedelta(1)}
    visit = move_visit(visit=visit, step="accept", by=asha, **later)
    not_yet = "The day of the visit has not come yet."
    assert refusal(move_visit, visit=visit, step="mark_held", by=femi) == (None, not_yet)
    assert (
        refusal(give_feedback, visit=visit, useful="A.", by=femi)[1] == "Say what was useful once the visit was held."
    )


def test_your_work_shows_what_waits_and_what_comes(cast, site):
    asha, femi, dev = (cast.actor(name) for name in ("asha", "femi", "dev"))
    asked = make_visit(site=site, by=dev)
    coming = make_visit(site=site, by=femi, host_by=asha, to="accepted")
    held = make_visit(site=site, by=femi, host_by=asha, to="held")
    past = make_visit(host=cast.host, by=femi, host_by=asha, to="accepted")
    Visit.objects.filter(pk=past.pk).update(takes_place_on=TODAY - timedelta(3))
    assert [list(visits_waiting(actor)) for actor in (asha, femi, dev)] == [[asked], [held], []]
    assert [list(visits_due(actor, TODAY)) for actor in (asha, femi, dev)] == [[past, coming], [coming], []]
    assert [line.words for line in overview.visits_due(asha)] == ["Say whether it took place", "Visit"]
    assert [line.words for line in overview.visits_waiting(asha)] == ["A visit to accept or decline"]
    assert [line.words for line in overview.visits_waiting(femi)] == ["Say what was useful"]


def test_whoever_asked_and_left_is_not_written_to(cast, site):
    visit = make_visit(site=site, by=cast.actor("femi"))
    successor = MembershipFactory(role=Role.OFFICER, council=cast.elsewhere).person
    assert people_visiting(visit) == [cast.femi]
    cast.femi.memberships.all().delete()
    visit = Visit.objects.get(pk=visit.pk)
    assert people_visiting(visit) == [successor]
