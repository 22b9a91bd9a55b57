import pgtrigger
from django.db import models
from django.db.models import Q

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.reviews import Review
from peer_review.models.statements import Statement


class HoldNoteQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The visiting team's alone, as the statement is while it is held."""
        return self.filter(statement__keyline__review__in=Review.objects.with_team_member(actor))


@audited
class HoldNote(HubModel):
    """A turn in the thread about a hold, in the order of `created_at`; it stays when the hold is lifted.

    A reply is by whoever holds, an answer by anybody else on the team.
    """

    class Kind(models.TextChoices):
        HELD = "held", "Held"
        ANSWER = "answer", "Answer"
        REPLY = "reply", "Reply"
        LIFTED = "lifted", "Lifted"

    FOR_THE_TEAM = (Kind.HELD, Kind.REPLY)

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="thread")
    kind = models.CharField(max_length=6, choices=Kind)
    author = models.ForeignKey(Person, models.PROTECT, related_name="hold_notes")
    words = models.TextField(max_length=2000, validators=[refuse_child_level])

    objects = HoldNoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_note_on_a_hold_has_words",
                condition=~Q(words=""),
                violation_error_message="Say it in words.",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_note_on_a_hold_stays", fields=["statement", "kind", "author", "created_at"])
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words[:60]}"

    @property
    def review(self):
        return self.statement.review
