from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action

from demonstrators import queries, services
from demonstrators.api.entries import SiteNameSerializer
from demonstrators.api.sites import council_by_code
from demonstrators.filters import VisitFilterSet
from demonstrators.models import Attendees, Site, Visit, VisitFeedback
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    TransitionsField,
    expected_version,
    transition_schema,
)
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.idempotency import once
from improvement_hub.core.writing.states import LONGEST_REASON
from improvement_hub.councils.api import CouncilNameSerializer, WithPage

ARRANGEMENTS = ["takes_place_on", "starts_at", "ends_at", "place", "link", "message"]
WISHES = ["purpose", "wished_from", "wished_until", "people"]


class AttendeesSerializer(serializers.ModelSerializer):
    council = CouncilNameSerializer(allow_null=True, help_text="Null for the people of an agency.")

    class Meta:
        model = Attendees
        fields = ["number", "role", "council"]


class VisitFeedbackSerializer(serializers.ModelSerializer):
    """What the visitors say of a visit that was held."""

    class Meta:
        model = VisitFeedback
        fields = ["useful", "will_try", "readers"]
        extra_kwargs = {
            "useful": {"help_text": "What was useful."},
            "will_try": {"help_text": "What they will try; may be empty."},
            "readers": {"help_text": "Whom it is for: site (both sides of the visit) or sector."},
        }


class VisitSerializer(WithPage):
    """A visit as both its sides see it, and nobody else."""

    host = CouncilNameSerializer(help_text="The council that is visited.")
    site = SiteNameSerializer(allow_null=True, help_text="Null for a visit to a council as such.")
    visitor = CouncilNameSerializer(
        source="visitor.council", allow_null=True, help_text="The council that visits; null for an agency."
    )
    visitor_name = serializers.CharField(source="visitor_words", help_text="The council or the agency, in words.")

    class Meta:
        collection = "visits"
        model = Visit
        fields = [
            *("id", "host", "site", "visitor", "visitor_name", *WISHES, "state", *ARRANGEMENTS, "ended_reason"),
            *("decided_at", "url"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "purpose": {"help_text": "What they would like to learn."},
            "wished_from": {"help_text": "The earliest day that suits them."},
            "wished_until": {"help_text": "The latest."},
            "people": {"help_text": "How many come."},
            "takes_place_on": {"help_text": "The day; null until the visit is accepted."},
            "starts_at": {"help_text": "In London time; null where no time is set."},
            "ends_at": {"help_text": "In London time; null where no time is set."},
            "place": {"help_text": "Where it takes place; may be empty where they join by a link."},
            "link": {"help_text": "The link to join by; may be empty."},
            "message": {"help_text": "What the host says to the visitors."},
            "ended_reason": {"help_text": "Why it was declined or called off."},
            "decided_at": {"help_text": "When it was last answered, changed, withdrawn or called off."},
        }


class VisitDetailSerializer(VisitSerializer):
    """With who comes, what was useful, and what you may do."""

    attendees = AttendeesSerializer(many=True, help_text="Who comes: numbers and roles, no names.")
    feedback = serializers.SerializerMethodField(help_text="Null until the visitors gave it.")
    transitions = TransitionsField()

    class Meta(VisitSerializer.Meta):
        of_the_reader = ["transitions"]
        fields = [*VisitSerializer.Meta.fields, "attendees", "feedback", "transitions"]

    @extend_schema_field(VisitFeedbackSerializer(allow_null=True))
    def get_feedback(self, visit):
        return VisitFeedbackSerializer(visit.feedback).data if visit.has_feedback else None


class NewVisitSerializer(serializers.ModelSerializer):
    """A request. Name a site by its slug, or a council by its GSS code; `visitor` if you run several councils."""

    id = serializers.UUIDField(required=False, help_text="Of your own making: sent twice, it is stored once.")
    site = serializers.SlugRelatedField(slug_field="slug", queryset=Site.objects, required=False)
    host = council_by_code(required=False)
    visitor = council_by_code(required=False)

    class Meta:
        model = Visit
        fields = ["id", "site", "host", "visitor", *WISHES]


class NewAttendeesSerializer(AttendeesSerializer):
    council = council_by_code(required=False)


class ChangedVisitSerializer(serializers.Serializer):
    """These and no others come; a row without a council is of the visiting one."""

    attendees = NewAttendeesSerializer(many=True, max_length=40)


class VisitStepSerializer(serializers.ModelSerializer):
    """`accept` and `rearrange` ask for a day, and a place or a link; `decline` and `call_off` for a reason."""

    reason = serializers.CharField(required=False, max_length=LONGEST_REASON, validators=[refuse_child_level])

    class Meta:
        model = Visit
        fields = [*ARRANGEMENTS, "reason"]
        validators = []


class VisitResource(ChangeResource):
    """Visits to demonstrator sites and councils: yours, as hosts or as visitors. A client alone sees none."""

    filterset_class = VisitFilterSet
    ordering = ("-created_at", "id")
    orders = {"takes_place_on": ("takes_place_on", "id")}
    queryset = Visit.objects.none()

    def visible(self, actor):
        return queries.visit_list(actor) if self.action == "list" else queries.visit_detail(actor)

    def get_serializer_class(self):
        return VisitSerializer if self.action == "list" else VisitDetailSerializer

    @extend_schema(request=NewVisitSerializer, responses={201: VisitDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Ask for a visit."""
        visit = services.ask_for_visit(by=request.user, **self.read(NewVisitSerializer))
        return self.answer(visit, status.HTTP_201_CREATED)

    @extend_schema(request=ChangedVisitSerializer, responses=VisitDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Say who comes, or who came."""
        visit, version = self.get_object(), expected_version(request)
        rows = self.read(ChangedVisitSerializer)
        return self.answer(services.name_attendees(visit=visit, by=request.user, version=version, **rows))

    @transition_schema(VisitDetailSerializer, VisitStepSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Accept a visit, decline it, withdraw it, arrange it anew, call it off, or say that it took place."""
        visit, version = self.get_object(), expected_version(request)
        inputs = self.read(VisitStepSerializer)
        return self.answer(services.move_visit(visit=visit, step=name, by=request.user, version=version, **inputs))

    @extend_schema(
        request=VisitFeedbackSerializer, responses=VisitDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def feedback(self, request, pk):
        """Say what was useful, once the visit was held; said again, it replaces what was said."""
        visit, version = self.get_object(), expected_version(request)
        terms = self.read(VisitFeedbackSerializer)
        return self.answer(services.give_feedback(visit=visit, by=request.user, version=version, **terms))
