"""What holds for every request: plain characters in, rules' sentences and nothing cacheable out."""

from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from improvement_hub.core.errors import DomainError


class PlainRequestsMiddleware:
    """Refuses what no browser sends and no rule reads: null characters in an address, and odd character sets."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        charset = request.content_params.get("charset", "utf-8").lower()
        if "\0" in request.path or "%00" in request.META["QUERY_STRING"] or charset not in ("utf-8", "us-ascii"):
            return HttpResponseBadRequest("This request has characters that the hub does not read.")
        return self.get_response(request)


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
