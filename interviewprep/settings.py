"""The site's settings: one file, read from the environment, failing loudly.

With nothing set it is a site on one's own machine: the embedded Postgres, loopback
addresses only, a secret key of its own under DATA_DIR. Naming other ALLOWED_HOSTS makes
it a public site, which then must be given SECRET_KEY, and speaks TLS unless HTTPS=0.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from interviewprep import postgres
from interviewprep.secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
SWITCH = {"1": True, "on": True, "true": True, "0": False, "off": False, "false": False}
env = environ.Env()


def switch(name: str, default: bool) -> bool:
    """Read 1 or 0; environ's own takes a slip of the pen for 0."""
    value = env.str(name, default="").lower()
    if value and value not in SWITCH:
        raise ImproperlyConfigured(f"{name}={value} is neither 1 nor 0.")
    return SWITCH.get(value, default)


DEBUG = switch("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK)
PUBLIC = not set(ALLOWED_HOSTS) <= set(LOOPBACK)
HTTPS = switch("HTTPS", default=PUBLIC and not DEBUG)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if PUBLIC and not DEBUG:
        raise ImproperlyConfigured("Set SECRET_KEY: this site answers to other machines.")
    SECRET_KEY = local_secret_key(DATA_DIR)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials",
    "csp",
    "interviewprep.accounts",
    "questions",
    "practice",
    "plans",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "interviewprep.middleware.responses",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "interviewprep.accounts.guests.middleware",
]

ROOT_URLCONF = "interviewprep.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "interviewprep.responses.shell",
            ],
            "builtins": ["django.templatetags.static", "template_partials.templatetags.partials"],
        },
    }
]

# Data ------------------------------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL")
    if env.str("DATABASE_URL", default="")
    else {"ENGINE": "django.db.backends.postgresql", **postgres.share(DATA_DIR)}
}
# A connection is checked before it is lent, so a restarted database needs no restarted site.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
POOL = {"min_size": 1, "max_size": env.int("POOL_SIZE", default=8), "timeout": 3}
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = POOL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on sign-in are counted here, so they hold over processes.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Candidate"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}Validator"}
    for rule in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "plans:today"
LOGOUT_REDIRECT_URL = "plans:today"
ACCOUNT_ADAPTER = "interviewprep.accounts.adapter.Adapter"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "interviewprep.accounts.forms.LoginForm",
    "reset_password": "interviewprep.accounts.forms.ResetForm",
    "reset_password_from_key": "interviewprep.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_RATE_LIMITS = {
    "login": "10/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "comment": "20/h/ip",
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="interviewprep@localhost")

# Safety ----------------------------------------------------------------------------------

COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_AGE = 180 * 24 * 3600
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
GUEST_COOKIE_NAME = f"{COOKIE_PREFIX}guest"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "interviewprep.responses.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}

# Errors with their traces go to the console, which holds no text of a candidate.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Texts, times, files ---------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
BANK_DIR = BASE_DIR / "fixtures" / "bank"
VECTORS_FILE = BASE_DIR / "fixtures" / "vectors.npz"
PRIMERS_DIR = BASE_DIR / "fixtures" / "primers"
GUIDE_DIR = BASE_DIR / "fixtures" / "guide"
PLAN_FILE = BASE_DIR / "fixtures" / "plan" / "days.yaml"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
TESTING = "pytest" in sys.modules
# Hashed names need collectstatic first: not in tests, nor while one edits a style.
AS_THEY_ARE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATIC_STORAGE = AS_THEY_ARE if DEBUG or TESTING else "interviewprep.static_files.Storage"
STORAGES = {"staticfiles": {"BACKEND": STATIC_STORAGE}}
# For a year: files, and folders of what others made, that have a hash in their name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.\w+$|/vendor/[^/]+-[0-9a-f]{12}/"
