"""Reviews over the API: the same rules through the same services, by a person's session or token."""

import uuid

import pytest
from django.urls import reverse

from peer_review import services
from peer_review.models import Evidence, Statement
from tests.cast import member
from tests.factories import ThemeFactory
from tests.peer_review import scenes

JSON = {"content_type": "application/json"}


def note(scene, **changes):
    given = {
        "activity": str(scene.activities[0].pk),
        "keyline": str(scene.keylines[0].pk),
        "bearing": "concern",
        "source_role": "parents",
        "note": "We waited six weeks.",
        "observed_on": "2026-03-04",
    }
    return given | changes


def test_a_team_member_logs_evidence(scene, sign_in):
    response = sign_in(scene.cast.dev).post("/api/v1/evidence/", note(scene), **JSON)
    piece = Evidence.objects.get()
    assert response.status_code == 201
    assert response["ETag"] == '"1"'
    body = response.json()
    assert (body["id"], body["note"], body["author"]) == (str(piece.pk), "We waited six weeks.", "Dev")
    assert (body["review"], body["withdrawn"]) == (str(scene.review.pk), False)


def test_the_same_idempotency_key_logs_once_and_answers_the_same(scene, sign_in):
    client = sign_in(scene.cast.dev)
    answers = [
        client.post("/api/v1/evidence/", note(scene), headers={"Idempotency-Key": "k1"}, **JSON) for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Evidence.objects.count() == 1


def test_the_same_id_logs_once(scene, sign_in):
    client, own_id = sign_in(scene.cast.dev), str(uuid.uuid4())
    for _ in range(2):
        response = client.post("/api/v1/evidence/", note(scene, id=own_id), **JSON)
    assert response.json()["id"] == own_id
    assert Evidence.objects.count() == 1


def test_a_rules_sentence_arrives_as_problem_details_with_its_place(scene, sign_in):
    response = sign_in(scene.cast.dev).post("/api/v1/evidence/", note(scene, note="No 943 476 5919."), **JSON)
    problem = response.json()
    sentence = "This looks like an NHS number. Leave out anything that identifies a child."
    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, problem["status"], problem["detail"]) == (400, 400, sentence)
    assert [(error["detail"], error["pointer"]) for error in problem["errors"]] == [(sentence, "#/note")]


def test_an_activity_one_may_not_see_does_not_exist(scene, sign_in):
    response = sign_in(scene.cast.femi).post("/api/v1/evidence/", note(scene), **JSON)
    assert response.status_code == 400
    assert [e["pointer"] for e in response.json()["errors"]] == ["#/activity", "#/keyline"]


def test_the_host_sees_the_activity_and_may_not_log(scene, sign_in):
    response = sign_in(scene.cast.asha).post("/api/v1/evidence/", note(scene), **JSON)
    assert response.status_code == 403
    assert Evidence.objects.count() == 0


def move(client, statement, step, version=None, body=None):
    address = reverse("api-finding-transition", kwargs={"pk": statement.pk, "name": step})
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return client.post(address, body or {}, headers=headers, **JSON)


def test_a_statement_moves_through_hold_lift_and_finding(scene, sign_in):
    statement = scene.hypothesis(scene.enough())
    carys = sign_in(scene.cast.carys)
    held = move(carys, statement, "hold", statement.version, {"reason": "Whom did we not hear?"})
    assert (held.status_code, held.json()["held"], held.json()["hold_reason"]) == (200, True, "Whom did we not hear?")
    assert [step["name"] for step in held.json()["transitions"]] == ["lift"]
    lifted = move(carys, statement, "lift", statement.version + 1, {"reason": "Asked them."})
    assert lifted.json()["held"] is False
    found = move(sign_in(scene.cast.ben), statement, "accept", statement.version + 2)
    assert (found.json()["status"], found["ETag"]) == ("finding", f'"{statement.version + 3}"')
    assert [(m["have"], m["need"]) for m in found.json()["gate"]] == [(3, 3), (3, 2), (2, 2)]


