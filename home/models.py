"""The front page, and the plain pages of the site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from agenda.models import AgendaPage
from consultations.models import ConsultationIndexPage, ConsultationPage
from core.blocks import ContentStream
from core.pages import PublicPage
from core.querysets import visible_to_all
from home.blocks import ChangeStream, FigureStream
from home.dates import (
    coming_dates,
    dated_consultations,
    open_consultations,
    waiting,
)


class HomePage(PublicPage, Page):
    """The square: what is open, what comes, what contributions changed."""

    headline = models.CharField(
        _("grand titre"),
        max_length=40,
        default="Prenez place.",
        help_text=_("Trois mots au plus."),
    )
    dates_intro = models.CharField(
        _("sous « Prochaines dates »"), max_length=255, blank=True
    )
    changes_intro = models.CharField(
        _("sous « Ce que vos contributions ont changé »"),
        max_length=255,
        blank=True,
        help_text=_("À quelle date la liste a été mise à jour."),
    )
    changes = StreamField(
        ChangeStream(),
        verbose_name=_("ce que vos contributions ont changé"),
        blank=True,
        help_text=_("Ce qui est tenu, et aussi ce qui ne l’est pas."),
    )
    figures_intro = models.CharField(
        _("sous « En chiffres »"),
        max_length=255,
        blank=True,
        help_text=_("D’où viennent les chiffres, et de quand ils datent."),
    )
    figures = StreamField(FigureStream(), verbose_name=_("en chiffres"), blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("dates_intro"),
        MultiFieldPanel(
            [FieldPanel("changes_intro"), FieldPanel("changes")],
            heading=_("Ce que vos contributions ont changé"),
        ),
        MultiFieldPanel(
            [FieldPanel("figures_intro"), FieldPanel("figures")],
            heading=_("En chiffres"),
        ),
    ]

    class Meta:
        verbose_name = _("accueil")

    @cached_property
    def _consultations(self) -> list[Any]:
        return dated_consultations(timezone.now())

    def boundaries(self) -> list[datetime | None]:
        """Return the openings and closings: the page changes at those instants."""
        return [
            moment
            for page in self._consultations
            for moment in (page.opens_at, page.closes_at)
        ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Give what is open, what comes, and where the lists are."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        consultations = self._consultations
        cards = open_consultations(consultations, now)
        context.update(
            open_consultations=cards,
            waiting=waiting(len(cards)),
            dates=coming_dates(consultations, now),
            **self._lists(),
        )
        return context

    def _lists(self) -> dict[str, Any]:
        """Return the list of démarches, with how many there are, and the agenda."""
        listed = ConsultationPage.objects.visible().filter(
            path__startswith=OuterRef("path")
        )
        pages = (
            self.get_children()
            .filter(visible_to_all())
            .type((ConsultationIndexPage, AgendaPage))
            .annotate(
                listed=Subquery(
                    listed.order_by().values("live").annotate(n=Count("pk")).values("n")
                )
            )
        )
        found = {page.cached_content_type.model_class(): page for page in pages}
        index = found.get(ConsultationIndexPage)
        return {
            "index": index,
            "consultations_count": index.listed or 0 if index else 0,
            "agenda": found.get(AgendaPage),
        }


class StandardPage(PublicPage, Page):
    """A page of text: the charter, legal notices, how to read the site."""

    intro = models.TextField(
        _("chapeau"), blank=True, help_text=_("Une ou deux phrases, sous le titre.")
    )
    body = StreamField(ContentStream(), verbose_name=_("contenu"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page de texte")
        verbose_name_plural = _("pages de texte")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Give the pages below, so that a parent page is a table of contents."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().filter(visible_to_all())
        return context


class SiteMapPage(PublicPage, Page):
    """« Plan du site »: every page that the menus show, and what is below."""

    max_count = 1
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("plan du site")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Give each page under the front page, with all that is below it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        home = HomePage.objects.live().ancestor_of(self).first()
        pages = (
            home.get_descendants().filter(visible_to_all())
            if home
            else Page.objects.none()
        )
        parts: list[tuple[Page, list[Page]]] = []
        for page in pages.order_by("path"):
            if page.depth == home.depth + 1:
                parts.append((page, []))
            elif parts:
                parts[-1][1].append(page)
        context["parts"] = parts
        return context
