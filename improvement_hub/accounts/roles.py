"""What people act as, and in what capacity."""

from django.db import models


class Role(models.TextChoices):
    """What a membership lets a person act as; `ROLE_AND_SCOPE` in the models says for what."""

    DIRECTOR = "director", "Director"
    OFFICER = "improvement_officer", "Improvement officer"
    EDITOR = "editor", "Editor"
    LEAD = "regional_lead", "Regional lead"
    ADMINISTRATOR = "administrator", "Administrator"
    PARTNER = "partner", "Partner agency member"
    GUEST = "guest", "Guest of a review"


COUNCIL_ROLES = (Role.DIRECTOR, Role.OFFICER, Role.EDITOR)


class Basis(models.TextChoices):
    """In what capacity a person acts."""

    SUBSTANTIVE = "substantive", "In post"
    INTERIM = "interim", "Interim"
    DELEGATE = "delegate", "Delegate"
