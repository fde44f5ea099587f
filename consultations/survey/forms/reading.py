"""From what was typed to answers, or to a sentence that says what to do.

One function per kind of question. Nothing here writes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.survey import definition
from consultations.survey.definition import Choice, Question, Survey
from consultations.survey.forms.raw import Raw, first, input_name
from consultations.survey.forms.uploads import KeptFile, kept_file
from consultations.survey.forms.words import one_line, paragraphs, rank, spelled

SHORT = 300
LONG = 5000
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", re.ASCII)


class Problem(Exception):
    """An answer to look at again."""

    def __init__(self, message: str, brief: str, *inputs: str) -> None:
        super().__init__(message)
        self.message = message  # next to the question: what to do, in full
        self.brief = brief  # in the summary, after « Question 3 : »
        self.inputs = frozenset(inputs)  # names of the inputs to mark, if not all


@dataclass(frozen=True)
class Answer:
    """What one question becomes: a value, words, a file or an address."""

    value: Any = None
    text: str = ""
    file: KeptFile | None = None
    email: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self.value is None and not (self.text or self.file or self.email)


NOTHING = Answer()


@dataclass
class Reading:
    """All the answers of a form, and what is to be looked at again."""

    data: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, KeptFile] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    problems: dict[str, Problem] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()


def read(survey: Survey, raw: Raw, territories: Container[str] = ()) -> Reading:
    """Read a whole form. What is not asked is dropped, whatever was typed there.

    A problem in a question that is not asked never blocks.
    """
    answers: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    for question in survey.questions():
        try:
            answers[question.id] = _read_one(question, raw, territories)
        except Problem as problem:
            problems[question.id] = problem
    data = {id_: a.value for id_, a in answers.items() if a.value is not None}
    asked = definition.asked(survey, data)
    given = {id_: answer for id_, answer in answers.items() if id_ in asked}
    return Reading(
        data={id_: value for id_, value in data.items() if id_ in asked},
        texts={id_: a.text for id_, a in given.items() if a.text},
        files={id_: a.file for id_, a in given.items() if a.file},
        emails=[a.email for a in given.values() if a.email],
        problems={id_: p for id_, p in problems.items() if id_ in asked},
        asked=asked,
    )


def _read_one(question: Question, raw: Raw, territories: Container[str]) -> Answer:
    if question.kind == "territory":
        answer = _territory(question, raw, territories)
    else:
        answer = _READERS[question.kind](question, raw)
    if question.required and answer.is_empty:
        raise _missing(question)
    return answer


def _missing(question: Question) -> Problem:
    message, brief = _MISSING.get(question.kind, _MISSING_CHOICE)()
    return Problem(message, brief)


# -- Words ----------------------------------------------------------------------


def _short(question: Question, raw: Raw) -> Answer:
    text = one_line(first(raw, input_name(question)))
    _check_length(text, SHORT)
    return Answer(text=text)


def _long(question: Question, raw: Raw) -> Answer:
    text = paragraphs(first(raw, input_name(question)))
    _check_length(text, LONG)
    return Answer(text=text)


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        raise Problem(
            _(
                "Votre texte compte %(length)s signes. "
                "Raccourcissez-le à %(longest)s signes au plus."
            )
            % {"length": len(text), "longest": longest},
            _("raccourcissez votre texte"),
        )


# -- Choices --------------------------------------------------------------------


def _one_choice(question: Question, raw: Raw) -> Answer:
    picked = first(raw, input_name(question))
    text = _other_text(question, raw)
    other = question.other
    if not picked and text and other:
        picked = other.id
    if picked and picked not in _ids(question.choices):
        raise _unknown_choice()
    if text and other and picked != other.id:
        raise _other_not_ticked(other)
    return Answer(value=picked or None, text=text)


def _several_choices(question: Question, raw: Raw) -> Answer:
    picked = {value for value in raw.get(input_name(question), []) if value}
    text = _other_text(question, raw)
    if text and question.other:
        picked.add(question.other.id)
    if picked - _ids(question.choices):
        raise _unknown_choice()
    chosen = [choice for choice in question.choices if choice.id in picked]
    if chosen:
        _check_exclusive(chosen)
        _check_how_many(question, len(chosen))
    return Answer(value=[choice.id for choice in chosen] or None, text=text)


def _check_exclusive(chosen: list[Choice]) -> None:
    alone = next((choice for choice in chosen if choice.exclusive), None)
    if alone and len(chosen) > 1:
        raise Problem(
            _(
                "« %(choice)s » ne va pas avec une autre réponse. "
                "Décochez l’une ou l’autre."
            )
            % {"choice": alone.label},
            _("« %(choice)s » ne va pas avec une autre réponse")
            % {"choice": alone.label},
        )


def _check_how_many(question: Question, count: int) -> None:
    most, least = question.max_choices, question.min_choices
    if most and count > most:
        surplus = count - most
        raise Problem(
            _("Vous avez coché %(count)s réponses. Décochez-en %(surplus)s.")
            % {"count": spelled(count), "surplus": spelled(surplus)},
            _("gardez %(most)s au plus, vous en avez %(count)s")
            % {"most": _answers(most), "count": spelled(count)},
        )
    if least and count < least:
        raise Problem(
            _("Vous avez coché %(count)s. Cochez-en encore %(lack)s.")
            % {"count": _answers(count), "lack": spelled(least - count)},
            _("cochez au moins %(least)s") % {"least": _answers(least)},
        )


def _answers(count: int) -> str:
    return ngettext("%(count)s réponse", "%(count)s réponses", count) % {
        "count": spelled(count)
    }


def _other_text(question: Question, raw: Raw) -> str:
    if question.other is None:
        return ""
    text = one_line(first(raw, input_name(question, "other")))
    _check_length(text, SHORT)
    return text


def _other_not_ticked(other: Choice) -> Problem:
    return Problem(
        _(
            "Vous avez écrit une réponse sans choisir « %(choice)s ». "
            "Choisissez-le, ou effacez le texte."
        )
        % {"choice": other.label},
        _("choisissez « %(choice)s », ou effacez le texte") % {"choice": other.label},
    )


def _unknown_choice() -> Problem:
    return Problem(
        _("Choisissez une des réponses proposées."), _("choisissez une réponse")
    )


def _ids(choices: tuple[Choice, ...]) -> set[str]:
    return {choice.id for choice in choices}


# -- Scales, matrices, rankings -----------------------------------------------------


def _scale(question: Question, raw: Raw) -> Answer:
    picked = first(raw, input_name(question))
    if not picked:
        return NOTHING
    if picked not in {str(point) for point in range(1, question.points + 1)}:
        raise _unknown_choice()
    return Answer(value=int(picked))


def _matrix(question: Question, raw: Raw) -> Answer:
    known = _ids(question.choices)
    value = {}
    for row in question.rows:
        picked = first(raw, input_name(question, row.id))
        if picked and picked not in known:
            raise _unknown_choice()
        if picked:
            value[row.id] = picked
    lacking = [row for row in question.rows if row.id not in value]
    if value and lacking and question.required:
        raise _incomplete_matrix(question, lacking)
    return Answer(value=value or None)


def _incomplete_matrix(question: Question, lacking: list[Choice]) -> Problem:
    lines = ", ".join(f"« {row.label} »" for row in lacking)
    return Problem(
        _("Il manque une réponse pour %(lines)s.") % {"lines": lines},
        _("complétez %(lines)s") % {"lines": lines},
        *(input_name(question, row.id) for row in lacking),
    )


def _ranking(question: Question, raw: Raw) -> Answer:
    places = _places(question, raw)
    if not places:
        return NOTHING
    for place in range(1, max(places) + 1):
        if place not in places:
            raise Problem(
                _("Le rang « %(rank)s » manque : donnez-le à une proposition.")
                % {"rank": rank(place)},
                _("le rang « %(rank)s » manque") % {"rank": rank(place)},
            )
    ranked = [places[place].id for place in sorted(places)]
    wanted = question.min_choices or question.max_choices or len(question.choices)
    if question.required and len(ranked) < wanted:
        raise Problem(
            _("Donnez un rang à %(lack)s de plus.")
            % {"lack": _proposals(wanted - len(ranked))},
            _("classez encore %(lack)s") % {"lack": _proposals(wanted - len(ranked))},
        )
    return Answer(value=ranked)


def _places(question: Question, raw: Raw) -> dict[int, Choice]:
    """Return which item stands at each place; two at one place is a problem."""
    most = question.max_choices or len(question.choices)
    places: dict[int, Choice] = {}
    for choice in question.choices:
        typed = first(raw, input_name(question, choice.id))
        if not typed:
            continue
        if typed not in {str(place) for place in range(1, most + 1)}:
            raise Problem(
                _("Choisissez un rang entre 1 et %(most)s.") % {"most": most},
                _("choisissez un rang entre 1 et %(most)s") % {"most": most},
                input_name(question, choice.id),
            )
        place = int(typed)
        if place in places:
            raise _same_place(question, place, places[place], choice)
        places[place] = choice
    return places


def _same_place(
    question: Question, place: int, first_: Choice, second: Choice
) -> Problem:
    return Problem(
        _(
            "« %(first)s » et « %(second)s » ont le même rang, « %(rank)s ». "
            "Changez l’un des deux."
        )
        % {"first": first_.label, "second": second.label, "rank": rank(place)},
        _("le rang « %(rank)s » est donné deux fois") % {"rank": rank(place)},
        input_name(question, first_.id),
        input_name(question, second.id),
    )


def _proposals(count: int) -> str:
    return ngettext("%(count)s proposition", "%(count)s propositions", count) % {
        "count": spelled(count)
    }


# -- Numbers, dates, places -----------------------------------------------------------


def decimal(typed: str) -> float | None:
    """Return the number in « 1 250,5 »; None if it is no number."""
    text = "".join(typed.split()).replace(",", ".").replace("−", "-")
    return float(text) if _NUMBER.fullmatch(text) else None


def _number(question: Question, raw: Raw) -> Answer:
    typed = one_line(first(raw, input_name(question)))
    if question.unit:
        typed = typed.removesuffix(question.unit)
    if not typed.strip():
        return NOTHING
    value = decimal(typed)
    if value is None:
        raise Problem(
            _("Écrivez un nombre en chiffres, par exemple 12 ou 3,5."),
            _("écrivez un nombre"),
        )
    _check_bounds(question, value)
    return Answer(value=int(value) if value.is_integer() else value)


def _check_bounds(question: Question, value: float) -> None:
    low, high = question.min_value, question.max_value
    if (low is None or value >= low) and (high is None or value <= high):
        return
    if low is not None and high is not None:
        bounds = _("entre %(low)s et %(high)s") % {
            "low": plain(low),
            "high": plain(high),
        }
    elif low is not None:
        bounds = _("à partir de %(low)s") % {"low": plain(low)}
    else:
        bounds = _("jusqu’à %(high)s") % {"high": plain(high)}
    raise Problem(
        _("Écrivez un nombre %(bounds)s.") % {"bounds": bounds},
        _("écrivez un nombre %(bounds)s") % {"bounds": bounds},
    )


def plain(value: float | None) -> str:
    """Write a number as a person would type it."""
    if value is None:
        return ""
    text = str(int(value)) if float(value).is_integer() else str(value)
    return text.replace(".", ",")


def _date(question: Question, raw: Raw) -> Answer:
    typed = one_line(first(raw, input_name(question)))
    if not typed:
        return NOTHING
    if match := _ISO_DATE.fullmatch(typed):
        year, month, day = match.groups()
    elif match := _FRENCH_DATE.fullmatch(typed):
        day, month, year = match.groups()
    else:
        raise _not_a_date()
    try:
        value = date(int(year), int(month), int(day))
    except ValueError as error:
        raise _not_a_date() from error
    if not 1900 <= value.year <= 2150:
        raise _not_a_date()
    return Answer(value=value.isoformat())


def _not_a_date() -> Problem:
    return Problem(
        _("Écrivez une date qui existe : jour, mois, année, comme 14/07/2027."),
        _("écrivez une date comme 14/07/2027"),
    )


def _territory(question: Question, raw: Raw, territories: Container[str]) -> Answer:
    code = first(raw, input_name(question))
    if not code:
        return NOTHING
    if code not in territories:
        raise Problem(
            _("Choisissez un lieu de la liste."), _("choisissez un lieu de la liste")
        )
    return Answer(value=code)


def _place(question: Question, raw: Raw) -> Answer:
    text = paragraphs(first(raw, input_name(question)))
    _check_length(text, SHORT)
    point = _point(question, raw)
    if not text and not point:
        return NOTHING
    return Answer(value=point, text=text)


def _point(question: Question, raw: Raw) -> dict[str, float]:
    names = [input_name(question, part) for part in ("lat", "lon")]
    typed = [one_line(first(raw, name)) for name in names]
    if not any(typed):
        return {}
    latitude, longitude = (decimal(value) for value in typed)
    if (
        latitude is None
        or longitude is None
        or abs(latitude) > 90
        or abs(longitude) > 180
    ):
        raise Problem(
            _(
                "Écrivez les deux coordonnées en degrés, comme 49,4431 et 1,0993, "
                "ou effacez-les."
            ),
            _("corrigez les coordonnées, ou effacez-les"),
            *names,
        )
    return {"lat": latitude, "lon": longitude}


# -- Consents, addresses, files ----------------------------------------------------


def _consent(question: Question, raw: Raw) -> Answer:
    return Answer(value=True) if first(raw, input_name(question)) else NOTHING


def _contact(question: Question, raw: Raw) -> Answer:
    email_name = input_name(question, "email")
    consent_name = input_name(question, "consent")
    email = one_line(first(raw, email_name))
    agreed = bool(first(raw, consent_name))
    if not email and not agreed:
        return NOTHING
    try:
        validate_email(email)
    except ValidationError as error:
        raise Problem(
            _("Écrivez une adresse complète, comme prenom.nom@exemple.fr."),
            _("écrivez une adresse complète"),
            email_name,
        ) from error
    if not agreed:
        raise Problem(
            _(
                "Cochez la case pour que nous puissions vous écrire, "
                "ou effacez l’adresse."
            ),
            _("cochez la case, ou effacez l’adresse"),
            consent_name,
        )
    return Answer(email=email)


def _file(question: Question, raw: Raw) -> Answer:
    if first(raw, input_name(question, "remove")):
        return NOTHING
    return Answer(file=kept_file(first(raw, input_name(question, "kept"))))


Reader = Callable[[Question, Raw], Answer]
_READERS: Mapping[str, Reader] = {
    "short": _short,
    "long": _long,
    "single": _one_choice,
    "dropdown": _one_choice,
    "agree": _one_choice,
    "age": _one_choice,
    "gender": _one_choice,
    "multiple": _several_choices,
    "scale": _scale,
    "matrix": _matrix,
    "ranking": _ranking,
    "number": _number,
    "date": _date,
    "place": _place,
    "consent": _consent,
    "contact": _contact,
    "file": _file,
}


def _MISSING_CHOICE() -> tuple[str, str]:  # noqa: N802  the default of _MISSING
    return (
        _("Choisissez une réponse. Si aucune ne convient, prenez la plus proche."),
        _("choisissez une réponse"),
    )


_MISSING: Mapping[str, Callable[[], tuple[str, str]]] = {
    "short": lambda: (_("Écrivez votre réponse."), _("écrivez votre réponse")),
    "long": lambda: (_("Écrivez votre réponse."), _("écrivez votre réponse")),
    "multiple": lambda: (
        _("Cochez au moins une réponse."),
        _("cochez au moins une réponse"),
    ),
    "scale": lambda: (_("Choisissez une note."), _("choisissez une note")),
    "matrix": lambda: (
        _("Choisissez une réponse sur chaque ligne."),
        _("choisissez une réponse sur chaque ligne"),
    ),
    "ranking": lambda: (
        _("Donnez un rang à chaque proposition."),
        _("donnez un rang à chaque proposition"),
    ),
    "number": lambda: (_("Écrivez un nombre."), _("écrivez un nombre")),
    "date": lambda: (_("Écrivez une date."), _("écrivez une date")),
    "territory": lambda: (
        _("Choisissez un lieu de la liste."),
        _("choisissez un lieu de la liste"),
    ),
    "place": lambda: (_("Décrivez le lieu."), _("décrivez le lieu")),
    "consent": lambda: (
        _("Cochez la case : sans cet accord, nous ne pouvons pas garder vos réponses."),
        _("cochez la case pour donner votre accord"),
    ),
    "contact": lambda: (
        _("Écrivez votre adresse électronique et cochez la case."),
        _("écrivez votre adresse électronique"),
    ),
    "file": lambda: (_("Joignez un fichier."), _("joignez un fichier")),
}
