"""The two sides of a review over the API: the visiting team with its conflicts of interest, and the host's own."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.accounts.models import Organisation, Person
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, etag, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import OF_REVIEW, GivenReasonSerializer, InsideReview
from peer_review.filters import ConflictFilterSet, HostSeatFilterSet, SeatFilterSet
from peer_review.models import Conflict, HostSeat, TeamMember
from peer_review.roles import Basis, HostRole, TeamRole


class SeatSerializer(Addressed, serializers.ModelSerializer):
    """A seat of the visiting team."""

    name = serializers.CharField(source="who")
    organisation = serializers.CharField(source="organisation.name")
    agency = serializers.ChoiceField(
        source="organisation.agency",
        choices=Organisation.Agency.choices,
        allow_blank=True,
        help_text="What kind of partner agency it is; empty where it is a council or a region.",
    )
    invited = serializers.BooleanField(source="is_invited", help_text="An invitation to a guest is open.")
    declared = serializers.SerializerMethodField(help_text="They said whether they have a conflict of interest.")

    class Meta:
        collection = "reviews/{row.review_id}/team"
        model = TeamMember
        fields = [
            "id", "review", "name", "role", "job_title", "organisation", "agency", "has_account", "invited", "declared",
        ]  # fmt: skip

    def get_declared(self, member) -> bool:
        return member.declared_at is not None


class NewSeatSerializer(serializers.Serializer):
    """A `person` with an account; or a `name`, of an `organisation` or of the new `agency` of that name."""

    role = serializers.ChoiceField(choices=TeamRole.choices)
    job_title = serializers.CharField(max_length=100)
    person = serializers.PrimaryKeyRelatedField(queryset=Person.objects.none(), required=False)
    name = serializers.CharField(max_length=120, required=False)
    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.none(), required=False)
    agency = serializers.CharField(max_length=150, required=False)
    agency_kind = serializers.ChoiceField(choices=Organisation.Agency.choices, required=False)
    email = serializers.EmailField(required=False, help_text="With one they are invited as a guest.")
    declared = serializers.BooleanField(
        default=False, help_text="They told you that they have no conflict of interest."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if review := self.context.get("review"):
            self.fields["person"].queryset = queries.people_for_team(review)
            self.fields["organisation"].queryset = queries.places_for_team(review)

    def validate(self, said):
        if ("person" in said) == ("name" in said):
            raise serializers.ValidationError({"person": "Name a person, or write a name."})
        return said


class HolderSerializer(serializers.Serializer):
    person = serializers.PrimaryKeyRelatedField(queryset=Person.objects.none())
    job_title = serializers.CharField(max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if review := self.context.get("review"):
            self.fields["person"].queryset = queries.possible_holders(review)


class ChangeSeatSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=TeamRole.choices)
    job_title = serializers.CharField(max_length=100)


class InviteSerializer(serializers.Serializer):
    email = serializers.EmailField()


class DeclarationSerializer(serializers.Serializer):
    """Without a `basis` there is nothing to declare; with one, `words` say what it is."""

    basis = serializers.ChoiceField(choices=Basis.choices, required=False)
    words = serializers.CharField(max_length=1000, required=False)


class ConflictSerializer(Addressed, serializers.ModelSerializer):
    """A declared conflict of interest; its words are null for those who know only that there is one."""

    kind = serializers.ChoiceField(choices=["hard", "soft"])
    basis_label = serializers.CharField(source="get_basis_display")
    name = serializers.CharField(source="member.who")
    stands = serializers.SerializerMethodField(help_text="Neither overridden today nor withdrawn.")
    words = serializers.SerializerMethodField()
    override_reason = serializers.SerializerMethodField()
    withdrawal_reason = serializers.SerializerMethodField()
    declared_at = serializers.DateTimeField(source="created_at")

    class Meta:
        collection = "reviews/{row.member.review_id}/conflicts"
        of_the_reader = ["words", "override_reason", "withdrawal_reason"]
        model = Conflict
        fields = [
            "id", "member", "name", "kind", "basis", "basis_label", "stands", "words", "declared_at",
            "overridden_until", "override_reason", "withdrawn_at", "withdrawal_reason",
        ]  # fmt: skip

    def reads(self, conflict) -> bool:
        conflict.member.review = self.context["review"]
        return allows(self.context["request"].user, "peer_review.read_conflict", conflict)

    def get_stands(self, conflict) -> bool:
        return not conflict.is_settled

    def get_words(self, conflict) -> str | None:
        return conflict.words if self.reads(conflict) else None

    def get_override_reason(self, conflict) -> str | None:
        return conflict.override_reason if self.reads(conflict) else None

    def get_withdrawal_reason(self, conflict) -> str | None:
        return conflict.withdrawal_reason if self.reads(conflict) else None


class OverrideSerializer(GivenReasonSerializer):
    until = serializers.DateField()


class HostSeatSerializer(Addressed, serializers.ModelSerializer):
    name = serializers.CharField(source="who")

    class Meta:
        collection = "reviews/{row.review_id}/host-side"
        model = HostSeat
        fields = ["id", "review", "role", "name", "job_title"]


class NewHostSeatSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=HostRole.choices)
    job_title = serializers.CharField(max_length=100)
    person = serializers.PrimaryKeyRelatedField(queryset=Person.objects.none(), required=False)
    name = serializers.CharField(max_length=120, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if review := self.context.get("review"):
            self.fields["person"].queryset = queries.people_of_host(review)


@extend_schema_view(list=extend_schema(parameters=[OF_REVIEW]), retrieve=extend_schema(parameters=[OF_REVIEW]))
class TeamResource(InsideReview):
    """Who sits on the visiting team. Everything here needs a person."""

    serializer_class = SeatSerializer
    filterset_class = SeatFilterSet
    queryset = TeamMember.objects.none()

    def rows(self):
        return queries.seats(self.review)

    @extend_schema(request=NewSeatSerializer, responses={201: SeatSerializer}, parameters=[OF_REVIEW, IDEMPOTENCY_KEY])
    @once
    def create(self, request, review):
        """Put someone on the team, with or without an account."""
        require(request.user, "peer_review.change_review", self.review)
        said = self.read(NewSeatSerializer)
        join = services.join_team if "person" in said else services.seat_guest
        if "person" in said:
            said = {name: said[name] for name in ("person", "role", "job_title", "declared")}
        return self.answer(join(review=self.review, by=request.user, **said), status=201)

    @extend_schema(request=HolderSerializer, responses={201: SeatSerializer}, parameters=[OF_REVIEW, IDEMPOTENCY_KEY])
    @action(detail=False, methods=["post"])
    @once
    def holder(self, request, review):
        """Name a successor for the observer, or whoever else may hold a statement: the regional lead."""
        require(request.user, "peer_review.name_observer", self.review)
        said = self.read(HolderSerializer)
        return self.say(services.name_observer(review=self.review, by=request.user, **said), status=201)

    @extend_schema(request=ChangeSeatSerializer, responses=SeatSerializer, parameters=[OF_REVIEW, IF_MATCH])
    def partial_update(self, request, review, pk):
        """Another role or job title."""
        member, version = self.get_object(), expected_version(request)
        said = {"role": member.role, "job_title": member.job_title} | self.read(ChangeSeatSerializer, partial=True)
        return self.answer(services.change_seat(member=member, by=request.user, version=version, **said))

    @extend_schema(
        request=InviteSerializer, responses=SeatSerializer, parameters=[OF_REVIEW, IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def invite(self, request, review, pk):
        """Invite them as a guest of this review, or again."""
        terms = {"member": self.get_object(), "by": request.user, "version": expected_version(request)}
        return self.answer(services.invite_member(**terms, **self.read(InviteSerializer)))

    @extend_schema(request=None, responses=SeatSerializer, parameters=[OF_REVIEW, IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def leave(self, request, review, pk):
        """Take them off the team; what they wrote stays theirs."""
        terms = {"member": self.get_object(), "by": request.user, "version": expected_version(request)}
        return self.say(services.leave_team(**terms))

    @extend_schema(
        request=DeclarationSerializer, responses=SeatSerializer, parameters=[OF_REVIEW, IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def declare(self, request, review, pk):
        """Declare a conflict of interest, or that there is none."""
        terms = {"member": self.get_object(), "by": request.user, "version": expected_version(request)}
        said = services.declare(**terms, **self.read(DeclarationSerializer))
        return self.say(getattr(said, "member", said))

    def say(self, member, status=200):
        """As it is, also when the seat is empty by now or its team is not the actor's to read."""
        return Response(self.get_serializer(member).data, status=status, headers=etag(member))


