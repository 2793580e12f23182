"""What a candidate says of an interview and of a round."""

from datetime import datetime, timedelta

from django import forms

from interviewprep.accounts.models import Leaning, known_zone, zones
from practice.texts import tidy
from questions.domain.vocabulary import STAGES

from .domain.rounds import USUAL, SkippedError, instant, likely_zones
from .job_reading import SENIORITY_CHOICES, names_in
from .models import Interview, Round
from .models.interviews import LONGEST

BYTES_AT_MOST = 4 * LONGEST
SKILLS_LONGEST = 4_000
PLAIN = (".txt", ".md")
YEARS_BACK, YEARS_AHEAD = timedelta(days=366), timedelta(days=2 * 366)


def lines(rows: int, **attrs) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"class": "sheet part", "rows": rows, **attrs})


class VersionedForm(forms.ModelForm):
    """A form of a row that names the version it was made from."""

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    @property
    def values(self) -> dict:
        """The row's fields, as they are to be."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def theirs(self, kept) -> list[tuple]:
        """What stands where it is not what was sent: [(label, value in words)]."""
        differing = [name for name, value in self.values.items() if getattr(kept, name) != value]
        return [(self.name_of(name), in_words(kept, name)) for name in differing]

    def name_of(self, name: str) -> str:
        """What a field is called on the page."""
        return self.fields[name].label if name in self.fields else "Date and time"

    def clean(self) -> dict:
        """One kind of line end, so that a text sent again is the text that stands."""
        given = super().clean()
        return {name: tidy(each) if isinstance(each, str) else each for name, each in given.items()}

    def _post_clean(self):
        """Leave the row alone: a verb changes it, and holds it against its version."""


def in_words(row, name: str) -> str:
    """A field's value as a page says it."""
    if name == "starts_at":
        return f"{row.local:%d %B %Y, %H:%M}"
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown() if shown else getattr(row, name))


