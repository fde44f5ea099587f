"""Where a survey is answered, besides `/participer/<module>/`."""

from django.urls import path

from consultations.survey import previews, views

app_name = "survey"

_HERE = "participer/<uuid:module_id>"

urlpatterns = [
    path(f"{_HERE}/suite/<str:secret>/", views.resume, name="resume"),
    path(f"{_HERE}/suite/<str:secret>/<int:number>/", views.step, name="step"),
    path(f"{_HERE}/plus-tard/<str:secret>/", views.later, name="later"),
    path(f"{_HERE}/recu/<str:secret>/", views.receipt, name="receipt"),
    path(f"{_HERE}/modifier/<str:secret>/", views.edit, name="edit"),
    path(f"{_HERE}/imprimer/", views.paper, name="paper"),
    path(f"{_HERE}/apercu/", previews.preview_module, name="preview-module"),
    path(
        "participer/apercu/<int:page_id>/<uuid:block_id>/",
        previews.preview,
        name="preview",
    ),
]
