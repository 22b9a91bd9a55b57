from django import forms


class OldAddressForm(forms.Form):
    address = forms.CharField(
        label="Old address", max_length=400, widget=forms.TextInput(attrs={"spellcheck": "false"}),
        help_text="A path such as /2014/07/knocks/, or a whole address with one; its host has to lead to this hub.",
    )  # fmt: skip
