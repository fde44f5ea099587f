"""Public addresses of results."""

from django.urls import path

from consultations.survey import results_views as views

app_name = "results"

_HERE = "resultats/<uuid:module_id>"

urlpatterns = [
    path(f"{_HERE}/", views.results, name="results"),
    path(f"{_HERE}/textes/<uuid:question_id>/", views.texts, name="texts"),
    path(f"{_HERE}/croiser/", views.crossing, name="crossing"),
    path(f"{_HERE}/fiche/", views.sheet, name="sheet"),
    path(f"{_HERE}/donnees.csv", views.data, name="data"),
]
