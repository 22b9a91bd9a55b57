import uuid

from django import forms

from blogs import queries
from blogs.models import Post
from blogs.models.posts import LONGEST_TEXT, SHARED_CHOICES
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.models import Visibility
from improvement_hub.councils.fields import CouncilsField


class PostForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Post.Kind, initial=Post.Kind.BLOG,
        help_text="A case study goes on in a form of its own, section by section.",
    )  # fmt: skip
    title = forms.CharField(max_length=300)
    summary = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What came of it, in one or two sentences. Lists show it.",
    )  # fmt: skip
    body = forms.CharField(
        label="Text", max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 18}),
        help_text="In Markdown: ## a heading, **bold**, - a list, > a quotation, [words](https://address). "
        "Nothing that identifies a child or a worker.",
    )  # fmt: skip
    themes = forms.ModelMultipleChoiceField(queries.themes(), required=False, widget=forms.CheckboxSelectMultiple)
    councils = CouncilsField(label="Councils it is about", required=False, help_text="By name or code, one to a line.")


class NewPostForm(PostForm):
    """The hidden id makes a draft that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    owner = forms.ModelChoiceField(None, label="For which council?", empty_label="Choose a council")
    visibility = forms.ChoiceField(
        label="Who may read it, once it is published?", choices=SHARED_CHOICES, initial=Visibility.SECTOR,
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ["owner", "kind", "title", "summary", "body", "themes", "councils", "visibility"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        councils = queries.councils_to_write_for(actor)
        self.only = None
        self.fields["owner"].queryset = councils
        if actor.administers:
            self.fields["owner"].required = False
            self.fields["owner"].empty_label = "No council: the hub’s own"
        elif len(councils) == 1:
            self.only = councils[0]
            del self.fields["owner"]

    def clean(self):
        return {"owner": self.only, **self.cleaned_data}


class ChangePostForm(PostForm, VersionedForm):
    pass


class SharePostForm(VersionedForm):
    visibility = forms.ChoiceField(label="Who may read it?", choices=SHARED_CHOICES, widget=forms.RadioSelect)
