"""Where allauth meets our guests."""

from allauth.account.adapter import DefaultAccountAdapter

from .merging import merge


class Adapter(DefaultAccountAdapter):
    """Sign-in merges the guest's work before the guest's key ends; and our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail or the password is not right. Look at both again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, or ask for a new password.",
    }

    def format_email_subject(self, subject):
        """The subject as it stands, without a prefix."""
        return subject

    def pre_login(self, request, user, **kwargs):
        """Merge once the password was right and the account is active."""
        response = super().pre_login(request, user, **kwargs)
        candidate = request.candidate
        if response is None and candidate.is_guest and not candidate.is_new:
            merge(guest=candidate, member=user)
        return response

    def is_open_for_signup(self, request):
        """An account begins by claiming one's own guest, never by allauth's form."""
        return False
