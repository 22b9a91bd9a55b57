from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from peer_review import queries, services
from peer_review.models import Statement, TeamMember


@shared_task
def tell_lead_of_hold(statement_id):
    """E-mail the review lead that the observer holds a statement: a link, never the statement or the reason."""
    statement = Statement.objects.select_related("keyline__review__host").get(pk=statement_id)
    leads = statement.review.team.filter(role=TeamMember.Role.LEAD, left_at=None).select_related("person")
    if not statement.is_held:
        return
    link = settings.HUB_URL + statement.get_absolute_url()
    body = render_to_string("emails/hold.txt", {"review": statement.review, "link": link})
    for lead in leads:
        send_mail("The observer holds a statement", body, None, [lead.person.email])


@shared_task
def tell_host_of_check(report_id):
    services.tell_host_of_check(report_id=report_id)


@shared_task
def tell_lead_of_check(report_id):
    services.tell_lead_of_check(report_id=report_id)


@shared_task
def keep_files_of_report(report_id):
    services.keep_files(report_id=report_id)


@shared_task
def see_to_reports():
    """What the clock starts: reminders of deadlines that are near, and files that a lost worker did not make."""
    for report, stages in queries.checks_to_remind_of():
        for stage in stages:
            remind_of_check.delay(str(report.pk), stage)
    for report_id in queries.reports_without_files():
        keep_files_of_report.delay(str(report_id))


@shared_task
def remind_of_check(report_id, stage):
    services.remind_of_check(report_id=report_id, stage=stage)
