"""Examples of requests and answers: recorded from the tests' own calls, and checked against the schema by a test.

docs/api/README.md says how the file is written anew. Of a list one row is kept. What no test recorded is put together
from the rest.
"""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from improvement_hub.api.contract.samples import Samples

FILE = Path(settings.BASE_DIR) / "docs" / "api" / "examples.json"


@cache
def recorded() -> dict[str, dict]:
    """By the operation's name: `method`, `path` with its query, `headers`, `body`, `status`, `answer`."""
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def give_examples(result, generator, request, public):
    """Hook of the schema."""
    samples = Samples(result, recorded())
    for methods in result["paths"].values():
        for terms in methods.values():
            found = recorded().get(terms["operationId"], {"body": None, "answer": None, "status": None})
            for media in terms.get("requestBody", {}).get("content", {}).values():
                sent = samples.of(media["schema"]) if found["body"] is None else found["body"]
                say(media, terms, sent)
            for status, answer in terms["responses"].items():
                told = found["answer"] if str(found["status"]) == status else None
                for kind, media in answer.get("content", {}).items():
                    if status.startswith("2") and kind == "application/json":
                        schema = media["schema"]
                        say(media, terms, samples.of(schema) if told is None else samples.filled(told, schema))
    return result


def say(media, terms, value):
    media["examples"] = {"example": {"summary": terms["summary"], "value": value}}
