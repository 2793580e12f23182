"""/account/: one's own page; sign-in and passwords by allauth, only the parts in use."""

from allauth.account import views as allauth
from django.urls import path, re_path

from . import views

urlpatterns = [
    path("", views.account, name="account"),
    # allauth's own pages link to a sign-up: here that is claiming one's guest.
    path("claim/", views.claim, name="account_signup"),
    path("settings/", views.settings, name="account_settings"),
    path("login/", views.telling(allauth.login), name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("password/reset/", views.telling(allauth.password_reset), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.telling(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
