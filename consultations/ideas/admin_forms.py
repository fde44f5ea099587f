"""The forms by which staff enter an idea they heard, and decide on ideas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from consultations.ideas.access import calls_for
from consultations.ideas.definition import IdeaCall
from consultations.ideas.forms import MAX_BODY, MAX_TITLE
from consultations.ideas.rules import REFUSALS, missing_answer
from consultations.models import Idea
from participation.models import Channel, Module


def category_choices(module: Module) -> list[tuple[str, str]]:
    """Return the categories of a call, for a list of choices."""
    if module.current_version is None:
        return []
    return list(IdeaCall.from_json(module.current_version.definition).labels.items())


class EnterForm(WagtailAdminModelForm):
    """An idea heard in a meeting, read on paper, dictated by telephone."""

    title = forms.CharField(label=_("Titre"), max_length=MAX_TITLE)
    body = forms.CharField(
        label=_("L’idée"),
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Les mots de la personne, aussi fidèlement que possible."),
    )
    category = forms.ChoiceField(label=_("Catégorie"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calls = calls_for(self.for_user).filter(sealed_at=None, placed=True)
        calls = calls.select_related("current_version")
        self.fields["module"].queryset = calls  # type: ignore[attr-defined]
        self.fields["module"].label = _("Appel à idées")
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            choice for choice in Channel.choices if choice[0] != Channel.ONLINE
        ]
        self.fields["channel"].initial = Channel.MEETING
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "---------"),
            *((call.title, category_choices(call)) for call in calls),
        ]

    def clean(self) -> dict[str, Any]:
        """Check that the category is one of this call, and that it has begun."""
        data: dict[str, Any] = super().clean() or {}
        module = data.get("module")
        if module is None:
            return data
        if data.get("category") and data["category"] not in dict(
            category_choices(module)
        ):
            self.add_error(
                "category", _("Cette catégorie est d’un autre appel à idées.")
            )
        if module.opens_at is None or module.opens_at > timezone.now():
            self.add_error("module", _("Cet appel à idées n’est pas encore ouvert."))
        return data


class ReviewForm(WagtailAdminModelForm):
    """Whether an idea is shown, where it is sorted, and what is answered to it."""

    category = forms.ChoiceField(label=_("Catégorie"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = category_choices(self.instance.module)
        current = self.instance.category
        if current and current not in dict(known):
            known.append((current, self.instance.category_label))
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "---------"),
            *known,
        ]

    def clean(self) -> dict[str, Any]:
        """A refusal has its reason, and an answer its words."""
        data: dict[str, Any] = super().clean() or {}
        reason = (data.get("refusal_reason") or "").strip()
        if data.get("state") == Idea.State.REFUSED and not reason:
            self.add_error(
                "refusal_reason",
                _("Dites pourquoi l’idée n’est pas publiée : la personne le lira."),
            )
        missing = missing_answer(
            data.get("stage", ""),
            data.get("answer") or "",
            data.get("answer_reason") or "",
        )
        if missing:
            self.add_error(
                missing,
                _("Écrivez la réponse en une ou deux phrases.")
                if missing == "answer"
                else _(
                    "Dites pourquoi : une réponse incomplète ou un refus s’explique."
                ),
            )
        elif data.get("answer") and not data.get("answered_at"):
            data["answered_at"] = timezone.localdate()
        return data


class RefuseForm(forms.Form):
    """Why several ideas are not published."""

    reason = forms.ChoiceField(
        label=_("Motif"),
        choices=list(REFUSALS.items()),
        widget=forms.RadioSelect,
        help_text=_("La personne le lira sur son reçu."),
    )
    detail = forms.CharField(
        label=_("Précision"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Facultatif. Par exemple : ce qu’il faut retirer pour la renvoyer."
        ),
    )
