from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from improvement_hub.core.actor import CLOCK
from improvement_hub.core.audit import acting_as
from peer_review import queries, services
from peer_review.models import HoldNote, Statement, TeamMember
from peer_review.services import scans


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


@shared_task
def check_file(file_id):
    with acting_as(CLOCK, task="check_file"):
        scans.check_with_scanner(file_id=file_id)


@shared_task
def check_waiting_files():
    """What a crash or the scanner kept back, and what came before there was a scanner; one task each."""
    for file_id in scans.files_to_check().values_list("pk", flat=True):
        check_file.delay(str(file_id))


@shared_task
def forget_orphaned_files():
    scans.forget_orphans()


@shared_task
def remind_of_what_is_due():
    """What the clock starts: a task for each person who runs a council with recommendations to follow."""
    for person_id in queries.people_to_remind().values_list("pk", flat=True):
        remind.delay(str(person_id))


@shared_task
def remind(person_id):
    services.remind(person_id=person_id)


@shared_task
def tell_of_answer(note_id):
    """E-mail whose turn it is in the thread of a hold: a link, never the words."""
    note = HoldNote.objects.select_related("statement__keyline__review__host").get(pk=note_id)
    review = note.review
    turn = TeamMember.Role.LEAD if note.kind in HoldNote.FOR_THE_TEAM else review.holder
    if not note.statement.is_held:
        return
    link = settings.HUB_URL + note.statement.get_absolute_url()
    body = render_to_string("emails/hold_answer.txt", {"review": review, "link": link})
    for member in review.sitting_team:
        if member.role == turn and member.has_account and member.person_id != note.author_id:
            send_mail("An answer about a statement that is held", body, None, [member.person.email])


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
