"""The demonstration: made through the services, whole, among invented councils, and once."""

import json
import stat

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from blogs.models import Event
from demonstrators.models import ApproachUse, Booking, JourneyEntry, Site, StageChange, Visit
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Person
from improvement_hub.core.actor import NOBODY
from improvement_hub.councils.models import Council, Region
from improvement_hub.overview.demo import cast as demo_cast
from peer_review import queries as reviews
from peer_review.models import Evidence, Review, Statement
from tests.factories import CouncilFactory


@pytest.fixture(scope="module")
def loaded(nothing_staged, django_db_blocker, tmp_path_factory):
    """The demonstration beside a real Oxfordshire, loaded once for these tests and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR_DIR", tmp_path_factory.mktemp("var"))
        CouncilFactory(name="Oxfordshire", gss="E10000025")
        call_command("load_themes", verbosity=0)
        call_command("load_methods", verbosity=0)
        call_command("load_demo")
        yield settings.VAR_DIR
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def rows():
    return {
        model: model.objects.count()
        for model in (
            *(Council, Region, Person, Review, Evidence, Statement, JourneyEntry, StageChange, Event),
            *(Visit, Booking, ApproachUse),
        )
    }


def test_loading_twice_changes_nothing(demo):
    before, versions = rows(), list(Review.objects.order_by("pk").values_list("pk", "version"))
    call_command("load_demo")
    assert (rows(), list(Review.objects.order_by("pk").values_list("pk", "version"))) == (before, versions)


def test_the_site_is_visited_and_has_an_open_day_with_a_line(demo):
    assert sorted(Visit.objects.values_list("state", flat=True)) == ["accepted", "asked", "held"]
    assert sorted(Booking.objects.values_list("people", "state")) == [(3, "waiting"), (4, "booked")]
    assert sorted(ApproachUse.objects.values_list("status", flat=True)) == ["stopped", "using", "using"]
    assert set(ApproachUse.objects.values_list("council__demonstration", flat=True)) == {True}


def test_two_events_are_among_invented_councils(demo):
    assert list(Event.objects.values_list("state", "demonstration")) == [("planned", True), ("held", True)]


def test_one_review_is_complete_with_findings_that_were_shared(demo):
    review = Review.objects.get(title="Front door and early help")
    assert (review.state, review.demonstration) == ("accuracy_check", True)
    found = Statement.objects.findings().filter(keyline__review=review)
    assert sorted(found.values_list("visibility", flat=True)) == ["region", "sector"]
    assert Statement.objects.filter(keyline__review=review, state="hypothesis").count() == 1


def test_its_report_is_with_the_host_whose_comment_waits_for_an_answer(demo):
    report = Review.objects.get(title="Front door and early help").report
    assert [paragraph.part for paragraph in report.letter] == ["opening", "summary", "finding", "finding", "closing"]
    assert report.letter[2].comments.count() + report.letter[3].comments.filter(answered_at=None).count() == 1


def test_every_review_with_people_is_among_invented_councils(demo):
    held_here = Review.objects.exclude(state="recorded")
    seats = ("host__demonstration", "review_lead__demonstration", "observer__demonstration")
    assert set(held_here.values_list(*seats)) == {(True, True, True)}


def test_oxfordshires_review_has_its_published_facts_and_no_roles_evidence_or_findings(demo):
    review = Review.objects.get(host__gss="E10000025")
    assert (review.title, review.state) == ("Response to neglect", "recorded")
    assert (review.review_lead, review.observer, review.starts_on) == (None, None, None)
    for fact in ("seven people", "area police commander", "principal social worker", "twelve focus groups", "eighteen"):
        assert fact in " ".join(review.public_summary.split())
    assert not review.team.exists()
    assert not review.keylines.exists()
    assert review in Review.objects.visible_to(NOBODY)


def test_one_site_is_on_its_journey_among_invented_councils(demo):
    site = Site.objects.get()
    assert (site.demonstration, site.programme.demonstration, site.stage) == (True, True, "trying_out")
    assert [council.name for council in site.councils] == ["Larkmere", "Tidewell"]
    entries = [(entry.state, entry.visibility) for entry in site.entries.order_by("happened_on")]
    assert entries == [("published", "public"), ("published", "sector"), ("published", "region"), ("draft", "sector")]


def test_nobody_but_its_people_sees_the_invented_reviews(demo):
    seen = Review.objects.visible_to(NOBODY)
    assert [review.title for review in seen if not review.is_recorded] == []
    assert [review.title for review in seen if not review.demonstration] == ["Response to neglect"]
    dev = actor_of_person(Person.objects.get(email="dev@demo.example"))
    assert Review.objects.visible_to(dev).count() == 4


def test_an_earlier_review_is_followed_to_its_impact(demo, client):
    hana = actor_of_person(Person.objects.get(email="hana@demo.example"))
    total = reviews.figures(reviews.recommendations_counted_for(hana))["total"]
    assert (total.recommendations, total.declined, total.all_done, total.impact_known) == (3, 1, 1, 1)
    assert client.get("/reviews/impact/").context["total"].recommendations == 0
    latest = Review.objects.get(title="Front door and early help")
    assert (latest.recommendations.count(), latest.feedback_links.get().feedback.count()) == (2, 6)


def test_the_password_is_random_for_each_installation_and_its_owners_alone(demo, monkeypatch, tmp_path):
    file = demo / "demo-sign-ins.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    password = json.loads(file.read_text())["password"]
    assert Person.objects.get(email="asha@demo.example").check_password(password)
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    assert demo_cast.password() != password


def test_the_sign_ins_can_be_printed_again_and_again(demo, capsys):
    call_command("load_demo", sign_ins=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(demo_cast.password())
    assert [line.split()[0] for line in lines[1:]] == [address for address, _ in demo_cast.sign_ins()]


def test_outside_the_embedded_default_there_is_no_demonstration(db, monkeypatch):
    monkeypatch.setattr(settings, "EMBEDDED", False)
    with pytest.raises(CommandError, match="on this machine alone"):
        call_command("load_demo")