class InterviewForm(VersionedForm):
    """Company, post, job description, where it stands."""

    class Meta:
        model = Interview
        fields = ["company", "role", "stands", "description", "outcome", "ended_why"]
        labels = {
            "role": "The post",
            "stands": "Where it stands",
            "description": "Job description",
            "outcome": "How it ended",
            "ended_why": "Why",
        }
        help_texts = {
            "description": "Paste it whole. Markdown is shown as such; at most 50,000 characters.",
            "ended_why": "What they said, and what you think. Only you see it.",
        }
        widgets = {"description": lines(6), "ended_why": lines(2)}

    upload = forms.FileField(
        label="Or take it from a file",
        required=False,
        help_text="A text file, .txt or .md. From a PDF or Word file, copy and paste the text.",
        widget=forms.FileInput(attrs={"accept": ".txt,.md,text/plain,text/markdown"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", "It has not"), *Interview.Outcome.choices]

    def clean_upload(self):
        """A text file in UTF-8, of a sensible size."""
        file = self.cleaned_data["upload"]
        if not file:
            return ""
        if not file.name.lower().endswith(PLAIN):
            raise forms.ValidationError("That is not a .txt or .md file. Paste the text instead.")
        if file.size > BYTES_AT_MOST:
            raise forms.ValidationError(f"Longer than {LONGEST:,} characters: shorten it.")
        try:
            text = tidy(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("No text could be read from it. Paste it.") from None
        if len(text) > LONGEST:
            raise forms.ValidationError(f"Longer than {LONGEST:,} characters: shorten it.")
        return text

    def clean(self) -> dict:
        """A file stands in for an empty field; with both, the candidate says which."""
        given = super().clean()
        if upload := given.get("upload"):
            if given.get("description", "").strip() not in ("", upload.strip()):
                self.add_error("upload", "There is a text above. Empty it, or send no file.")
            given["description"] = upload
        return given


class RoundForm(VersionedForm):
    """Stage, when by its own zone's clock, how long, where, with whom."""

    field_order = ("stage", "day", "time", "zone", "minutes", "mode", "place", "people", "notes")
    day = forms.DateField(
        label="Date",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
    )
    time = forms.TimeField(
        label="Time",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
    )
    zone = forms.CharField(
        label="Time zone",
        max_length=64,
        help_text="Of that clock, as region and city: Europe/Berlin, America/New_York.",
    )
    minutes = forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=5,
        max_value=720,
        help_text="Left empty: what the stage usually takes.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )

    class Meta:
        model = Round
        fields = ["stage", "zone", "minutes", "mode", "place", "people", "notes"]
        labels = {"mode": "How", "place": "Place or link", "people": "Who you will talk to"}
        widgets = {"people": lines(2), "notes": lines(3), "mode": forms.RadioSelect}

    def __init__(self, *args, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        choices = [(stage, f"{label} ({USUAL[stage].words})") for stage, label in STAGES.items()]
        self.fields["stage"].choices = [("", "Choose a stage"), *choices]
        self.fields["mode"].choices = Round.Mode.choices
        if self.instance.zone:
            local = self.instance.local
            self.initial |= {"day": local.date(), "time": local.time()}

    def clean_zone(self) -> str:
        """A zone that this machine knows."""
        name = self.cleaned_data["zone"].strip()
        if known_zone(name):
            return name
        likely = " or ".join(likely_zones(name, zones()))
        hint = f"Do you mean {likely}?" if likely else "Write it as Europe/Berlin."
        raise forms.ValidationError(f"No time zone has this name. {hint}")

    def clean(self) -> dict:
        """The instant, and the usual length where none is given."""
        given = super().clean()
        if given.get("stage") and not given.get("minutes"):
            given["minutes"] = USUAL[given["stage"]].minutes
        if {"day", "time", "zone"} <= given.keys():
            try:
                given["starts_at"] = instant(given["day"], given["time"], given["zone"])
            except SkippedError as skipped:
                self.add_error("time", skipped_words(given, skipped))
            except (OverflowError, ValueError):
                self.add_error("day", "Choose a nearer day.")
            else:
                self.check_distance(given["starts_at"])
        return given

    def check_distance(self, starts_at: datetime) -> None:
        """A round long past or far ahead has a wrong year."""
        if starts_at < self.now - YEARS_BACK:
            self.add_error("day", "That is more than a year ago. Is the year right?")
        elif starts_at > self.now + YEARS_AHEAD:
            self.add_error("day", "That is more than two years ahead. Is the year right?")

    @property
    def values(self) -> dict:
        """The row's fields, as they are to be."""
        return super().values | {"starts_at": self.cleaned_data["starts_at"]}


def skipped_words(given: dict, skipped: SkippedError) -> str:
    """What to do about a time that a clock never shows."""
    place = given["zone"].rpartition("/")[2].replace("_", " ")
    return (
        f"On this day the clocks in {place} are put forward over {given['time']:%H:%M}. "
        f"Did they mean {skipped.shown:%H:%M}?"
    )


class OutcomeForm(VersionedForm):
    """How a round went and what came next."""

    class Meta:
        model = Round
        fields = ["outcome", "came_next"]
        labels = {"outcome": "What they said", "came_next": "What came next"}
        help_texts = {"came_next": "A next round, its stage, what they asked you to prepare."}
        widgets = {"came_next": lines(2)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", "Nothing said yet"), *Round.Outcome.choices]


class JobForm(forms.Form):
    """What a job description asks for, as the candidate corrects it."""

    leaning = forms.ChoiceField(label="What kind of post", choices=Leaning.choices)
    seniority = forms.ChoiceField(label="How senior", choices=SENIORITY_CHOICES)
    stages = forms.MultipleChoiceField(
        label="Stages it speaks of",
        choices=list(STAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    must = forms.CharField(
        label="Asked for",
        help_text="A skill a line.",
        required=False,
        max_length=SKILLS_LONGEST,
        widget=lines(8),
    )
    nice = forms.CharField(
        label="Welcome, or part of the work",
        help_text="A skill a line.",
        required=False,
        max_length=SKILLS_LONGEST,
        widget=lines(6),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @property
    def correction(self) -> dict:
        """What is kept."""
        given = self.cleaned_data
        skills = {name: names_in(tidy(given[name])) for name in ("must", "nice")}
        skills["nice"] = [name for name in skills["nice"] if name not in skills["must"]]
        return {name: given[name] for name in ("leaning", "seniority", "stages")} | skills
