"""Errors are problem details (RFC 9457): a type, a title, the status, the rule's sentence, and where it was."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from rest_framework.response import Response

from improvement_hub.core.errors import DomainError, StaleVersion

TITLES = {
    400: "That breaks a rule",
    401: "Who are you?",
    403: "You may not do that",
    404: "There is nothing here for you",
    405: "That cannot be done here",
    406: "That format is not offered",
    412: "Someone was faster",
    413: "That is too much",
    415: "That format is not read",
    422: "That key was used before",
    428: "Say which version you saw",
    429: "Too many requests",
}


class TooLarge(exceptions.APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = "This is more than the hub takes at once."


class Stale(exceptions.APIException):
    status_code = 412
    default_code = StaleVersion.code


class ProblemHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc):
        if isinstance(exc, RequestDataTooBig):
            return TooLarge()
        if isinstance(exc, StaleVersion):
            return Stale(exc.sentence)
        if isinstance(exc, DomainError):
            detail = {exc.field: [exc.sentence]} if exc.field else exc.sentence
            return exceptions.ValidationError(detail, code=exc.code)
        if isinstance(exc, PermissionDenied):
            return exceptions.PermissionDenied("You may see this, but what you asked for is for others to do.")
        return super().convert_known_exceptions(exc)


class ProblemFormatter(ExceptionFormatter):
    def format_error_response(self, error_response):
        status = self.exc.status_code
        return {
            "type": f"/api/v1/docs/#problem-{error_response.errors[0].code}",
            "title": TITLES.get(status, "Something went wrong"),
            "status": status,
            "detail": error_response.errors[0].detail,
            "errors": [
                {"code": error.code, "detail": error.detail, "pointer": pointer(error.attr)}
                for error in error_response.errors
            ],
        }


def pointer(attr: str | None) -> str | None:
    """Where in the request's body: a JSON pointer, or nothing when it is about the whole."""
    return "#/" + attr.replace(".", "/") if attr and attr != "non_field_errors" else None


def handle(exc, context) -> Response | None:
    response = ProblemHandler(exc, context).run()
    if response is not None:
        response.content_type = "application/problem+json"
    return response
