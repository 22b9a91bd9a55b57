from django import forms

from blogs.models.posts import SHARED_CHOICES
from improvement_hub.core.models import Visibility


class ImportForm(forms.Form):
    file = forms.FileField(
        label="File", required=False, widget=forms.FileInput(attrs={"accept": ".xml,.rss,.atom"}),
        help_text="RSS, Atom, or what WordPress writes under Tools, Export.",
    )  # fmt: skip
    address = forms.CharField(
        label="Or the address of a feed", required=False, max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off"}), help_text="Such as https://blog.example.org/feed/",
    )  # fmt: skip
    publish = forms.TypedChoiceField(
        label="What becomes of new posts?", initial="no", widget=forms.RadioSelect,
        choices=[("no", "Drafts, which administrators publish"), ("yes", "Published at once, as they were there")],
        coerce=lambda said: said == "yes",
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label="Who may read them, once published?", choices=SHARED_CHOICES[1:], initial=Visibility.SECTOR,
        widget=forms.RadioSelect,
    )  # fmt: skip
    old_host = forms.RegexField(
        r"^[a-z0-9.-]+$", label="Host that leads to this hub now", required=False, max_length=200,
        help_text="Such as blog.example.org: who follows an old link from there arrives at the post. "
        "Leave it empty where the old site stays.",
        error_messages={"invalid": "Give a host alone, such as blog.example.org."},
    )  # fmt: skip
