"""The next follow-up of a recommendation, as the database reckons it: `months_left` and `due_on` for many rows."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Func, IntegerField, OuterRef, PositiveSmallIntegerField, Value
from django.db.models.functions import Coalesce

from peer_review.models import FollowUp
from peer_review.models.impact import FOLLOW_UP_MONTHS


class FirstLeft(Func):
    """The lowest number of an array that the other one lacks."""

    template = "(SELECT min(number) FROM (SELECT unnest(%(expressions)s)) AS kept(number))"
    arg_joiner = ") EXCEPT SELECT unnest("
    output_field = IntegerField()


class MonthsAfter(Func):
    """As `months_after`."""

    template = "(%(expressions)s))::date"
    arg_joiner = " + make_interval(months => "
    output_field = DateField()


def with_next_follow_up(recommendations):
    """Those that are followed and have a follow-up without an answer: the first one's `next_months` and `next_on`."""
    answered = FollowUp.objects.filter(recommendation=OuterRef("pk")).values("months")
    otherwise = Value(FOLLOW_UP_MONTHS, ArrayField(PositiveSmallIntegerField()))
    asked = Coalesce("review__method__follow_up_months", otherwise)
    rows = recommendations.followed().annotate(next_months=FirstLeft(asked, ArraySubquery(answered)))
    return rows.exclude(next_months=None).annotate(next_on=MonthsAfter("followed_from", "next_months"))
