from django.db import transaction

from blogs.models import CaseStudy
from blogs.queries import REVISIONS, sections_of_version
from blogs.services.case_studies import change_case_study
from blogs.services.posts import change_post
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock

RESTORED = ("kind", "title", "summary", "body")
SECTIONS = [
    field.name for field in CaseStudy._meta.concrete_fields if field.editable and not field.primary_key
]  # and the facts beside them
ALREADY = "The post reads like that already."


@transaction.atomic
def restore_revision(*, post, revision, by, version=None):
    """Whoever may change a post brings back the kind, title, summary and text of an earlier version, as a new one.

    revision: the id of that version. Authors, councils, themes and readers stay as they are. Of a case study its title,
    summary and sections come back; its outcomes stay. Raises StaleVersion.
    """
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    earlier = REVISIONS.version(post, revision)
    if earlier is None:
        raise DomainError("This post has no such version.", field="revision")
    if post.sections:
        return restore_sections(post, earlier, by)
    facts = {name: getattr(earlier, name) for name in RESTORED}
    if all(getattr(post, name) == fact for name, fact in facts.items()):
        raise DomainError(ALREADY, field="revision")
    return change_post(post=post, by=by, **facts)


def restore_sections(post, earlier, by):
    """Those that the version was made of; what came before there were any is copied by hand."""
    then = sections_of_version(post, earlier)
    if then is None:
        sentence = "This version was not in sections yet. Copy what you need of it into the sections of today."
        raise DomainError(sentence, field="revision")
    said = {name: getattr(then, name) for name in SECTIONS}
    facts = {"title": earlier.title, "summary": earlier.summary}
    if all(getattr(post, name) == fact for name, fact in facts.items()) and all(
        getattr(post.sections, name) == fact for name, fact in said.items()
    ):
        raise DomainError(ALREADY, field="revision")
    return change_case_study(post=post, by=by, **facts, **said)
