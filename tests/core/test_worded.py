"""Statements that are worded once find what a queryset finds, at every call anew."""

from datetime import timedelta

import pytest
from django.db.models import F, IntegerField, Value
from django.utils import timezone

from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.models.people import held
from improvement_hub.core.worded import SOME_ID, SOME_TEXT, worded

NOW = timezone.localdate


@worded(SOME_ID, SOME_TEXT)
def called(pk, name):
    return Person.objects.filter(pk=pk, name=name).values_list("name", "is_active")


@worded(SOME_ID)
def number_of(pk):
    return Person.objects.filter(pk=pk).annotate(number=Value(3, IntegerField())).values_list("number")


def test_instances_come_with_what_is_selected_along_for_the_values_of_this_call(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        [role] = held(cast.asha.pk, NOW())
        assert (role.council, role.region, role.person.organisation) == (cast.host, None, cast.asha.organisation)
        assert (role.person, role._state.adding) == (cast.asha, False)
    assert role == Membership.objects.get(person=cast.asha)
    [role] = held(cast.edie.pk, NOW())
    assert (role.council, role.region) == (None, cast.region)
    Membership.objects.filter(person=cast.edie).update(ends_on=NOW())
    assert [held(cast.edie.pk, NOW() + timedelta(days=days)) for days in (0, 1)] == [[role], []]


def test_what_django_converts_is_converted(cast):
    assert number_of(cast.asha.pk) == list(number_of.queryset_of(cast.asha.pk)) == [(3,)]


def test_rows_come_as_they_are(cast):
    assert [called(cast.asha.pk, "Asha"), called(cast.asha.pk, "Ben")] == [[("Asha", True)], []]
    Person.objects.filter(pk=cast.asha.pk).update(is_active=False)
    assert called(cast.asha.pk, "Asha") == [("Asha", False)]
    with pytest.raises(ValueError, match="zip"):
        called(cast.asha.pk)


@pytest.mark.parametrize(
    ("queryset_of", "said"),
    [
        (lambda pk: Person.objects.all(), "A value gets lost"),
        (lambda pk: Person.objects.filter(pk=pk).annotate(other=F("name")), "no plain fields"),
    ],
)
def test_what_could_be_told_wrongly_is_refused(db, queryset_of, said):
    with pytest.raises(LookupError, match=said):
        worded(SOME_ID)(queryset_of)(SOME_ID)
