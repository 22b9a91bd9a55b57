"""The pages of a review: what people send arrives through the services, and what is refused loses nothing."""

import pytest
from django.urls import reverse

from peer_review import services
from peer_review.models import Evidence, Review, Statement
from tests.factories import CouncilFactory, ThemeFactory
from tests.peer_review import scenes


def address(scene, name, **kwargs):
    return reverse(name, kwargs={"review": scene.review.pk, **kwargs})


def test_the_hosts_officer_opens_a_review_on_one_form(cast, sign_in):
    form = {
        "title": "Front door",
        "theme": ThemeFactory().pk,
        "host": cast.host.pk,
        "review_lead": cast.leading.pk,
        "observer": cast.observing.pk,
        "method": scenes.triad_method().pk,
        "keylines": "Is help timely?\n\n Is help shared? ",
        "starts_on": "4 March 2026",
        "ends_on": "5/3/2026",
    }
    response = sign_in(cast.hana).post(reverse("review-open"), form)
    review = Review.objects.get()
    assert response["Location"] == reverse("review-team", args=[review.pk])
    assert [line.question for line in review.keylines.all()] == ["Is help timely?", "Is help shared?"]
    assert (review.starts_on.isoformat(), review.ends_on.isoformat()) == ("2026-03-04", "2026-03-05")


def test_a_broken_rule_comes_back_with_everything_typed(cast, sign_in):
    form = {
        "title": "Front door",
        "theme": ThemeFactory().pk,
        "host": cast.host.pk,
        "review_lead": cast.leading.pk,
        "observer": cast.leading.pk,
        "method": scenes.triad_method().pk,
        "keylines": "Is help timely?",
    }
    response = sign_in(cast.hana).post(reverse("review-open"), form)
    assert response.status_code == 400
    page = response.content.decode()
    assert "Host, review lead and observer are three different councils." in page
    assert "Is help timely?" in page
    assert 'value="Front door"' in page
    assert "<title>Error: Open a peer review" in page


def test_a_member_of_an_unknown_council_cannot_be_smuggled_in(cast, sign_in):
    former = CouncilFactory(ended_on=scenes.VISIT)
    response = sign_in(cast.hana).post(reverse("review-open"), {"observer": former.pk})
    assert "Select a valid choice" in response.content.decode()


def test_the_capture_page_saves_a_note_and_remembers_the_activity(scene, sign_in):
    client = sign_in(scene.cast.dev)
    form = client.get(address(scene, "capture")).context["form"]
    note = {
        "id": form.initial["id"],
        "activity": scene.activities[1].pk,
        "keyline": scene.keylines[0].pk,
        "bearing": "concern",
        "source_role": "parents",
        "note": "We waited six weeks.",
    }
    response = client.post(address(scene, "capture"), note)
    piece = Evidence.objects.get()
    assert (piece.note, piece.author, piece.pk) == ("We waited six weeks.", scene.cast.dev, form.initial["id"])
    remembered = f"?activity={scene.activities[1].pk}&keyline={scene.keylines[0].pk}"
    assert response["Location"] == address(scene, "capture") + remembered
    assert client.get(response["Location"]).context["form"].initial["activity"] == str(scene.activities[1].pk)


def test_a_note_sent_twice_is_stored_once(scene, sign_in):
    client = sign_in(scene.cast.dev)
    note = {
        "id": client.get(address(scene, "capture")).context["form"].initial["id"],
        "activity": scene.activities[0].pk,
        "keyline": scene.keylines[0].pk,
        "bearing": "concern",
        "source_role": "parents",
        "note": "We waited six weeks.",
    }
    for _ in range(2):
        client.post(address(scene, "capture"), note)
    assert Evidence.objects.count() == 1


def test_a_note_with_an_nhs_number_is_refused_and_what_was_typed_stays(scene, sign_in):
    note = {"activity": scene.activities[0].pk, "keyline": scene.keylines[0].pk, "bearing": "context"}
    note |= {"source_role": "parents", "note": "Number 943 476 5919.", "id": "6f9f7d0e-0000-4000-8000-000000000001"}
    response = sign_in(scene.cast.dev).post(address(scene, "capture"), note)
    assert response.status_code == 400
    assert "This looks like an NHS number." in response.content.decode()
    assert "Number 943 476 5919." in response.content.decode()
    assert Evidence.objects.count() == 0


