"""What a candidate says of their days, and where a task is moved to."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from interviewprep.accounts.models import Leaning

DAYS = 14
DAYS_AT_MOST = 60
DAYS_AHEAD = 365
OPTIONS_AT_MOST = 21
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES = {"min_value": 5, "max_value": 600}
ALL_REST = "Leave at least one day to work on."


def day_field(label: str, help_text: str) -> forms.DateField:
    """A day to choose, or to leave out."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(label=label, required=False, help_text=help_text, widget=widget)


def minutes_field(label: str, **more) -> forms.IntegerField:
    """Minutes of a day."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"})
    return forms.IntegerField(label=label, widget=widget, **MINUTES, **more)


class PlanForm(forms.Form):
    """The date or the first day, the minutes, the days to rest, the leaning."""

    interview_date = day_field("Date of the interview", "The plan ends the evening before.")
    first_day = day_field("First day", "Left empty: today. Without an interview, 14 days from it.")
    minutes = minutes_field("Minutes a day", help_text="From 5 to 600.")
    rest_days = forms.TypedMultipleChoiceField(
        label="Days to rest",
        required=False,
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        widget=forms.CheckboxSelectMultiple,
    )
    leaning = forms.ChoiceField(
        label="What kind of post is it?",
        required=False,
        choices=[*Leaning.choices, ("", "I don't know yet")],
        widget=forms.RadioSelect,
    )
    afresh = forms.BooleanField(
        label="Ask again what I have done already", required=False, widget=forms.CheckboxInput
    )

    def __init__(self, *args, today: date, zone_known: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"minutes_{number}"] = minutes_field(name, required=False)
        # Before the browser told the time zone, today may be yesterday where one is.
        for name in ("interview_date", "first_day") if zone_known else ():
            self.fields[name].widget.attrs["min"] = today.isoformat()

    @property
    def weekday_fields(self) -> list[forms.BoundField]:
        """The minutes of each weekday, where they differ."""
        return [self[f"minutes_{number}"] for number in range(7)]

    @property
    def weekdays_differ(self) -> bool:
        """Whether any weekday has minutes of its own, or an error."""
        return any(field.value() or field.errors for field in self.weekday_fields)

    def clean_interview_date(self) -> date | None:
        """An interview is still to come."""
        day = self.cleaned_data["interview_date"]
        if day and day < self.today:
            raise forms.ValidationError("That day is past. Give the date of your next interview.")
        return day

    def clean_first_day(self) -> date | None:
        """A plan begins today or later, within a year."""
        day = self.cleaned_data["first_day"]
        if day and day < self.today:
            raise forms.ValidationError("That day is past. Begin today or later.")
        if day and day > self.today + timedelta(days=DAYS_AHEAD):
            raise forms.ValidationError("That is more than a year away. Choose a nearer day.")
        return day

    def clean_rest_days(self) -> list[int]:
        """Somebody who rests every day needs no plan."""
        days = self.cleaned_data["rest_days"]
        if len(set(days)) == len(WEEKDAYS):
            raise forms.ValidationError(ALL_REST)
        return sorted(set(days))

    def clean(self) -> dict:
        """Days in their order, and no more than can be planned."""
        given = super().clean()
        if "interview_date" not in given or "first_day" not in given:
            return given
        interview, first = given["interview_date"], given["first_day"] or self.today
        # The interview's own day is planned only where no other is left.
        last = max(interview - timedelta(days=1), self.today) if interview else None
        last = last or first + timedelta(days=DAYS - 1)
        if last < first:
            self.add_error("first_day", "Begin before the interview.")
        elif (last - first).days >= DAYS_AT_MOST:
            begins = last - timedelta(days=DAYS_AT_MOST - 1)
            self.add_error(
                "first_day",
                f"A plan begins at most {DAYS_AT_MOST} days before: "
                f"make {begins.day} {begins:%B %Y} the first day, or later.",
            )
        elif self.rests_throughout(first, last):
            self.add_error("rest_days", ALL_REST)
        return given | {"first_day": first, "last_day": last}

    def rests_throughout(self, first: date, last: date) -> bool:
        """Whether every day of the span is one of rest."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        rest = self.cleaned_data.get("rest_days", [])
        return all(day.weekday() in rest for day in days)

    @property
    def days(self) -> dict:
        """What the plan is made of."""
        given = self.cleaned_data
        names = ("first_day", "last_day", "interview_date", "rest_days", "leaning", "afresh")
        minutes = [given[f"minutes_{number}"] or given["minutes"] for number in range(7)]
        return {name: given[name] for name in names} | {"minutes": minutes}


def initial_of(plan, aim, today: date) -> dict:
    """What the form says before one changes it: the plan's own, or sensible defaults."""
    source = plan or aim
    usual = max(set(source.minutes), key=source.minutes.count)
    different = {
        f"minutes_{number}": each for number, each in enumerate(source.minutes) if each != usual
    }
    initial = {
        "minutes": usual,
        "rest_days": source.rest_days,
        "leaning": source.leaning,
        **different,
    }
    if plan is None:
        return initial
    if plan.interview_date and plan.interview_date >= today:
        initial["interview_date"] = plan.interview_date
    if plan.first_day > today:
        initial["first_day"] = plan.first_day
    return initial


class DayForm(forms.Form):
    """A day of the plan, from today on."""

    day = forms.TypedChoiceField(coerce=date.fromisoformat)

    def __init__(self, *args, days: list[date], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(day.isoformat(), f"{day:%A} {day.day} {day:%B}") for day in days]
        self.fields["day"].choices = choices


class SplitForm(DayForm):
    """How much of a task goes to another day: pieces, or minutes of what has none."""

    units = forms.IntegerField(min_value=1)

    def __init__(self, *args, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].validators.append(MaxValueValidator(most))


class OwnTaskForm(DayForm):
    """A task of one's own."""

    title = forms.CharField(max_length=200)
    minutes = forms.IntegerField(**MINUTES)


def day_options(days: list[date]) -> SafeString:
    """The options of every move's select, made once a page; "" for too many to look through."""
    if len(days) > OPTIONS_AT_MOST:
        return mark_safe("")
    rows = ((day.isoformat(), f"{day:%a} {day.day} {day:%b}") for day in days)
    return format_html_join("", '<option value="{}">{}</option>', rows)
