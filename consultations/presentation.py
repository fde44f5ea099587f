"""What the public page of a démarche says about it, from its fields and its dates.

Drafts are shown too: every part is absent when its field is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils import timezone

from agenda.models import EventPage
from consultations.rules import Status
from core.typography import day, moment, number, period
from participation.models import Channel, Module
from participation.windows import Phase

if TYPE_CHECKING:
    from consultations.models import ConsultationPage, ConsultationStep

ANSWERED = frozenset({Status.RESULTS, Status.DECIDED})
# What opens a part of a survey, or explains: not questions.
NOT_QUESTIONS = frozenset({"section", "note"})
RESULTS = "results"


@dataclass(frozen=True)
class Fact:
    """One line of the summary: a question that everybody asks, and its answer."""

    icon: str
    label: str
    answer: str
    detail: str = ""
    late: bool = False


@dataclass(frozen=True)
class Step:
    """One stage: `state` is "done", "here" or empty."""

    name: str
    text: str
    state: str


@dataclass(frozen=True)
class Call:
    """How a module is offered in the page; without a module, in a preview only."""

    id: str
    kind: str
    module: Module | None
    open: bool = False
    url: str = ""
    action: str = ""
    questions: int = 0
    counts: str = ""
    closed: str = ""
    paper_url: str = ""
    results_url: str = ""


@dataclass(frozen=True)
class Piece:
    """A block of the body, and the call if it is a module."""

    child: Any
    call: Call | None

    @property
    def module(self) -> Module | None:
        """The module of this block."""
        return self.call.module if self.call else None


@dataclass(frozen=True)
class Received:
    """How many contributions came, and by which channel."""

    n: int
    channels: Mapping[str, int]

    @property
    def offline(self) -> int:
        """How many did not come through the site."""
        return self.n - self.channels.get(str(Channel.ONLINE.label), 0)


def context(
    page: ConsultationPage, at: datetime, *, preview: bool = False
) -> dict[str, Any]:
    """Return everything the template of the page needs beyond its fields."""
    modules = modules_by_block(page)
    pieces = [_piece(child, modules, at) for child in page.body]
    calls = [piece.call for piece in pieces if piece.call]
    answered = page.status in ANSWERED
    return {
        "modules": modules,
        "now": at,
        "preview": preview,
        "facts": (found := facts(page, at)),
        "late": any(fact.late for fact in found),
        "steps": steps(page, timezone.localdate(at)),
        "yes": lines(page.open_to_debate),
        "no": lines(page.out_of_scope),
        "outcomes": [child.value for child in page.outcomes] if answered else [],
        "calls": [call for call in calls if call.open],
        "answered": answered,
        "received": received(calls) if answered else None,
        "dates": _dates(page),
        "duration": _duration(page),
        "meetings": [] if answered else meetings(page, at),
        **_composed(pieces, answered),
    }


def modules_by_block(page: ConsultationPage) -> dict[str, Module]:
    """Return the modules of the page by the id of their block; one query."""
    modules = (
        Module.objects.filter(host_key=page.translation_key, placed=True)
        .select_related("page", "snapshot")
        .defer("snapshot__crossings")
    )
    return {str(module.block_id): module for module in modules}


def meetings(page: ConsultationPage, at: datetime) -> list[EventPage]:
    """Return the next meetings about the démarche; one query."""
    if page.pk is None:
        return []
    return list(EventPage.objects.live().filter(about_id=page.pk).to_come(at)[:5])


def _composed(pieces: list[Piece], answered: bool) -> dict[str, list[Piece]]:
    """Cut the body: what explains, what calls, what follows, what was found.

    What is open to debate stands between the explanation and the first call.
    Once the results are out, they come first and the rest is the record.
    """
    found = [piece for piece in pieces if piece.child.block_type == RESULTS]
    if answered:
        pieces = [piece for piece in pieces if piece not in found]
    first = next((i for i, piece in enumerate(pieces) if piece.call), len(pieces))
    last = first
    while last < len(pieces) and pieces[last].call:
        last += 1
    return {
        "before": pieces[:first],
        "invitations": pieces[first:last],
        "after": pieces[last:],
        "results": found if answered else [],
    }


# -- Calls -------------------------------------------------------------------------


def _piece(child: Any, modules: Mapping[str, Module], at: datetime) -> Piece:
    if child.block_type not in ("survey", "ideas"):
        return Piece(child, None)
    return Piece(child, _call(child, modules.get(str(child.id)), at))


def _call(child: Any, module: Module | None, at: datetime) -> Call:
    kind = child.block_type
    action = "Répondre au questionnaire" if kind == "survey" else "Proposer une idée"
    questions = _questions(child.value) if kind == "survey" else 0
    if module is None:
        return Call(str(child.id), kind, None, action=action, questions=questions)
    is_open = module.is_open(at)
    is_survey = kind == "survey"
    return Call(
        id=str(child.id),
        kind=kind,
        module=module,
        open=is_open,
        url=reverse("participation:module", args=[module.pk]),
        action=action,
        questions=questions,
        counts=_counts(module, is_open=is_open),
        closed="" if is_open else _closed(module, at),
        paper_url=_address(module, "survey:paper", is_survey and child.value["paper"]),
        results_url=_address(
            module, "results:results", is_survey and module.shows_results(at)
        ),
    )


def _questions(survey: Any) -> int:
    """Count what is asked; titles and notes are not questions."""
    return sum(
        1 for item in survey["questions"] if item.block_type not in NOT_QUESTIONS
    )


def _address(module: Module, name: str, exists: bool) -> str:
    return reverse(name, args=[module.pk]) if exists else ""


def _closed(module: Module, at: datetime) -> str:
    if module.phase(at) is Phase.UPCOMING:
        if module.opens_at is None:
            return "Les dates seront bientôt annoncées."
        return f"Ouverture le {_moment(module.opens_at)}."
    if module.closes_at is None or module.closes_at > at:
        return "La participation est close."
    return f"La participation est close depuis le {_day(module.closes_at)}."


def _snapshot(module: Module | None) -> Received | None:
    """Return what the last count of a module says, if it was counted."""
    try:
        snapshot = module.snapshot if module else None
    except ObjectDoesNotExist:
        return None
    if snapshot is None:
        return None
    counts = snapshot.cells.get("channels", {})
    # Biggest first, always with the words of the form.
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    labels = {str(Channel(name).label): count for name, count in ordered if count}
    return Received(snapshot.n, labels)


def received(calls: Iterable[Call]) -> Received | None:
    """Return how many answered the first survey that was counted, and how."""
    for call in calls:
        found = _snapshot(call.module) if call.kind == "survey" else None
        if found is not None and found.n:
            return found
    return None


def _counts(module: Module, *, is_open: bool) -> str:
    """Say how many answered, and how many of them away from the screen."""
    found = _snapshot(module)
    if found is None or not found.n:
        return ""
    plural = "s" if found.n > 1 else ""
    text = f"{number(found.n)} réponse{plural}{' à ce jour' if is_open else ''}"
    if len(found.channels) < 2:
        return f"{text}."
    parts = (
        f"{number(count)} {label[0].lower()}{label[1:]}"
        for label, count in found.channels.items()
    )
    return f"{text} : {', '.join(parts)}."


# -- Dates -------------------------------------------------------------------------


def facts(page: ConsultationPage, at: datetime) -> list[Fact]:
    """Return until when, what is promised, who decides, who may take part."""
    found = [
        _window(page),
        _promise(page, timezone.localdate(at)),
        Fact("landmark", "Qui décide", page.decider, page.decider_detail),
        Fact("users", _who(page), page.audience, page.audience_detail),
    ]
    return [fact for fact in found if fact is not None and fact.answer]


def _who(page: ConsultationPage) -> str:
    coming = page.status in (Status.UPCOMING, Status.OPEN)
    return "Qui peut participer" if coming else "Qui pouvait participer"


def _window(page: ConsultationPage) -> Fact | None:
    """Say when one can take part, or could."""
    if page.status is Status.UPCOMING:
        if page.opens_at is None:
            return Fact("clock", "Ouverture", "Date à venir")
        until = f"Jusqu’au {_moment(page.closes_at)}" if page.closes_at else ""
        return Fact("clock", "Ouverture", f"le {_moment(page.opens_at)}", until)
    if page.status is Status.OPEN:
        if page.closes_at is None:
            return Fact("clock", "Date de fin", "Aucune : la démarche reste ouverte")
        return Fact(
            "clock", "Vous avez jusqu’au", _moment(page.closes_at), remaining(page)
        )
    dates = _dates(page)
    return Fact("clock", "Participation close", dates) if dates else None


def _dates(page: ConsultationPage) -> str:
    """Write the days between which one can take part."""
    if page.opens_at is None or page.closes_at is None:
        return ""
    return period(timezone.localdate(page.opens_at), timezone.localdate(page.closes_at))


def _duration(page: ConsultationPage) -> int | None:
    """Return for how many days one could take part, first and last included."""
    if page.opens_at is None or page.closes_at is None:
        return None
    first, last = (timezone.localdate(at) for at in (page.opens_at, page.closes_at))
    return (last - first).days + 1


def remaining(page: ConsultationPage) -> str:
    """Say how many days remain."""
    days = page.days_left
    if days is None:
        return ""
    if days == 0:
        return "Dernier jour"
    return f"Encore {days} jour{'s' if days > 1 else ''}"


def _promise(page: ConsultationPage, today: date) -> Fact | None:
    """Say when the answer is due, and own up when it is late."""
    if page.status is Status.DECIDED and page.decided_on:
        when = f"le {day(page.decided_on)}"
        return Fact("check", "Décision prise", when, page.decision_reference)
    if page.status is Status.RESULTS and page.results_published_on:
        when = f"le {day(page.results_published_on)}"
        return Fact("check", "Résultats publiés", when)
    if page.answer_due is None:
        return None
    due = day(page.answer_due)
    if page.answer_due < today:
        waiting = "La réponse n’est pas encore publiée."
        return Fact("bell", "Réponse promise", f"pour le {due}", waiting, late=True)
    return Fact("bell", "Réponse promise", f"avant le {due}", page.answer_due_note)


def steps(page: ConsultationPage, today: date) -> list[Step]:
    """Return the stages, with the one where we are."""
    found: list[Step] = []
    here = False
    for stage in page.steps.all():
        state = _state(stage, today, here)
        here = here or state == "here"
        found.append(Step(stage.name, stage.period, state))
    return found


def _state(stage: ConsultationStep, today: date, here: bool) -> str:
    if stage.ends_on is not None and stage.ends_on < today:
        return "done"
    if not here and stage.starts_on is not None and stage.starts_on <= today:
        return "here"
    return ""


def lines(text: str) -> list[str]:
    """Return the points that the editor wrote, one per line."""
    stripped = (line.strip(" \t-•") for line in text.splitlines())
    return [line for line in stripped if line]


def _moment(value: datetime) -> str:
    return moment(timezone.localtime(value))


def _day(value: datetime) -> str:
    return day(timezone.localdate(value))
