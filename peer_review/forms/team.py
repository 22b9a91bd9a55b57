from django import forms

from improvement_hub.accounts.models import Organisation
from improvement_hub.core.forms import DayField, VersionedForm
from peer_review import queries
from peer_review.forms.impact import SentOnce
from peer_review.models import HostSeat, TeamMember
from peer_review.roles import HARD, Basis

TOLD_US = "They told me that they have no conflict of interest"
NOTHING = "nothing"


class SeatForm(forms.Form):
    """A role of the review's method, and a job title."""

    role = forms.ChoiceField(widget=forms.RadioSelect)
    job_title = forms.CharField(max_length=100, help_text="For example: area police commander.")

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [(row.role, row.get_role_display()) for row in review.method.roles.all()]
        self.fields["role"].choices = asked or TeamMember.Role.choices


class TeamMemberForm(SeatForm):
    person = forms.ModelChoiceField(None, empty_label="Choose a person")
    declared = forms.BooleanField(label=TOLD_US, required=False, help_text="Otherwise the hub asks them.")
    field_order = ["person", "role", "job_title", "declared"]

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, review=review, **kwargs)
        self.fields["person"].queryset = queries.people_for_team(review)
        self.fields["person"].label_from_instance = lambda person: f"{person}, {person.organisation}"


class GuestForm(SentOnce, SeatForm):
    """Someone without an account, from a council or an agency here, or from an agency that is new."""

    name = forms.CharField(max_length=120)
    organisation = forms.ModelChoiceField(
        None, label="Where they come from", required=False, empty_label="Somewhere else"
    )
    agency = forms.CharField(
        label="Or a new partner agency", required=False, max_length=150,
        help_text="Its name; an independent consultant’s own name will do.",
    )  # fmt: skip
    agency_kind = forms.ChoiceField(
        label="What kind of agency is that?",
        required=False,
        choices=[("", "Choose"), *Organisation.Agency.choices],
    )
    email = forms.EmailField(
        label="E-mail address", required=False,
        help_text="With one they are invited as a guest: they see this review, and nothing else, until it ends.",
    )  # fmt: skip
    declared = forms.BooleanField(label=TOLD_US, required=False)
    field_order = ["name", "organisation", "agency", "agency_kind", "role", "job_title", "email", "declared"]

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, review=review, **kwargs)
        self.fields["organisation"].queryset = queries.places_for_team(review)


class ChangeSeatForm(SeatForm, VersionedForm):
    pass


class InviteMemberForm(VersionedForm):
    email = forms.EmailField(label="E-mail address")


class DeclareForm(VersionedForm):
    """What could make someone partial, or nothing."""

    basis = forms.ChoiceField(
        label="Which of these is true?",
        widget=forms.RadioSelect,
        choices=[
            (NOTHING, "Nothing to declare"),
            *((basis.value, f"{basis.label}{' (hard)' if basis in HARD else ''}") for basis in Basis),
        ],
    )
    words = forms.CharField(
        label="In your words", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Where there is something to declare. The person, the review lead, the host’s director and the "
        "regional lead read this.",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == NOTHING:
            cleaned |= {"basis": "", "words": ""}
        elif cleaned.get("basis") and not cleaned.get("words"):
            self.add_error("words", "Say in a sentence what it is.")
        return cleaned


class OverrideForm(VersionedForm):
    reason = forms.CharField(
        label="Why does it not stand in the way?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = DayField(label="Until which day?", help_text="At most a year from today. After that day it stands again.")


class WithdrawConflictForm(VersionedForm):
    reason = forms.CharField(
        label="Why was it recorded in error?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever reads the conflict reads this.",
    )  # fmt: skip


class HostSeatForm(forms.Form):
    role = forms.ChoiceField(choices=HostSeat.Role, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(None, required=False, empty_label="Someone without an account")
    name = forms.CharField(max_length=120, required=False, help_text="For someone without an account.")
    job_title = forms.CharField(max_length=100)

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.people_of_host(review)


class ObserverForm(forms.Form):
    person = forms.ModelChoiceField(None, label="Successor", empty_label="Choose a person")
    job_title = forms.CharField(max_length=100)

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.possible_holders(review)
