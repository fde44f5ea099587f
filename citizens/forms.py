"""The two questions of identification: which address, which code."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """Where to send the code."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Écrivez votre adresse électronique."),
            "invalid": _("Écrivez une adresse complète, comme prenom.nom@exemple.fr."),
        },
    )


class CodeForm(forms.Form):
    """The six digits that were sent."""

    code = forms.RegexField(
        regex=r"^\s*(\d[\s.-]?){6}\s*$",
        max_length=20,
        error_messages={
            "required": _("Écrivez les six chiffres du code."),
            "invalid": _("Le code a six chiffres. Écrivez-les tous."),
        },
    )
