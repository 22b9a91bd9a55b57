"""A region's own version of a method: a draft that begins as a copy, differs, is published and takes its place."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError
from peer_review import queries, services
from peer_review.models import Method
from tests.factories import ThemeFactory
from tests.peer_review import scenes

CHILD = "Why 943 476 5919?"
JSON = {"content_type": "application/json"}


@pytest.fixture
def national(db):
    method = scenes.triad_method()
    terms = {name: getattr(method, name) for name in services.METHOD_TERMS}
    parts = {
        "roles": list(method.roles.values("role", "minimum", "maximum", "comes_from")),
        "questions": ["Is help timely?"],
        "documents": [{"title": "Figures"}, {"title": "Audits", "required": False}],
        "activities": [{"kind": "focus_group", "title": "Practitioners"}],
    }
    return services.define_method(slug="triad-review", edition=2, **terms, **parts, by=OPERATOR)


@pytest.fixture
def draft(cast, national):
    return services.begin_edition(method=national, region=cast.region, by=cast.actor("edie"))


def offered_to(council):
    return list(queries.methods_offered(type(council).objects.filter(pk=council.pk)))


def test_a_version_of_ones_own_begins_as_a_copy_and_says_what_differs(cast, national, draft):
    edie = cast.actor("edie")
    assert queries.differs_from_base(queries.one_method(edie).get(pk=draft.pk)) == []
    changed = services.change_edition(
        method=draft, name="Northmoor triad", questions=["Is help timely?", "Is it enough?"], by=edie
    )
    differs = queries.differs_from_base(queries.one_method(edie).get(pk=changed.pk))
    assert [heading for heading, _ in differs] == ["Name", "Key lines of enquiry"]
    assert differs[1][1] == [("same", "Is help timely?"), ("new", "\nIs it enough?")]
    assert (changed.edition, changed.based_on, changed.is_draft) == (1, national, True)
    assert queries.differs_from_base(national) == []
    with pytest.raises(DomainError, match="Your region is writing a version of this method already"):
        services.begin_edition(method=national, region=cast.region, by=edie)
    with pytest.raises(DomainError, match="still a draft"):
        services.begin_edition(method=draft, region=cast.region, by=edie)


def test_published_it_takes_the_nationals_place_in_its_region_and_running_reviews_keep_theirs(cast, national, draft):
    running = scenes.opened(cast, method=national)
    assert offered_to(cast.host) == [national]
    own = services.publish_method(method=draft, by=cast.actor("edie"))
    assert (offered_to(cast.host), offered_to(cast.elsewhere)) == ([own], [national])
    running.refresh_from_db()
    assert running.method == national
    assert scenes.opened(cast, title="Next", theme=ThemeFactory(), method=own).method == own
    with pytest.raises(DomainError, match="not offered here any more"):
        scenes.opened(cast, title="Third", theme=ThemeFactory(), method=national)
    with pytest.raises(DomainError, match="published, so it stays as it is"):
        services.change_edition(method=own, name="Other", by=cast.actor("edie"))
    services.withdraw_method(method=own, by=cast.actor("edie"))
    assert offered_to(cast.host) == [national]
    services.offer_method(method=own, by=cast.actor("edie"))
    assert offered_to(cast.host) == [own]


def test_what_a_draft_lacks_is_said_before_it_is_published(cast, draft):
    edie = cast.actor("edie")
    services.change_edition(method=draft, roles=[], by=edie)
    with pytest.raises(DomainError) as refused:
        services.publish_method(method=draft, by=edie)
    assert refused.value.blockers == (
        "The team needs at least one review lead.",
        "The team needs at least one observer.",
    )
    with pytest.raises(DomainError, match="nobody is offered it yet"):
        services.withdraw_method(method=draft, by=edie)
    with pytest.raises(DomainError) as wrong:
        services.change_edition(method=draft, activities=[{"kind": "data", "title": "F", "day": 0}], by=edie)
    assert (wrong.value.field, wrong.value.sentence) == ("activities", "Days count from 1.")
    with pytest.raises(DomainError, match="This field cannot be blank") as blank:
        services.change_edition(method=draft, documents=[{"title": ""}], by=edie)
    assert blank.value.field == "documents"


@pytest.mark.parametrize("name", ["asha", "femi", "gwen", "robo", "nobody"])
def test_only_the_regional_lead_writes_a_regions_version(cast, national, draft, name):
    by = cast.actor(name)
    works = (
        lambda: services.begin_edition(method=national, region=cast.elsewhere.region, by=cast.actor("edie")),
        lambda: services.change_edition(method=draft, name="Mine", by=by),
        lambda: services.publish_method(method=draft, by=by),
        lambda: services.withdraw_method(method=national, by=by),
        lambda: services.discard_edition(method=draft, by=by),
    )
    for work in works:
        with pytest.raises(PermissionDenied):
            work()
    assert draft not in Method.objects.visible_to(by)


def test_a_method_says_who_meets_in_words(db):
    says = {
        (0, 0, "observer"): "Host, review lead and observer",
        (1, 2, "challenge_manager"): "Host, review lead and 1 to 2 other councils",
        (0, 3, "challenge_manager"): "Host, review lead and up to 3 other councils",
        (1, 1, "observer"): "Host, review lead, observer and 1 other council",
    }
    for (fewest, most, holder), words in says.items():
        assert Method(participants_min=fewest, participants_max=most, holder=holder).councils_needed == words


def test_the_database_keeps_one_draft_and_withdraws_only_what_was_published(cast, draft):
    with pytest.raises(IntegrityError, match="only_what_was_published_is_withdrawn"), transaction.atomic():
        Method.objects.filter(pk=draft.pk).update(withdrawn_at=draft.created_at)
    with pytest.raises(IntegrityError, match="one_draft_of_a_method"), transaction.atomic():
        Method.objects.create(slug=draft.slug, region=cast.region, edition=9, name="N", summary="S")


def test_a_lead_makes_changes_and_publishes_it_on_the_pages(cast, national, sign_in):
    client = sign_in(cast.edie)
    begun = client.post(reverse("method-own", args=[national.pk]), {"region": cast.region.pk})
    draft = Method.objects.get(region=cast.region)
    assert begun["Location"] == draft.get_absolute_url()

    def change(part, **said):
        draft.refresh_from_db()
        return client.post(reverse("method-change", args=[draft.pk, part]), {"version": draft.version, **said})

    terms = {name: getattr(draft, name) for name in services.METHOD_TERMS} | {"follow_up_months": "6, 3 6"}
    assert change("terms", **terms, questions="Why?\n\nHow?").status_code == 302
    team = {"comes_from_0": "review_lead", "minimum_0": 1, "comes_from_1": ["observer", "agency"], "minimum_1": 1}
    assert change("team", **team, maximum_0=1, comes_from_3="agency").status_code == 302
    assert change("documents", title_0="Plan", given_by_0="team", required_0="False", title_4="Map").status_code == 302
    assert change("timetable", title_1="Cases", kind_1="case_review", day_1=2, starts_at_1="09:30").status_code == 302
    assert change("terms", **{**terms, "follow_up_months": "soon"}, questions="Why?").status_code == 400
    assert change("nothing").status_code == 404
    draft.refresh_from_db()
    assert (draft.follow_up_months, [row.question for row in draft.questions.all()]) == ([3, 6], ["Why?", "How?"])
    assert [row.in_words for row in draft.roles.all()] == [
        "Review lead: 1, from the council that leads",
        "Observer: 1 or more, from the council that observes or a partner agency",
        "Reviewer: 0 or more, from a partner agency",
    ]
    assert [row.in_words for row in draft.documents.all()] == [
        "Plan (the visiting team, if there is one)",
        "Map (the host)",
    ]
    assert [row.in_words for row in draft.activities.all()] == ["Day 2, 09:30: Cases (case review)"]
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "What differs from Triad review, edition 2" in page
    stale = client.post(reverse("method-step", args=[draft.pk, "publish"]), {"version": 1})
    assert stale.status_code == 412
    client.post(reverse("method-step", args=[draft.pk, "publish"]), {"version": draft.version})
    assert offered_to(cast.host) == [draft]
    assert client.get(reverse("method-step", args=[draft.pk, "fly"])).status_code == 404


def test_a_discarded_draft_is_gone(cast, national, draft, sign_in):
    answer = sign_in(cast.edie).post(reverse("method-step", args=[draft.pk, "discard"]), {"version": draft.version})
    assert answer["Location"] == national.get_absolute_url()
    assert list(Method.objects.filter(region=cast.region)) == []


def test_the_same_over_the_api(cast, national, sign_in):
    client = sign_in(cast.edie)
    begun = client.post("/api/v1/methods/", {"based_on": str(national.pk), "region": "northmoor"}, **JSON)
    assert (begun.status_code, begun.json()["differs_in"], begun.json()["published_at"]) == (201, [], None)
    address = f"/api/v1/methods/{begun.json()['id']}/"
    said = {"name": "Ours", "questions": ["Why?"], "documents": [{"title": "Plan"}]}
    assert client.patch(address, said, **JSON).status_code == 428
    changed = client.patch(address, said, headers={"If-Match": begun["ETag"]}, **JSON).json()
    assert changed["differs_in"] == ["Name", "Key lines of enquiry", "Documents"]
    assert client.patch(address, said, headers={"If-Match": begun["ETag"]}, **JSON).status_code == 412
    for step in ("publish", "withdraw", "offer"):
        version = client.get(address)["ETag"]
        done = client.post(f"{address}{step}/", {}, headers={"If-Match": version}, **JSON)
        assert (done.status_code, done.json()["withdrawn_at"] is None) == (200, step != "withdraw")
    published = client.delete(address, headers={"If-Match": client.get(address)["ETag"]})
    assert published.json()["detail"] == "This version is published, so it stays as it is. Make a new version of it."
    draft = client.post("/api/v1/methods/", {"based_on": str(national.pk), "region": "northmoor"}, **JSON)
    address = f"/api/v1/methods/{draft.json()['id']}/"
    assert client.delete(address, headers={"If-Match": draft["ETag"]}).status_code == 204
    assert client.get(address).status_code == 404
    unknown = client.post("/api/v1/methods/", {"based_on": str(cast.region.pk), "region": "northmoor"}, **JSON)
    assert unknown.json()["errors"][0]["detail"] == "There is no such method."


@pytest.mark.parametrize("rows", [1, 6])
def test_the_lists_of_methods_cost_the_same_at_any_length(
    cast, national, draft, sign_in, django_assert_num_queries, rows
):
    for number in range(rows):
        Method.objects.create(slug=f"m{number}", name="M", summary="S", region=cast.region, based_on=national)
    client = sign_in(cast.edie)
    with django_assert_num_queries(6):
        assert client.get("/reviews/methods/").status_code == 200
    with django_assert_num_queries(4):
        client.get("/api/v1/methods/")
    for which, found in (("offered", 2), ("withdrawn", 0), ("draft", rows + 1)):
        assert len(client.get(f"/api/v1/methods/?status={which}").json()["results"]) == found


@pytest.mark.parametrize(
    "said",
    [
        {"name": CHILD},
        {"summary": CHILD},
        {"roles": [{"role": "review_lead", "minimum": 1, "comes_from": ["review_lead"], "note": CHILD}]},
        {"questions": [CHILD]},
        {"documents": [{"title": CHILD}]},
        {"activities": [{"kind": "data", "title": CHILD}]},
    ],
)
def test_what_a_method_says_and_asks_names_no_child(cast, draft, said):
    with pytest.raises(DomainError, match="NHS"):
        services.change_edition(method=draft, **said, by=cast.actor("edie"))
