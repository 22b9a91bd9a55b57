"""What holds for every request: plain characters in, rules' sentences and nothing cacheable out."""

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from improvement_hub.core.errors import DomainError


class PlainRequestsMiddleware:
    """Refuses null characters in an address, which no browser sends and PostgreSQL does not store."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META["QUERY_STRING"]:
            return unreadable(request)
        return self.get_response(request)


def unreadable(request):
    sentence = "This request has characters that the hub does not read."
    if not request.path.startswith("/api/"):
        return HttpResponseBadRequest(sentence, content_type="text/plain")
    errors = [{"code": "unreadable", "detail": sentence, "pointer": None}]
    problem = {"type": "/api/v1/docs/#problem-unreadable", "title": "That breaks a rule", "status": 400}
    body = problem | {"detail": sentence, "errors": errors}
    return JsonResponse(body, status=400, content_type="application/problem+json")


class ProblemPagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.headers.get("Authorization") or request.user.is_authenticated or "/accounts/" in request.path:
            add_never_cache_headers(response)  # a shared device or proxy keeps nothing that was read signed in
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, DomainError):
            return render(request, "400.html", {"sentence": exception.sentence}, status=400)
        return None
