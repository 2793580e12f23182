"""Where everything is: one include an app."""

from django.urls import include, path

from interviewprep import responses

urlpatterns = [
    path("healthz", responses.healthz, name="healthz"),
    path("account/", include("interviewprep.accounts.urls")),
    path("", include("practice.urls")),
    path("", include("plans.urls")),
]

handler400 = responses.bad_request
handler403 = responses.permission_denied
handler404 = responses.page_not_found
handler500 = responses.server_error
