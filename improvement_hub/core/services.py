"""What every service does to a row before it changes it."""

from contextlib import contextmanager, suppress

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint
from django.utils.text import slugify

from improvement_hub.core.errors import DomainError, StaleVersion

LONGEST_SLUG = 80


def lock(row, *, version: int | None = None):
    """The row as it is now, locked until the transaction ends; StaleVersion if it has moved on since `version`."""
    current = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and version != current.version:
        raise StaleVersion(current)
    return current


def after_commit(act, *args):
    """Call `act` once the transaction is committed; if it fails then, that is logged and undoes nothing."""

    def call():  # Django asks a robust hook for its __qualname__, which a partial lacks
        act(*args)

    transaction.on_commit(call, robust=True)


def store(row):
    """Check and save; a field's complaint becomes the rule's sentence at that field.

    Check constraints are left to the database, which asks them all in the save itself: its refusal is said in the
    constraint's own sentence.
    """
    check(row, validate_constraints=False)
    check_other_constraints(row)
    with said_by_constraints_of(type(row)):
        row.save()
    return row


def check_other_constraints(row):
    """Those that compare the row with others, such as one seat to a person."""
    with in_a_sentence():
        for constraint in row._meta.constraints:
            if not isinstance(constraint, CheckConstraint):
                complain(constraint, row)


def complain(constraint, row):
    try:
        constraint.validate(type(row), row)
    except ValidationError as error:  # of a single field, as Django would say it; else of the whole row
        field = constraint.fields[0] if error.code == "unique" and len(constraint.fields) == 1 else "__all__"
        raise ValidationError({field: error}) from error


@contextmanager
def said_by_constraints_of(model):
    """Turn the database's refusal by a check constraint of this model into that constraint's sentence."""
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        broken = next((one for one in model._meta.constraints if one.name == name), None)
        if not isinstance(broken, CheckConstraint):
            raise
        raise DomainError(str(broken.get_violation_error_message())) from error


def store_once(row):
    """Check and save what someone else may be saving at this very moment: who is later gets the rule's sentence."""
    with suppress(IntegrityError), transaction.atomic():
        return store(row)
    return store(row)  # the other one is there by now, so the rule that was broken is named


def take_turns(what: str):
    """Of two who do this at once, the second waits until the first is done, and sees its ids and addresses then."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])


def check(row, **which):
    """full_clean, whose first complaint is raised as a DomainError; `which` goes to full_clean."""
    with in_a_sentence():
        row.full_clean(**which)


def free_address(model, words: str, *, otherwise: str) -> str:
    """An address made of the words; the second row of the same words ends in -2. `otherwise`: where they give none."""
    stem = slugify(words)[:LONGEST_SLUG].strip("-") or otherwise
    taken = {"new", *model.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}  # a form is at new/
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


@contextmanager
def in_a_sentence():
    """Turn a complaint of Django's validation into a DomainError: the first one, at its field."""
    try:
        yield
    except ValidationError as error:
        column, messages = next(iter(error.message_dict.items()))
        raise DomainError(messages[0], field=asked_as(column)) from error


def asked_as(column) -> str | None:
    """Who gives a reason is asked for a `reason`, whatever it is kept as; what is of no column, of no field."""
    if column == "__all__":
        return None
    return "reason" if column.endswith("_reason") else column
