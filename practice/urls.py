"""What a candidate does, and where."""

from django.urls import path

from .views import (
    attempts,
    exercises,
    memory,
    own_questions,
    primers,
    python,
    question_list,
    questions,
    review,
    sheet,
    stories,
    texts,
    worksheets,
)

app_name = "practice"

urlpatterns = [
    path("questions/", question_list.question_list, name="question_list"),
    path("questions/new/", own_questions.own_question_new, name="own_question_new"),
    path("questions/<slug:slug>/", questions.question_detail, name="question_detail"),
    path("questions/<slug:slug>/tests/", python.question_tests, name="question_tests"),
    path("questions/<slug:slug>/hint/", exercises.question_hint, name="question_hint"),
    path(
        "questions/<slug:slug>/submission/",
        exercises.question_submission,
        name="question_submission",
    ),
    path(
        "questions/<slug:slug>/interview/",
        exercises.question_interview,
        name="question_interview",
    ),
    path("questions/<slug:slug>/scratch/", exercises.question_scratch, name="question_scratch"),
    path("questions/<slug:slug>/draft/", questions.question_draft, name="question_draft"),
    path("questions/<slug:slug>/check/", questions.question_check, name="question_check"),
    path("questions/<slug:slug>/aloud/", questions.question_aloud, name="question_aloud"),
    path("questions/<slug:slug>/note/", questions.question_note, name="question_note"),
    path("questions/<uuid:pk>/edit/", own_questions.own_question_edit, name="own_question_edit"),
    path("questions/<uuid:pk>/kind/", own_questions.own_question_kind, name="own_question_kind"),
    path(
        "questions/<uuid:pk>/delete/",
        own_questions.own_question_delete,
        name="own_question_delete",
    ),
    path(
        "questions/<uuid:pk>/restore/",
        own_questions.own_question_restore,
        name="own_question_restore",
    ),
    path(
        "questions/<uuid:pk>/<slug:part>/",
        own_questions.own_question_part,
        name="own_question_part",
    ),
    path("submissions/<uuid:pk>/", exercises.submission_detail, name="submission_detail"),
    path("python/<slug:version>/worker.js", python.worker, name="worker"),
    path("attempts/<uuid:pk>/", attempts.attempt_detail, name="attempt_detail"),
    path("attempts/<uuid:pk>/marks/", attempts.attempt_marks, name="attempt_marks"),
    path("attempts/<uuid:pk>/follow-up/", attempts.attempt_follow_up, name="attempt_follow_up"),
    path("attempts/<uuid:pk>/fault/", attempts.attempt_fault, name="attempt_fault"),
    path("attempts/<uuid:pk>/rating/", attempts.attempt_rating, name="attempt_rating"),
    path("review/", review.review, name="review"),
    path("review/undo/", review.review_undo, name="review_undo"),
    path("review/memory/", memory.memory_fit, name="memory_fit"),
    path("review/memory/reset/", memory.memory_reset, name="memory_reset"),
    path("review/<uuid:pk>/rating/", review.review_rating, name="review_rating"),
    path("guide/primers/", primers.primer_list, name="primer_list"),
    path("guide/primers/<slug:slug>/", primers.primer, name="primer"),
    path(
        "guide/primers/<slug:slug>/<slug:key>/rating/",
        primers.probe_rating,
        name="probe_rating",
    ),
    path("sheet/", sheet.sheet, name="sheet"),
    path("stories/", stories.story_list, name="story_list"),
    path("stories/<uuid:pk>/", stories.story_detail, name="story_detail"),
    path("stories/<uuid:pk>/themes/", stories.story_themes, name="story_themes"),
    path("stories/<uuid:pk>/delete/", stories.story_delete, name="story_delete"),
    path("stories/<uuid:pk>/restore/", stories.story_restore, name="story_restore"),
    path("stories/<uuid:pk>/<slug:part>/", stories.story_part, name="story_part"),
    path("deep-dives/", worksheets.worksheet_list, name="worksheet_list"),
    path("deep-dives/<uuid:pk>/", worksheets.worksheet_detail, name="worksheet_detail"),
    path("deep-dives/<uuid:pk>/project/", worksheets.worksheet_project, name="worksheet_project"),
    path(
        "deep-dives/<uuid:pk>/practise/", worksheets.worksheet_practise, name="worksheet_practise"
    ),
    path("deep-dives/<uuid:pk>/delete/", worksheets.worksheet_delete, name="worksheet_delete"),
    path("deep-dives/<uuid:pk>/restore/", worksheets.worksheet_restore, name="worksheet_restore"),
    path("deep-dives/<uuid:pk>/<slug:part>/", worksheets.worksheet_part, name="worksheet_part"),
    path("texts/<uuid:pk>/", texts.history, name="text_history"),
    path("texts/<uuid:pk>/restore/", texts.restore, name="text_restore"),
]
