"""Public addresses of this app."""

from django.urls import include, path

urlpatterns = [
    path("idees/", include("consultations.ideas.urls")),
    path("", include("consultations.survey.urls")),
    path("", include("consultations.survey.results_urls")),
]
