from django.db import models


class ReviewState(models.TextChoices):
    """The way of a review, in order; then what leaves it, and what was never held here."""

    PROPOSED = "proposed", "Proposed"
    SCOPED = "scoped", "Scoped"
    TEAM_CONFIRMED = "team_confirmed", "Team confirmed"
    PREPARING = "preparing", "Preparing"
    ON_SITE = "on_site", "On site"
    ANALYSING = "analysing", "Analysing"
    FEEDBACK_GIVEN = "feedback_given", "Feedback given"
    DRAFT_REPORT = "draft_report", "Draft report"
    ACCURACY_CHECK = "accuracy_check", "Accuracy check"
    FINAL = "final", "Final"
    ACTION_PLANNING = "action_planning", "Action planning"
    FOLLOW_UP = "follow_up", "Follow-up"
    CLOSED = "closed", "Closed"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"
    RECORDED = "recorded", "Recorded, not gated"


BEFORE_VISIT = (ReviewState.PROPOSED, ReviewState.SCOPED, ReviewState.TEAM_CONFIRMED, ReviewState.PREPARING)
HEARING_STATES = (ReviewState.PREPARING, ReviewState.ON_SITE, ReviewState.ANALYSING)
OPEN_STATES = (*BEFORE_VISIT, ReviewState.ON_SITE, ReviewState.ANALYSING)
CONCLUDING_STATES = (*HEARING_STATES, ReviewState.DRAFT_REPORT)
REPORTING_STATES = (ReviewState.DRAFT_REPORT, ReviewState.ACCURACY_CHECK)
BEFORE_FINAL = (*OPEN_STATES, ReviewState.FEEDBACK_GIVEN, *REPORTING_STATES)
AFTER_FINAL = (ReviewState.FINAL, ReviewState.ACTION_PLANNING, ReviewState.FOLLOW_UP, ReviewState.CLOSED)
REPORTED_STATES = (ReviewState.FEEDBACK_GIVEN, *REPORTING_STATES, *AFTER_FINAL)
PAUSED_STATES = (ReviewState.POSTPONED, ReviewState.CANCELLED)
WAY = (*BEFORE_FINAL, *AFTER_FINAL)
PHASES = (
    ("Agree", BEFORE_VISIT[:3]),
    ("Visit", HEARING_STATES),
    ("Report", (ReviewState.FEEDBACK_GIVEN, *REPORTING_STATES, ReviewState.FINAL)),
    ("Change", AFTER_FINAL[1:]),
)
UNFINISHED_STATES = (*BEFORE_FINAL, *AFTER_FINAL[:-1], ReviewState.POSTPONED)


class ActivityState(models.TextChoices):
    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class StatementState(models.TextChoices):
    HYPOTHESIS = "hypothesis", "Hypothesis"
    FINDING = "finding", "Finding"