def test_a_step_without_a_version_is_428_and_on_a_stale_one_412(scene, sign_in):
    statement = scene.hypothesis(scene.enough())
    ben = sign_in(scene.cast.ben)
    assert move(ben, statement, "accept").status_code == 428
    stale = move(ben, statement, "accept", statement.version - 1)
    assert (stale.status_code, stale.json()["errors"][0]["code"]) == (412, "stale_version")
    assert move(ben, statement, "accept", "nonsense").status_code == 412
    assert Statement.objects.get().state == "hypothesis"


def test_what_the_gate_misses_is_said(scene, sign_in):
    statement = scene.hypothesis([scene.log()])
    refused = move(sign_in(scene.cast.ben), statement, "accept", statement.version)
    assert refused.status_code == 400
    assert refused.json()["detail"] == (
        "2 more pieces of evidence needed. 1 more kind of source needed. 1 more activity needed."
    )


def test_the_review_lead_writes_a_hypothesis_and_says_what_it_stands_on(scene, sign_in):
    first, second, third = scene.enough()
    ben = sign_in(scene.cast.ben)
    new = {
        "keyline": str(scene.keylines[0].pk),
        "text": "Help comes.",
        "bearing": "strength",
        "evidence": [str(first.pk)],
    }
    made = ben.post("/api/v1/findings/", new, **JSON)
    address = f"/api/v1/findings/{made.json()['id']}/"
    assert (made.status_code, made.json()["gate"][0]["have"], made["ETag"]) == (201, 1, '"1"')
    stale = ben.patch(address, {"text": "Help comes quickly."}, headers={"If-Match": '"7"'}, **JSON)
    reworded = ben.patch(address, {"text": "Help comes quickly."}, headers={"If-Match": '"1"'}, **JSON)
    assert (stale.status_code, reworded.status_code, reworded.json()["text"]) == (412, 200, "Help comes quickly.")
    assert reworded.json()["bearing"] == "strength"
    for piece in (second, third):
        linked = ben.post(f"{address}links/", {"evidence": str(piece.pk), "relation": "supports"}, **JSON)
    assert (linked.status_code, linked.json()["counts"]) == (201, True)
    version = {"headers": {"If-Match": '"2"'}, **JSON}
    link = f"{address}links/{linked.json()['id']}/"
    turned = ben.patch(link, {"relation": "challenges"}, **version)
    assert (turned.status_code, turned.json()["gate"][0]["have"]) == (200, 2)
    listed = ben.get(f"{address}links/").json()["results"]
    assert [(row["relation"], row["counts"]) for row in listed] == [("supports", True)] * 2 + [("challenges", False)]
    assert ben.delete(link, **version).json()["gate"][0]["have"] == 2
    assert (ben.delete(link, **version).status_code, ben.delete(link, **JSON).status_code) == (404, 428)
    carys = sign_in(scene.cast.carys)
    assert carys.post("/api/v1/findings/", new, **JSON).status_code == 403
    assert (
        carys.post(f"{address}links/", {"evidence": str(third.pk), "relation": "supports"}, **JSON).status_code == 403
    )


def test_a_hold_is_answered_over_the_api_and_its_thread_is_the_teams_alone(scene, sign_in, client):
    finding = scene.drafted()
    scene.step(finding, "hold", "carys", reason="Whom did we not hear?")
    address = f"/api/v1/findings/{finding.pk}/thread/"
    ben = sign_in(scene.cast.ben)
    for _ in range(2):
        sent = ben.post(address, {"words": "The parents."}, headers={"Idempotency-Key": "k1"}, **JSON)
    assert (sent.status_code, sent.json()["kind"], sent.json()["author"]) == (201, "answer", "Ben")
    thread = ben.get(address).json()["results"]
    assert [(note["kind"], note["words"]) for note in thread] == [
        ("held", "Whom did we not hear?"),
        ("answer", "The parents."),
    ]
    scene.step(finding, "lift", "carys", reason="Asked them.")
    scene.step(finding, "accept", "ben")
    assert sign_in(scene.cast.asha).get(address).status_code == 403
    headers = {"Authorization": f"Bearer {scene.cast.robo_key}"}
    assert client.get(address, headers=headers).status_code == 404
    assert client.post("/api/v1/findings/", {}, headers=headers, **JSON).status_code == 403


