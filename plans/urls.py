"""Where a candidate is going, and the guide."""

from django.urls import path

from .views import guide, last_hours, plan, readiness, today, week

app_name = "plans"

urlpatterns = [
    path("", today.today, name="today"),
    path("plan/", plan.plan, name="plan"),
    path("plan/tasks/<uuid:pk>/tick/", plan.task_tick, name="task_tick"),
    path("plan/tasks/<uuid:pk>/move/", plan.task_move, name="task_move"),
    path("plan/last-hours/", last_hours.last_hours, name="last_hours"),
    path("plan/week/", week.week, name="week"),
    path("readiness/", readiness.readiness, name="readiness"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("guide/<slug:slug>/tick/", guide.checklist_tick, name="checklist_tick"),
]
