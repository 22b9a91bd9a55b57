"""Whatever goes wrong is told as problem details, by the rule's own sentence."""

import logging

import pytest
from django.test import Client
from rest_framework.exceptions import APIException

from improvement_hub.api.errors import Stale, TooLarge, pointer
from improvement_hub.api.problems import CATALOGUE
from improvement_hub.api.problems import problem_of as problem_of_code
from improvement_hub.core.errors import DomainError
from peer_review import queries
from peer_review.models import Evidence, Statement
from tests.api.problems import match, problem_of, step


@pytest.fixture
def ben(cast, bearer, token_of):
    return bearer(token_of(cast.ben))


@pytest.fixture
def statement(scene):
    return scene.hypothesis(scene.enough()[:1])


def test_400_for_a_rule_that_is_broken_says_the_rules_sentence(ben, statement):
    problem = problem_of(step(ben, statement, "accept", **match(statement)), 400)
    assert problem["errors"] == [
        {
            "code": "rule_broken",
            "detail": "2 more pieces of evidence needed. 1 more kind of source needed. 1 more activity needed.",
            "pointer": None,
            "parameter": None,
        }
    ]
    assert problem["type"] == "http://testserver/api/v1/docs/#problem-rule-broken"


def test_400_points_at_every_field_that_is_wrong(ben, scene):
    problem = problem_of(ben.post("/api/v1/evidence/", {"note": ""}, "application/json"), 400)
    found = {error["pointer"]: error["code"] for error in problem["errors"]}
    assert found == {
        **dict.fromkeys(["#/activity", "#/keyline", "#/bearing", "#/source_role"], "required"),
        "#/note": "blank",
    }


def test_400_for_text_that_names_a_child_neither_stores_nor_repeats_it(ben, scene, note):
    note["note"] = "NHS number 943 476 5919 was in the file."
    response = ben.post("/api/v1/evidence/", note, "application/json")
    problem = problem_of(response, 400)
    assert problem["errors"][0]["pointer"] == "#/note"
    assert problem["detail"] == "This looks like an NHS number. Leave out anything that identifies a child."
    assert (b"943" in response.content, Evidence.objects.count()) == (False, 0)


@pytest.mark.parametrize("reason", ["See 943 476 5919.", "Born on 3/4/2015."])
def test_400_for_a_reason_that_names_a_child(scene, statement, cast, bearer, token_of, reason):
    carys = bearer(token_of(cast.carys))
    problem = problem_of(step(carys, statement, "hold", {"reason": reason}, **match(statement)), 400)
    assert "Leave out anything that identifies a child" in problem["detail"]
    assert Statement.objects.get().is_held is False


@pytest.mark.parametrize("body", [b"{", b"[1,", b'{"note": NaN}', b"\xff\xfe"])
def test_400_for_a_body_that_is_no_json(ben, scene, body):
    assert (
        problem_of(ben.post("/api/v1/evidence/", body, "application/json"), 400)["errors"][0]["code"] == "parse_error"
    )


@pytest.mark.parametrize(
    ("body", "code"), [(b"[]", "invalid"), (b'"x"', "invalid"), (b"1", "invalid"), (b"null", "null")]
)
def test_400_for_json_of_another_shape(ben, scene, body, code):
    problem = problem_of(ben.post("/api/v1/evidence/", body, "application/json"), 400)
    assert [(error["code"], error["pointer"]) for error in problem["errors"]] == [(code, None)]


def test_400_for_a_filter_that_makes_no_sense(client, db):
    problem = problem_of(client.get("/api/v1/councils/?type=castle"), 400)
    assert (problem["errors"][0]["pointer"], problem["errors"][0]["parameter"]) == (None, "type")


def test_400_for_a_step_that_does_not_exist(ben, statement):
    problem = problem_of(step(ben, statement, "crown", **match(statement)), 400)
    assert (problem["detail"], problem["errors"][0]["parameter"]) == (
        "There is no step called “crown” here.",
        "name",
    )


def test_401_for_someone_we_do_not_know(client, scene, note):
    problem_of(client.post("/api/v1/evidence/", note, "application/json"), 401)


def test_403_for_what_is_for_others_to_do(ben, statement):
    problem = problem_of(step(ben, statement, "hold", {"reason": "x"}, **match(statement)), 403)
    assert problem["detail"] == "You may see this, but what you asked for is for others to do."


def test_404_for_what_one_may_not_see(bearer, token_of, cast, statement):
    femi = bearer(token_of(cast.femi))
    problem_of(femi.get(f"/api/v1/findings/{statement.pk}/"), 404)
    problem_of(step(femi, statement, "accept", **match(statement)), 404)