def test_an_activity_of_another_review_is_no_choice(scene, sign_in):
    other = scenes.on_site(scene.cast, title="Other")
    note = {"activity": other.activities[0].pk, "keyline": scene.keylines[0].pk, "note": "x"}
    response = sign_in(scene.cast.dev).post(address(scene, "capture"), note)
    assert response.context["form"].errors["activity"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_two_people_changing_a_review_see_both_versions(scene, sign_in):
    client = sign_in(scene.cast.ben)
    page = client.get(address(scene, "review-change"))
    form = page.context["form"].initial | {"scope": "Mine.", "keylines": "Is help timely?\nIs help shared?"}
    services_change(scene, scope="Theirs.")
    response = client.post(address(scene, "review-change"), form)
    assert response.status_code == 412
    text = response.content.decode()
    assert "Saved meanwhile by someone else" in text
    assert "Theirs." in text
    assert "Mine." in text
    again = form | {"version": response.context["form"].data["version"]}
    assert client.post(address(scene, "review-change"), again).status_code == 302
    assert Review.objects.get().scope == "Mine."


def services_change(scene, **terms):
    services.change_review(review=scene.review, by=scene.actor("hana"), **terms)


def test_hold_lift_and_finding_on_the_pages(scene, sign_in):
    statement = scene.hypothesis(scene.enough())
    hold = address(scene, "statement-step", pk=statement.pk, step="hold")
    client = sign_in(scene.cast.carys)
    version = client.get(hold).context["form"].initial["version"]
    assert client.post(hold, {"version": version, "reason": ""}).status_code == 400
    client.post(hold, {"version": version, "reason": "Whom did we not hear?"})
    statement.refresh_from_db()
    assert statement.hold_reason == "Whom did we not hear?"
    lift = address(scene, "statement-step", pk=statement.pk, step="lift")
    client.post(lift, {"version": statement.version, "reason": "Asked them."})
    accept = address(scene, "statement-step", pk=statement.pk, step="accept")
    sign_in(scene.cast.ben).post(accept, {"version": statement.version + 1})
    statement.refresh_from_db()
    assert (statement.state, statement.is_held) == ("finding", False)


def test_a_button_pressed_on_a_stale_page_says_so(scene, sign_in):
    statement = scene.hypothesis(scene.enough())
    accept = address(scene, "statement-step", pk=statement.pk, step="accept")
    response = sign_in(scene.cast.ben).post(accept, {"version": statement.version - 1})
    assert response.status_code == 412
    assert Statement.objects.get().state == "hypothesis"


def test_an_unknown_step_is_refused_in_words(scene, sign_in):
    response = sign_in(scene.cast.ben).post(address(scene, "review-step", step="publish"))
    assert response.status_code == 400
    assert "There is no step called “publish” here." in response.content.decode()


def test_the_director_shares_a_finding_and_a_stranger_then_reads_it(scene, sign_in, client):
    finding = scene.report()
    share = address(scene, "finding-share", pk=finding.pk)
    sign_in(scene.cast.asha).post(share, {"visibility": "public", "version": finding.version})
    client.logout()
    page = client.get(address(scene, "review")).content.decode()
    assert finding.text in page
    assert "How families reach help." not in page


def test_the_regional_lead_sees_roles_dates_state_and_counts_and_no_text(scene, sign_in):
    scene.report()
    page = sign_in(scene.cast.edie).get(address(scene, "review")).content.decode()
    for shown in ("Ashby", "Benfield", "Carrow", "4 March 2026", "Feedback given", "2 of 2"):
        assert shown in page
    for hidden in ("How families reach help.", "Is help timely?", "Help comes quickly.", "Hana"):
        assert hidden not in page


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("review-evidence", 13), ("review-findings", 14), ("review-timetable", 16), ("review-team", 10), ("review", 14)],
)
def test_the_tabs_cost_the_same_at_any_length(scene, sign_in, django_assert_num_queries, name, queries, rows):
    for number in range(rows):
        scene.hypothesis([scene.log()])
        services.plan_activity(
            review=scene.review, kind="data", title=f"{number}", takes_place_on=scenes.VISIT, by=scene.actor("ben")
        )
    client = sign_in(scene.cast.ben)
    with django_assert_num_queries(queries):
        client.get(address(scene, name))


def test_the_evidence_filter_shows_nothing_of_another_review(scene, sign_in):
    other = scenes.opened(scene.cast, title="Other", keylines=["A private question?"], team=False)
    line = other.keylines.get()
    page = sign_in(scene.cast.ben).get(address(scene, "review-evidence") + f"?keyline={line.pk}&review={other.pk}")
    assert page.status_code == 200
    assert "A private question?" not in page.content.decode()


def test_words_changed_after_going_back_are_kept_for_a_note_of_their_own(scene, sign_in):
    client = sign_in(scene.cast.dev)
    note = {
        "id": client.get(address(scene, "capture")).context["form"].initial["id"],
        "activity": scene.activities[0].pk,
        "keyline": scene.keylines[0].pk,
        "bearing": "concern",
        "source_role": "parents",
        "note": "We waited six weeks.",
    }
    client.post(address(scene, "capture"), note)
    refused = client.post(address(scene, "capture"), note | {"note": "We waited ten weeks."})
    assert refused.status_code == 400
    again = note | {"note": "We waited ten weeks.", "id": refused.context["form"].data["id"]}
    client.post(address(scene, "capture"), again)
    assert sorted(Evidence.objects.values_list("note", flat=True)) == ["We waited six weeks.", "We waited ten weeks."]


def test_a_shared_finding_has_a_page_for_those_it_is_shared_with(scene, client):
    finding = services.share_finding(finding=scene.report(), visibility="public", by=scene.actor("asha"))
    page = client.get(finding.get_absolute_url())
    assert finding.text in page.content.decode()
    assert "Workers can ring a colleague" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_of_reviews_costs_the_same_at_any_length(cast, sign_in, django_assert_num_queries, rows):
    theme = ThemeFactory()
    for number in range(rows):
        scenes.opened(cast, title=f"Review {number}", theme=theme)
    client = sign_in(cast.ben)
    with django_assert_num_queries(11):
        response = client.get(reverse("reviews"))
    assert len(response.context["object_list"]) == rows
