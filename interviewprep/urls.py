"""Where everything is: one include an app."""

from django.urls import include, path

from interviewprep import offline, responses

urlpatterns = [
    path("healthz", responses.healthz, name="healthz"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("account/", include("interviewprep.accounts.urls")),
    path("", include("practice.urls")),
    path("", include("plans.urls")),
]

handler400 = responses.bad_request
handler403 = responses.permission_denied
handler404 = responses.page_not_found
handler500 = responses.server_error