@pytest.mark.parametrize("path", ["nonsense/", "councils/X/nonsense/", "reviews/1/", "reviews/not-a-uuid/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_404_for_an_address_that_is_none(client, db, path, method):
    problem_of(getattr(client, method)(f"/api/v1/{path}"), 404)


def test_an_address_without_its_last_slash_is_led_to_it(client, db):
    response = client.get("/api/v1/councils?q=a")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/councils/?q=a")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_405_for_what_cannot_be_done(ben, scene, method):
    response = getattr(ben, method)(f"/api/v1/triads/{scene.review.pk}/", {}, "application/json")
    problem_of(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_406_for_a_format_we_do_not_offer(client, db):
    problem_of(client.get("/api/v1/councils/", headers={"Accept": "application/xml"}), 406)


def test_415_for_a_format_we_do_not_read(ben, scene):
    problem_of(ben.post("/api/v1/evidence/", "a=b", "application/x-www-form-urlencoded"), 415)


def test_422_for_a_key_that_was_used(ben, scene, note):
    for words in ("One.", "Two."):
        response = ben.post(
            "/api/v1/evidence/", {**note, "note": words}, "application/json", headers={"Idempotency-Key": "k"}
        )
    problem_of(response, 422)


def test_500_leaks_nothing(scene, cast, token_of, monkeypatch, caplog):
    def crash(*args, **kwargs):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(queries, "review_list", crash)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token_of(cast.ben)}"})
    with caplog.at_level(logging.CRITICAL):
        response = client.get("/api/v1/reviews/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert response.json()["title"] == "Something went wrong"
    assert b"secret" not in response.content
    assert b"Traceback" not in response.content


def test_a_pointer_leads_into_the_body():
    places = (
        "note",
        "team\x1f0\x1fperson",
        "a/b\x1fc~d\x1fe.f",
        "team\x1f0\x1fnon_field_errors",
        None,
        "non_field_errors",
    )
    assert [pointer(place) for place in places] == [
        *("#/note", "#/team/0/person", "#/a~1b/c~0d/e.f", "#/team/0", None, None),
    ]


def test_400_for_an_item_of_a_list_points_at_it(bearer, token_of, cast):
    said = {
        "title": "What worked",
        "hosts": [cast.host.gss],
        "place": "Town hall",
        "starts_at": "2027-03-04T09:30:00Z",
        "ends_at": "2027-03-04T16:00:00Z",
        "agenda": [{"begins": "09:30", "what": "Welcome"}, {"begins": "noon", "what": ""}],
    }
    asha = bearer(token_of(cast.asha))
    problem = problem_of(asha.post("/api/v1/events/", said, "application/json"), 400)
    assert sorted(error["pointer"] for error in problem["errors"]) == ["#/agenda/1/begins", "#/agenda/1/what"]


def test_400_for_a_parameter_that_is_not_known_names_those_that_are(client, db):
    problem = problem_of(client.get("/api/v1/regions/?demonstraton=only&page_size=2"), 400)
    assert problem["type"].endswith("#problem-unknown-parameter")
    assert problem["errors"][0]["parameter"] == "demonstraton"
    assert problem["detail"].startswith("“demonstraton” is no parameter of this address. It takes ")
    assert {"cursor,", "demonstration,"} <= set(problem["detail"].split())


def test_an_address_that_takes_no_parameters_says_so(client, db):
    problem = problem_of(client.get("/api/v1/?q=a"), 400)
    assert problem["detail"] == "“q” is no parameter of this address. It takes none."


@pytest.mark.parametrize(
    "path", ["councils/?q=a&type=CTY", "search/?q=a&theme=x&theme=y", "posts/?dated=2020&page_size=1"]
)
def test_every_documented_parameter_passes(client, db, path):
    assert client.get(f"/api/v1/{path}").status_code == 200
    assert client.head(f"/api/v1/{path}").status_code == 200


def test_every_kind_of_problem_has_a_section_in_the_reference(client, db):
    page = client.get("/api/v1/docs/").content.decode()
    for kind in CATALOGUE:
        assert kind.uri == f"http://testserver/api/v1/docs/#problem-{kind.name}"
        assert f'id="{kind.anchor}"' in page


def test_every_error_there_is_has_a_kind_in_the_catalogue():
    """All exceptions that become answers, ours and the framework's."""
    known = [*all_kinds_of(APIException), Stale, TooLarge]
    without = [one.__name__ for one in known if problem_of_code(one.status_code, one.default_code) is None]
    rules = [one.__name__ for one in all_kinds_of(DomainError) if problem_of_code(400, one.code) is None]
    assert (without, rules) == ([], [])
    assert len({kind.name for kind in CATALOGUE}) == len(CATALOGUE)


def all_kinds_of(kind):
    return [kind, *(deeper for one in kind.__subclasses__() for deeper in all_kinds_of(one))]


def test_the_sentence_of_a_rule_is_the_same_on_the_page(scene, cast, statement, sign_in):
    address = f"/reviews/{scene.review.pk}/findings/{statement.pk}/steps/accept/"
    page = sign_in(cast.ben).post(address, {"version": statement.version})
    assert page.status_code == 400
    assert "2 more pieces of evidence needed." in page.content.decode()


def test_a_broken_rule_has_a_sentence_a_field_and_blockers():
    broken = DomainError("No.", field="note", blockers=("a", "b"))
    assert (str(broken), broken.sentence, broken.field, broken.blockers) == ("No.", "No.", "note", ("a", "b"))
