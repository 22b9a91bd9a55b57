from django import forms

from blogs.models.previews import LONGEST
from blogs.services.previews import USUAL_DAYS
from improvement_hub.core.childlevel import refuse_child_level


class PreviewLinkForm(forms.Form):
    given_to = forms.CharField(
        label="For whom is it?", max_length=100, validators=[refuse_child_level],
        help_text="So that you know later which link it was, such as “the press office of Larkmere”.",
    )  # fmt: skip
    days = forms.IntegerField(
        label="For how many days?", min_value=1, max_value=LONGEST.days, initial=USUAL_DAYS,
        help_text=f"At most {LONGEST.days}. It ends earlier when you revoke it, and when the post is published.",
    )  # fmt: skip
