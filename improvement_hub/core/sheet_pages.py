"""A spreadsheet into the hub: it is shown row by row, with what would become of each; a second button takes it."""

from django import forms

from improvement_hub.core.pages import ServicePage
from improvement_hub.core.sheets import UnreadableFile


class SheetForm(forms.Form):
    """A file to look at; then its text, to be taken."""

    file = forms.FileField(
        label="CSV or XLSX file", required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
        help_text="Nothing is taken before you have seen what would be.",
    )  # fmt: skip
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    take = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet

    def clean(self):
        said = super().clean()
        if not said.get("file") and not said.get("text"):
            self.add_error("file", "Choose a file.")
        elif said.get("file") and said["file"].size > self.sheet.largest:
            self.add_error("file", "This file is too large. Split it into smaller ones.")
        return said


class SheetPage(ServicePage):
    """Give `sheet`, and `bring(text, take)`, which returns the report of its rows."""

    form_class = SheetForm
    button = "Look at the file"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sheet": self.sheet}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            text = self.sheet.text_of(said["file"].read()) if said["file"] else said["text"]
            report = self.bring(text, take=bool(said["take"]))
        except UnreadableFile as trouble:
            form.add_error("file", str(trouble))
            return self.form_invalid(form)
        page = {"report": report, "text": text, "taken": bool(said["take"])}
        return self.render_to_response(self.get_context_data(form=form, **page))

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=self.sheet.columns, most=self.sheet.most_rows, **kwargs)
