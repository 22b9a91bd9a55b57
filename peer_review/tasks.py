from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from peer_review.models import Statement, TeamMember


@shared_task
def tell_lead_of_hold(statement_id):
    """E-mail the review lead that the observer holds a statement: a link, never the statement or the reason."""
    statement = Statement.objects.select_related("keyline__review__host").get(pk=statement_id)
    leads = (
        statement.review.team.sitting().filter(role=TeamMember.Role.LEAD).exclude(person=None).select_related("person")
    )
    if not statement.is_held:
        return
    link = settings.HUB_URL + statement.get_absolute_url()
    body = render_to_string("emails/hold.txt", {"review": statement.review, "link": link})
    for lead in leads:
        send_mail("The observer holds a statement", body, None, [lead.person.email])
