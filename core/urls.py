"""Public addresses of this app."""

from django.urls import URLPattern, re_path

from core import views

urlpatterns: list[URLPattern] = [
    re_path(
        r"^theme\.(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{8})\.css$",
        views.theme,
        name="theme",
    ),
]
