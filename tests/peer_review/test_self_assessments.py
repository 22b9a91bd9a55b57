"""The host's self-assessment: its own until it is given, and nothing typed is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import services
from peer_review.models import HostView, SelfAssessment
from tests.cast import NAMES
from tests.peer_review import scenes


@pytest.fixture
def review(cast):
    return scenes.prepared(cast)


def written(cast, review, by="hana") -> SelfAssessment:
    actor = cast.actor(by)
    assessment = services.write_position(review=review, position="We **stand** here.", by=actor)
    for line in review.keylines.all():
        services.write_view(keyline=line, rating="Good", strengths="Help comes.", by=actor)
    return assessment


def readers(cast):
    return [name for name in NAMES if SelfAssessment.objects.visible_to(cast.actor(name)).exists()]


def step(cast, name, by="hana"):
    assessment = SelfAssessment.objects.get()
    return services.move_self_assessment(assessment=assessment, step=name, by=cast.actor(by))


def refused(act, **terms) -> str:
    with pytest.raises(DomainError) as error, transaction.atomic():
        act(**terms)
    return error.value.sentence


def test_only_the_host_reads_it_until_it_is_given_and_then_the_team_too(cast, review):
    written(cast, review)
    assert readers(cast) == ["asha", "hana"]
    with pytest.raises(PermissionDenied):
        step(cast, "give", by="ben")
    assert step(cast, "give").given_by == cast.hana
    assert readers(cast) == ["asha", "hana", "ben", "carys", "dev"]
    line = review.keylines.first()
    given = "The team has the self-assessment: take it back to change it."
    assert refused(services.write_view, keyline=line, rating="Better", by=cast.actor("hana")) == given
    step(cast, "take_back", by="asha")
    assert readers(cast) == ["asha", "hana"]
    assert HostView.objects.visible_to(cast.actor("ben")).count() == 0


def test_it_is_given_whole_and_stays_once_the_visit_has_begun(cast, review):
    first, second = review.keylines.all()
    services.write_view(keyline=first, rating="Good", by=cast.actor("hana"))
    assert refused(step, cast=cast, name="give") == f"Write the position statement. Say how you see “{second}”."
    written(cast, review)
    step(cast, "give")
    services.plan_activity(review=review, kind="data", title="Data", takes_place_on=scenes.VISIT, by=cast.actor("ben"))
    services.move_review(review=review, step="start_visit", by=cast.actor("ben"))
    assert SelfAssessment.objects.get().workflow.steps(SelfAssessment.objects.get(), cast.actor("hana")) == []
    begun = "The visit has begun: the team works with what it was given."
    assert refused(step, cast=cast, name="take_back") == begun


def test_two_colleagues_lose_no_word(cast, review):
    line = review.keylines.first()
    services.write_position(review=review, position="One.", by=cast.actor("asha"), version=0)
    with pytest.raises(StaleVersion):
        services.write_position(review=review, position="Two.", by=cast.actor("hana"), version=0)
    services.write_view(keyline=line, rating="Good", by=cast.actor("asha"), version=0)
    with pytest.raises(StaleVersion):
        services.write_view(keyline=line, rating="Poor", by=cast.actor("hana"), version=0)


def test_what_the_host_has_judged_keeps_its_question(cast, review):
    written(cast, review)
    sentence = refused(services.change_review, review=review, by=cast.actor("hana"), keylines=["Another?"])
    assert sentence == "The host has said how it sees “Is help timely?” already, so it stays as it is."


def test_no_child_is_named_and_nothing_is_written_once_it_is_over(cast, review):
    by = cast.actor("hana")
    assert "date of birth" in refused(services.write_position, review=review, position="Born on 4 March 2014", by=by)
    services.move_review(review=review, step="cancel", reason="No team.", by=by)
    over = "This review takes no self-assessment any more."
    assert refused(services.write_position, review=review, position="Here.", by=by) == over


def test_it_is_written_and_given_on_its_pages(cast, review, sign_in):
    def page(name, **more):
        return reverse(name, kwargs={"review": review.pk, **more})

    hana = sign_in(cast.hana)
    assert "Nothing is written yet." in hana.get(page("self-assessment")).content.decode()
    assert hana.get(page("position")).context["form"].initial == {"version": 0}
    answer = hana.post(page("position"), {"position": "We **stand** here.", "version": 0})
    assert answer["Location"] == page("self-assessment")
    stale = hana.post(page("position"), {"position": "Mine.", "version": 0})
    assert (stale.status_code, stale.context["meanwhile"][0]["saved"]) == (412, "We **stand** here.")
    for line in review.keylines.all():
        view = {"rating": "Good", "strengths": "Help comes.", "concerns": "", "version": 0}
        hana.post(page("host-view", keyline=line.pk), view)
    assert hana.get(page("host-view", keyline=line.pk)).context["form"].initial["rating"] == "Good"
    ben = sign_in(cast.ben).get(page("self-assessment")).content.decode()
    assert ("stand" in ben, "has not given" in ben) == (False, True)
    given = {"version": SelfAssessment.objects.get().version}
    assert sign_in(cast.hana).post(page("self-assessment-step", step="give"), given).status_code == 302
    ben = sign_in(cast.ben).get(page("self-assessment")).content.decode()
    assert "We <strong>stand</strong> here." in ben


def test_a_step_of_what_is_not_begun_is_not_there(cast, review, sign_in):
    address = reverse("self-assessment-step", kwargs={"review": review.pk, "step": "give"})
    assert sign_in(cast.hana).post(address, {"version": 0}).status_code == 404
