"""The questions app."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """The bank: what can be asked, the same for every reader."""

    name = "questions"
