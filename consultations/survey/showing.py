"""What a results block shows at an instant: figures, or why there are none yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.survey.charts import Figure, Words, figures, split_profile
from consultations.survey.definition import TEXT_KINDS
from consultations.survey.published import Published, published
from consultations.survey.results import Outcome
from consultations.survey.tally import Texts
from core.typography import day, moment
from participation.disclosure import K
from participation.models import Module
from participation.windows import Phase


@dataclass(frozen=True)
class Written:
    """The words given in answer to a question, and where to read them."""

    outcome: Outcome
    texts: Texts
    url: str


@dataclass(frozen=True)
class Showing:
    """The results of one survey, ready for the template."""

    module: Module
    waiting: str = ""  # why there is nothing to see yet
    found: Published | None = None
    answers: list[Figure] = field(default_factory=list)
    profile: list[Figure] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    is_open: bool = False


def showing(
    module: Module,
    at: datetime,
    *,
    words: Mapping[str, Words] | None = None,
    left_out: frozenset[str] = frozenset(),
    preview: bool = False,
) -> Showing:
    """Return what may be read of a survey at the instant `at`."""
    if not preview and not module.shows_results(at):
        return Showing(module, waiting=when_shown(module, at))
    found = published(module)
    if found is None:
        return Showing(module, waiting=_("Le comptage est en cours : revenez bientôt."))
    if found.n < K:
        return Showing(
            module,
            waiting=_(
                "Il y a encore trop peu de réponses. Les résultats s’affichent à "
                "partir de la cinquième, pour que personne ne soit reconnu."
            ),
        )
    shown = [o for o in found.outcomes if o.question.id not in left_out]
    answers, profile = split_profile(figures(shown, found.n, words))
    return Showing(
        module,
        found=found,
        answers=answers,
        profile=profile,
        written=_written(module, found, shown),
        is_open=module.phase(at) is Phase.OPEN,
    )


def _written(module: Module, found: Published, shown: list[Outcome]) -> list[Written]:
    rows = []
    for outcome in shown:
        texts = found.tally.texts.get(outcome.question.id)
        if texts is None and outcome.question.kind in TEXT_KINDS:
            texts = Texts()
        if texts is not None and outcome.question.takes_text:
            url = reverse("results:texts", args=[module.pk, outcome.question.id])
            rows.append(Written(outcome, texts, url))
    return rows


def when_shown(module: Module, at: datetime) -> str:
    """Say when the results will be there to read."""
    where = module.phase(at)
    if where is Phase.UPCOMING:
        return _("Les résultats s’afficheront ici quand la participation sera ouverte.")
    if module.results_visibility == module.Visibility.CLOSED:
        if module.closes_at is None:
            return _("Les résultats seront publiés après la clôture.")
        closing = moment(timezone.localtime(module.closes_at))
        return _("Les résultats seront publiés à la clôture, le %s.") % closing
    if module.results_published_on is not None:
        when = day(module.results_published_on)
        return _("Les résultats seront publiés le %s.") % when
    if where is Phase.OPEN:
        return _("Les résultats seront publiés par l’équipe après la clôture.")
    return _(
        "Les réponses sont en cours d’analyse. L’équipe publiera ici les résultats."
    )
