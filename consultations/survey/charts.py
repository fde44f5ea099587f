"""Figures in plain words and bars: what the public sees of each question.

The caption of a chart is its finding. An editor may write it; otherwise it says
which answer was given most, and claims nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consultations.survey.definition import PROFILE_KINDS
from consultations.survey.results import Line, Outcome, Ranked
from core.typography import day, number

WIDTH = 1000
NUMBERS = {2: "Deux", 3: "Trois", 4: "Quatre", 5: "Cinq", 6: "Six"}
HEADS = {
    "territory": "Territoire",
    "age": "Âge",
    "date": "Mois",
    "scale": "Note",
    "number": "Valeur",
}
# A list of territories or months is cut to its first rows; the data has the rest.
MOST_ROWS = 15


@dataclass(frozen=True)
class Words:
    """What an editor wrote about a question."""

    finding: str = ""
    highlight: str = ""
    population: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """One row of a chart."""

    label: str
    width: int
    count: int | None
    share: str
    first: bool = False
    tick: int | None = None
    other: str = ""


@dataclass(frozen=True)
class Chart:
    """One table of bars."""

    finding: str
    caption: str
    head: str = "Réponse"
    bars: tuple[Bar, ...] = ()
    other_head: str = ""
    track: bool = True


@dataclass(frozen=True)
class Figure:
    """Everything said of one question: one chart or several, and notes."""

    outcome: Outcome
    finding: str
    caption: str
    charts: tuple[Chart, ...] = ()
    ranks: tuple[Ranked, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id of the question, for anchors."""
        return self.outcome.question.id


def figures(
    outcomes: Iterable[Outcome], n: int, words: Mapping[str, Words] | None = None
) -> list[Figure]:
    """Return the figures of the questions, without those that hold only words."""
    said = words or {}
    return [
        figure(outcome, n, said.get(outcome.question.id, Words()))
        for outcome in outcomes
        if outcome.texts is None or outcome.lines
    ]


