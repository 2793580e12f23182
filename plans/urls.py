"""Where a candidate is going, and the guide."""

from django.urls import path

from .views import guide, plan, readiness, today

app_name = "plans"

urlpatterns = [
    path("", today.today, name="today"),
    path("plan/", plan.plan, name="plan"),
    path("plan/tasks/<uuid:pk>/tick/", plan.task_tick, name="task_tick"),
    path("plan/tasks/<uuid:pk>/move/", plan.task_move, name="task_move"),
    path("readiness/", readiness.readiness, name="readiness"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("guide/<slug:slug>/tick/", guide.checklist_tick, name="checklist_tick"),
]
