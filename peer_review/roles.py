"""The parts that people take in a review: on the visiting team, and on the host's side."""

from django.db import models


class TeamRole(models.TextChoices):
    """A seat on the visiting team. Whoever sits there reads the evidence."""

    LEAD = "review_lead", "Review lead"
    OBSERVER = "observer", "Observer"
    CHALLENGE_MANAGER = "challenge_manager", "Challenge manager"
    REVIEWER = "reviewer", "Reviewer"
    CASE_AUDITOR = "case_auditor", "Case auditor"
    PARENT_CARER = "parent_carer", "Parent carer"


HOLDERS = [(role.value, role.label) for role in (TeamRole.OBSERVER, TeamRole.CHALLENGE_MANAGER)]


class From(models.TextChoices):
    """Where someone on the visiting team comes from; nobody on it acts for the host."""

    REVIEW_LEAD = "review_lead", "The council that leads"
    OBSERVER = "observer", "The council that observes"
    PARTICIPANT = "participant", "Another council that takes part"
    REGION = "region", "The office of the region"
    AGENCY = "agency", "A partner agency"
