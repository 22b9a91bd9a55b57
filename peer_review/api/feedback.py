"""Anonymous feedback over the API: for those who ask for it, and for whoever has its address."""

from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.reverse import reverse

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import OF_REVIEW, CouncilNameSerializer, InsideReview
from peer_review.filters import FeedbackLinkFilterSet
from peer_review.models import Feedback, FeedbackLink
from peer_review.models.learning import SIGNER


class AverageSerializer(serializers.Serializer):
    question = serializers.CharField()
    average = serializers.FloatField(help_text="From 1 to 5.")


class WordsSerializer(serializers.Serializer):
    question = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField(), help_text="In no order.")


class FeedbackLinkSerializer(Addressed, serializers.ModelSerializer):
    """What one audience answered: its number at once, averages and words from five answers on."""

    answers = serializers.IntegerField()
    address = serializers.SerializerMethodField(help_text="For all of the audience; null for who may not ask them.")
    averages = serializers.SerializerMethodField(help_text="Of `answers`; empty until there are five.")
    texts = serializers.SerializerMethodField(help_text="For the host and the review lead.")

    class Meta:
        collection = "reviews/{row.review_id}/feedback"
        of_the_reader = ["address", "averages", "texts"]
        model = FeedbackLink
        fields = ["id", "audience", "opens_on", "closes_on", "places", "answers", "address", "averages", "texts"]

    def to_representation(self, link):
        link.review = self.context["review"]
        link.results = queries.results_of(link, self.context["request"].user)
        return super().to_representation(link)

    def get_address(self, link) -> str | None:
        asks = allows(self.context["request"].user, "peer_review.ask_feedback", link.review)
        return reverse("feedback", args=[link.token], request=self.context["request"]) if asks else None

    @extend_schema_field(AverageSerializer(many=True))
    def get_averages(self, link):
        return [{"question": question, "average": average} for question, average in link.results.marks]

    @extend_schema_field(WordsSerializer(many=True))
    def get_texts(self, link):
        return [{"question": question, "words": words} for question, words in link.results.texts]


class FeedbackDatesSerializer(serializers.Serializer):
    closes_on = serializers.DateField()


class AskFeedbackSerializer(FeedbackDatesSerializer):
    audience = serializers.ChoiceField(choices=FeedbackLink.Audience.choices)
    places = serializers.IntegerField(min_value=5, max_value=2000, default=100, help_text="How many may answer.")


@extend_schema_view(list=extend_schema(parameters=[OF_REVIEW]), retrieve=extend_schema(parameters=[OF_REVIEW]))
class FeedbackLinkResource(InsideReview):
    """How a review was for those in it: a link for each audience, and what came of it."""

    serializer_class = FeedbackLinkSerializer
    filterset_class = FeedbackLinkFilterSet
    queryset = FeedbackLink.objects.none()
    permission = "peer_review.see_feedback"

    def rows(self):
        return queries.feedback_links(self.review)

    @extend_schema(
        request=AskFeedbackSerializer, responses={201: FeedbackLinkSerializer}, parameters=[OF_REVIEW, IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request, review):
        """Open the link of an audience, from today on: the host, or the review lead."""
        require(request.user, "peer_review.ask_feedback", self.review)
        said = self.read(AskFeedbackSerializer)
        return self.answer(services.ask_feedback(review=self.review, by=request.user, **said), status=201)

    @extend_schema(request=FeedbackDatesSerializer, responses=FeedbackLinkSerializer, parameters=[OF_REVIEW, IF_MATCH])
    def partial_update(self, request, review, pk):
        """Close it earlier, or leave it open for longer."""
        link, version = self.get_object(), expected_version(request)
        said = self.read(FeedbackDatesSerializer)
        return self.answer(services.change_feedback_dates(link=link, by=request.user, version=version, **said))


class AskedSerializer(serializers.ModelSerializer):
    """The review that is asked about, and whether answers are taken now."""

    host = CouncilNameSerializer(source="review.host")
    title = serializers.CharField(source="review.title")

    class Meta:
        model = FeedbackLink
        fields = ["host", "title", "audience", "opens_on", "closes_on", "is_open"]


class FeedbackSerializer(serializers.ModelSerializer):
    """Five marks from 1 (I disagree) to 5 (I agree) and two texts; nothing that identifies a child, a worker or you."""

    id = serializers.UUIDField(help_text="Random, and of your own making: sent twice, it is stored once.")

    class Meta:
        model = Feedback
        fields = ["id", *Feedback.MARKS, *Feedback.TEXTS]
        extra_kwargs = {
            **{name: {"min_value": 1, "max_value": 5} for name in Feedback.MARKS},
            **{name: {"help_text": str(Feedback._meta.get_field(name).verbose_name)} for name in Feedback.TEXTS},
        }


class FeedbackResource(viewsets.GenericViewSet):
    """For whoever has the address of a link. Nobody is asked who they are: keys, tokens and sessions are not read."""

    authentication_classes = ()
    permission_classes = ()
    serializer_class = AskedSerializer
    queryset = FeedbackLink.objects.none()
    lookup_field = "token"
    lookup_value_converter = "str"

    def get_object(self):
        try:
            pk = SIGNER.unsign(self.kwargs["token"])
        except BadSignature:
            raise Http404 from None
        return get_object_or_404(queries.links_for_anyone(), pk=pk)

    def retrieve(self, request, token):
        return Response(self.get_serializer(self.get_object()).data)

    # without an Idempotency-Key, which would be kept with its moment: the id does the same
    @extend_schema(request=FeedbackSerializer, responses={201: FeedbackSerializer})
    @action(detail=True, methods=["post"])
    def answers(self, request, token):
        """Answer without a name: kept are the answer and the month."""
        link, sent = self.get_object(), FeedbackSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        answer = services.give_feedback_on_review(link=link, **sent.validated_data)
        return Response(FeedbackSerializer(answer).data, status=status.HTTP_201_CREATED)
