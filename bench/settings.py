"""The site's settings, with the baselines that the benches compare it to."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.contrib.forms", "bench.ceiling"]  # noqa: F405
ROOT_URLCONF = "bench.urls"
# Each request comes from an address of its own, as in real life.
TRUSTED_PROXIES = 1
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
