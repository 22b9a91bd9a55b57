"""What holds for every request: rules' sentences and nothing cacheable out."""

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from improvement_hub.core.errors import DomainError


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
