import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from improvement_hub.core.errors import DomainError
from peer_review import queries, services
from peer_review.models import HoldNote, Statement


def test_the_observer_holds_a_statement_with_a_reason(scene):
    held = scene.step(scene.hypothesis(), "hold", "carys", reason="Whom did we not hear?")
    assert (held.held_by, held.hold_reason, held.is_held) == (scene.cast.carys, "Whom did we not hear?", True)


def test_a_hold_without_a_reason_is_refused(scene):
    with pytest.raises(DomainError) as refused:
        scene.step(scene.hypothesis(), "hold", "carys", reason="  ")
    assert refused.value.sentence == "Only the observer may hold a statement, and must say why."


@pytest.mark.parametrize("name", ["asha", "hana", "ben", "dev", "edie", "femi", "gwen", "robo", "nobody"])
def test_nobody_but_the_observer_holds_or_lifts(scene, name):
    statement = scene.hypothesis()
    with pytest.raises(PermissionDenied):
        scene.step(statement, "hold", name, reason="Why not.")
    scene.step(statement, "hold", "carys", reason="Whom did we not hear?")
    with pytest.raises(PermissionDenied):
        scene.step(statement, "lift", name)
    assert Statement.objects.get().is_held


def test_a_held_statement_cannot_become_a_finding(scene):
    statement = scene.hypothesis(scene.enough())
    scene.step(statement, "hold", "carys", reason="Whom did we not hear?")
    with pytest.raises(DomainError, match="The observer holds this statement"):
        scene.step(statement, "accept", "ben")


def test_after_the_observer_lifts_it_the_statement_becomes_a_finding(scene):
    statement = scene.hypothesis(scene.enough())
    scene.step(statement, "hold", "carys", reason="Whom did we not hear?")
    scene.step(statement, "lift", "carys", reason="Asked them.")
    assert scene.step(statement, "accept", "ben").state == "finding"


def test_holding_a_finding_makes_it_a_hypothesis_of_the_team_again(scene):
    held = scene.step(scene.finding(), "hold", "carys", reason="Too few parents.")
    assert (held.state, held.visibility, held.is_held) == ("hypothesis", "team", True)


@pytest.mark.parametrize(("first", "then"), [("hold", "hold"), (None, "lift")])
def test_a_hold_is_placed_once_and_lifted_once(scene, first, then):
    statement = scene.hypothesis()
    if first:
        scene.step(statement, first, "carys", reason="Whom did we not hear?")
    with pytest.raises(DomainError, match=r"already|Nothing holds"):
        scene.step(statement, then, "carys", reason="Again.")


def test_the_review_lead_gets_an_email_with_a_link_and_no_word_of_the_statement(
    scene, mailoutbox, django_capture_on_commit_callbacks
):
    statement = scene.hypothesis()
    with django_capture_on_commit_callbacks(execute=True):
        scene.step(statement, "hold", "carys", reason="Whom did we not hear?")
    (mail,) = mailoutbox
    assert mail.to == ["ben@example.org"]
    assert f"http://testserver{statement.get_absolute_url()}" in mail.body
    assert statement.text not in mail.body
    assert "Whom did we not hear?" not in mail.body


def test_team_and_observer_answer_each_other_until_the_hold_is_lifted(
    scene, sign_in, mailoutbox, django_capture_on_commit_callbacks
):
    """Whose turn it is stands under Waiting for you, and an e-mail with a link says so."""
    statement = scene.step(scene.hypothesis(), "hold", "carys", reason="Whom did we not hear?")
    answer = reverse("hold-answer", args=[scene.review.pk, statement.pk])
    assert turns(scene) == {"ben": ["Whom did we not hear?"], "carys": []}
    note = {"id": uuid.uuid4(), "words": "The parents of the evening group."}
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            sign_in(scene.cast.dev).post(answer, note)
    assert turns(scene) == {"ben": [], "carys": ["The parents of the evening group."]}
    refused = sign_in(scene.cast.dev).post(answer, {**note, "words": "And others."})
    assert (refused.status_code, "And others." in refused.content.decode()) == (400, True)
    with django_capture_on_commit_callbacks(execute=True):
        services.answer_hold(statement=statement, words="And their children?", by=scene.actor("carys"))
    assert turns(scene) == {"ben": ["And their children?"], "carys": []}
    assert [mail.to for mail in mailoutbox] == [["carys@example.org"], ["ben@example.org"]]
    assert not any(
        words in mail.body for mail in mailoutbox for words in (statement.text, "evening group", "children?")
    )
    with pytest.raises(DomainError, match="Say what settled it"):
        scene.step(statement, "lift", "carys", reason=" ")
    scene.step(statement, "lift", "carys", reason="Asked them.")
    said = [(note.kind, note.author.name) for note in queries.thread(scene.actor("ben"), statement)]
    assert said == [("held", "Carys"), ("answer", "Dev"), ("reply", "Carys"), ("lifted", "Carys")]
    assert list(queries.thread(scene.actor("asha"), statement)) == []
    page = sign_in(scene.cast.ben).get(statement.get_absolute_url()).content.decode()
    assert "Holds that were lifted" in page
    assert "And their children?" in page
    with pytest.raises(DomainError, match="Nothing holds this statement"):
        services.answer_hold(statement=statement, words="Thanks.", by=scene.actor("ben"))


def turns(scene):
    names = ("ben", "carys")
    return {name: [row.last_words for row in queries.holds_whose_turn_is(scene.actor(name))] for name in names}


