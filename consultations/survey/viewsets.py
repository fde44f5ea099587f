"""The menu « Participation » and the addresses of its pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from consultations.survey import admin_views, entry, file_import, moderation
from consultations.survey.access import MODERATE, READ, needs


class ResponsesItem(MenuItem):
    """Shown to who may read responses."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the menu holds this line."""
        return bool(request.user.has_perm(READ))


class TextsItem(MenuItem):
    """Shown to who may moderate texts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the menu holds this line."""
        return bool(request.user.has_perm(MODERATE))


def _listing(view: Any, **options: Any) -> Any:
    return needs(READ)(view.as_view(**options))


class ResponsesViewSet(ViewSet):
    """« Réponses »: surveys, responses, downloads, paper entry, import."""

    name = "responses"
    url_prefix = "participation/reponses"
    icon = "form"
    menu_label = "Réponses"
    menu_item_class = ResponsesItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        surveys, responses = admin_views.SurveyListView, admin_views.ResponseListView
        of = "<uuid:module>/"
        one = "reponse/<int:pk>/"
        return [
            path("", _listing(surveys), name="index"),
            path("liste/", _listing(surveys, results_only=True), name="index-results"),
            path(of, _listing(responses), name="survey"),
            path(
                f"{of}liste/",
                _listing(responses, results_only=True),
                name="survey-results",
            ),
            path(f"{of}telecharger/", admin_views.download_list, name="downloads"),
            *(
                path(
                    f"{of}telecharger/{address}/",
                    admin_views.download,
                    {"what": what},
                    name=f"download-{what}",
                )
                for what, address in (
                    ("csv", "csv"),
                    ("xlsx", "xlsx"),
                    ("dictionary", "dictionnaire"),
                    ("open-data", "donnees-ouvertes"),
                    ("contacts", "adresses"),
                )
            ),
            path(f"{of}saisir/", entry.enter, name="enter"),
            path(f"{of}importer/", file_import.upload, name="import"),
            path(f"{of}importer/modele/", file_import.template, name="import-template"),
            path(one, admin_views.response_detail, name="response"),
            path(f"{one}annuler/", admin_views.response_annul, name="annul"),
            path("fichier/<int:pk>/", admin_views.response_file, name="file"),
        ]


class TextsViewSet(ViewSet):
    """« Textes à relire »: the queue of free texts."""

    name = "texts"
    url_prefix = "participation/textes"
    icon = "comment"
    menu_label = "Textes à relire"
    menu_item_class = TextsItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", moderation.text_list, name="index"),
            path("decider/", moderation.text_decide, name="decide"),
        ]
