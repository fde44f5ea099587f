"""An idea call to take part in, the ideas in it, and pictures to send."""

from __future__ import annotations

import io
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from consultations.models import ConsultationPage, Idea
from participation.models import Module
from tests.build import consultation_page, guarded

CATEGORIES = [
    {"id": "cantines", "label": "Cantines"},
    {"id": "jardins", "label": "Jardins et terres agricoles"},
]
SETTINGS: dict[str, Any] = {
    "title": "Vos idées pour bien manger",
    "intro": "Une idée simple suffit.",
    "categories": CATEGORIES,
    "territory": "optional",
    "place": True,
    "image": True,
    "identity_level": "open",
    "moderation": "before",
    "support": True,
    "show_supports": True,
    "support_level": "open",
}


def call_page(page: dict[str, Any] | None = None, **settings: Any) -> ConsultationPage:
    """Return a live démarche with one idea call, published as an editor does."""
    block = {"type": "ideas", "id": str(uuid.uuid4()), "value": SETTINGS | settings}
    return consultation_page(
        **{"title": "Bien manger", "body": [block], **(page or {})}
    )


def idea_call(page: dict[str, Any] | None = None, **settings: Any) -> Module:
    """Return an open idea call."""
    return Module.objects.select_related("current_version").get(
        page=call_page(page, **settings)
    )


def an_idea(module: Module, **fields: Any) -> Idea:
    """Return a published idea, unless `fields` say otherwise."""
    values = {
        "title": "Un frigo solidaire",
        "body": "Un réfrigérateur en libre accès devant chaque médiathèque.",
        "category": "cantines",
        "state": "published",
        **fields,
    }
    return Idea.objects.create(module=module, **values)


def typed(module: Module, **fields: Any) -> dict[str, Any]:
    """Return what a person without JavaScript sends from the form."""
    return guarded(
        module,
        **{
            "title": "Composteurs dans les marchés",
            "body": "Les épluchures repartiraient en terreau.",
            "category": "cantines",
            "author_name": "Maëlle R.",
            "author_kind": "inhabitant",
            **fields,
        },
    )


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any
) -> SimpleUploadedFile:
    """Return a small picture as a browser sends it."""
    out = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, "red").save(out, kind, **options)
    return SimpleUploadedFile(f"photo.{kind.lower()}", out.getvalue())