@extend_schema_view(list=extend_schema(parameters=[OF_REVIEW]), retrieve=extend_schema(parameters=[OF_REVIEW]))
class ConflictResource(InsideReview):
    """Conflicts of interest, for those whose they are and those who decide."""

    serializer_class = ConflictSerializer
    filterset_class = ConflictFilterSet
    queryset = Conflict.objects.none()
    permission = "peer_review.see_conflicts"

    def rows(self):
        return queries.conflicts(self.review, self.request.user)

    @extend_schema(
        request=OverrideSerializer, responses=ConflictSerializer, parameters=[OF_REVIEW, IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def override(self, request, review, pk):
        """The regional lead overrides a soft one, with a reason and until a day."""
        terms = {"conflict": self.get_object(), "by": request.user, "version": expected_version(request)}
        return self.answer(services.override_conflict(**terms, **self.read(OverrideSerializer)))

    @extend_schema(
        request=GivenReasonSerializer, responses=ConflictSerializer, parameters=[OF_REVIEW, IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def withdraw(self, request, review, pk):
        """Withdraw one that was recorded in error: whoever recorded it of someone else, or the regional lead."""
        terms = {"conflict": self.get_object(), "by": request.user, "version": expected_version(request)}
        return self.answer(services.withdraw_conflict(**terms, **self.read(GivenReasonSerializer)))


@extend_schema_view(list=extend_schema(parameters=[OF_REVIEW]), retrieve=extend_schema(parameters=[OF_REVIEW]))
class HostSideResource(InsideReview):
    """The host's sponsor and organiser."""

    serializer_class = HostSeatSerializer
    filterset_class = HostSeatFilterSet
    queryset = HostSeat.objects.none()

    def rows(self):
        return queries.host_seats(self.review)

    @extend_schema(
        request=NewHostSeatSerializer, responses={201: HostSeatSerializer}, parameters=[OF_REVIEW, IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request, review):
        """Name one of them; an earlier one in the same role leaves."""
        require(request.user, "peer_review.run_hosted_review", self.review)
        said = self.read(NewHostSeatSerializer)
        return self.answer(services.name_at_host(review=self.review, by=request.user, **said), status=201)

    @extend_schema(request=None, responses=HostSeatSerializer, parameters=[OF_REVIEW, IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def leave(self, request, review, pk):
        """The host has nobody in this role until it names someone."""
        terms = {"seat": self.get_object(), "by": request.user, "version": expected_version(request)}
        seat = services.leave_host_side(**terms)
        return Response(self.get_serializer(seat).data, headers=etag(seat))
