"""« Avant de publier »: what a démarche must say before people take part. Pure.

The four duties of article L131-1 of the CRPA are behind it: make the procedure
public, inform, leave time, publish what follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

# A démarche under this frame is announced fifteen days before it opens.
NOTICE_FRAMES = frozenset({"l121-17"})
NOTICE = timedelta(days=15)
TOO_MANY_REQUIRED = 12


@dataclass(frozen=True)
class Facts:
    """What the checklist needs to know about a page."""

    has_modules: bool = False
    has_explanation: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    level: bool = False
    decider: bool = False
    out_of_scope: bool = False
    legal_frame: str = ""
    territories: bool = False
    contact: bool = False
    summary: bool = False
    image: bool = False
    image_described: bool = False
    without_internet: bool = False
    data_notice: bool = False
    asks_personal_data: bool = False
    answer_due: bool = False
    required_questions: int = 0
    incomplete_questions: tuple[str, ...] = ()
    stale_conditions: tuple[str, ...] = ()
    # Published questions and choices that this text no longer has.
    elements_leaving: int = 0


@dataclass(frozen=True)
class Check:
    """One line of the panel."""

    tab: str
    label: str
    done: bool
    target: str  # the field to open
    serious: bool = False  # publication is refused without it
    message: str = ""  # what to do, when it is not done

    @property
    def blocks(self) -> bool:
        """Whether publication waits for this line."""
        return self.serious and not self.done


@dataclass(frozen=True)
class Checklist:
    """Every line, in the order of the tabs."""

    checks: tuple[Check, ...] = field(default_factory=tuple)

    @property
    def missing(self) -> tuple[Check, ...]:
        """Lines that block publication."""
        return tuple(check for check in self.checks if check.blocks)

    @property
    def advised(self) -> tuple[Check, ...]:
        """Lines that would make the démarche better."""
        return tuple(c for c in self.checks if not c.done and not c.serious)

    def by_tab(self) -> dict[str, list[Check]]:
        """Lines by tab."""
        tabs: dict[str, list[Check]] = {}
        for check in self.checks:
            tabs.setdefault(check.tab, []).append(check)
        return tabs


CONTENT, FRAME, FOLLOW_UP = "Contenu", "Cadre", "Suites"


def checklist(facts: Facts, at: datetime) -> Checklist:
    """Return every line for a page with these facts, at the instant `at`."""
    checks = [*_content(facts), *_survey(facts), *_frame(facts, at), *_follow_up(facts)]
    return Checklist(tuple(checks))


def _content(facts: Facts) -> list[Check]:
    return [
        Check(
            CONTENT,
            "Une phrase de résumé",
            facts.summary,
            "summary",
            serious=True,
            message="Écrivez la phrase des listes et des partages.",
        ),
        Check(
            CONTENT,
            "L’image est décrite, s’il y en a une",
            not facts.image or facts.image_described,
            "image",
            message="Décrivez l’image dans la médiathèque, pour qui ne la voit pas.",
        ),
        Check(
            CONTENT,
            "Un module de participation ou une explication",
            facts.has_modules or facts.has_explanation,
            "body",
            message="La page est vide : ajoutez un texte ou un questionnaire.",
        ),
    ]


def _survey(facts: Facts) -> list[Check]:
    checks = []
    if facts.has_modules:
        checks = [
            Check(
                CONTENT,
                "Chaque question à choix a ses choix",
                not facts.incomplete_questions,
                "body",
                serious=True,
                message=_quoted("À compléter", facts.incomplete_questions),
            ),
            Check(
                CONTENT,
                "Aucune condition à revoir",
                not facts.stale_conditions,
                "body",
                serious=True,
                message=_quoted("À revoir", facts.stale_conditions),
            ),
            Check(
                CONTENT,
                "Moins de douze questions obligatoires",
                facts.required_questions < TOO_MANY_REQUIRED,
                "body",
                message=f"{facts.required_questions} questions obligatoires : "
                "beaucoup de gens s’arrêteront avant la fin.",
            ),
        ]
    if facts.elements_leaving:
        checks.append(
            Check(
                CONTENT,
                "Les questions déjà publiées",
                False,
                "body",
                message="Publier retirera des questions ou des choix déjà proposés "
                f"(nombre : {facts.elements_leaving}). Les réponses sont gardées.",
            )
        )
    if facts.asks_personal_data:
        checks.append(
            Check(
                FRAME,
                "La mention sur les données personnelles",
                facts.data_notice,
                "data_notice",
                serious=True,
                message="Le questionnaire demande un profil ou une adresse : dites à "
                "quoi servent les réponses, qui les lit, combien de temps.",
            )
        )
    return checks


def _frame(facts: Facts, at: datetime) -> list[Check]:
    checks = [
        Check(
            FRAME,
            "Les dates d’ouverture et de clôture",
            bool(facts.opens_at and facts.closes_at),
            "opens_at" if not facts.opens_at else "closes_at",
            serious=facts.has_modules,
            message="Sans elles, personne ne peut participer.",
        ),
        Check(
            FRAME,
            "Le niveau de participation",
            facts.level,
            "level",
            serious=True,
            message="Dites ce que les avis peuvent changer.",
        ),
        Check(
            FRAME,
            "Qui décide, et quand",
            facts.decider,
            "decider",
            serious=True,
            message="Nommez l’assemblée ou la personne qui décidera.",
        ),
        Check(
            FRAME,
            "Ce qui n’est pas en discussion",
            facts.out_of_scope,
            "out_of_scope",
            serious=True,
            message="Écrivez ce qui est déjà décidé, ou hors sujet.",
        ),
        Check(
            FRAME,
            "Le territoire concerné",
            facts.territories,
            "territories",
            message="La page sera trouvée par les habitants de ce territoire.",
        ),
        Check(
            FRAME,
            "Un moyen de participer sans internet",
            facts.without_internet or not facts.has_modules,
            "on_paper",
            message="Papier, téléphone ou rencontre : une personne sur six en dépend.",
        ),
        Check(
            FRAME,
            "Une personne à joindre",
            facts.contact,
            "contact_name",
            serious=True,
            message="Un numéro de téléphone ou une adresse électronique.",
        ),
    ]
    if facts.legal_frame in NOTICE_FRAMES:
        opens = facts.opens_at
        checks.append(
            Check(
                FRAME,
                "Quinze jours entre l’annonce et l’ouverture",
                opens is not None and opens - at >= NOTICE,
                "opens_at",
                message="Une concertation préalable s’annonce quinze jours avant.",
            )
        )
    return checks


def _follow_up(facts: Facts) -> list[Check]:
    return [
        Check(
            FOLLOW_UP,
            "La date de réponse promise",
            facts.answer_due,
            "answer_due",
            message="Dites quand la collectivité répondra : c’est la première "
            "question que les gens se posent.",
        )
    ]


def _quoted(intro: str, labels: tuple[str, ...]) -> str:
    shown = ", ".join(f"« {label} »" for label in labels[:3])
    more = f" et {len(labels) - 3} autres" if len(labels) > 3 else ""
    return f"{intro} : {shown}{more}."