def test_a_note_is_withdrawn_a_finding_shared_and_a_document_removed_each_by_whose_it_is(scene, sign_in):
    def send(who, path, body, status, version):
        send = sign_in(scene.cast.person(who)).post
        answer = send(f"/api/v1/{path}/", body, headers={"If-Match": f'"{version}"'}, **JSON)
        assert answer.status_code == status, answer.content
        return answer.json()

    heard = scene.log()
    withdrawn = {"reason": "Misheard."}
    send("carys", f"evidence/{heard.pk}/withdraw", withdrawn, 403, 1)
    assert send("dev", f"evidence/{heard.pk}/withdraw", {"reason": ""}, 400, 1)["errors"][0]["pointer"] == "#/reason"
    born = {"reason": "She was born on 3/4/2015."}
    assert send("dev", f"evidence/{heard.pk}/withdraw", born, 400, 1)["errors"][0]["pointer"] == "#/reason"
    send("dev", f"evidence/{heard.pk}/withdraw", withdrawn, 412, 9)
    assert send("dev", f"evidence/{heard.pk}/withdraw", withdrawn, 200, 1)["withdrawn"] is True

    finding = scene.report()
    share = f"findings/{finding.pk}/share"
    send("hana", share, {"visibility": "region"}, 403, finding.version)
    send("asha", share, {"visibility": "team"}, 400, finding.version)
    assert send("asha", share, {"visibility": "region"}, 200, finding.version)["visibility"] == "region"

    plan = scenes.document(scene.review, scene.actor("hana"))
    send("ben", f"documents/{plan.pk}/remove", {"reason": "Wrong."}, 403, plan.version)
    assert "removed" in str(send("hana", f"documents/{plan.pk}/remove", {"reason": "Wrong file."}, 200, plan.version))


def test_the_regional_lead_names_who_may_hold(scene, sign_in):
    successor = member("Cora", scene.cast.observing, "director")
    services.leave_team(member=scene.review.team.get(role="observer"), by=scene.actor("carys"))
    place = f"/api/v1/reviews/{scene.review.pk}/team/holder/"
    named = sign_in(scene.cast.edie).post(place, {"person": str(successor.pk), "job_title": "Director"}, **JSON)
    assert (named.status_code, named.json()["name"], named.json()["role"]) == (201, "Cora", "observer")


def test_a_client_alone_never_writes(scene, client):
    headers = {"Authorization": f"Bearer {scene.cast.robo_key}"}
    response = client.post("/api/v1/evidence/", note(scene), headers=headers, **JSON)
    assert response.status_code == 403
    assert response.json()["detail"] == "This key or token does not have the scope for that: it needs write:evidence."


def test_a_client_pulls_what_is_shared_with_its_region_and_nothing_else(scene, client):
    from peer_review import services

    headers = {"Authorization": f"Bearer {scene.cast.robo_key}"}
    finding = scene.report()
    assert client.get("/api/v1/findings/", headers=headers).json()["results"] == []
    services.share_finding(finding=finding, visibility="region", by=scene.actor("asha"))
    (pulled,) = client.get("/api/v1/findings/", headers=headers).json()["results"]
    assert (pulled["text"], pulled["gate"], pulled["hold_reason"]) == ("Help comes quickly.", None, None)
    review = client.get(f"/api/v1/reviews/{scene.review.pk}/", headers=headers).json()
    assert (review["state"], review["scope"], review["keylines"], review["team"]) == (
        "feedback_given",
        None,
        None,
        None,
    )
    assert client.get("/api/v1/evidence/", headers=headers).json()["results"] == []


