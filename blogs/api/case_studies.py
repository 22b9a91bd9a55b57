from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from blogs import queries, services
from blogs.api.imports import Sheets
from blogs.api.outcomes import AdopterSerializer, NewAdopterSerializer, OutcomeSerializer, WriteOutcomeSerializer
from blogs.api.posts import (
    ChangePostSerializer,
    NewPostSerializer,
    PostDetailSerializer,
    PostResource,
    PostSerializer,
)
from blogs.filters import CaseStudyFilterSet
from blogs.models import CaseStudy
from blogs.models.case_studies import TEXTS
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, etag, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.bulk import bulk_create

FACTS = ("children", "density", "budget", "stage", "cost_band", "contact_role", "offers_visit")


class SectionsSerializer(serializers.ModelSerializer):
    """The sections of a case study and the facts beside them. Texts are Markdown."""

    class Meta:
        model = CaseStudy
        fields = [*TEXTS, *FACTS]
        extra_kwargs = {
            "problem": {"help_text": "What had to change, and for whom."},
            "context": {"help_text": "The place and its services."},
            "children": {"help_text": "How many of up to 17 years live there."},
            "density": {"help_text": "People per square kilometre."},
            "budget": {"help_text": "Of children’s services, in millions of pounds a year."},
            "stage": {"help_text": "How far it has come, as sites do; may be empty."},
            "what_did_not_work": {"help_text": "Needed before it is submitted or published."},
            "cost_band": {"help_text": "What it costs, about; may be empty."},
            "contact_role": {"help_text": "Whom to ask: a role, never a name."},
        }


class CaseStudySerializer(PostSerializer):
    """A case study in a list. What is null belongs to sections, and this one is not in sections yet."""

    evidence_level = serializers.CharField(
        source="case_study.evidence_level", allow_null=True, help_text="By rule; `evidence_why` of the item says why."
    )
    stage = serializers.CharField(source="case_study.stage", allow_null=True, help_text="How far it has come.")
    cost_band = serializers.CharField(source="case_study.cost_band", allow_null=True, help_text="What it costs, about.")
    offers_visit = serializers.BooleanField(
        source="case_study.offers_visit", allow_null=True, help_text="Whether colleagues may visit to see it."
    )
    standing = serializers.CharField(
        source="case_study.standing", allow_null=True, help_text="current, ageing or archived."
    )
    review_by = serializers.DateField(
        source="case_study.review_by", allow_null=True, help_text="When its council is asked to confirm it."
    )

    class Meta(PostSerializer.Meta):
        collection = "case-studies"
        fields = [
            *PostSerializer.Meta.fields,
            *("evidence_level", "stage", "cost_band", "offers_visit", "standing", "review_by"),
        ]


class CaseStudyDetailSerializer(PostDetailSerializer, CaseStudySerializer):
    """A case study whole: its sections, outcomes and adopters, its text made of them, and what you may do with it."""

    sections = SectionsSerializer(source="case_study", allow_null=True, help_text="Null where it has none yet.")
    evidence_why = serializers.CharField(
        source="case_study.evidence.why", allow_null=True, help_text="Why it is of that level, in a sentence."
    )
    confirmed_on = serializers.DateField(
        source="case_study.confirmed_on", allow_null=True, help_text="When its council last confirmed it."
    )
    outcomes = serializers.SerializerMethodField(help_text="What changed.")
    adopters = serializers.SerializerMethodField(help_text="Other councils that tried it.")

    class Meta(PostDetailSerializer.Meta):
        collection = "case-studies"
        fields = [
            *CaseStudySerializer.Meta.fields,
            *("body", "body_html", "partners", "returned_reason", "publish_at", "being_edited_by", "transitions"),
            *("sections", "evidence_why", "confirmed_on", "outcomes", "adopters"),
        ]

    @extend_schema_field(OutcomeSerializer(many=True))
    def get_outcomes(self, post):
        outcomes = post.sections.outcomes.all() if post.sections else []
        return OutcomeSerializer(outcomes, many=True, context=self.context).data

    @extend_schema_field(AdopterSerializer(many=True))
    def get_adopters(self, post):
        adopters = post.sections.adopters.all() if post.sections else []
        return AdopterSerializer(adopters, many=True, context=self.context).data


class ChangeCaseStudySerializer(SectionsSerializer):
    """What a case study says; what is left out stays as it is."""

    title = serializers.CharField(max_length=300)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    themes = ChangePostSerializer().fields["themes"]
    councils = ChangePostSerializer().fields["councils"]

    class Meta(SectionsSerializer.Meta):
        fields = ["title", "summary", *SectionsSerializer.Meta.fields, "themes", "councils"]


class NewCaseStudySerializer(ChangeCaseStudySerializer):
    """A draft. Who writes for one council need not name its owner; an administrator's may belong to no council."""

    id = serializers.UUIDField(required=False, help_text="Of your own making: sent twice, it is stored once.")
    owner = NewPostSerializer().fields["owner"]
    visibility = NewPostSerializer().fields["visibility"]
    validate = NewPostSerializer.validate
    only_council = NewPostSerializer.only_council

    class Meta(ChangeCaseStudySerializer.Meta):
        fields = ["id", "owner", "visibility", *ChangeCaseStudySerializer.Meta.fields]


