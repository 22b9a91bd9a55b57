"""Reading problem details, and taking a step over the API."""

from improvement_hub.api.errors import TITLES
from peer_review.models import Statement


def problem_of(response, status):
    """The parts that every problem has are checked; what it says is returned."""
    problem = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert sorted(problem) == ["detail", "errors", "status", "title", "type"]
    assert (problem["status"], problem["title"]) == (status, TITLES[status])
    assert problem["type"] == f"/api/v1/docs/#problem-{problem['errors'][0]['code']}"
    assert problem["detail"] == problem["errors"][0]["detail"]
    return problem


def step(client, statement, name, body=None, **headers):
    return client.post(
        f"/api/v1/findings/{statement.pk}/transitions/{name}/", body or {}, "application/json", headers=headers
    )


def match(statement):
    return {"If-Match": f'"{Statement.objects.get(pk=statement.pk).version}"'}