def test_the_team_reads_scope_key_lines_and_members(scene, sign_in):
    body = sign_in(scene.cast.dev).get(f"/api/v1/reviews/{scene.review.pk}/").json()
    assert body["scope"] == "How families reach help."
    assert [line["question"] for line in body["keylines"]] == ["Is help timely?", "Is help shared?"]
    assert sorted(member["name"] for member in body["team"]) == ["Ben", "Carys", "Dev"]
    counted = ("done", "evidence", "findings", "hypotheses", "documents", "documents_asked")
    assert {**body["counts"], "kinds": None} == {**dict.fromkeys(counted, 0), "activities": 2, "kinds": None}
    assert body["triad"]["observer"]["name"] == "Carrow"


def test_the_review_lead_moves_the_review(scene, sign_in):
    address = reverse("api-review-transition", kwargs={"pk": scene.review.pk, "name": "finish_visit"})
    client = sign_in(scene.cast.ben)
    headers = {"If-Match": f'"{scene.review.version}"'}
    blocked = client.post(address, {}, headers=headers, **JSON)
    assert blocked.json()["detail"] == "2 activities are still planned: mark each as done or cancelled."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?state=on_site", 1),
        ("?q=ashby", 2),
        ("?q=front", 1),
        ("?q=nowhere", 0),
        ("?theme=neglect", 1),
        ("?demonstration=only", 0),
    ],
)
def test_page_and_api_take_the_same_query(scene, sign_in, query, found):
    scenes.opened(scene.cast, title="Neglect", theme=ThemeFactory(slug="neglect"))
    client = sign_in(scene.cast.ben)
    assert len(client.get(f"/api/v1/reviews/{query}").json()["results"]) == found
    assert client.get(f"/reviews/{query}").context["page_obj"].paginator.count == found


def test_reviews_are_found_by_any_code_of_a_council(scene, sign_in):
    client = sign_in(scene.cast.ben)
    host = scene.cast.host
    code = host.identifiers.create(scheme="dfe", value="999") and "999"
    assert len(client.get(f"/api/v1/reviews/?council={code}").json()["results"]) == 1
    assert client.get("/api/v1/reviews/?council=000").json()["results"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 3), ("?source_role=parents", 1), ("?mine=true", 1), ("?withdrawn=true", 1), ("?withdrawn=false", 2)],
)
def test_evidence_is_filtered(scene, sign_in, query, found):
    from peer_review import services

    scene.log(source="parents", by="ben")
    scene.log()
    services.withdraw_evidence(evidence=scene.log(), reason="Twice.", by=scene.actor("dev"))
    client = sign_in(scene.cast.ben)
    assert len(client.get(f"/api/v1/evidence/{query}").json()["results"]) == found


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("reviews", 4), ("triads", 4), ("activities", 5), ("evidence", 4), ("findings", 6)],
)
def test_the_lists_cost_the_same_at_any_length(scene, sign_in, django_assert_num_queries, path, queries, rows):
    for _ in range(rows):
        scene.hypothesis([scene.log()])
    client = sign_in(scene.cast.ben)
    with django_assert_num_queries(queries):
        client.get(f"/api/v1/{path}/")


def test_someone_of_the_host_without_a_leading_role_is_named_as_its_sponsor(scene, sign_in):
    ines = member("Ines", scene.cast.host, "editor")
    said = {"role": "host_sponsor", "job_title": "Chief executive", "person": str(ines.pk)}
    answer = sign_in(scene.cast.asha).post(f"/api/v1/reviews/{scene.review.pk}/host-side/", said, **JSON)
    assert answer.status_code == 201, answer.content
