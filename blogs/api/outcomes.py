from rest_framework import serializers

from blogs.api.posts import CouncilField
from blogs.models import Adopter, Outcome
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.councils.api import CouncilNameSerializer, WithPage

FIGURES = ["measure", "unit", "baseline", "result", "n", "period", "source"]
HELP = {
    "measure": {"help_text": "What is measured."},
    "baseline": {"help_text": "What it was before, in its unit."},
    "result": {"help_text": "What it is now, in its unit."},
    "n": {"help_text": "How many it is counted over; a percentage needs it."},
    "period": {"help_text": "When, in words."},
    "source": {"help_text": "Where the figures come from."},
}


class WriteOutcomeSerializer(serializers.ModelSerializer):
    """A measure and what it rests on."""

    measure = serializers.CharField(max_length=150, help_text="What is measured.")

    class Meta:
        model = Outcome
        fields = FIGURES
        extra_kwargs = HELP


class OutcomeSerializer(Addressed, serializers.ModelSerializer):
    """What changed, in one measure."""

    summary = serializers.CharField(source="in_words", help_text="The same in a sentence.")

    class Meta:
        collection = "case-studies/{row.case_study_id}/outcomes"
        model = Outcome
        fields = ["id", *FIGURES, "summary"]
        extra_kwargs = HELP


ADAPTED = ["started_on", "children", "context", "how_adapted", "what_came_of_it", *FIGURES]
OF_ADOPTER = HELP | {
    "started_on": {"help_text": "When it began there; may be null."},
    "context": {"help_text": "What is different there, in Markdown."},
    "how_adapted": {"help_text": "In Markdown."},
    "what_came_of_it": {"help_text": "In Markdown."},
}


class NewAdopterSerializer(serializers.ModelSerializer):
    """A council that tried it; what is left out of a change stays as it is, and so does the council."""

    council = CouncilField(help_text="Your council, by code or name.")

    class Meta:
        model = Adopter
        fields = ["council", *ADAPTED]
        extra_kwargs = OF_ADOPTER
        validators: list = []  # the service says who has tried it already


class AdopterSerializer(WithPage):
    council = CouncilNameSerializer()

    class Meta:
        collection = "case-studies/{row.case_study_id}/adopters"
        model = Adopter
        fields = ["id", "council", *ADAPTED, "url"]
        extra_kwargs = OF_ADOPTER
