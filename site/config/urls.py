"""Every address of the site, in one place."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import views as core_views
from home.staff_signin import StaffLoginView, StaffPasswordResetView

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("healthz", core_views.healthz, name="healthz"),
    # Before Wagtail's own, which count nothing.
    path("admin/login/", StaffLoginView.as_view()),
    path("admin/password_reset/", StaffPasswordResetView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("core.urls")),
    path("", include("citizens.urls")),
    path("", include("participation.urls")),
    path("", include("consultations.urls")),
    # A front server may serve these folders itself (docs/runbook.md).
    re_path(
        rf"^media/(?P<path>(?:{'|'.join(settings.PUBLIC_MEDIA)})/.+)$",
        core_views.media,
    ),
    path("", include(wagtail_urls)),
]
