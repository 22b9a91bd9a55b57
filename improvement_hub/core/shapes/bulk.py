"""`POST {collection}/bulk/`: many new ones in one request, each by the same service and in its own savepoint."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from drf_standardized_errors.settings import package_settings
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY
from improvement_hub.core.errors import DomainError
from improvement_hub.core.idempotency import once

MOST = 100
REFUSALS = (APIException, DomainError, PermissionDenied, Http404)
PROBLEM = {"anyOf": [{"$ref": "#/components/schemas/Problem"}, {"type": "null"}]}


@extend_schema_field(PROBLEM)
class ProblemField(serializers.DictField):
    pass


def bulk_create(new, made):
    """For a resource that makes one of its rows in `make(said)`; `new` reads one item, `made` shows what came of it."""

    @extend_schema(request=request_of(new), responses={207: answer_of(new, made)}, parameters=[IDEMPOTENCY_KEY])
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=None)
    @once
    def bulk(self, request):
        """Make up to 100 at once; the answer says of each item, in the order sent, whether it was made or why not.

        With `atomic` either all are made, or none, and the problem points at every item that was refused.
        """
        items, atomic = what_was_sent(request.data)
        with transaction.atomic():
            outcomes = [attempt(self, new, item) for item in items]
            if atomic:
                refuse_all(outcomes)
        return Response(told(self, outcomes), status=207)

    return bulk


def request_of(new):
    fields = {
        "items": new(many=True, min_length=1, max_length=MOST, help_text=f"At most {MOST}."),
        "atomic": serializers.BooleanField(default=False, help_text="True: all of them, or none."),
    }
    return inline_serializer(f"Bulk{new.__name__.removesuffix('Serializer')}", fields)


def answer_of(new, made):
    name = new.__name__.removesuffix("Serializer")
    result = inline_serializer(
        f"{name}Result",
        {
            "status": serializers.IntegerField(help_text="As if it had been sent alone: 201, or that of its problem."),
            "object": made(allow_null=True, help_text="What was made; null where it was refused."),
            "problem": ProblemField(allow_null=True, help_text="Why it was refused; its pointers are into `items`."),
        },
        many=True,
    )
    fields = {
        "made": serializers.IntegerField(),
        "refused": serializers.IntegerField(),
        "results": result,
    }
    return inline_serializer(f"{name}Results", fields)


def what_was_sent(said) -> tuple[list, bool]:
    items = said.get("items") if isinstance(said, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= MOST:
        raise ValidationError({"items": [f"Send from 1 to {MOST} items, as a list."]})
    atomic = said.get("atomic", False)
    if not isinstance(atomic, bool):
        raise ValidationError({"atomic": ["This is true or false."]})
    return items, atomic


def attempt(view, new, item):
    """The row that was made, or the problem that sending it alone would have answered."""
    try:
        with transaction.atomic():
            sent = new(data=item, context=view.get_serializer_context())
            sent.is_valid(raise_exception=True)
            return view.make(sent.validated_data)
    except REFUSALS as error:
        answer = view.get_exception_handler()(error, view.get_exception_handler_context())
        return answer.data


def is_refused(outcome) -> bool:
    return isinstance(outcome, dict)


def pointed(problem, number) -> dict:
    """A problem of one item, its pointers from the whole of what was sent."""
    here = f"#/items/{number}"
    errors = [{**one, "pointer": here + (one["pointer"] or "#").removeprefix("#")} for one in problem["errors"]]
    return {**problem, "errors": errors}


def refuse_all(outcomes) -> None:
    problems = [pointed(one, number) for number, one in enumerate(outcomes) if is_refused(one)]
    if problems:
        errors = [error for problem in problems for error in problem["errors"]]
        fields = {place_of(error["pointer"]): [] for error in errors}
        for error in errors:
            fields[place_of(error["pointer"])].append(ErrorDetail(error["detail"], code=error["code"]))
        raise ValidationError(fields)


def place_of(pointer) -> str:
    """The name of a field by its JSON pointer, as errors of nested fields are named."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.removeprefix("#/").split("/")]
    return package_settings.NESTED_FIELD_SEPARATOR.join(parts)


def told(view, outcomes) -> dict:
    made = [one.pk for one in outcomes if not is_refused(one)]
    rows = {row.pk: row for row in view.get_queryset().filter(pk__in=made)}
    return {
        "made": len(made),
        "refused": len(outcomes) - len(made),
        "results": [told_of(view, one, number, rows) for number, one in enumerate(outcomes)],
    }


def told_of(view, outcome, number, rows) -> dict:
    if is_refused(outcome):
        return {"status": outcome["status"], "object": None, "problem": pointed(outcome, number)}
    said = view.get_serializer(rows[outcome.pk]).data
    return {"status": 201, "object": said, "problem": None}
