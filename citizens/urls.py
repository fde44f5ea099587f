"""Public addresses of this app."""

from django.urls import path

from citizens import views

app_name = "citizens"

urlpatterns = [
    path("adresse-electronique/", views.identify, name="identify"),
    path("adresse-electronique/code/", views.confirm, name="confirm"),
    path("adresse-electronique/quitter/", views.leave, name="leave"),
]
