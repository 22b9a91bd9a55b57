"""E-mails about visits: who visits whom, that something was decided, and a link; never what anyone wrote."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from demonstrators import queries
from demonstrators.models import Visit

# news -> (to whom, subject, what happened)
NEWS = {
    "asked": (
        "host",
        "A visit is asked for",
        "They ask for a visit. Accept it with a day, or decline it with a reason",
    ),
    "withdraw_by_visitors": ("host", "A request for a visit was withdrawn", "They withdrew their request"),
    "call_off_by_visitors": ("host", "A visit was called off", "They called the visit off; the reason is on the hub"),
    "mark_held_by_visitors": ("host", "A visit took place", "They say that the visit took place"),
    "feedback": ("host", "Visitors say what was useful", "They say what was useful to them"),
    "accept": ("visitors", "Your visit is accepted", "The visit is accepted. The day and the place are on the hub"),
    "rearrange": ("visitors", "Your visit has changed", "The day or the place of the visit has changed"),
    "decline": ("visitors", "Your visit was declined", "The visit was declined; the reason is on the hub"),
    "call_off": ("visitors", "Your visit was called off", "The visit was called off; the reason is on the hub"),
    "mark_held": ("visitors", "What was useful in your visit?", "The visit took place. Say what was useful to you"),
}


def tell_of_visit(*, visit_id, news):
    """Write to the side that did not act."""
    visit = Visit.objects.select_related("host", "site", "visitor__council", "asked_by").get(pk=visit_id)
    side, subject, sentence = NEWS[news]
    people = queries.people_running(visit.host) if side == "host" else queries.people_visiting(visit)
    link = settings.HUB_URL + visit.get_absolute_url()
    body = render_to_string("emails/visit.txt", {"visit": visit, "sentence": sentence, "link": link})
    for person in people:
        send_mail(subject, body, None, [person.email])