class CaseStudyResource(Sheets, PostResource):
    """Case studies: posts with sections, outcomes and adopters. One is addressed by its id, or by its slug.

    `If-Match` names the version of the case study, also where an outcome is changed.
    """

    filterset_class = CaseStudyFilterSet
    prepares = "case-studies"

    def visible(self, actor):
        return queries.case_study_list(actor) if self.action == "list" else queries.case_study_detail(actor)

    def get_serializer_class(self):
        return CaseStudySerializer if self.action == "list" else CaseStudyDetailSerializer

    @extend_schema(
        request=NewCaseStudySerializer, responses={201: CaseStudyDetailSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request):
        """Write a draft: directors, improvement officers and editors for their council, administrators for none."""
        return self.answer(self.make(self.read(NewCaseStudySerializer)), status=201)

    def make(self, said):
        return services.write_case_study(by=self.request.user, **said)

    bulk = bulk_create(NewCaseStudySerializer, CaseStudyDetailSerializer)

    @extend_schema(request=ChangeCaseStudySerializer, responses=CaseStudyDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change its sections, or put it into sections; who may is who may change the post."""
        said, version = self.read(ChangeCaseStudySerializer, partial=True), expected_version(request)
        return self.answer(services.change_case_study(post=self.get_object(), by=request.user, version=version, **said))

    @extend_schema(request=None, responses=CaseStudyDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def confirm(self, request, pk):
        """Say that it still holds: a member of its council. The next review is two years on."""
        post, version = self.get_object(), expected_version(request)
        return self.answer(services.confirm_case_study(post=post, by=request.user, version=version))

    @extend_schema(
        request=WriteOutcomeSerializer, responses={201: CaseStudyDetailSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def outcomes(self, request, pk):
        """Add an outcome: a measure, with its baseline, result, n, period and source."""
        post = self.get_object()
        services.add_outcome(post=post, by=request.user, **self.read(WriteOutcomeSerializer))
        return self.answer(post, status=201)

    @extend_schema(request=WriteOutcomeSerializer, responses=CaseStudyDetailSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["patch"], url_path="outcomes/<uuid:outcome>", url_name="outcome")
    def outcome(self, request, pk, outcome):
        """Change an outcome."""
        post, found = self.outcome_of(outcome)
        said, version = self.read(WriteOutcomeSerializer, partial=True), expected_version(request)
        services.change_outcome(outcome=found, by=request.user, version=version, **said)
        return self.answer(post)

    @extend_schema(responses=CaseStudyDetailSerializer, parameters=[IF_MATCH])
    @outcome.mapping.delete
    def remove_outcome(self, request, pk, outcome):
        """Remove an outcome; the audit trail keeps it."""
        post, found = self.outcome_of(outcome)
        services.remove_outcome(outcome=found, by=request.user, version=expected_version(request))
        return self.answer(post)

    def outcome_of(self, outcome):
        post = self.get_object()
        return post, get_object_or_404(queries.outcomes_of(post), pk=outcome)

    @extend_schema(request=NewAdopterSerializer, responses={201: AdopterSerializer}, parameters=[IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def adopters(self, request, pk):
        """“We tried this”: a member of another council says how it adapted it, and what came of it."""
        post = self.get_object()
        said = self.read(NewAdopterSerializer)
        return self.adopter_as_it_is(services.record_adopter(post=post, by=request.user, **said), status=201)

    @extend_schema(responses=AdopterSerializer)
    @action(detail=True, methods=["get"], url_path="adopters/<uuid:adopter>", url_name="adopter")
    def adopter(self, request, pk, adopter):
        """One that tried it. Its ETag is its own."""
        return self.adopter_as_it_is(self.adopter_of(adopter))

    @extend_schema(request=NewAdopterSerializer, responses=AdopterSerializer, parameters=[IF_MATCH])
    @adopter.mapping.patch
    def change_adopter(self, request, pk, adopter):
        """Change what was said: a member of that council. If-Match names the version of the adopter."""
        found, version = self.adopter_of(adopter), expected_version(request)
        said = self.read(NewAdopterSerializer, partial=True)
        said.pop("council", None)
        return self.adopter_as_it_is(services.change_adopter(adopter=found, by=request.user, version=version, **said))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    @adopter.mapping.delete
    def withdraw_adopter(self, request, pk, adopter):
        """Withdraw it: a member of that council. If-Match names the version of the adopter."""
        found = self.adopter_of(adopter)
        services.withdraw_adopter(adopter=found, by=request.user, version=expected_version(request))
        return Response(status=204)

    def adopter_of(self, adopter):
        return get_object_or_404(queries.adopters_of(self.get_object(), self.request.user), pk=adopter)

    def adopter_as_it_is(self, adopter, status=200):
        said = AdopterSerializer(adopter, context=self.get_serializer_context()).data
        return Response(said, status=status, headers=etag(adopter))
