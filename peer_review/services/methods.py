from django.db import transaction
from django.utils import timezone

from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import Method, MethodActivity, MethodDocument, MethodQuestion, MethodRole


@transaction.atomic
def define_method(*, roles, questions=(), documents=(), activities=(), region=None, by, **terms):
    """An edition of a method, published at once.

    roles, documents, activities: dicts of their fields, in order. questions: texts. terms: fields of Method.
    """
    method = Method(region=region, **terms)
    require(by, "peer_review.write_method", method)
    store(method)
    write_parts(method, roles=roles, questions=questions, documents=documents, activities=activities)
    return publish_method(method=method, by=by)


def write_parts(method, *, roles, questions, documents, activities):
    for role in roles:
        store(MethodRole(method=method, **role))
    for position, question in enumerate(questions, start=1):
        store(MethodQuestion(method=method, position=position, question=question))
    for position, document in enumerate(documents, start=1):
        store(MethodDocument(method=method, position=position, **document))
    for position, activity in enumerate(activities, start=1):
        store(MethodActivity(method=method, position=position, **activity))


@transaction.atomic
def publish_method(*, method, by, version=None):
    """From now on reviews may begin with it, and it stays as it is."""
    method = lock(method, version=version)
    require(by, "peer_review.write_method", method)
    method.published_at = timezone.now()
    return store(method)
