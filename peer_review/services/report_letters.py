"""E-mails about an accuracy check: links and the review's title, never a word of the report."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from improvement_hub.core.services import store
from peer_review import queries
from peer_review.models import CheckReminder, Report


def write_to(people, subject, template, report):
    link = settings.HUB_URL + report.get_absolute_url()
    body = render_to_string(f"emails/{template}.txt", {"review": report.review, "report": report, "link": link})
    for person in people:
        send_mail(subject, body, None, [person.email])


def tell_host_of_check(*, report_id):
    report = queries.report_to_write_about(report_id)
    if report.sent_at:
        write_to(
            queries.people_told_at_host(report.review),
            "A report waits for your accuracy check",
            "accuracy_check",
            report,
        )


def tell_lead_of_check(*, report_id):
    report = queries.report_to_write_about(report_id)
    if report.check_done_at:
        write_to(queries.leads_of(report.review), "The host has checked the report", "accuracy_checked", report)


@transaction.atomic
def remind_of_check(*, report_id, stage):
    """One reminder for each deadline and stage. Its row is written before the e-mails leave, in the same
    transaction: where the mail server fails, nothing is recorded, and it is tried again."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    due_on = report.check_due_on
    if due_on is None or stage not in queries.reminders_due(report):
        return
    store(CheckReminder(report=report, due_on=due_on, stage=stage))
    report = queries.report_to_write_about(report_id)
    write_to(queries.people_told_at_host(report.review), "The accuracy check is due", "accuracy_check", report)
