"""What a key or a token may be used for: `read` and `write` for everything, `read:posts` and the like for a collection.

The collections are the router's: the first part of each address under /api/v1/. Their names stand nowhere else.
"""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from oauth2_provider.scopes import BaseScopes

READ, WRITE = "read", "write"
WORDS = {READ: "Read what you may see", WRITE: "Log evidence, move statements and write posts as you"}
WORDS_OF_CLIENTS = {READ: "Read all that the council may see", WRITE: "Write drafts: posts, case studies"}
IN_WORDS = {
    "calls": "calls of clients",
    "checklist": "lists of documents asked for",
    "feedback": "feedback on reviews",
    "ledger": "days given and received",
    "search": "what the search finds",
}

# what carries no judgement and publishes nothing: a client alone writes drafts of these for its council
OPEN_TO_CLIENTS = ("case-studies", "posts")


@cache
def collection_of() -> dict[str, str]:
    """{basename of a resource: its collection}; what is inside a review belongs to the reviews."""
    router = import_string(settings.API_ROUTER)
    return {name: prefix.partition("/")[0] for prefix, _, name in router.registry}


@cache
def collections() -> list[str]:
    return sorted(set(collection_of().values()))


def words_of(scope: str, *, of_a_client=False) -> str:
    """A scope as the pages say it."""
    if scope in WORDS:
        return (WORDS_OF_CLIENTS if of_a_client else WORDS)[scope]
    kind, _, collection = scope.partition(":")
    verb = "Write drafts of" if of_a_client and kind == WRITE else kind.capitalize()
    return f"{verb} {IN_WORDS.get(collection, collection.replace('-', ' '))}"


def every_scope() -> list[str]:
    return [READ, WRITE, *(f"{kind}:{name}" for name in collections() for kind in (READ, WRITE))]


def scopes_for_clients() -> list[str]:
    """What a client alone may be given at all."""
    writing = [f"{WRITE}:{name}" for name in OPEN_TO_CLIENTS]
    return [READ, WRITE, *(f"{READ}:{name}" for name in collections()), *writing]


@cache
def seen_by_clients() -> set[str]:
    """Collections of which something can be shared with a client: those that are declared as shared, and those whose
    resource says that it shows what others share."""
    router = import_string(settings.API_ROUTER)
    also = {prefix for prefix, resource, _ in router.registry if getattr(resource, "shows_what_is_shared", False)}
    return set(import_string(settings.API_SHARED)) | also


def scopes_to_offer() -> list[str]:
    """Of what a client alone may be given, what leads to something."""
    leads_nowhere = {f"{READ}:{name}" for name in set(collections()) - seen_by_clients()}
    return [scope for scope in scopes_for_clients() if scope not in leads_nowhere]


def needed(kind: str, collection: str | None) -> str:
    return f"{kind}:{collection}" if collection else kind


def covers(scopes, kind: str, collection: str | None) -> bool:
    """Whether they allow `read` or `write` there; what is of no collection, such as the root, any of them may read."""
    if kind in scopes or needed(kind, collection) in scopes:
        return True
    return collection is None and kind == READ and any(scope.startswith(f"{READ}:") for scope in scopes)


def within(scopes) -> list[str]:
    """These, and all narrower ones."""
    return [one for one in every_scope() if one in scopes or one.partition(":")[0] in scopes]


def both_allow(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The widest scopes that lie within both: of `read` and `read:posts` the latter."""
    return frozenset(
        one
        for mine, theirs in ((some, others), (others, some))
        for one in mine
        if one in theirs or one.partition(":")[0] in theirs
    )


class HubScopes(BaseScopes):
    """For the provider of OAuth: an application of a client may ask for what the client may do, and for less."""

    def get_all_scopes(self):
        return {scope: words_of(scope) for scope in every_scope()}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        given = scopes_given_to(application)
        return every_scope() if given is None else [one for one in within(given) if one in scopes_for_clients()]

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        given = scopes_given_to(application)
        return [READ, WRITE] if given is None else given


def scopes_given_to(application) -> list[str] | None:
    """Those of the client whose credentials these are; None for an application that acts for persons."""
    key = getattr(application, "api_key", None) if application is not None else None
    return key.client.scopes.split() if key else None
