"""Deep-dive worksheets: one project each, ready to be pressed on."""

from django.db import models
from django.urls import reverse

from .owned import Deletable

HEAD = {
    "name": ("Project", ""),
    "summary": ("In one line", "What it is, for whom, and what it changed."),
    "numbers": ("Numbers", "One a line, with units: against what, measured how, over how long."),
}
AREAS = {
    "framing": ("Problem framing", "What the business needed, and why it became this ML problem."),
    "data": ("Data pipeline", "Where data and labels came from, what was wrong with them."),
    "model": ("Model choice", "The baseline, the options, and why this one."),
    "evaluation": ("Evaluation", "Offline metric, online metric, and how they agreed."),
    "deployment": ("Deployment", "How it was served, watched and rolled back; what broke."),
    "impact": ("Business impact", "What changed in numbers, and how you know it was this."),
}
RESUME_QUESTIONS = {
    "ask-problem": "What was the business problem, and how did it become an ML problem?",
    "ask-data": "Which data did you use, and how did you deal with its quality?",
    "ask-model": "Why this model, and not another?",
    "ask-evaluation": "How did you evaluate it, and by which metrics?",
    "ask-launch": "How was it deployed, and what happened after launch?",
}
SECTIONS = (*AREAS, *RESUME_QUESTIONS)
# A paper to present has its own sections in their place.
PAPER = {
    "claim": ("The claim", "What it says that was not known before, in two sentences."),
    "method": ("The method", "How it works, as you would draw it on a board."),
    "evidence": ("The evidence", "Which results carry the claim, against what, on which data."),
    "limits": ("The limits", "Where it should fail, and what the paper does not test."),
    "next": ("What you would try", "The first experiment you would run with it, and why."),
    "expect": ("Three questions to expect", "One from a layman, an expert, and a doubter."),
}
DIAGRAM = "diagram"
PARTS = (*HEAD, DIAGRAM, *SECTIONS, *PAPER)


class Worksheet(Deletable):
    """One project's worksheet; its words stand in texts, one a part."""

    class Project(models.TextChoices):
        RAG = "rag", "Retrieval and answers (RAG)"
        RANKING = "ranking", "Ranking and recommendation"
        CLASSIFICATION = "classification", "Classification"
        FORECASTING = "forecasting", "Forecasting"
        VISION = "vision", "Computer vision"
        AGENTS = "agents", "Agents"
        PLATFORM = "platform", "Platform"
        PAPER = "paper", "A paper to present"

    project = models.CharField(max_length=20, choices=Project, blank=True)

    class Meta:
        indexes = [models.Index(fields=["candidate", "created_at"], name="worksheet_newest")]

    def __str__(self):
        return f"worksheet {self.pk}"

    def get_absolute_url(self):
        return reverse("practice:worksheet_detail", args=[self.pk])

    @property
    def sections(self) -> tuple[str, ...]:
        """The parts that are to be written, beside the head and the diagram."""
        return tuple(PAPER) if self.project == self.Project.PAPER else SECTIONS

    def be(self, project: str) -> None:
        """Say which kind of project it is; an unknown one says nothing."""
        self.project = project if project in self.Project else ""
        self.save(update_fields=["project"])
