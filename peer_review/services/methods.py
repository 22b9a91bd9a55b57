from django.db import transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store, store_once
from peer_review.models import Method, MethodActivity, MethodDocument, MethodQuestion, MethodRole
from peer_review.roles import TeamRole

PARTS = {"roles": MethodRole, "questions": MethodQuestion, "documents": MethodDocument, "activities": MethodActivity}
TERMS = (
    "name", "summary", "holder", "participants_min", "participants_max", "gate_pieces", "gate_sources",
    "gate_activities", "follow_up_months", "asks_self_assessment",
)  # fmt: skip


@transaction.atomic
def define_method(*, roles, questions=(), documents=(), activities=(), region=None, by, **terms):
    """An edition of a method, published at once.

    roles, documents, activities: dicts of their fields, in order. questions: texts. terms: fields of Method.
    """
    method = Method(region=region, **terms)
    require(by, "peer_review.write_method", method)
    store(method)
    write_parts(method, roles=roles, questions=questions, documents=documents, activities=activities)
    return set_published(method)


def write_parts(method, *, roles=(), questions=(), documents=(), activities=()):
    for role in roles:
        store_part("roles", MethodRole(method=method, **role))
    for position, question in enumerate(questions, start=1):
        store_part("questions", MethodQuestion(method=method, position=position, question=question))
    for position, document in enumerate(documents, start=1):
        store_part("documents", MethodDocument(method=method, position=position, **document))
    for position, activity in enumerate(activities, start=1):
        store_part("activities", MethodActivity(method=method, position=position, **activity))


def store_part(part, row):
    """A complaint about a part names the part, for what was typed stands in one field or row of it."""
    try:
        return store(row)
    except DomainError as error:
        raise DomainError(f"{row}: {error.sentence}" if error.field else error.sentence, field=part) from error


@transaction.atomic
def begin_edition(*, method, region, by):
    """A region's own version of a published method, as a draft that begins as its copy."""
    copy = Method(region=region, slug=method.slug, based_on=method, **{name: getattr(method, name) for name in TERMS})
    require(by, "peer_review.write_method", copy)
    if method.is_draft:
        raise DomainError("This version is still a draft: a version of your own begins from a published one.")
    copy.edition = next_edition(method.slug, region)
    store_once(copy)
    write_parts(copy, **parts_of(method))
    return copy


def next_edition(slug, region) -> int:
    latest = Method.objects.filter(slug=slug, region=region).order_by("-edition").first()
    return latest.edition + 1 if latest else 1


def parts_of(method) -> dict:
    """What `write_parts` takes, as this method has it."""
    names = {
        "roles": ("role", "minimum", "maximum", "comes_from", "note"),
        "documents": ("title", "given_by", "required"),
        "activities": ("day", "starts_at", "minutes", "kind", "title"),
    }
    rows = {part: list(getattr(method, part).values(*fields)) for part, fields in names.items()}
    return {**rows, "questions": [row.question for row in method.questions.all()]}


@transaction.atomic
def change_edition(*, method, by, version=None, **said):
    """Change a draft: its terms, or all of its roles, questions, documents or activities. Raises StaleVersion."""
    method = draft_of(method, by, version)
    for name in TERMS:
        setattr(method, name, said.get(name, getattr(method, name)))
    for part in PARTS.keys() & said.keys():
        getattr(method, part).all().delete()
        write_parts(method, **{part: said[part]})
    return store(method)


def draft_of(method, by, version):
    method = lock(method, version=version)
    require(by, "peer_review.write_method", method)
    if not method.is_draft:
        raise DomainError("This version is published, so it stays as it is. Make a new version of it.")
    return method


@transaction.atomic
def publish_method(*, method, by, version=None):
    """From now on reviews may begin with it, and it stays as it is."""
    method = draft_of(method, by, version)
    if missing := what_is_missing(method):
        raise DomainError(" ".join(missing), blockers=tuple(missing))
    return set_published(method)


def set_published(method):
    method.published_at = timezone.now()
    return store(method)


def what_is_missing(method) -> list[str]:
    """What a draft lacks before a review can be held by it, in sentences."""
    asked = {row.role: row.minimum for row in method.roles.all()}
    wanted = [role for role in (TeamRole.LEAD, TeamRole(method.holder)) if not asked.get(role)]
    return [f"The team needs at least one {role.label.lower()}." for role in wanted]


@transaction.atomic
def discard_edition(*, method, by, version=None):
    """Throw a draft away; no review ever began with it."""
    method = draft_of(method, by, version)
    method.delete()


@transaction.atomic
def withdraw_method(*, method, by, version=None):
    """No new review begins with it; where it stood in place of the national one, that is offered again."""
    return set_withdrawn(method, by, version, timezone.now())


@transaction.atomic
def offer_method(*, method, by, version=None):
    """Offer again what was withdrawn."""
    return set_withdrawn(method, by, version, None)


def set_withdrawn(method, by, version, moment):
    method = lock(method, version=version)
    require(by, "peer_review.write_method", method)
    if method.is_draft:
        raise DomainError("This version is a draft: nobody is offered it yet.")
    method.withdrawn_at = moment
    return store(method)
