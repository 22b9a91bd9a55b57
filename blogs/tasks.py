from celery import shared_task

from blogs import queries, services
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.audit import acting_as


@shared_task
def review_case_studies():
    """What the clock starts: a task for each case study that nobody confirmed in time."""
    for step, due in (("archive", queries.to_archive()), ("age", queries.to_age())):
        for pk in due.values_list("pk", flat=True):
            let_age.delay(str(pk), step)


@shared_task
def let_age(case_study_id, step):
    with acting_as(CLOCK, task="let_age"):
        services.let_age(case_study_id=case_study_id, step=step, by=CLOCK)
