"""Public addresses of ideas."""

from django.urls import path

from consultations.ideas import depositing, supporting, views

app_name = "ideas"

urlpatterns = [
    path("<uuid:module_id>/", views.ideas, name="list"),
    path("recu/<uuid:token>/", depositing.receipt, name="receipt"),
    path("<int:pk>/soutenir/", supporting.support, name="support"),
    path("<int:pk>-<slug:slug>/", views.idea, name="idea"),
]
