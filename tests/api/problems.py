"""Reading problem details, and taking a step over the API."""

from improvement_hub.api.problems import CATALOGUE
from peer_review.models import Statement

KINDS = {problem.uri: problem for problem in CATALOGUE}


def problem_of(response, status):
    """The parts that every problem has are checked; what it says is returned."""
    problem = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert sorted(problem) == ["detail", "errors", "instance", "status", "title", "type"]
    kind = KINDS[problem["type"]]
    assert (problem["status"], kind.status, problem["title"]) == (status, status, kind.title)
    assert problem["detail"] == problem["errors"][0]["detail"]
    assert problem["instance"] == f"http://testserver{response.wsgi_request.path}"
    return problem


def step(client, statement, name, body=None, **headers):
    return client.post(
        f"/api/v1/findings/{statement.pk}/transitions/{name}/", body or {}, "application/json", headers=headers
    )


def match(statement):
    return {"If-Match": f'"{Statement.objects.get(pk=statement.pk).version}"'}
