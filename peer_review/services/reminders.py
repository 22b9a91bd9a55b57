"""E-mails about what is due: once for each thing, person and stage, whatever breaks or runs twice meanwhile."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Person
from improvement_hub.core.services import store
from peer_review import queries
from peer_review.models import Reminder

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """A headline of something due, which says how much of which review and nothing of its text."""

    thing: str
    words: str
    link: str
    day: date

    @property
    def stage(self) -> str:
        return Reminder.Stage.LATE if self.day < timezone.localdate() else Reminder.Stage.SOON


@transaction.atomic
def remind(*, person_id) -> list[Reminder]:
    """Tell someone of what is due in two weeks or late, in one e-mail; safe to repeat, and to do twice at once.

    That they were told is written before the e-mail leaves, in the same transaction: where the mail server fails,
    its error is raised, nothing is recorded, and they are told the next time.
    """
    person = Person.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=person_id).first()
    if person is None:
        return []
    told = set(Reminder.objects.filter(person=person).values_list("thing", "stage"))
    new = [due for due in things_due(actor_of_person(person)) if (due.thing, due.stage) not in told]
    rows = [store(Reminder(person=person, thing=due.thing, stage=due.stage)) for due in new]
    if new:
        letter(person, new).send()
    return rows


def things_due(actor) -> list[Due]:
    until = timezone.localdate() + AHEAD
    follow_ups = [follow_up_words(one) for one in queries.own_follow_ups_due(actor, until)]
    actions = [action_words(one) for one in queries.own_actions_due(actor, until)]
    return sorted([*follow_ups, *actions], key=lambda due: due.day)


def follow_up_words(due) -> Due:
    number = f"{due.count} recommendation{'s' if due.count > 1 else ''}"
    words = f"Follow-up at {due.months} months: {due.review}, {number}"
    return Due(due.thing, words, settings.HUB_URL + reverse("review-actions", args=[due.review.pk]), due.due_on)


def action_words(action) -> Due:
    thing = f"action {action.pk} {action.due_on}"
    words = f"An action of {action.review} is due"
    return Due(thing, words, settings.HUB_URL + action.get_absolute_url(), action.due_on)


def letter(person, new) -> EmailMessage:
    """Its Message-ID is made of what it tells: were it sent twice, it is the same one."""
    late = any(due.stage == Reminder.Stage.LATE for due in new)
    terms = " ".join([str(person.pk), *sorted(f"{due.thing} {due.stage}" for due in new)])
    digest = hashlib.sha256(terms.encode()).hexdigest()[:24]
    return EmailMessage(
        subject="Actions and follow-ups that are late" if late else "Actions and follow-ups that are due soon",
        body=render_to_string("emails/reminder.txt", {"person": person, "things": new}),
        to=[person.email],
        headers={
            "Message-ID": f"<reminder.{digest}@{urlsplit(settings.HUB_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
