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


class HostRole(models.TextChoices):
    """A place at the host's side. Whoever has it reads what the host reads of this review, never the evidence."""

    SPONSOR = "host_sponsor", "Host sponsor"
    ORGANISER = "host_organiser", "Host organiser"


class Basis(models.TextChoices):
    """What could make someone on the team partial."""

    EMPLOYED = "employed", "Works for the host, or is about to"
    FAMILY = "family", "Has family or a partner in the service under review"
    PAID = "paid", "Is paid by the host, or bids for its work"
    WORKED = "worked", "Worked for the host in the last three years"
    INSPECTED = "inspected", "Inspected or advised the host in the last three years"
    FRIENDSHIP = "friendship", "Is a friend of, or in dispute with, someone who leads the service"
    MUTUAL = "mutual", "The host reviews, or lately reviewed, their own council"
    RIVALRY = "rivalry", "Their council competes with the host for staff, money or a contract"
    OTHER = "other", "Something else"


HARD = (Basis.EMPLOYED, Basis.FAMILY, Basis.PAID)  # nobody overrides these
