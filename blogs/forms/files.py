from django import forms

LARGEST = 5_000_000


class ImportCaseStudiesForm(forms.Form):
    """A file to look at; then its text, to be taken."""

    file = forms.FileField(
        label="CSV or XLSX file", required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
        help_text="Nothing is taken before you have seen what would be.",
    )  # fmt: skip
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    take = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        said = super().clean()
        if not said.get("file") and not said.get("text"):
            self.add_error("file", "Choose a file.")
        elif said.get("file") and said["file"].size > LARGEST:
            self.add_error("file", "This file is too large. Split it into smaller ones.")
        return said
