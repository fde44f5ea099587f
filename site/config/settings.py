"""Settings of the site. Values that change between places come from `env.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import guards
from config.env import ROOT, env
from config.secret import local_secret

BASE_DIR = ROOT
DEBUG = env("DEBUG")
SITE_URL = env("SITE_URL").rstrip("/") or f"http://127.0.0.1:{env('PORT')}"
HTTPS = SITE_URL.startswith("https://")
# A trial on this machine may run without a secret of its own; anything else may not.
LOCAL = guards.is_local(SITE_URL)
SECRET_KEY = env("SECRET_KEY") or (
    local_secret(ROOT / "var" / "secret-key") if LOCAL else ""
)
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "home",
    "consultations",
    "agenda",
    "participation",
    "citizens",
    "core",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "core.middleware.SecurityHeaders",
    "core.pagecache.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "core.routing.DirectRoute",
    "core.middleware.TooManyRequests",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# -- Data --------------------------------------------------------------------

DATABASES: dict[str, Any] = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Measured: Django's defaults answer « database is locked » under five
    # writers; these give none (docs/architecture.md).
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # Concurrency is tested on a real file: an in-memory database has one writer.
    _file = Path(DATABASES["default"]["NAME"])
    _file.parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(_file.with_name(f"test_{_file.name}"))}
else:
    # A visitor must not wait longer than this for a database that is down.
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 2)
TRUSTED_PROXIES = env("TRUSTED_PROXIES")
_refusals = guards.refusals(
    site_url=SITE_URL,
    debug=DEBUG,
    secret_key=SECRET_KEY,
    allowed_hosts=ALLOWED_HOSTS,
    database_engine=DATABASES["default"]["ENGINE"],
    processes=env("WEB_CONCURRENCY"),
    trusted_proxies=TRUSTED_PROXIES,
)
if reasons := list(_refusals):
    raise ImproperlyConfigured("This public site must not start: " + " ".join(reasons))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.cache("CACHE_URL"),
    # Whole pages stay in each process; a row of the database tells every process
    # when they are stale (core.pagecache).
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

MEDIA_ROOT = env("MEDIA_ROOT")
MEDIA_URL = "/media/"
# What anybody may fetch. Originals, documents and answers are never served as files.
PUBLIC_MEDIA = ["images", "idees"]
STATIC_ROOT = env("STATIC_ROOT")
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# -- Background work and mail ---------------------------------------------------

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# What the background worker does by itself, and how often, in seconds.
PERIODIC_JOBS = {
    "participation.jobs.reap_orphans": 60,
    "participation.jobs.publish_scheduled": 10,
    "participation.jobs.refresh_results": 5,
    "participation.jobs.purge": 3600,
    "citizens.codes.purge": 600,
}
_mail = env.email("EMAIL_URL")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = env("MAIL_ROOT")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")

# -- Language and time -----------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [ROOT / "site" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

# -- Safety ---------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # The probe of a load balancer speaks plain HTTP.
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The editor shows pages in a frame of its own.
X_FRAME_OPTIONS = "SAMEORIGIN"
# W019: see the line above. W005, W021: other sites of the authority's domain are not
# ours to decide for.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
PROOF_OF_WORK_COST = env("PROOF_OF_WORK_COST")
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
# A survey of 100 questions sends 1 026 fields from the page editor.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

_PUBLIC_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "worker-src": [SELF],
}
# Wagtail's editor prints inline scripts and styles; nowhere else may have them.
_ADMIN_POLICY = _PUBLIC_POLICY | {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _PUBLIC_POLICY}
ADMIN_CONTENT_SECURITY_POLICY = {"DIRECTIVES": _ADMIN_POLICY}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "config.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Addresses that lead nowhere are no event; what broke on our side is.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "parvis": {"level": "INFO"},
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# -- Wagtail --------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Parvis"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
# The admin calls no other site.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "french",
    }
}
WAGTAILIMAGES_IMAGE_MODEL = "core.ParvisImage"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "rtf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# -- Parvis ---------------------------------------------------------------------

# The kinds of participation modules: the name of the StreamField block, and the
# class that knows what it means. Adding one is a folder and a line here.
PARTICIPATION_KINDS = {
    "survey": "consultations.survey.kind.SurveyKind",
    "ideas": "consultations.ideas.kind.IdeaCallKind",
}
