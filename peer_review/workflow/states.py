from django.db import models


class ReviewState(models.TextChoices):
    PREPARING = "preparing", "Preparing"
    ON_SITE = "on_site", "On site"
    ANALYSING = "analysing", "Analysing"
    FEEDBACK_GIVEN = "feedback_given", "Feedback given"
    RECORDED = "recorded", "Recorded from public facts"


OPEN_STATES = (ReviewState.PREPARING, ReviewState.ON_SITE, ReviewState.ANALYSING)


class ActivityState(models.TextChoices):
    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class StatementState(models.TextChoices):
    HYPOTHESIS = "hypothesis", "Hypothesis"
    FINDING = "finding", "Finding"


class SelfAssessmentState(models.TextChoices):
    WRITING = "writing", "The host is writing"
    GIVEN = "given", "Given to the team"
