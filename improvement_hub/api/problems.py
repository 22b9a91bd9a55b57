"""Every kind of problem the API can answer with: its stable name, what it means and what to do.

The name is the `type` of an answer, as a full address of the reference. It never changes and is never reused;
an item's `code` below it may become finer. One place: answers, schema and reference are made from this.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Problem:
    name: str
    status: int
    title: str
    meaning: str
    remedy: str

    @property
    def uri(self) -> str:
        return f"{settings.HUB_URL}{reverse('api-docs')}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"problem-{self.name}"


CATALOGUE = (
    Problem(
        *("invalid", 400, "That cannot be read as it was sent"),
        "A field or a parameter is missing, misspelt or has a value that cannot be; `errors` names each one.",
        "Correct what `pointer` (in the body) or `parameter` (of the address) names. Do not repeat it as it is.",
    ),
    Problem(
        *("rule-broken", 400, "That breaks a rule"),
        "Everything could be read, and a rule of the hub says no; `detail` is the rule’s sentence, fit to show.",
        "Show the sentence to whoever can do what it asks for.",
    ),
    Problem(
        *("unknown-parameter", 400, "That parameter is not known here"),
        "The query string has a name that this address does not take; `detail` names those it takes.",
        "Check the spelling: a filter that is not known would otherwise leave the list unfiltered.",
    ),
    Problem(
        *("unreadable", 400, "That body cannot be read"),
        "The body is no JSON, is cut short or nests too deeply.",
        "Send one JSON object as UTF-8.",
    ),
    Problem(
        *("who-are-you", 401, "Who are you?"),
        "There is no key or token, or it is unknown, has expired or was revoked. `WWW-Authenticate` says which.",
        "Send `Authorization: Bearer KEY`; renew a token by its refresh token, or ask the person again.",
    ),
    Problem(
        *("not-allowed", 403, "You may not do that"),
        "You may see this, but doing it is for others; or the key or token lacks the scope.",
        "Show the sentence. Ask for the scope, or let somebody with the role do it.",
    ),
    Problem(
        *("insufficient-scope", 403, "This key does not reach that far"),
        "The key or token lacks the scope that this needs; `detail` and `WWW-Authenticate` name it.",
        "Ask whoever issues your key for that scope, or the person to allow it.",
    ),
    Problem(
        *("not-found", 404, "There is nothing here for you"),
        "Nothing has this address, or nothing that you may see: the two look the same.",
        "Check the address; follow links rather than building them.",
    ),
    Problem(
        *("method-not-allowed", 405, "That cannot be done here"),
        "This address does not take this method; `Allow` names those it takes.",
        "Look the operation up in the reference.",
    ),
    Problem(
        *("not-acceptable", 406, "That format is not offered"),
        "The `Accept` header names no format that this address has.",
        "Leave it out, or name a format of the reference.",
    ),
    Problem(
        *("resync", 410, "Begin again from the start"),
        "What you may see has changed, or the cursor is too old for what it points at.",
        "Read the collections anew, then follow the changes from the new cursor.",
    ),
    Problem(
        *("stale-version", 412, "Someone was faster"),
        "`If-Match` names a version that is no longer the present one; nothing was changed.",
        "Read it again, compare, and send the new `ETag`.",
    ),
    Problem(
        *("too-large", 413, "That is too much"),
        "The body is larger than the hub takes at once.",
        "Send less, or in several requests.",
    ),
    Problem(
        *("unsupported-format", 415, "That format is not read"),
        "The body’s `Content-Type` is not one that this address reads.",
        "Send `Content-Type: application/json`; a file goes as `multipart/form-data` where the reference says so.",
    ),
    Problem(
        *("key-reused", 422, "That key was used before"),
        "This `Idempotency-Key` came with a different request.",
        "Make a new key for each new request; send the same key only with the same request.",
    ),
    Problem(
        *("version-required", 428, "Say which version you saw"),
        "This changes something, and no `If-Match` says which version you decided on.",
        "Read it first, then send its `ETag` as `If-Match`.",
    ),
    Problem(
        *("too-many-requests", 429, "Too many requests"),
        "You have used up your allowance; `Retry-After` says for how many seconds.",
        "Wait that long, then go on. `RateLimit` on every answer says what is left.",
    ),
    Problem(
        *("broken", 500, "Something went wrong"),
        "A fault of ours; it was noted. Nothing was half done.",
        "Try again later, with the same `Idempotency-Key`.",
    ),
    Problem(
        *("unavailable", 503, "Not just now"),
        "The hub cannot answer at this moment.",
        "Try again later; `Retry-After`, where it is sent, says when.",
    ),
)
BY_NAME = {problem.name: problem for problem in CATALOGUE}
BY_STATUS = {problem.status: problem for problem in reversed(CATALOGUE)}  # the first of a status is its ordinary one
BY_CODE = {
    "rule_broken": "rule-broken",
    "parse_error": "unreadable",
    "unknown_parameter": "unknown-parameter",
    "insufficient_scope": "insufficient-scope",
}


def problem_of(status: int, code: str) -> Problem | None:
    """The kind of an error: by its code where that has one of its own, else by its status."""
    named = BY_NAME.get(BY_CODE.get(code, ""))
    return named if named and named.status == status else BY_STATUS.get(status)
