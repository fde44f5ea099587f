"""The form behind the editor's screen of a démarche, and what it checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from consultations.checklist import Checklist, Facts, checklist
from consultations.leaving import count_leaving
from consultations.survey.checks import NO_QUESTION, problems
from consultations.survey.definition import PROFILE_KINDS
from participation.kinds import kinds

# Words that addresses of the site already use.
RESERVED_SLUGS = frozenset(
    {
        "admin",
        "participer",
        "documents",
        "media",
        "static",
        "healthz",
        "compte",
        "reponse",
        "theme",
    }
)
EXPLAINS = frozenset({"text", "faq", "documents", "figure", "results"})


class ReservedSlugForm(WagtailAdminPageForm):
    """Refuses the addresses that the site needs for itself."""

    def clean_slug(self) -> str:
        """Refuse a slug that would hide a page of the site."""
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(
                _("Cette adresse sert déjà au site. Choisissez-en une autre.")
            )
        return slug


class ConsultationPageForm(ReservedSlugForm):
    """Lets a draft be incomplete, never a publication."""

    def clean(self) -> dict[str, Any]:
        """Check the dates always, the whole page before it is read by others."""
        data: dict[str, Any] = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if self.is_deferred_validation:
            return data
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("La clôture doit venir après l’ouverture."))
        for check in checklist(facts_of(FormFacts(self)), timezone.now()).missing:
            # Questions carry their own messages, on the right field.
            if check.target != "body" and check.target not in self.errors:
                self.add_error(check.target, check.message)
        return data


DATES = frozenset({"opens_at", "closes_at"})


class FormFacts:
    """The values of a form, read as if they were those of a page.

    A value that was refused is read as it was sent: the checklist speaks of what
    is on the screen.
    """

    def __init__(self, form: WagtailAdminPageForm) -> None:
        self._form = form

    def __getattr__(self, name: str) -> Any:
        form = self._form
        if name in form.cleaned_data:
            return form.cleaned_data[name]
        if name in form.errors and name in form.fields:
            return None if name in DATES else form[name].value()
        return getattr(form.instance, name)


def checklist_of(page: Any, form: WagtailAdminPageForm | None = None) -> Checklist:
    """Return the lines of « Avant de publier » for a draft, or a refused form."""
    refused = form is not None and form.is_bound and not form.is_valid()
    return checklist(facts_of(FormFacts(form) if refused else page), timezone.now())


def facts_of(page: Any) -> Facts:
    """Read what the checklist needs from a page."""
    body = page.body or []
    modules = [child for child in body if child.block_type in kinds()]
    questions = list(_questions(modules))
    found = [issue for survey in _surveys(modules) for issue in _issues(survey)]
    image = page.image
    return Facts(
        has_modules=bool(modules),
        has_explanation=any(child.block_type in EXPLAINS for child in body),
        opens_at=page.opens_at,
        closes_at=page.closes_at,
        level=bool(page.level),
        decider=bool(page.decider),
        out_of_scope=bool(page.out_of_scope),
        legal_frame=page.legal_frame or "",
        territories=bool(_all(page.territories)),
        contact=bool(page.contact_phone or page.contact_email),
        summary=bool(page.summary),
        image=image is not None,
        image_described=image is not None and bool(image.description),
        without_internet=bool(page.on_paper or page.by_phone or page.in_person),
        data_notice=bool(page.data_notice),
        asks_personal_data=any(
            child.block_type in PROFILE_KINDS | {"contact"} for child in questions
        ),
        answer_due=bool(page.answer_due),
        required_questions=sum(bool(child.value["required"]) for child in questions),
        incomplete_questions=tuple(
            label for name, label in found if name != "condition"
        ),
        stale_conditions=tuple(label for name, label in found if name == "condition"),
        elements_leaving=count_leaving(page) if page.pk else 0,
    )


def _all(related: Any) -> Any:
    return related.all() if hasattr(related, "all") else related


def _surveys(modules: list[Any]) -> Iterator[Any]:
    for child in modules:
        if child.block_type == "survey":
            yield child.value["questions"]


def _questions(modules: list[Any]) -> Iterator[Any]:
    for survey in _surveys(modules):
        yield from (child for child in survey if child.block_type not in NO_QUESTION)


def _issues(survey: Any) -> Iterator[tuple[str, str]]:
    children = list(survey)
    for index, messages in problems(children).items():
        label = children[index].value["label"] or _("question sans texte")
        yield from ((name, str(label)) for name in messages)
