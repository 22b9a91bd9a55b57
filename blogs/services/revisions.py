from django.db import transaction

from blogs.queries import REVISIONS
from blogs.services.posts import change_post
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock

RESTORED = ("kind", "title", "summary", "body")


@transaction.atomic
def restore_revision(*, post, revision, by, version=None):
    """Whoever may change a post brings back the kind, title, summary and text of an earlier version, as a new one.

    revision: the id of that version. Authors, councils, themes and readers stay as they are. Raises StaleVersion.
    """
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    earlier = REVISIONS.version(post, revision)
    if earlier is None:
        raise DomainError("This post has no such version.", field="revision")
    facts = {name: getattr(earlier, name) for name in RESTORED}
    if all(getattr(post, name) == fact for name, fact in facts.items()):
        raise DomainError("The post reads like that already.", field="revision")
    return change_post(post=post, by=by, **facts)
