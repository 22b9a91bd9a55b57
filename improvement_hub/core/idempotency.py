"""A POST that arrives twice happens once: the first answer is kept and given again.

The key is inserted in the same transaction as the work. A second request with the same key waits on that
insert; if the first one failed, nothing of it is left and the second does the work.
"""

import hashlib

from django.db import transaction
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import RepeatedRequest


class KeyUsedForSomethingElse(APIException):
    status_code = 422
    default_code = "idempotency_key_reused"
    default_detail = "This Idempotency-Key was used for a different request. Send a new key with a new request."


def once(handler):
    """Honour `Idempotency-Key` on an API action that creates or moves something."""

    def answer(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key")
        if not key:
            return handler(view, request, *args, **kwargs)
        if len(key) > RepeatedRequest.LONGEST_KEY:
            raise DomainError(f"An Idempotency-Key has {RepeatedRequest.LONGEST_KEY} characters at most.")
        with transaction.atomic():
            return answer_once(key, request, lambda: handler(view, request, *args, **kwargs))

    answer.__name__, answer.__doc__ = handler.__name__, handler.__doc__
    answer.happens_once = True
    return answer


def answer_once(key, request, work):
    digest = hashlib.sha256(key.encode()).hexdigest()  # a key is free text, and is kept as no text is
    seen, is_new = RepeatedRequest.objects.get_or_create(
        actor_id=request.user.pk, key=digest, defaults={"fingerprint": fingerprint(request)}
    )
    if is_new:
        response = work()
        seen.status, seen.body, seen.etag = (
            response.status_code,
            response.data,
            response.headers.get("ETag", ""),
        )
        seen.save()
        return response
    if seen.fingerprint != fingerprint(request):
        raise KeyUsedForSomethingElse()
    return Response(seen.body, status=seen.status, headers={"ETag": seen.etag} if seen.etag else None)


def fingerprint(request) -> str:
    return hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + content(request)).hexdigest()


def content(request) -> bytes:
    """What was sent; of a form with files its fields and the files' digests, as files are never whole in memory."""
    reads_files = any(parser.media_type == "multipart/form-data" for parser in request.parsers)
    if not (reads_files and request.content_type.startswith("multipart/")):
        return request.body
    fields = sorted((name, values) for name, values in request.POST.lists())
    files = sorted((name, file.name, file.sha256) for name, file in request.FILES.items())
    return repr((fields, files)).encode()
