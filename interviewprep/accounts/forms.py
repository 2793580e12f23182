"""What a candidate fills in about themselves."""

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.password_validation import validate_password

from .models import Aim, Candidate, zones


class ClaimForm(forms.Form):
    """An e-mail and a password for the work that is there."""

    email = forms.EmailField(
        label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Password",
        min_length=8,
        error_messages={"min_length": "Take at least 8 characters."},
        strip=False,
        help_text="At least 8 characters.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self):
        """One account an address."""
        email = self.cleaned_data["email"].lower()
        if Candidate.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(
                "There is an account with this e-mail. Sign in, and this work joins it."
            )
        return email

    def clean_password(self):
        """Keep to the site's rules for passwords."""
        password = self.cleaned_data["password"]
        validate_password(password, Candidate(email=self.data.get("email")))
        return password


class LoginForm(allauth.LoginForm):
    """allauth's, in the words of the site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["login"], "E-mail")


class ResetForm(allauth.ResetPasswordForm):
    """allauth's, in the words of the site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["email"], "E-mail")


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """allauth's, in the words of the site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["password1"], "New password", "At least 8 characters.")
        in_our_words(self.fields["password2"], "The same once more")


def in_our_words(field: forms.Field, label: str, help_text: str = "") -> None:
    """Label a field of allauth's; what it should hold stands below it, not in it."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SettingsForm(forms.ModelForm):
    """The time zone that days are counted in, and how sure review should keep things."""

    class Meta:
        model = Aim
        fields = ["time_zone", "retention"]

    time_zone = forms.TypedChoiceField(
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(zones())],
        help_text="Your day begins at 4 a.m. here.",
    )
    retention = forms.FloatField(
        label="How sure review keeps you",
        min_value=0.7,
        max_value=0.97,
        widget=forms.NumberInput(attrs={"step": "0.01"}),
        help_text="The chance that you still know an answer when it comes back "
        "(desired retention): 0.9 is nine of ten. Higher means sooner, and more minutes.",
    )
