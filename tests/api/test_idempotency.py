"""A POST that arrives twice happens once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from improvement_hub.accounts.tasks import forget_expired
from improvement_hub.core.models import RepeatedRequest
from peer_review import services
from peer_review.models import Evidence, Statement

EVIDENCE = "/api/v1/evidence/"


@pytest.fixture
def dev(cast, bearer, token_of):
    return bearer(token_of(cast.dev))


def post(client, note, key="k1", **headers):
    return client.post(EVIDENCE, note, "application/json", headers={"Idempotency-Key": key, **headers})


def test_the_same_request_with_the_same_key_happens_once(scene, dev, note):
    first, second = post(dev, note), post(dev, note)
    assert (first.status_code, second.status_code, Evidence.objects.count()) == (201, 201, 1)
    assert first.json() == second.json()
    assert first.headers["ETag"] == second.headers["ETag"] == '"1"'


def test_without_a_key_it_happens_each_time(scene, dev, note):
    assert [dev.post(EVIDENCE, note, "application/json").status_code for _ in range(2)] == [201, 201]
    assert (Evidence.objects.count(), RepeatedRequest.objects.count()) == (2, 0)


def test_an_empty_key_is_none(scene, dev, note):
    assert [post(dev, note, "").status_code for _ in range(2)] == [201, 201]
    assert Evidence.objects.count() == 2


def test_another_request_under_the_same_key_is_refused(scene, dev, note):
    post(dev, note)
    response = post(dev, {**note, "note": "Something else."})
    assert (response.status_code, response.json()["title"]) == (422, "That key was used before")
    assert response.json()["errors"][0]["code"] == "idempotency_key_reused"
    assert [piece.note for piece in Evidence.objects.all()] == [note["note"]]


def test_the_same_body_at_another_address_is_another_request(scene, cast, dev, bearer, token_of, note):
    ben = bearer(token_of(cast.ben))
    statement = scene.hypothesis(scene.enough())
    address = f"/api/v1/findings/{statement.pk}/transitions/"
    headers = {"Idempotency-Key": "k1", "If-Match": f'"{statement.version}"'}
    accepted = ben.post(f"{address}accept/", {}, "application/json", headers=headers)
    assert (accepted.status_code, accepted.json()["status"]) == (200, "finding")
    assert ben.post(f"{address}reopen/", {}, "application/json", headers=headers).status_code == 422


def test_a_step_is_taken_once(scene, cast, bearer, token_of):
    ben = bearer(token_of(cast.ben))
    statement = scene.hypothesis(scene.enough())
    headers = {"Idempotency-Key": "k1", "If-Match": f'"{statement.version}"'}
    address = f"/api/v1/findings/{statement.pk}/transitions/accept/"
    first, second = (ben.post(address, {}, "application/json", headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code, first.json()) == (200, 200, second.json())
    assert first.headers["ETag"] == second.headers["ETag"]
    assert Statement.objects.get().state == "finding"


def test_a_request_that_failed_leaves_its_key_free(scene, dev, note):
    refused = post(dev, {**note, "note": ""})
    assert (refused.status_code, RepeatedRequest.objects.count()) == (400, 0)
    assert post(dev, note).status_code == 201


def test_a_stale_request_leaves_its_key_free(scene, cast, bearer, token_of):
    ben = bearer(token_of(cast.ben))
    statement = scene.hypothesis(scene.enough())
    address = f"/api/v1/findings/{statement.pk}/transitions/accept/"
    answers = [
        ben.post(address, {}, "application/json", headers={"Idempotency-Key": "k1", "If-Match": match}).status_code
        for match in ('"999"', f'"{statement.version}"')
    ]
    assert answers == [412, 200]


def test_a_key_is_its_senders_alone(scene, cast, dev, bearer, token_of, note):
    post(dev, note)
    assert post(bearer(token_of(cast.ben)), note).json()["author"] == "Ben"
    assert sorted(Evidence.objects.values_list("author__name", flat=True)) == ["Ben", "Dev"]


def test_a_key_has_two_hundred_characters_at_most(scene, dev, note):
    assert post(dev, note, "k" * 200).status_code == 201
    response = post(dev, note, "k" * 201)
    assert (response.status_code, response.json()["detail"]) == (400, "An Idempotency-Key has 200 characters at most.")


def test_a_key_is_forgotten_after_seven_days(scene, dev, note):
    post(dev, note)
    RepeatedRequest.objects.update(created_at=timezone.now() - timedelta(days=6, hours=23))
    forget_expired()
    assert RepeatedRequest.objects.count() == 1
    RepeatedRequest.objects.update(created_at=timezone.now() - timedelta(days=7, hours=1))
    forget_expired()
    assert RepeatedRequest.objects.count() == 0


def test_what_someone_may_no_longer_do_is_still_answered_but_not_done_again(scene, cast, dev, note):
    post(dev, note)
    seat = scene.review.team.get(person=cast.dev)
    services.leave_team(member=seat, by=scene.actor("ben"))
    assert post(dev, note).status_code == 201
    assert post(dev, note, "k2").status_code in (400, 403)
    assert Evidence.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_happen_once(scene, cast, bearer, token_of, note):
    token, start = token_of(cast.dev), Barrier(2)

    def send(_):
        start.wait(timeout=20)
        try:
            response = post(bearer(token), note)
            return response.status_code, response.json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        (one, first), (other, second) = pool.map(send, range(2))
    assert (one, other, first == second, Evidence.objects.count()) == (201, 201, True, 1)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_and_two_notes_make_one(scene, cast, bearer, token_of, note):
    token, start = token_of(cast.dev), Barrier(2)

    def send(words):
        start.wait(timeout=20)
        try:
            return post(bearer(token), {**note, "note": words}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, ["One.", "Two."])) == [201, 422]
    assert Evidence.objects.count() == 1
