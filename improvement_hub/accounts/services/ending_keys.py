"""Who issues keys is told before one ends: once for each key, by e-mail, two weeks ahead."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models import ApiKey, Membership, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.services import lock

AHEAD = timedelta(days=14)


def ending_soon():
    """Keys of which nobody was told, and that end within two weeks."""
    soon = ApiKey.objects.in_force().filter(told_at=None, expires_at__lte=timezone.now() + AHEAD)
    return soon.order_by("expires_at", "id")


@transaction.atomic
def tell_of_ending_key(*, key_id):
    """The letter goes before the mark is kept: after a crash it may come again, and never not at all."""
    key = lock(ApiKey(pk=key_id))
    if key.told_at or not key.is_in_force:
        return
    client = key.client
    page = f"{settings.HUB_URL}{reverse('api-client', args=[client.pk])}"
    body = render_to_string("emails/key_ends.txt", {"key": key, "client": client, "link": page})
    for person in those_who_issue(client):
        EmailMessage(f"The API key of {client.name} ends soon", body, to=[person.email]).send()
    ApiKey.objects.filter(pk=key.pk).update(told_at=timezone.now())  # no version: nothing of the key has changed


def those_who_issue(client):
    """The directors of its council; administrators for every other organisation, and where nobody directs it."""
    held = Membership.objects.current()
    directors = held.filter(role=Role.DIRECTOR, council=client.organisation.council_id)
    found = Person.objects.filter(is_active=True, memberships__in=directors) if client.organisation.council_id else None
    if found:
        return found.distinct()
    return Person.objects.filter(is_active=True, memberships__in=held.filter(role=Role.ADMINISTRATOR)).distinct()