def test_a_note_in_a_thread_has_words_and_stays_whose_it_is(scene):
    statement = scene.step(scene.hypothesis(), "hold", "carys", reason="Whom did we not hear?")
    with pytest.raises(DomainError, match="cannot be blank"):
        services.answer_hold(statement=statement, words=" ", by=scene.actor("ben"))
    with pytest.raises(DomainError, match="NHS number"):
        services.answer_hold(statement=statement, words="No 943 476 5919.", by=scene.actor("ben"))
    with pytest.raises(IntegrityError, match="a_note_on_a_hold_has_words"), transaction.atomic():
        HoldNote.objects.update(words="")
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        HoldNote.objects.update(author=scene.cast.ben)


def test_an_answer_whose_hold_was_lifted_meanwhile_sends_nothing(scene, mailoutbox):
    from peer_review.tasks import tell_of_answer

    statement = scene.step(scene.drafted(), "hold", "carys", reason="Whom did we not hear?")
    note = services.answer_hold(statement=statement, words="The parents.", by=scene.actor("ben"))
    scene.step(statement, "lift", "carys", reason="Asked them.")
    tell_of_answer(str(note.pk))
    assert mailoutbox == []
    scene.step(statement, "hold", "carys", reason="Once more.")
    scene.move("postpone", reason="Snow.")
    with pytest.raises(DomainError, match="Statements do not move now"):
        services.answer_hold(statement=statement, words="The parents.", by=scene.actor("ben"))


def test_an_answer_waits_without_an_e_mail_for_a_review_lead_who_has_not_joined_yet(scene, mailoutbox):
    from improvement_hub.accounts.services import organisation_of
    from peer_review.tasks import tell_of_answer

    statement = scene.step(scene.hypothesis(), "hold", "carys", reason="Thin.")
    services.leave_team(member=scene.review.team.get(person=scene.cast.ben), by=scene.actor("hana"))
    services.seat_guest(
        review=scene.review, name="Gita", role="review_lead", job_title="Head", email="gita@example.org",
        organisation=organisation_of(scene.cast.leading), by=scene.actor("hana"),
    )  # fmt: skip
    note = services.answer_hold(statement=statement, words="Still thin.", by=scene.actor("carys"))
    tell_of_answer(str(note.pk))
    assert [mail.to for mail in mailoutbox if "answer" in mail.subject.lower()] == []


def test_a_hold_lifted_before_the_task_runs_sends_nothing(scene, mailoutbox):
    from peer_review.tasks import tell_lead_of_hold

    tell_lead_of_hold(str(scene.hypothesis().pk))
    assert mailoutbox == []


def test_if_the_observer_leaves_the_regional_lead_names_a_successor(scene):
    from improvement_hub.accounts.actors import actor_of_person
    from tests.factories import MembershipFactory

    statement = scene.hypothesis()
    scene.step(statement, "hold", "carys", reason="Whom did we not hear?")
    seat = scene.review.team.get(role="observer")
    for name in ("ben", "hana"):
        with pytest.raises(PermissionDenied):
            services.leave_team(member=seat, by=scene.actor(name))
    services.leave_team(member=seat, by=scene.actor("carys"))
    successor = MembershipFactory(person__organisation=scene.cast.carys.organisation).person
    with pytest.raises(DomainError, match="the regional lead names an observer"):
        services.join_team(
            review=scene.review, person=successor, role="observer", job_title="Director", by=scene.actor("ben")
        )
    with pytest.raises(PermissionDenied):
        services.name_observer(review=scene.review, person=successor, job_title="Director", by=scene.actor("ben"))
    services.name_observer(review=scene.review, person=successor, job_title="Director", by=scene.actor("edie"))
    with pytest.raises(PermissionDenied):
        scene.step(statement, "lift", "carys")
    lifted = services.move_statement(
        statement=statement, step="lift", reason="Asked them.", by=actor_of_person(successor)
    )
    assert not lifted.is_held


def test_a_team_with_an_observer_gets_no_second_one(scene):
    with pytest.raises(DomainError, match="has an observer already"):
        services.name_observer(
            review=scene.review, person=scene.cast.carys, job_title="Director", by=scene.actor("edie")
        )


def test_an_observer_whose_role_has_ended_no_longer_sits_and_a_successor_is_named(scene):
    from datetime import timedelta

    from django.utils import timezone

    from peer_review.models import Review
    from tests.factories import MembershipFactory

    statement = scene.hypothesis()
    scene.step(statement, "hold", "carys", reason="Whom did we not hear?")
    yesterday = timezone.localdate() - timedelta(days=1)
    scene.cast.carys.memberships.update(starts_on=yesterday, ends_on=yesterday)
    with pytest.raises(PermissionDenied):
        scene.step(statement, "lift", "carys")
    assert not Review.objects.get().has_holder
    successor = MembershipFactory(person__organisation=scene.cast.carys.organisation).person
    services.name_observer(review=scene.review, person=successor, job_title="Director", by=scene.actor("edie"))
    assert Review.objects.get().has_holder
    assert scene.review.team.get(person=scene.cast.carys).left_at is not None


def test_who_has_left_the_team_cannot_leave_again(scene):
    seat = scene.review.team.get(role="reviewer")
    services.leave_team(member=seat, by=scene.actor("ben"))
    with pytest.raises(DomainError, match="has left the team already"):
        services.leave_team(member=seat, by=scene.actor("ben"))
