"""Errors are problem details (RFC 9457): a type, a title, the status, the rule's sentence, and where it was."""

from urllib.parse import quote

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings

from improvement_hub.api.problems import problem_of
from improvement_hub.core.errors import DomainError, StaleVersion

NON_FIELD_ERRORS_KEY = api_settings.NON_FIELD_ERRORS_KEY

SEPARATOR = "\x1f"  # between the parts of where an error is: a field's name may have a full stop
WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")


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
        status, first = self.exc.status_code, error_response.errors[0]
        problem = problem_of(status, first.code)
        return {
            "type": problem.uri if problem else "about:blank",
            "title": problem.title if problem else "Something went wrong",
            "status": status,
            "detail": first.detail,
            "instance": self.instance(),
            "errors": [
                {"code": error.code, "detail": error.detail, **self.place(error.attr)}
                for error in error_response.errors
            ],
        }

    def instance(self) -> str | None:
        """The address that was asked, without its query."""
        request = self.context.get("request")
        return request.build_absolute_uri(quote(request.path, safe="/~:@!$&'()*+,;=")) if request else None

    def place(self, attr) -> dict[str, str | None]:
        """A pointer into the body, or the name of a parameter of the address."""
        name = parameter_of(attr, self.context)
        return {"pointer": None if name else pointer(attr), "parameter": name}


def parameter_of(attr: str | None, context) -> str | None:
    if not attr or attr == NON_FIELD_ERRORS_KEY:
        return None
    if attr == "transition" and "name" in (context.get("kwargs") or {}):
        return "name"  # the step is part of the address
    request = context.get("request")
    reads_query = request is None or request.method in WITHOUT_BODY or attr in request.query_params
    return attr.split(SEPARATOR)[0] if reads_query else None


def pointer(attr: str | None) -> str | None:
    """Where in the request's body: a JSON pointer (RFC 6901), or nothing when it is about the whole."""
    parts = [part for part in (attr or "").split(SEPARATOR) if part not in ("", NON_FIELD_ERRORS_KEY)]
    return "#/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts) if parts else None


def handle(exc, context) -> Response | None:
    response = ProblemHandler(exc, context).run()
    if response is not None:
        response.content_type = "application/problem+json"
    return response
