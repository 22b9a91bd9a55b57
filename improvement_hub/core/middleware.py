"""A rule that is broken outside a form still answers with its sentence."""

from django.shortcuts import render

from improvement_hub.core.errors import DomainError


class ProblemPagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, DomainError):
            return render(request, "400.html", {"sentence": exception.sentence}, status=400)
        return None
