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


class RecommendationState(models.TextChoices):
    OPEN = "open", "To be answered"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class ActionState(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"
