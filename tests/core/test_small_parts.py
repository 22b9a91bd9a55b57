"""Tags, fields, the health page and the memory of repeats."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.template.loader import render_to_string

from improvement_hub.core.forms import DayField
from improvement_hub.core.models import OpenToAll, RepeatedRequest
from improvement_hub.core.templatetags import hub
from improvement_hub.councils.models import Region
from tests.factories import RegionFactory


def test_days_and_moments_are_written_in_words_and_in_london():
    assert (hub.day(date(2026, 3, 4)), hub.day(None)) == ("4 March 2026", "")
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert (hub.moment(summer), hub.moment(None)) == ("2 July 2026, 00:30", "")


def test_days_in_a_row_say_their_month_and_year_once():
    first = date(2026, 11, 22)
    ends = [None, first, date(2026, 11, 23), date(2026, 12, 1), date(2027, 1, 2)]
    assert [hub.days(first, last) for last in ends] == [
        "22 November 2026",
        "22 November 2026",
        "22 to 23 November 2026",
        "22 November to 1 December 2026",
        "22 November 2026 to 2 January 2027",
    ]
    assert hub.days(None, None) == ""


def test_a_distance_in_days_is_said_in_words():
    said = [hub.in_days(days) for days in (-12, -1, 0, 1, 3)]
    assert said == ["12 days late", "1 day late", "today", "tomorrow", "in 3 days"]


@pytest.mark.parametrize(
    ("path", "here"),
    [("/councils/", 'aria-current="page"'), ("/councils/E06000001/", 'aria-current="true"'), ("/", "")],
)
def test_the_navigation_says_where_one_is(rf, path, here):
    link = Template("{% nav_link 'councils' 'Councils' %}").render(Context({"request": rf.get(path)}))
    assert link.strip() == f'<li><a href="/councils/"{" " if here else ""}{here}>Councils</a></li>'


def test_markdown_of_nothing_is_nothing():
    assert (hub.markdown(None), hub.markdown("**a**")) == ("", "<p><strong>a</strong></p>\n")


def test_a_link_keeps_the_query_with_what_is_changed(rf):
    context = Context({"request": rf.get("/?a=1&b=2&b=3")})
    assert Template("{% query b=4 %}|{% query a=None %}").render(context) == "a=1&amp;b=4|b=2&amp;b=3"


@pytest.mark.parametrize("typed", ["2026-03-04", "4/3/2026", "04/03/2026", "4 3 2026", "4 March 2026", "4 Mar 2026"])
def test_a_day_is_understood_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2026, 3, 4)


def test_the_hub_says_when_it_can_serve(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, b"ok", "text/plain")


def test_the_hub_does_not_say_so_when_the_cache_is_gone(client, db, monkeypatch):
    monkeypatch.setattr(type(cache._connections["default"]), "get", lambda *args: 1 / 0)
    client.raise_request_exception = False
    assert client.get("/healthz").status_code == 500


def test_reference_facts_are_for_everyone(cast):
    everything = Region.objects.count()
    assert issubclass(type(Region.objects.all()), OpenToAll)
    assert {Region.objects.visible_to(cast.actor(who)).count() for who in ("asha", "robo", "nobody")} == {everything}


def test_one_answer_is_kept_per_actor_and_key(cast):
    kept = RepeatedRequest.objects.create(actor_id=cast.dev.pk, key="k", fingerprint="f")
    assert str(kept) == "k"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        RepeatedRequest.objects.create(actor_id=cast.dev.pk, key="k", fingerprint="g")
    assert refused.value.__cause__.diag.constraint_name == "one_answer_per_actor_and_key"
    assert RepeatedRequest.objects.create(actor_id=cast.ben.pk, key="k", fingerprint="f").pk != kept.pk


def test_ids_are_permanent_and_made_here(db):
    assert RegionFactory().pk.version == 4


def test_what_is_not_filled_in_is_named_beside_the_field_and_above_the_form():
    class Titled(forms.Form):
        title = forms.CharField()

    form = Titled({"title": ""})
    page = render_to_string("components/error_summary.html", {"form": form}) + str(form["title"].as_field_group())
    assert (page.count("Title: fill this in."), "required" in form.errors["title"][0]) == (2, True)


def test_a_question_that_is_not_answered_ends_in_one_mark_alone():
    asked = forms.CharField(label="What is it? (optional)")
    assert hub.said_at("This field is required.", asked) == "What is it: fill this in."
    assert hub.said_at("Too long.", asked) == "Too long."
