"""One FilterSet for the page and the API: chips in words, and demonstration left out unless asked for."""

import pytest
from django.http import QueryDict

from improvement_hub.core.actor import NOBODY, Actor
from improvement_hub.core.filters import in_words
from improvement_hub.councils.filters import CouncilFilterSet
from improvement_hub.councils.models import Council
from peer_review.filters import EvidenceFilterSet, ReviewFilterSet
from peer_review.models import Evidence, Review
from tests.factories import CouncilFactory, RegionFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db


def councils(query="", **more):
    return CouncilFilterSet(QueryDict(query), Council.objects.all(), **more)


def chips(filterset):
    return [(chip["name"], chip["label"], chip["words"], chip["without"]) for chip in filterset.chosen]


def test_each_filter_in_use_is_a_chip_in_words():
    RegionFactory(name="North East", slug="north-east")
    filterset = councils("q=ash&region=north-east&type=UA&status=&page=3")
    assert chips(filterset) == [
        ("q", "Name or code", "ash", "region=north-east&type=UA&status="),
        ("region", "Region", "North East", "q=ash&type=UA&status="),
        ("type", "Type", "Unitary authority", "q=ash&region=north-east&status="),
    ]


def test_words_of_a_chip_cost_no_query_for_all_choices(django_assert_num_queries):
    RegionFactory.create_batch(5)
    RegionFactory(slug="north-east")
    filterset = councils("region=north-east")
    with django_assert_num_queries(1):
        assert len(filterset.chosen) == 1


def test_without_a_query_and_with_a_bad_one_there_are_no_chips():
    assert CouncilFilterSet(None, Council.objects.all()).chosen == []
    assert councils("type=castle").chosen == []


def test_yes_and_no_are_words():
    filterset = EvidenceFilterSet(QueryDict("mine=true&withdrawn=false"), Evidence.objects.all())
    assert [(chip["label"], chip["words"]) for chip in filterset.chosen] == [
        ("Written by", "Me"),
        ("Withdrawn", "Not withdrawn"),
    ]


def test_several_values_are_one_chip():
    field = councils().form.fields["type"]
    assert in_words(field, ["UA", "MD"]) == "Unitary authority, Metropolitan district"
    regions = [RegionFactory(name=name) for name in ("North", "South")]
    assert in_words(councils().form.fields["region"], regions) == "North, South"
    assert in_words(field, "unknown") == "unknown"
    assert [in_words(field, answer) for answer in (True, False)] == ["Yes", "No"]


@pytest.mark.parametrize(("query", "names"), [("", ["Real"]), ("demonstration=include", ["Invented", "Real"])])
def test_demonstration_is_left_out_unless_asked_for(query, names):
    CouncilFactory(name="Real")
    CouncilFactory(name="Invented", demonstration=True)
    assert [council.name for council in councils(query).qs] == names
    assert [council.name for council in councils("demonstration=only").qs] == ["Invented"]


def test_those_of_an_invented_council_need_not_ask(cast):
    Council.objects.update(demonstration=True)
    review = scenes.opened(cast)
    ours, others = Actor(kind="person", demonstration=True), Actor(kind="person")
    seen = [set(ReviewFilterSet(QueryDict(), Review.objects.all(), actor=who).qs) for who in (ours, others)]
    assert seen == [{review}, set()]


def test_a_filterset_knows_who_asks_or_takes_them_for_nobody(rf):
    request = rf.get("/")
    assert councils().actor == NOBODY
    assert councils(request=request).actor == NOBODY
    request.actor = asking = Actor(kind="person")
    assert councils(request=request).actor is asking
    assert councils(request=request, actor=NOBODY).actor is NOBODY
