"""The e-mail of a digest, in words and in HTML; headlines and links, nothing that the reader may not see."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from improvement_hub.digests.links import unsubscribe_link


def letter(delivery, contents) -> EmailMultiAlternatives:
    """Ready to send. Its Message-ID is made of the delivery's own terms: were it sent twice, it is the same one."""
    person = delivery.subscription.person
    away = unsubscribe_link(delivery.subscription)
    context = {
        "person": person,
        "delivery": delivery,
        "contents": contents,
        "hub": settings.HUB_URL,
        "settings_link": settings.HUB_URL + reverse("digests"),
        "unsubscribe_link": away,
    }
    email = EmailMultiAlternatives(
        subject=contents.subject,
        body=render_to_string("emails/digest.txt", context),
        to=[person.email],
        headers={
            "Message-ID": message_id(delivery),
            "List-Unsubscribe": f"<{away}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    email.attach_alternative(render_to_string("emails/digest.html", context), "text/html")
    return email


def message_id(delivery) -> str:
    """Short enough to stand on its header's line, which not every program reads when it is folded."""
    terms = f"{delivery.subscription_id} {delivery.due_at.isoformat()}"
    return f"<digest.{hashlib.sha256(terms.encode()).hexdigest()[:24]}@{urlsplit(settings.HUB_URL).hostname}>"
