"""A form that calls a service: 400 keeps what was typed, 412 shows both versions, 403 and 404 come first."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.urls import reverse

from improvement_hub.core.api import ReadResource
from improvement_hub.core.errors import DomainError
from improvement_hub.core.middleware import ProblemPagesMiddleware
from improvement_hub.core.pages import HubListPage, ServicePage
from peer_review import services
from peer_review.models import Review
from tests.peer_review import scenes


@pytest.fixture
def review(cast):
    return scenes.opened(cast)


def typed(review, **more):
    return {
        "title": "Front door, again",
        "scope": "All of it.",
        "starts_on": "2026-03-04",
        "ends_on": "2026-03-05",
        "keylines": "Is help timely?\nIs help kind?",
        "version": review.version,
        **more,
    }


@pytest.fixture
def change(cast, review, sign_in):
    client = sign_in(cast.hana)
    return lambda **more: client.post(reverse("review-change", args=[review.pk]), typed(review, **more))


def values_of(form):
    return {name: form[name].value() for name in ("title", "scope", "starts_on", "ends_on")}


def test_what_was_saved_is_shown_on_its_own_page(review, change):
    response = change()
    assert (response.status_code, response.headers["Location"]) == (302, review.get_absolute_url())
    saved = Review.objects.get()
    assert (saved.title, saved.scope, saved.ends_on.day) == ("Front door, again", "All of it.", 5)
    assert [line.question for line in saved.keylines.all()] == ["Is help timely?", "Is help kind?"]


def test_a_broken_rule_of_the_row_keeps_all_that_was_typed(review, change):
    response = change(ends_on="2026-03-01")
    form = response.context["form"]
    assert response.status_code == 400
    assert form.non_field_errors() == ["A visit with a last day has a first day, and it is not after the last."]
    assert values_of(form) == {**values_of(form), "title": "Front door, again", "ends_on": "2026-03-01"}
    assert "<title>Error:" in response.content.decode().replace("\n", "")
    assert Review.objects.get().title == "Front door"


def test_a_broken_rule_of_a_field_stands_at_that_field(review, change):
    form = change(title="Born on 3/4/2015").context["form"]
    assert form.errors == {"title": ["This looks like a date of birth. Leave out anything that identifies a child."]}
    assert form["scope"].value() == "All of it."


def test_a_form_that_is_not_filled_in_is_400_too(change):
    response = change(title="", version="")
    assert (response.status_code, sorted(response.context["form"].errors)) == (400, ["title", "version"])


def test_a_stale_version_shows_both_and_saves_nothing(cast, review, change):
    services.change_review(
        review=review, title="Theirs", scope="Their scope.", keylines=["Whose?"], by=cast.actor("hana")
    )
    response = change()
    form, page = response.context["form"], response.content.decode()
    assert response.status_code == 412
    assert values_of(form)["title"] == "Front door, again"
    assert {row["label"]: row["saved"] for row in response.context["meanwhile"]} == {
        "Title": "Theirs",
        "Scope": "Their scope.",
        "Last day of the visit": review.ends_on,
        "Key lines of enquiry": "Whose?",
    }
    assert "Someone changed this while you were writing." in page
    assert "Saved meanwhile by someone else" in page
    assert Review.objects.get().title == "Theirs"


def test_having_compared_one_saves_with_the_version_one_was_shown(cast, review, change):
    services.change_review(review=review, title="Theirs", by=cast.actor("hana"))
    shown = change().context["form"]["version"].value()
    assert change(version=shown).status_code == 302
    assert Review.objects.get().title == "Front door, again"


def test_choices_are_compared_in_words(cast, sign_in):
    scene = scenes.on_site(cast)
    statement = scene.hypothesis()
    services.change_statement(statement=statement, text="Theirs.", bearing="development", by=scene.actor("ben"))
    response = sign_in(cast.ben).post(
        reverse("statement-change", args=[scene.review.pk, statement.pk]),
        {"text": "Mine.", "bearing": "strength", "version": statement.version},
    )
    assert response.status_code == 412
    assert [row["saved"] for row in response.context["meanwhile"]] == ["Theirs.", "Area to develop"]


@pytest.mark.parametrize(("who", "status"), [("hana", 200), ("ben", 200), ("carys", 403), ("edie", 403), ("femi", 404)])
def test_permission_is_asked_before_anything_is_shown(cast, review, sign_in, who, status):
    assert sign_in(cast.person(who)).get(reverse("review-change", args=[review.pk])).status_code == status


def test_a_rule_that_is_broken_outside_a_form_is_told_on_a_page(db):
    request = RequestFactory().get("/")
    request.actor = None
    pages = ProblemPagesMiddleware(lambda request: None)
    told = pages.process_exception(request, DomainError("The door is shut."))
    assert (told.status_code, "The door is shut." in told.content.decode()) == (400, True)
    assert pages.process_exception(request, ValueError("x")) is None


@pytest.mark.parametrize(
    ("part", "call"),
    [
        (ServicePage(), lambda page: page.perform(None)),
        (HubListPage(), lambda page: page.visible(None)),
        (ReadResource(), lambda resource: resource.visible(None)),
    ],
)
def test_what_a_page_or_resource_must_say_is_asked_for(part, call):
    with pytest.raises(ImproperlyConfigured):
        call(part)


def test_a_page_without_a_subject_asks_its_permission_of_none():
    assert ServicePage().subject() is None


def test_a_stale_step_with_nothing_to_compare_leads_to_how_it_is_now(cast, review, sign_in):
    address = reverse("review-step", args=[review.pk, "start_visit"])
    response = sign_in(cast.ben).post(address, {"version": review.version + 1})
    page = response.content.decode()
    assert response.status_code == 412
    assert "Look at it as it is now, then try again." in page
    assert f'<a class="govuk-link" href="{review.get_absolute_url()}">See it as it is now</a>' in page
    assert "Compare both versions" not in page


def test_who_comes_to_a_buttons_address_by_a_link_is_led_to_the_button(cast, sign_in):
    address = reverse("digest-now")
    response = sign_in(cast.asha).get(address)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("digests"))
    assert sign_in(cast.asha).put(address).status_code == 405
