"""What every service does to a row before it changes it."""

from django.core.exceptions import ValidationError

from improvement_hub.core.errors import DomainError, StaleVersion


def lock(row, *, version: int | None = None):
    """The row as it is now, locked until the transaction ends; StaleVersion if it has moved on since `version`."""
    current = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and version != current.version:
        raise StaleVersion(current)
    return current


def store(row):
    """full_clean and save; a field's complaint becomes the rule's sentence at that field."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise first_sentence(error) from error
    row.save()
    return row


def first_sentence(error: ValidationError) -> DomainError:
    field, messages = next(iter(error.message_dict.items()))
    return DomainError(messages[0], field=None if field == "__all__" else field)
