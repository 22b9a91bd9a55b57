from django.db import models


class Kind(models.TextChoices):
    """The files of a report, by what follows the dot in their names."""

    SLIDES = "pptx", "Feedback slides (PowerPoint)"
    LETTER = "docx", "Letter (Word)"
    PDF = "pdf", "Letter (PDF)"

    @property
    def media_type(self) -> str:
        office = "application/vnd.openxmlformats-officedocument"
        return {
            "pptx": f"{office}.presentationml.presentation",
            "docx": f"{office}.wordprocessingml.document",
            "pdf": "application/pdf",
        }[self.value]
