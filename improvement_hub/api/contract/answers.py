"""Every answer that an operation can give, with its headers: the statuses that rules and the framework add."""

from improvement_hub.api.problems import CATALOGUE

LIMITS = ("RateLimit", "RateLimit-Policy")
HEADERS = {
    "ETag": "The version of what was answered: send it as `If-Match` to change it, as `If-None-Match` to ask anew.",
    "RateLimit": 'What is left of your allowance: `"calls";r=59;t=12` is 59 calls now, all of them in 12 seconds.',
    "RateLimit-Policy": 'Your allowance: `"calls";q=60;w=60` is 60 calls in 60 seconds.',
    "Retry-After": "In how many seconds to call again.",
    "WWW-Authenticate": "How to say who you are, and what was wrong with it (RFC 6750).",
    "Location": "Where it is now.",
    "Deprecation": "Since when it is deprecated: `@` and seconds since 1970 (RFC 9745).",
    "Sunset": "When it will stop working (RFC 8594).",
    "Link": 'With `rel="deprecation"`: where its replacement is described.',
}
OF_STATUS = {
    "301": ["Location"],
    "304": ["ETag"],
    "401": ["WWW-Authenticate"],
    "403": ["WWW-Authenticate"],
    "429": ["Retry-After"],
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "schema": {"type": "string"},
    "description": "An ETag you have: if it is still so, the answer is 304 without a body.",
}
OF_OPERATION = {"create_subscription": [412], "list_changes": [410]}
NEVER_EMPTY = ("page", "page_size")
TIME = r"^[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?$"
STATUSES = sorted({problem.status for problem in CATALOGUE})


def complete(result, generator, request, public):
    """Hook of the schema: adds to every operation the answers it can give and the headers of each."""
    as_they_are(result)
    for path, methods in result["paths"].items():
        for method, terms in methods.items():
            complete_operation(path, method, terms)
    parts = result.setdefault("components", {})
    parts["headers"] = {name: {"schema": {"type": "string"}, "description": words} for name, words in HEADERS.items()}
    parts["responses"] = {named(status): problem_response(status) for status in STATUSES if status < 500}
    return result


def as_they_are(part):
    """What the framework cannot tell: a time of day has no offset here, as the format `time` would ask for."""
    if isinstance(part, dict) and part.get("format") == "time":
        del part["format"]
        part["pattern"] = TIME
    if isinstance(part, dict) and {"type": "string", "maxLength": 0} in (part.get("oneOf") or ()):
        part["anyOf"] = part.pop("oneOf")  # an empty one may pass as the other too, which `oneOf` forbids
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        as_they_are(value)


def complete_operation(path, method, terms):
    if method == "get":
        terms.setdefault("parameters", []).append(IF_NONE_MATCH)
        terms["responses"]["304"] = {"description": "It is as you have it: there is no body."}
    for parameter in terms.get("parameters", []):
        if parameter["in"] == "query" and parameter["name"] not in NEVER_EMPTY:
            parameter["allowEmptyValue"] = True  # as a form sends a filter that was left open
    for status in problem_statuses(path, method, terms):
        terms["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{named(status)}"})
    terms["responses"] = dict(sorted(terms["responses"].items()))
    for status, response in terms["responses"].items():
        if "$ref" not in response:
            response.setdefault("headers", {}).update(headers_of(status, response))


def problem_statuses(path, method, terms) -> list[int]:
    sends = {one["name"] for one in terms.get("parameters", []) if one["in"] == "header"}
    found = [400, 401, 403, 406, 429]
    found += [404] if "{" in path else []
    found += [413, 415] if "requestBody" in terms else []
    found += [422] if "Idempotency-Key" in sends else []
    found += [412, 428] if "If-Match" in sends else OF_OPERATION.get(terms["operationId"], [])
    return found


def headers_of(status, response) -> dict:
    has_version = status.startswith("2") and "content" in response
    names = [*OF_STATUS.get(status, []), *(["ETag"] if has_version else []), *LIMITS]
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def named(status: int) -> str:
    return f"Problem{status}"


def problem_response(status: int) -> dict:
    """A problem with an example of each of its types."""
    kinds = [problem for problem in CATALOGUE if problem.status == status]
    content = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "examples": {kind.name: {"summary": kind.title, "value": example(kind)} for kind in kinds},
    }
    return {
        "description": "\n\n".join(f"**{kind.title}.** {kind.meaning} {kind.remedy}" for kind in kinds),
        "headers": headers_of(str(status), {}),
        "content": {"application/problem+json": content},
    }


DETAILS = {
    "invalid": "This field is required.",
    "rule-broken": "2 more pieces of evidence needed. 1 more activity needed.",
    "unknown-parameter": "“tpye” is no parameter of this address. It takes cursor, page_size, type.",
}
PLACES = {"invalid": ("#/title", None), "unknown-parameter": (None, "tpye")}


def example(kind) -> dict:
    detail = DETAILS.get(kind.name, kind.meaning)
    pointer, parameter = PLACES.get(kind.name, (None, None))
    code = "required" if kind.name == "invalid" else kind.name.replace("-", "_")
    return {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": "https://hub.example.org/api/v1/posts/",
        "errors": [{"code": code, "detail": detail, "pointer": pointer, "parameter": parameter}],
    }
