"""What is sent about texts: links to them, what a reader says, and words that must not be said."""

from django import forms

from .sharing import DAYS_AT_MOST
from .texts import tidy

LONGEST = 2_000


class TypedField(forms.CharField):
    """Words of several lines: an end of a line counts once, as in the page."""

    def to_python(self, value):
        """Tidy the ends of lines before anything is counted."""
        return super().to_python(tidy(value or ""))


class ShareForm(forms.Form):
    """For how many days a link is open."""

    days = forms.IntegerField(min_value=1, max_value=DAYS_AT_MOST)


class UnsaidForm(forms.Form):
    """Words that must not be said, and why."""

    words = forms.CharField(
        max_length=200, label="Words", help_text="As you would say them; spelling may vary."
    )
    why = forms.CharField(
        required=False, max_length=200, label="Why", help_text="Confidential, or not sure of it."
    )


class CommentForm(forms.Form):
    """What a reader says at a part; the name may be left out."""

    key = forms.UUIDField()
    part = forms.ChoiceField()
    name = forms.CharField(
        required=False,
        max_length=80,
        error_messages={"max_length": "The name is too long: 80 characters fit."},
    )
    body = TypedField(
        max_length=LONGEST,
        error_messages={
            "required": "Write what you want to say.",
            "max_length": f"Longer than {LONGEST:,} characters: shorten it.",
        },
    )

    def __init__(self, *args, parts: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [(part, label) for part, label, _ in parts]
