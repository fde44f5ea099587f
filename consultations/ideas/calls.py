"""An idea call as the public meets it: its page, its module, what it asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.ideas.definition import IdeaCall
from consultations.ideas.results import IdeaResults, Tally, summarise
from consultations.models import ConsultationPage, Idea
from core.pages import LONGEST
from participation.models import Module, ModuleVersion
from participation.windows import Phase

# A number that no table holds: databases refuse to look for it.
_BEYOND_ANY_ID = 2**63


@dataclass(frozen=True)
class Call:
    """One idea call and its page, read in one query."""

    module: Module
    page: ConsultationPage
    asked: IdeaCall

    @cached_property
    def is_open(self) -> bool:
        """Whether ideas and supports are received now."""
        return self.module.is_open(timezone.now())

    @property
    def is_upcoming(self) -> bool:
        """Whether it has still to open."""
        return self.module.phase(timezone.now()) is Phase.UPCOMING

    @property
    def list_url(self) -> str:
        """The address of the list of ideas."""
        return reverse("ideas:list", args=[self.module.pk])

    @property
    def deposit_url(self) -> str:
        """The address of the form that gives an idea."""
        return reverse("participation:module", args=[self.module.pk])

    @cached_property
    def results(self) -> IdeaResults:
        """Everything that is counted of the published ideas, in one query."""
        ideas = Idea.objects.in_call(self.module).published()
        tallies = [Tally(**row) for row in ideas.tallies()]
        return summarise(tallies, self.labels(row.category for row in tallies))

    def labels(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of categories, those that left the call included."""
        labels = dict(self.asked.labels)
        if set(ids) - set(labels) - {""}:
            versions = ModuleVersion.objects.filter(module=self.module)
            for version in versions.order_by("-number"):
                labels = IdeaCall.from_json(version.definition).labels | labels
        return labels

    def crumbs(
        self, request: HttpRequest, *more: dict[str, str]
    ) -> list[dict[str, Any]]:
        """Return the way back: home, the démarche, and what is added."""
        return [
            {"title": "Accueil", "url": "/"},
            # With the request, the addresses of sites are read once.
            {"title": self.page.title, "url": self.page.get_url(request)},
            *more,
        ]

    @cached_property
    def restrictions(self) -> list[PageViewRestriction]:
        """What keeps the page from some people: usually nothing."""
        return list(self.page.get_view_restrictions())

    def check_reader(self, request: HttpRequest) -> None:
        """Hide the ideas of a private page from those who may not read it."""
        if not all(item.accept_request(request) for item in self.restrictions):
            raise Http404

    def kept(self, response: HttpResponse) -> HttpResponse:
        """Let a response be kept for everybody, never past an opening or a close."""
        now = timezone.now()
        ahead = [
            (moment - now).total_seconds()
            for moment in (self.module.opens_at, self.module.closes_at)
            if moment is not None and moment > now
        ]
        if not self.restrictions:
            response.cache_seconds = int(min([LONGEST, *ahead]))  # type: ignore[attr-defined]
        return response


def call_of(module: Module) -> Call:
    """Return the idea call of a module."""
    version = module.current_version
    if module.kind != "ideas" or version is None or module.page is None:
        raise Http404
    try:
        page = module.page.consultationpage
    except ConsultationPage.DoesNotExist as error:
        raise Http404 from error
    return Call(module, page, IdeaCall.from_json(version.definition))


def public_call(request: HttpRequest, module_id: UUID) -> Call:
    """Return a call that this visitor may read; 404 otherwise."""
    modules = Module.objects.placed().select_related(
        "current_version", "page__consultationpage"
    )
    call = call_of(get_object_or_404(modules, pk=module_id))
    call.check_reader(request)
    return call


def public_idea(request: HttpRequest, pk: int) -> tuple[Idea, Call]:
    """Return a published idea and its call; 404 for any other."""
    if pk >= _BEYOND_ANY_ID:
        raise Http404
    ideas = Idea.objects.published().on_live_pages()
    idea = get_object_or_404(
        ideas.select_related(
            "territory", "module__current_version", "module__page__consultationpage"
        ),
        pk=pk,
    )
    call = call_of(idea.module)
    call.check_reader(request)
    return idea, call
