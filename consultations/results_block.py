"""« Résultats »: what a survey or an idea call of this page has gathered."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.blocks import BlockGroup

from consultations.survey.charts import Words
from consultations.survey.fields import JSONField, JSONInput, ReadableBlock
from consultations.survey.showing import Showing, showing
from participation.models import Module

RESULTS = _("Résultats et suites")
CHOOSE_QUESTION = _("Choisir une question")
_SHARE = re.compile(r"^(?P<label>.+?)\s*[:=;\t]\s*(?P<share>\d+(?:[.,]\d+)?)\s*%?\s*$")


class Pick(dict[str, Any]):
    """Something of this page: its id, and its name for « Comparer »."""

    def __str__(self) -> str:
        return str(self.get("label") or "")


class PickInput(JSONInput):
    """Choose a survey of this page, or a question of one, in a list."""

    class Media:
        js = ["admin/editor/pick.js"]

    def __init__(self, what: str, empty: str) -> None:
        super().__init__()
        self.what = what
        self.empty = empty


class PickInputAdapter(WidgetAdapter):
    """Hand the widget to the browser."""

    js_constructor = "parvis.PickInput"

    def js_args(self, widget: PickInput) -> list[Any]:
        """Return what to list, and the words of the first line."""
        return [{"what": widget.what, "empty": str(widget.empty)}]


register(PickInputAdapter(), PickInput)


class PickBlock(ReadableBlock):
    """A survey, or a question, by the id of its block: a copy keeps its own."""

    def __init__(
        self,
        *,
        what: str = "question",
        empty: Any = CHOOSE_QUESTION,
        required: bool = True,
        help_text: Any = None,
        **kwargs: Any,
    ) -> None:
        self.field = JSONField(
            required=required, help_text=help_text, widget=PickInput(what, empty)
        )
        super().__init__(**kwargs)

    def normalize(self, value: Any) -> Pick | None:
        """Return a pick from a dictionary or from an id."""
        if isinstance(value, str) and value:
            value = {"id": value}
        if not isinstance(value, dict) or not value.get("id"):
            return None
        return Pick(id=str(value["id"])[:40], label=str(value.get("label") or "")[:300])

    to_python = normalize
    value_from_form = normalize

    class Meta:
        icon = "link"
        default = None


class FindingBlock(blocks.StructBlock):
    """What the editor says of one question."""

    question = PickBlock(label=_("Question"))
    finding = blocks.CharBlock(
        label=_("Ce que le graphique montre"),
        required=False,
        max_length=160,
        help_text=_(
            "Une phrase simple, au-dessus des barres. Vide : la réponse la plus donnée."
        ),
    )
    highlight = blocks.CharBlock(
        label=_("Réponse à faire ressortir"),
        required=False,
        max_length=160,
        help_text=_("Recopiez la réponse. Vide : la plus donnée."),
    )
    population = blocks.TextBlock(
        label=_("Part dans la population"),
        required=False,
        rows=4,
        help_text=_(
            "Une réponse par ligne, avec sa part : « Moins de 15 ans : 17 ». Un trait "
            "la montre à côté de chaque barre."
        ),
    )
    left_out = blocks.BooleanBlock(
        label=_("Ne pas montrer cette question ici"), required=False
    )

    class Meta:
        label = _("Question commentée")
        icon = "comment"
        label_format = "{finding}"


class ResultsBlock(blocks.StructBlock):
    """« Résultats » of a survey or of an idea call of this page."""

    source = PickBlock(
        label=_("Résultats de"),
        what="module",
        empty=_("Le premier questionnaire de la page"),
        required=False,
    )
    title = blocks.CharBlock(
        label=_("Titre"), default=_("Les réponses en détail"), max_length=120
    )
    intro = blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        rows=2,
        help_text=_("Une ou deux phrases à côté du titre."),
    )
    findings = blocks.ListBlock(
        FindingBlock(),
        label=_("Vos phrases sur les questions"),
        default=[],
        help_text=_(
            "Facultatif. Sans elles, chaque graphique dit la réponse la plus donnée."
        ),
    )
    profile = blocks.BooleanBlock(
        label=_("Montrer qui a participé (âge, genre, territoire)"),
        required=False,
        default=True,
    )
    texts = blocks.BooleanBlock(
        label=_("Donner accès aux textes publiés"), required=False, default=True
    )
    method = blocks.BooleanBlock(
        label=_("Expliquer comment les réponses sont comptées"),
        required=False,
        default=True,
    )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the figures, or the sentence that says when they come."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        module = self.module(value, page, context.get("modules"))
        return context | {
            "source": module,
            "shown": self.shown(value, module, context),
            "ideas": self.ideas(module),
        }

    def module(self, value: Any, page: Any, known: Any = None) -> Module | None:
        """Return the module that the block shows: by id, else the first survey."""
        if page is None:
            return None
        if known is None:
            modules = Module.objects.filter(
                host_key=page.translation_key
            ).select_related("page", "snapshot")
            known = {str(module.block_id): module for module in modules}
        if value["source"]:
            return known.get(value["source"]["id"])
        surveys = (str(c.id) for c in page.body if c.block_type == "survey")
        return next((known[key] for key in surveys if key in known), None)

    def ideas(self, module: Module | None) -> Any:
        """Return the idea call behind a module that is one."""
        # Models are not ready when pages import their blocks.
        from consultations.ideas.calls import call_of

        return call_of(module) if module and module.kind == "ideas" else None

    def shown(
        self, value: Any, module: Module | None, context: dict[str, Any]
    ) -> Showing | None:
        """Return the figures of a survey; an idea call has its own."""
        if module is None or module.kind != "survey":
            return None
        return showing(
            module,
            timezone.now(),
            words=words(value["findings"]),
            left_out=frozenset(
                item["question"]["id"]
                for item in value["findings"]
                if item["left_out"] and item["question"]
            ),
            preview=bool(context.get("preview")),
        )

    class Meta:
        label = _("Résultats")
        icon = "parvis-chart"
        group = RESULTS
        template = "blocks/results.html"
        label_format = "{title}"
        description = _(
            "Les chiffres d’un questionnaire de cette page, à jour et imprimables. "
            "Ils apparaissent quand ses réglages le permettent."
        )
        form_layout = [
            "source",
            "title",
            "intro",
            "findings",
            BlockGroup(
                children=["profile", "texts", "method"],
                heading=_("Ce qui est montré"),
                icon="cog",
                classname="collapsed",
            ),
        ]


def words(findings: Any) -> dict[str, Words]:
    """Return what the editor wrote, by question."""
    return {
        item["question"]["id"]: Words(
            item["finding"] or "",
            item["highlight"] or "",
            population(item["population"] or ""),
        )
        for item in findings
        if item["question"]
    }


def population(text: str) -> dict[str, float]:
    """Read « answer: share » lines; a line that is not one counts for nothing."""
    found = (_SHARE.match(line.strip()) for line in text.splitlines())
    return {
        match["label"]: float(match["share"].replace(",", "."))
        for match in found
        if match
    }
