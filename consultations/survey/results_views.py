"""What everybody reads of a survey's results. These pages read snapshots only."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consultations.models import ConsultationPage, Question, TextAnswer
from consultations.survey.charts import Figure, figures, percent, split_profile
from consultations.survey.open_data import HEADING, rows
from consultations.survey.published import Published, published
from consultations.survey.showing import showing
from core.models import SiteIdentity
from core.spreadsheets import OPEN_DATA, csv_lines, csv_response
from core.typography import number
from participation.models import Module

PER_PAGE = 20
# Results of an open survey are at most this old, once they are counted.
KEPT = 5
# Territories named on the printed page.
MOST_NAMED = 9


def readable(request: HttpRequest, module_id: UUID) -> tuple[Module, bool]:
    """Return a survey that this visitor may read, and whether not all may; or 404."""
    module = get_object_or_404(
        Module.objects.placed()
        .select_related("page", "snapshot")
        .defer("snapshot__crossings"),
        pk=module_id,
        kind="survey",
    )
    restrictions = list(module.page.get_view_restrictions())
    if not all(item.accept_request(request) for item in restrictions):
        raise Http404
    return module, bool(restrictions)


def visible(request: HttpRequest, module_id: UUID) -> Published:
    """Return results that are published and counted; 404 otherwise."""
    module, _restricted = readable(request, module_id)
    found = published(module) if module.shows_results(timezone.now()) else None
    if found is None:
        raise Http404(_("Ces résultats ne sont pas encore publiés."))
    return found


def crumbs(module: Module, *more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way back to the démarche and its results."""
    return [
        {"title": "Accueil", "url": "/"},
        {"title": module.page.title, "url": module.page.url},
        *({"title": title, "url": url} for title, url in more),
    ]


def _results_crumb(module: Module) -> tuple[str, str]:
    return ("Résultats", reverse("results:results", args=[module.pk]))


@require_safe
def results(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """Show all the results of a survey on a page of their own."""
    module, restricted = readable(request, module_id)
    response = render(
        request,
        "consultations/results/page.html",
        {
            "module": module,
            "page": module.page,
            "crumbs": crumbs(module),
            "shown": showing(module, timezone.now()),
        },
    )
    if not restricted:
        response.cache_seconds = KEPT  # type: ignore[attr-defined]
    return response


# -- Words ------------------------------------------------------------------------

# One list per letter: what may stand for it, on engines that know no French.
_LIKE = {letter[0]: letter for letter in ("aàâä", "cç", "eéèêë", "iîï", "oôö", "uùûü")}
_SAME = {other: plain for plain, letters in _LIKE.items() for other in letters}


def pattern(word: str) -> str:
    """Return a regular expression that finds a word whatever its accents."""
    parts = []
    for letter in word.lower().replace("œ", "oe").replace("æ", "ae"):
        letters = _LIKE.get(_SAME.get(letter, ""))
        parts.append(f"[{letters}{letters.upper()}]" if letters else re.escape(letter))
    return "".join(parts).replace("[oôöOÔÖ][eéèêëEÉÈÊË]", "([oôöOÔÖ][eéèêëEÉÈÊË]|[œŒ])")


@require_safe
def texts(request: HttpRequest, module_id: UUID, question_id: UUID) -> HttpResponse:
    """Browse the published answers to one question, with a search."""
    found = visible(request, module_id)
    question = get_object_or_404(
        Question, module=found.module, block_id=question_id, confidential=False
    )
    outcome = next(
        (o for o in found.outcomes if o.question.id == str(question_id)), None
    )
    if outcome is None or not outcome.question.takes_text:
        raise Http404
    # PostgreSQL refuses the NUL sign.
    wanted = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:80]
    answers = (
        TextAnswer.objects.counted()
        .filter(question=question, state=TextAnswer.State.PUBLISHED)
        .select_related("response")
        .only("text", "response__channel")
        .order_by("-id")
    )
    if wanted:
        for word in wanted.split():
            answers = answers.filter(text__iregex=pattern(word))
    sheet = Paginator(answers, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "consultations/results/texts.html",
        {
            "module": found.module,
            "page": found.module.page,
            "crumbs": crumbs(found.module, _results_crumb(found.module)),
            "found": found,
            "outcome": outcome,
            "counts": found.tally.text(str(question_id)),
            "wanted": wanted,
            "page_obj": sheet,
            "page_range": sheet.paginator.get_elided_page_range(sheet.number),
            "query": f"{urlencode({'q': wanted})}&" if wanted else "",
        },
    )


# -- Crossings -------------------------------------------------------------------


@require_safe
def crossing(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """Cross two questions, chosen in a plain form."""
    found = visible(request, module_id)
    criteria = list(found.criteria)
    questions = [key for key in criteria if key != "channel"]
    first = _chosen(request, "question", questions)
    second = _chosen(request, "par", [key for key in criteria if key != first])
    table = found.table(first, second) if first and second else None
    return render(
        request,
        "consultations/results/crossing.html",
        {
            "module": found.module,
            "page": found.module.page,
            "crumbs": crumbs(found.module, _results_crumb(found.module)),
            "found": found,
            "first": first,
            "second": second,
            "questions": [(key, found.criteria[key]) for key in questions],
            "criteria": found.criteria.items(),
            "question": found.criteria.get(first or ""),
            "by": found.criteria.get(second or ""),
            "table": table,
            "lines": _lines(table) if table else [],
        },
    )


def _chosen(request: HttpRequest, name: str, keys: list[str]) -> str | None:
    wanted = request.GET.get(name, "")
    if wanted in keys:
        return wanted
    return keys[0] if keys else None


def _lines(table: Any) -> list[dict[str, Any]]:
    """Return each row with its cells: the count, and its share of the column."""
    return [
        {
            "group": group,
            "share": percent(group.n / table.n),
            "cells": [
                {"n": n, "share": percent(n / column.n) if n is not None else ""}
                for n, column in zip(cells, table.columns, strict=True)
            ],
        }
        for group, cells in zip(table.rows, table.cells, strict=True)
    ]


# -- On paper, and as data ---------------------------------------------------------


@require_safe
def sheet(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """Give the one page that elected members read before the council."""
    found = visible(request, module_id)
    page = get_object_or_404(ConsultationPage, pk=found.module.page_id)
    answers, profile = split_profile(figures(found.outcomes, found.n))
    return render(
        request,
        "consultations/results/sheet.html",
        {
            "module": found.module,
            "page": page,
            "found": found,
            "answers": [item for item in answers if not item.outcome.too_few],
            "people": [sentence(item) for item in profile],
            "identity": SiteIdentity.for_request(request),
            "now": timezone.now(),
        },
    )


def sentence(figure: Figure) -> str:
    """Say in one line who took part, for the printed page."""
    outcome = figure.outcome
    shown = [line for line in outcome.lines if line.n is not None]
    parts = [f"{line.label} {number(line.n)}" for line in shown[:MOST_NAMED] if line.n]
    if len(shown) > MOST_NAMED:
        parts.append(f"et {len(shown) - MOST_NAMED} autres")
    if outcome.unanswered:
        parts.append(f"sans réponse {number(outcome.unanswered)}")
    return f"{outcome.question.label} : {', '.join(parts)}."


@require_safe
def data(request: HttpRequest, module_id: UUID) -> StreamingHttpResponse:
    """Give the published figures as open data: the same ones, no small group."""
    found = visible(request, module_id)
    lines = csv_lines(HEADING, rows(found), OPEN_DATA)
    return csv_response(lines, f"resultats-{found.module.page.slug}.csv")
