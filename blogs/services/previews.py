"""Preview links: made and revoked by whoever may change a post, opened by whoever has the address."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from blogs.models import PreviewLink
from blogs.models.previews import LONGEST
from blogs.queries import digest, preview_in_force
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store

USUAL_DAYS = 14


@transaction.atomic
def make_preview_link(*, post, given_to, by, days=USUAL_DAYS):
    """A link by which people without an account read a post before it is published, for so many days.

    Returns the row and the address, which the hub does not know again.
    """
    post = lock(post)
    require(by, "blogs.change_post", post)
    if post.is_published:
        raise DomainError("A published post needs no preview.")
    if not 1 <= days <= LONGEST.days:
        raise DomainError(f"A preview link is good for 1 to {LONGEST.days} days.", field="days")
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(days=days)
    link = PreviewLink(post=post, given_to=given_to, token_digest=digest(token), expires_at=expires_at)
    link.made_by_id = by.pk
    return store(link), settings.HUB_URL + reverse("preview", args=[token])


@transaction.atomic
def revoke_preview_link(*, link, by):
    """Whoever may change the post ends a link at once; one that is revoked stays as it is."""
    post = lock(link.post)
    require(by, "blogs.change_post", post)
    link = lock(link)
    if link.revoked_at:
        return link
    link.revoked_at, link.revoked_by_id = timezone.now(), by.pk
    return store(link)


@transaction.atomic
def open_preview(*, token):
    """Whoever has the address opens the post, and that is counted; returns the link, or None if it opens nothing.

    There is no `by`: nobody has signed in.
    """
    link = preview_in_force(token)
    if link:
        now = {"openings": F("openings") + 1, "last_opened_at": timezone.now()}
        PreviewLink.objects.filter(pk=link.pk).update(**now)
    return link
