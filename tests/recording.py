"""Records the calls that tests make over the API, as examples for the schema; see docs/api/README.md.

Only where HUB_RECORD names a folder is the middleware there. Every process appends to a file of its own; `choose`
takes for each operation the call that says most, and writes docs/api/examples.json.
"""

import json
import os
import re
from pathlib import Path

from improvement_hub.api.contract.examples import FILE
from improvement_hub.api.contract.names import name_of

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ASKED = ("If-Match", "Idempotency-Key")
LONGEST = 6000


class Recorder:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_json = request.content_type == "application/json"
        sent = request.body if is_json and request.path.startswith("/api/") else b""
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code < 300 and match and getattr(match.func, "initkwargs", {}).get("basename"):
            note(request, sent, response)
        return response


def note(request, sent, response):
    match = request.resolver_match
    action = match.func.actions[request.method.lower()]
    view = match.func.cls(**match.func.initkwargs, action=action)
    is_json = response.headers.get("Content-Type", "").startswith("application/json")
    call = {
        "operation": name_of(view, request.method, re.sub(r"<\w+:(\w+)>", r"{\1}", match.route)),
        "method": request.method,
        "path": request.get_full_path(),
        "headers": {name: request.headers[name] for name in ASKED if name in request.headers},
        "body": json.loads(sent) if sent.strip() else None,
        "status": response.status_code,
        "answer": json.loads(response.content) if is_json and response.content else None,
    }
    folder = Path(os.environ["HUB_RECORD"])
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{os.getpid()}.jsonl", "a") as file:
        file.write(json.dumps(call) + "\n")


def choose(folder):
    best = {}
    for file in sorted(Path(folder).glob("*.jsonl")):
        for line in file.read_text().splitlines():
            call = shortened(json.loads(line))
            name = call.pop("operation")
            if name not in best or worth(call) > worth(best[name]):
                best[name] = call
    FILE.parent.mkdir(parents=True, exist_ok=True)
    chosen = {name: tidied(call) for name, call in sorted(best.items())}
    FILE.write_text(json.dumps(chosen, indent=1, ensure_ascii=False) + "\n")
    return chosen


def shortened(call):
    """A list as its first row."""
    answer = call["answer"]
    if isinstance(answer, dict) and isinstance(answer.get("results"), list):
        answer["results"] = answer["results"][:1]
    elif isinstance(answer, list):
        call["answer"] = answer[:1]
    return call


def worth(call) -> tuple:
    """What says more comes first, as far as it can be read at a glance; of equals, the earlier word."""
    body, answer = json.dumps(call["body"]), json.dumps(call["answer"])
    size = len(body) + len(answer)
    return (size < LONGEST, filled(call["body"]) + filled(call["answer"]), -size)


def filled(part) -> int:
    if isinstance(part, dict):
        return sum(1 + filled(value) for value in part.values() if value not in (None, "", [], {}))
    return max((filled(one) for one in part), default=0) + 1 if isinstance(part, list) else 0


def tidied(call):
    """Ids by the order in which they come, so that the file changes only where the API does."""
    ids = {}
    text = json.dumps(call, ensure_ascii=False).replace("http://testserver", "https://hub.example.org")
    return json.loads(UUID.sub(lambda found: numbered(found[0], ids), text))


def numbered(found, ids) -> str:
    number = ids.setdefault(found, len(ids) + 1)
    return f"5f0c2a1e-7b3d-4e60-9a41-{number:012d}"


if __name__ == "__main__":
    import django

    django.setup()
    choose(os.environ["HUB_RECORD"])