def split_profile(figures: Iterable[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return what people said, and apart who took part."""
    answers: list[Figure] = []
    profile: list[Figure] = []
    for found in figures:
        kind = found.outcome.question.kind
        (profile if kind in PROFILE_KINDS else answers).append(found)
    return answers, profile


def figure(outcome: Outcome, n: int, words: Words) -> Figure:
    """Return what is shown of one question."""
    finding = words.finding or automatic_finding(outcome)
    caption = question_caption(outcome, n)
    if words.population:
        caption += " Part des répondants (barre) et de la population (trait)."
    if outcome.too_few:
        return Figure(outcome, outcome.question.label, caption, notes=(_TOO_FEW,))
    return Figure(
        outcome,
        finding,
        caption,
        charts=tuple(_charts(outcome, finding, caption, words)),
        ranks=outcome.ranks,
        notes=tuple(notes(outcome)),
    )


_TOO_FEW = "Moins de cinq personnes ont répondu à cette question : rien n’est montré."


# -- Sentences ------------------------------------------------------------------


def automatic_finding(outcome: Outcome) -> str:
    """Say the plainest true thing about a question."""
    kind, unit = outcome.question.kind, outcome.question.unit
    if not outcome.answered:
        return "Aucune réponse pour l’instant"
    if kind == "scale" and outcome.mean is not None:
        return f"En moyenne, {number(outcome.mean)} sur {outcome.question.points}"
    if kind == "number" and outcome.mean is not None:
        return f"En moyenne, {number(outcome.mean)} {unit}".strip()
    if kind == "ranking" and outcome.ranks and outcome.ranks[0].mean is not None:
        return _best_placed(outcome)
    if kind == "consent":
        return f"{number(outcome.answered)} personnes ont donné leur accord"
    if kind == "place":
        return f"{number(outcome.answered)} personnes ont indiqué un lieu"
    if kind == "matrix" or not outcome.lines:
        return outcome.question.label
    return _most_given(outcome)


def _best_placed(outcome: Outcome) -> str:
    best = [rank.label for rank in outcome.ranks if rank.mean == outcome.ranks[0].mean]
    if len(best) > 2:
        return "Aucune proposition ne se détache"
    together = " et ".join(best)
    return f"Placé le plus haut en moyenne : {together}"


def _most_given(outcome: Outcome) -> str:
    top = outcome.top
    if top is None:
        return "Aucune réponse ne passe devant les autres"
    said = f"{number(top.n or 0)} sur {number(outcome.answered)}"
    return f"Réponse la plus donnée : {top.label} ({said})"


def question_caption(outcome: Outcome, n: int) -> str:
    """Return the exact question, what could be answered, and how many did."""
    question = outcome.question
    stop = "" if question.label.endswith(("?", "!", ".", "…")) else "."
    parts = [f"« {question.label} »{stop}"]
    if outcome.is_multiple:
        most = question.max_choices
        several = (
            f"{NUMBERS[most]} réponses" if most in NUMBERS else "Plusieurs réponses"
        )
        parts.append(f"{several} possibles : le total peut dépasser 100 %.")
    if outcome.asked < n and not outcome.too_few and question.kind != "consent":
        parts.append(f"Question posée à {_persons(outcome.asked)}.")
    if question.kind == "consent":
        parts.append(f"Demandé à {_persons(outcome.asked)}.")
    elif not outcome.too_few:
        parts.append(_answered(outcome))
    if outcome.reworded_on:
        parts.append(f"Intitulé modifié le {day(outcome.reworded_on)}.")
    if outcome.retired:
        parts.append("Question retirée depuis.")
    return " ".join(parts)


def _answered(outcome: Outcome) -> str:
    plural = "s" if outcome.answered > 1 else ""
    text = f"{number(outcome.answered)} répondant{plural}"
    if outcome.unanswered:
        text += f", {number(outcome.unanswered)} sans réponse"
    return f"{text}."


def _persons(n: int) -> str:
    return f"{number(n)} personne{'s' if n > 1 else ''}"


def notes(outcome: Outcome) -> Iterable[str]:
    """Say what the chart alone would not."""
    if outcome.median is not None:
        middle = number(outcome.median)
        yield f"Médiane : {middle} (la moitié des réponses sont au-dessous ou égales)."
    if outcome.low is not None and outcome.high is not None:
        yield f"De {number(outcome.low)} à {number(outcome.high)}."
    shown = len(outcome.lines) - outcome.hidden
    if shown > MOST_ROWS + 5:
        yield f"Les {MOST_ROWS} premières lignes sur {shown} ; les données ont les autres."
    if outcome.hidden:
        yield _hidden_note(outcome)
    if any(line.n is None for row in outcome.rows for line in row.lines):
        yield "Des réponses trop rares ne sont pas montrées, pour ne désigner personne."
    if any(None in rank.counts for rank in outcome.ranks):
        yield "Un tiret remplace un nombre qui révélerait un groupe de moins de cinq."
    if outcome.lines and outcome.mean is None and outcome.question.kind == "scale":
        yield "Aucune moyenne : elle permettrait de retrouver un très petit groupe."


def _hidden_note(outcome: Outcome) -> str:
    several = outcome.hidden > 1
    text = (
        f"{outcome.hidden} réponses ne sont pas montrées, pour ne désigner personne"
        if several
        else "Une réponse n’est pas montrée : moins de cinq personnes l’ont donnée"
    )
    if outcome.hidden_n:
        text += f" ({_persons(outcome.hidden_n)} en tout)"
    return f"{text}."


# -- Bars -----------------------------------------------------------------------


def _charts(
    outcome: Outcome, finding: str, caption: str, words: Words
) -> Iterable[Chart]:
    for row in outcome.rows:
        answers = f"{number(row.answered)} réponses." if row.lines else _TOO_FEW
        gone = " Ligne retirée depuis." if row.retired else ""
        yield Chart(row.label, f"{answers}{gone}", bars=_bars(row.lines, Words()))
    if outcome.lines:
        yield Chart(
            finding,
            caption,
            HEADS.get(outcome.question.kind, "Réponse"),
            _bars(outcome.lines, words),
            other_head="Population" if words.population else "",
            track=not words.population,
        )


def _bars(lines: Iterable[Line], words: Words) -> tuple[Bar, ...]:
    shown = [line for line in lines if line.n is not None]
    best = _highlighted(shown, words)
    population = {_plain(key): value for key, value in words.population.items()}
    # Beside the population, a bar is drawn three times as long: shares are small.
    scale = _scale(shown, population)
    return tuple(
        Bar(
            label=f"{line.label} (choix retiré)" if line.retired else line.label,
            width=min(WIDTH, round(WIDTH * scale * (line.share or 0))),
            count=line.n,
            share=percent(line.share),
            first=line is best,
            tick=_tick(population.get(_plain(line.label)), scale),
            other=percent(_share(population.get(_plain(line.label)))),
        )
        for line in shown[: None if len(shown) <= MOST_ROWS + 5 else MOST_ROWS]
    )


def _highlighted(lines: list[Line], words: Words) -> Line | None:
    if words.highlight:
        label = _plain(words.highlight)
        return next((line for line in lines if _plain(line.label) == label), None)
    if words.population:
        return None  # the distance to the tick is what there is to see
    ranked = sorted(lines, key=lambda x: -(x.n or 0))
    if not ranked or not ranked[0].n:
        return None
    tied = len(ranked) > 1 and ranked[1].n == ranked[0].n
    return None if tied else ranked[0]


def _scale(lines: list[Line], population: Mapping[str, float]) -> float:
    if not population:
        return 1.0
    largest = max(
        [*(line.share or 0 for line in lines), *(p / 100 for p in population.values())],
        default=1.0,
    )
    return 0.95 / largest if largest else 1.0


def _tick(share: float | None, scale: float) -> int | None:
    return None if share is None else round(WIDTH * scale * share / 100)


def _share(percentage: float | None) -> float | None:
    return None if percentage is None else percentage / 100


def _plain(label: str) -> str:
    return " ".join(label.replace("’", "'").casefold().split())


def percent(share: float | None) -> str:
    """Write a share: « 54 % », « moins de 1 % »."""
    if share is None:
        return ""
    if 0 < share < 0.005:
        return "moins de 1 %"
    return f"{round(100 * share)} %"
