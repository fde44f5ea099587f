"""Public addresses of the kernel."""

from django.urls import path

from participation.views import participate

app_name = "participation"

urlpatterns = [
    path("participer/<uuid:module_id>/", participate, name="module"),
]
