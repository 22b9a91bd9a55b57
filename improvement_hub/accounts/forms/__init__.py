from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache

from improvement_hub.accounts import providers, queries
from improvement_hub.accounts.lockout import count_failure, is_locked
from improvement_hub.accounts.models import Person
from improvement_hub.accounts.roles import Basis
from improvement_hub.core.forms import DayField

NONE = "None"


class SignInForm(LoginForm):
    """The sign-in form in our words; the way to a new password stands below it, not between its fields."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""

    @property
    def providers(self):
        return sorted(providers.every().values(), key=lambda provider: provider.name)

    def clean(self):
        """People of a provider sign in there; said to whoever knew the password alone."""
        cleaned = super().clean()
        if self.user and not queries.may_use_password(self.user):
            self.user = None
            raise forms.ValidationError("You sign in through your organisation: choose it below.")
        return cleaned


class ForgottenPasswordForm(ResetPasswordForm):
    def clean_email(self):
        """No letter goes to people of a provider, and the page does not say so."""
        email = super().clean_email()
        self.users = [person for person in self.users if queries.may_use_password(person)]
        return email


CODE_VALID_FOR = 90  # seconds: the code of now, and the ones before and after it


def as_code_field(field, label, hint=""):
    field.label, field.help_text = label, hint
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class SetUpCodeForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        as_code_field(self.fields["code"], "Code", "The six digits that the app shows now.")


class GuardedCode:
    """A code of an app or a recovery code: five wrong ones lock the person's address, and each works once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        as_code_field(self.fields["code"], "Code", "The six digits that your app shows now, or a recovery code.")

    def clean_code(self):
        if is_locked(self.user):
            raise get_adapter().validation_error("incorrect_code")
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, authenticator):
        super()._emit_authentication_failed(authenticator)
        count_failure(self.user)


def first_use(person, code) -> bool:
    digits = "".join(filter(str.isdigit, code))
    return cache.add(f"code-used:{person.pk}:{digits}", True, timeout=CODE_VALID_FOR)


class CodeForm(GuardedCode, AuthenticateForm):
    """At sign-in, after the password."""


class CodeAgainForm(GuardedCode, ReauthenticateForm):
    """When asked again."""


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label="Name of this passkey", required=False, max_length=60, help_text="So that you know it again."
        )
        self.order_fields(["name", "credential"])


class InvitationForm(forms.Form):
    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(widget=forms.RadioSelect)
    council = forms.ModelChoiceField(
        None, required=False, empty_label=NONE, help_text="For a director, improvement officer or editor."
    )
    region = forms.ModelChoiceField(None, required=False, empty_label=NONE, help_text="For a regional lead.")
    organisation = forms.ModelChoiceField(None, label="Partner agency", required=False, empty_label=NONE)
    agency = forms.CharField(label="Or a new partner agency", required=False, max_length=150)
    basis = forms.ChoiceField(choices=Basis, initial=Basis.SUBSTANTIVE, widget=forms.RadioSelect)
    on_behalf_of = forms.ModelChoiceField(
        None, label="On behalf of", required=False, empty_label="Nobody", help_text="For a delegate."
    )
    starts_on = DayField(label="First day", required=False, help_text="Without one, from the day they join.")
    ends_on = DayField(label="Last day", required=False, help_text="An interim or a delegate acts between dates.")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = queries.roles_one_may_give(actor)
        self.fields["council"].queryset = queries.councils_one_may_staff(actor)
        self.fields["region"].queryset = queries.regions_one_may_staff(actor)
        self.fields["organisation"].queryset = queries.partner_agencies()
        self.fields["on_behalf_of"].queryset = queries.people_list(actor)


class JoinForm(forms.Form):
    """For someone whose e-mail address is new to the hub."""

    name = forms.CharField(label="Your name", max_length=120)
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters; three random words do well.",
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        person = Person(email=self.email, name=self.cleaned_data.get("name", ""))
        password_validation.validate_password(password, person)
        return password


class AcceptForm(forms.Form):
    """For someone who is signed in already: nothing to fill in."""


class LastDayForm(forms.Form):
    last_day = DayField(label="Last day")


class LeaverForm(LastDayForm):
    successor = forms.ModelChoiceField(None, label="Who takes over", empty_label="Choose a colleague")

    def __init__(self, *args, person, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = queries.possible_successors(person, actor)
