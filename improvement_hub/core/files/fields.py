"""The field of a form, and of the API, that takes a file."""

from django import forms
from django.core.exceptions import ValidationError
from rest_framework import serializers

from improvement_hub.core.files.kinds import ACCEPTED, TAKEN

NOT_READ = (
    f"{TAKEN}, without macros. The hub checks what kind of file it is and does not read what stands in it: make sure "
    "that nothing in it identifies a child."
)
EMPTY = "This file is empty."


def refuse_trouble(file):
    if file.trouble:
        raise ValidationError(file.trouble)
    if not file.size:
        raise ValidationError(EMPTY)


class UploadField(forms.FileField):
    """Whatever is wrong with the file is said here; a browser then wants it chosen again."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        kwargs.setdefault("help_text", NOT_READ)
        super().__init__(allow_empty_file=True, **kwargs)

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            refuse_trouble(file)
        return file


class UploadSerializerField(serializers.FileField):
    def __init__(self, **kwargs):
        super().__init__(allow_empty_file=True, **kwargs)

    def to_internal_value(self, data):
        file = super().to_internal_value(data)
        refuse_trouble(file)
        return file
