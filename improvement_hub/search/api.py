"""Search over the API: the same question, the same answer."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from improvement_hub.core.filters import Demonstration
from improvement_hub.search.forms import LAST_PAGE, MOST_LETTERS, ORDERS, SearchForm
from improvement_hub.search.queries import Answer, Found, search
from improvement_hub.search.queries.labels import FACETS
from improvement_hub.search.templatetags.search import marked


class LabelSerializer(serializers.Serializer):
    key = serializers.CharField(help_text="As filters take it: a slug or a code.")
    words = serializers.CharField(help_text="Its name.")


class CountSerializer(LabelSerializer):
    count = serializers.IntegerField(help_text="How many have it, under what was chosen of the other facets.")
    chosen = serializers.BooleanField(help_text="Whether the question chose it.")


class ResultSerializer(serializers.Serializer):
    """Something that was found."""

    id = serializers.UUIDField(help_text="The id of the thing itself.")
    kind = serializers.CharField(help_text="blog, guest_blog, case_study, event_report, resource, site, review, …")
    title = serializers.CharField(help_text="Its title, as plain text.")
    url = serializers.URLField(help_text="Its page.")
    snippet = serializers.CharField(help_text="Where the words stand, as HTML: escaped, the words in mark elements.")
    score = serializers.FloatField(help_text="The higher, the better it answers; compare it within one answer only.")
    council = serializers.CharField(help_text="Its councils, in words; empty where it has none.")
    date = serializers.DateField(allow_null=True, help_text="Null where no day is known; `year` may be known still.")
    year = serializers.IntegerField(allow_null=True, help_text="Of that date, or by itself; null where not known.")
    themes = LabelSerializer(many=True, help_text="With all broader ones.")
    stage = serializers.CharField(help_text="Of a site or a case study; empty where it has none.")
    evidence_level = serializers.CharField(help_text="Of a case study; empty where it has none.")
    demonstration = serializers.BooleanField(help_text="True if it is invented, for demonstration.")


@extend_schema_serializer(many=False)
class AnswerSerializer(serializers.Serializer):
    """One page of what was found, the best first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    total = serializers.IntegerField(help_text="All that you may see and that answers.")
    corrected = serializers.CharField(help_text="The question as it was read, where a word was misspelt; else empty.")
    has_most_words = serializers.BooleanField(
        help_text="True where hardly anything has all of the words: these have most of their weight."
    )
    facets = serializers.DictField(child=CountSerializer(many=True), help_text="By facet, each value with its count.")
    results = ResultSerializer(many=True)


def choice(name, words, choices):
    codes = "\n".join(f"* `{value}` - {label}" for value, label in choices if value)
    return OpenApiParameter(name, str, description=f"{words}\n\n{codes}", enum=[value for value, _ in choices if value])


PARAMETERS = [
    OpenApiParameter(
        "q", str, description=f"Words, “phrases” and -exclusions; at most {MOST_LETTERS} letters. Without: everything."
    ),
    *(
        OpenApiParameter(facet, str, many=True, description=f"{words}: any of these; repeat it for several.")
        for facet, words in FACETS.items()
    ),
    OpenApiParameter("council", str, description="By or about a council: its name, or any code it ever had."),
    choice("demonstration", "Invented content is left out unless asked for.", Demonstration.choices),
    choice("order", "Best first, or the newest first.", ORDERS),
    OpenApiParameter("as_typed", bool, description="True: no misspelt word is corrected."),
    OpenApiParameter("page", OpenApiTypes.INT, description=f"From 1 to {LAST_PAGE}."),
    OpenApiParameter("page_size", OpenApiTypes.INT, description="From 1 to 100; 20 unless told."),
]


class SearchResource(viewsets.GenericViewSet):
    """Everything that can be found, across posts, case studies, sites, published reviews and events."""

    serializer_class = AnswerSerializer
    throttle_scope = "search"
    shows_what_is_shared = True
    pagination_class = None
    filter_backends = []

    @extend_schema(parameters=PARAMETERS, responses=AnswerSerializer)
    def list(self, request):
        """Search, ranked, with the total and every facet counted."""
        form = SearchForm(request.query_params)
        if not form.is_valid():
            raise ValidationError(form.errors)
        wish = form.wish()
        found = search(wish, request.user)
        return Response(self.answer(wish, found))

    def answer(self, wish, found: Found) -> dict:
        more = found.total > wish.page * wish.size and wish.page < LAST_PAGE
        return {
            "next": self.page(wish.page + 1) if more else None,
            "previous": self.page(wish.page - 1) if wish.page > 1 else None,
            "total": found.total,
            "corrected": found.corrected,
            "has_most_words": found.has_most,
            "facets": {facet: [count_of(count) for count in counts] for facet, counts in found.facets.items()},
            "results": [self.result(one) for one in found.answers],
        }

    def page(self, number) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "page", number)

    def result(self, one: Answer) -> dict:
        return {
            "id": one.id,
            "kind": one.kind,
            "title": one.title.replace("\x02", "").replace("\x03", ""),
            "url": self.request.build_absolute_uri(one.url),
            "snippet": marked(one.snippet),
            "score": float(one.score),
            "council": one.place,
            "date": one.known_day,
            "year": one.day.year if one.day else None,
            "themes": [{"key": label.key, "words": label.words} for label in one.of("theme")],
            "stage": first(one.of("stage")),
            "evidence_level": first(one.of("evidence_level")),
            "demonstration": one.demonstration,
        }


def first(labels) -> str:
    return labels[0].key if labels else ""


def count_of(count) -> dict:
    return {"key": count.label.key, "words": count.label.words, "count": count.number, "chosen": count.is_chosen}


RESOURCES = [("search", SearchResource, "api-search")]
