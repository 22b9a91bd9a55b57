"""Gives every request its actor, and the audit trail its context."""

from django.utils.functional import SimpleLazyObject

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.audit import acting_as


def actor_of(request):
    return actor_of_person(request.user) if request.user.is_authenticated else NOBODY


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with acting_as(request.actor, address=request.path):
            return self.get_response(request)
