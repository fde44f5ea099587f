"""The form that gives an idea."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from consultations.ideas.definition import NO, REQUIRED, IdeaCall
from consultations.ideas.images import BadImageError, redrawn
from consultations.ideas.territories import TerritoryTree
from core.models import Territory
from participation.models import Contribution

MAX_TITLE = 120
MAX_BODY = 5000


class IdeaForm(forms.Form):
    """What a person writes. Fields that the call does not ask for are left out."""

    title = forms.CharField(
        max_length=MAX_TITLE,
        error_messages={
            "required": _("Donnez un titre à votre idée : quelques mots suffisent."),
            "max_length": _("Ce titre est trop long. Gardez 120 signes au plus."),
        },
    )
    body = forms.CharField(
        max_length=MAX_BODY,
        error_messages={
            "required": _("Décrivez votre idée, en quelques phrases."),
            "max_length": _("Ce texte est trop long. Gardez 5 000 signes au plus."),
        },
    )
    category = forms.ChoiceField(
        error_messages={
            "required": _("Choisissez une catégorie. La plus proche suffit."),
            "invalid_choice": _("Choisissez une catégorie de la liste."),
        }
    )
    territory = forms.CharField(
        max_length=40,
        required=False,
        error_messages={"required": _("Choisissez le territoire de votre idée.")},
    )
    place = forms.CharField(max_length=200, required=False)
    image = forms.FileField(required=False, allow_empty_file=True)
    image_alt = forms.CharField(max_length=200, required=False)
    author_name = forms.CharField(max_length=80, required=False)
    author_kind = forms.ChoiceField(
        choices=Contribution.AuthorKind.choices,
        required=False,
        error_messages={"invalid_choice": _("Choisissez une réponse de la liste.")},
    )

    # False while the form itself is refused: its fields are not judged yet.
    tells_errors = True

    def __init__(self, call: IdeaCall, tree: TerritoryTree, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.call = call
        self.tree = tree
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (category.id, category.label) for category in call.categories
        ]
        self.fields["territory"].required = call.territory == REQUIRED
        for name, is_asked in (
            ("category", bool(call.categories)),
            ("territory", call.territory != NO),
            ("place", call.place),
            ("image", call.image),
            ("image_alt", call.image),
        ):
            if not is_asked:
                del self.fields[name]

    def clean_title(self) -> str:
        """Return the title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_territory(self) -> Territory | None:
        """Return the territory of this code."""
        code = self.cleaned_data["territory"]
        if not code:
            return None
        if code not in self.tree.by_code:
            raise forms.ValidationError(_("Choisissez un territoire de la liste."))
        return self.tree.by_code[code]

    def clean_image(self) -> ContentFile | None:
        """Return the picture redrawn, without what a camera writes in it."""
        upload: UploadedFile | None = self.cleaned_data["image"]
        if not upload:
            return None
        try:
            return redrawn(upload, upload.size or 0)
        except BadImageError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_author_kind(self) -> str:
        """Return on whose behalf the person speaks; oneself by default."""
        return self.cleaned_data["author_kind"] or Contribution.AuthorKind.INHABITANT

    def clean(self) -> dict[str, Any]:
        """Ask for the description of the picture, for those who do not see it."""
        data = super().clean() or {}
        if data.get("image") and not data.get("image_alt"):
            self.add_error(
                "image_alt",
                _(
                    "Décrivez l’image en une phrase, "
                    "pour les personnes qui ne la voient pas."
                ),
            )
        return data

    @property
    def shown(self) -> dict[str, str]:
        """The first error of each field, as a sentence."""
        if not self.is_bound or not self.tells_errors:
            return {}
        shown = {name: str(errors[0]) for name, errors in self.errors.items()}
        if shown and self.files.get("image") and "image" in self.fields:
            again = _("Choisissez l’image de nouveau : le navigateur ne la garde pas.")
            shown.setdefault("image", str(again))
        return shown

    @property
    def author(self) -> str:
        """On whose behalf the person speaks, as ticked or by default."""
        return self["author_kind"].value() or Contribution.AuthorKind.INHABITANT

    @property
    def authors(self) -> list[dict[str, Any]]:
        """What may be ticked."""
        return [
            {"id": value, "label": label}
            for value, label in Contribution.AuthorKind.choices
        ]
