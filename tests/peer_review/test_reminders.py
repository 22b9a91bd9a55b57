"""Whoever runs the host is told once when something is due soon and once when it is late."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.utils import timezone

from improvement_hub.digests.contents import what_is_new
from improvement_hub.overview import queries as overview
from peer_review import services, tasks
from peer_review.models import Reminder
from tests.accounts.letters import DOWN
from tests.peer_review.impact import ago, answer, made_final, planned, recommended


@pytest.fixture
def due(scene):
    """Two follow-ups at three months that are due in a week, and an action that is late."""
    first, second = made_final(scene, 2)
    planned(scene, first, due_on=timezone.localdate() - timedelta(days=1))
    ago(scene, 83)
    return first, second


def test_each_is_told_once_when_it_is_soon_and_once_when_it_is_late(scene, due, mailoutbox):
    tasks.remind_of_what_is_due()
    assert sorted(letter.to[0] for letter in mailoutbox) == ["asha@example.org", "hana@example.org"]
    letter = mailoutbox[0]
    assert letter.subject == "Actions and follow-ups that are late"
    assert f"http://testserver/reviews/{scene.review.pk}/actions/" in letter.body
    assert "Follow-up at 3 months: Front door, Ashby, 2 recommendations" in letter.body
    assert "An action of Front door, Ashby is due" in letter.body
    assert "Two workers" not in letter.body
    assert "Recommendation A" not in letter.body
    tasks.remind_of_what_is_due()
    assert len(mailoutbox) == 2
    ago(scene, 130)
    tasks.remind_of_what_is_due()
    assert len(mailoutbox) == 4
    for row in due:
        answer(scene, row)
    ago(scene, 140)
    tasks.remind_of_what_is_due()
    assert len(mailoutbox) == 4
    asha = scene.actor("asha")
    assert Reminder.objects.visible_to(asha).count() == 3
    assert Reminder.objects.visible_to(scene.actor("nobody")).count() == 0


def test_where_the_mail_server_fails_nobody_counts_as_told(scene, due, settings, mailoutbox):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    with pytest.raises(SMTPServerDisconnected):
        services.remind(person_id=scene.cast.asha.pk)
    assert Reminder.objects.count() == 0
    settings.EMAIL_BACKEND = working
    assert len(services.remind(person_id=scene.cast.asha.pk)) == len(due)
    assert services.remind(person_id=scene.cast.asha.pk) == []
    assert services.remind(person_id=scene.review.pk) == []


def test_soon_things_alone_are_called_so(scene, due, mailoutbox):
    row = due[0].actions.get()
    services.move_action(action=row, step="finish", by=scene.actor("hana"))
    services.remind(person_id=scene.cast.hana.pk)
    assert mailoutbox[0].subject == "Actions and follow-ups that are due soon"


def test_your_work_and_the_digest_say_what_is_due_and_the_region_how_much_is_late(scene, due):
    words = [(line.words, line.about) for line in overview.due(scene.actor("hana"), [])]
    assert words == [
        ("Action: Two workers answer calls all day.", "Front door, Ashby"),
        ("Follow-up at 3 months: 2 recommendations", "Front door, Ashby"),
    ]
    assert list(overview.impact_due(scene.actor("dev"))) == []
    ago(scene, 95)
    late = [line.words for line in overview.exceptions(scene.actor("edie"))]
    assert late == ["An action is late", "Not answered: Follow-up at 3 months: 2 recommendations"]

    def headlines(name):
        groups = what_is_new(scene.actor(name), timezone.now() - timedelta(days=30)).groups
        return [item.headline for group in groups for item in group.items]

    told = headlines("asha")
    assert "Front door, Ashby: 2 new recommendations" in told
    assert "Front door, Ashby: the follow-up at 3 months is due" in told
    assert [line for line in headlines("dev") if "recommendation" in line or "follow-up at" in line] == []


def test_one_new_recommendation_is_one(scene):
    recommended(scene, scene.report())
    groups = what_is_new(scene.actor("asha"), timezone.now() - timedelta(days=1)).groups
    assert groups[0].items[0].headline == "Front door, Ashby: 1 new recommendation"
