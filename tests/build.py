"""Small builders that tests share: pages, modules and guarded forms."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Site

from consultations.models import ConsultationIndexPage, ConsultationPage
from consultations.survey.definition import Survey
from participation.guard import Guard
from participation.models import Module
from participation.sync import checksum


def site_root() -> Page:
    """Return the root page of the default site, as it is now and not as cached."""
    Site.clear_site_root_paths_cache()
    return Site.objects.get(is_default_site=True).root_page


def index_page() -> ConsultationIndexPage:
    """Return the page that lists démarches, made at the first call."""
    index = ConsultationIndexPage.objects.first()
    if index is None:
        index = ConsultationIndexPage(title="Démarches", slug="demarches")
        site_root().add_child(instance=index)
    return index


def consultation_page(**fields: Any) -> ConsultationPage:
    """Return a live démarche that is open now, unless `fields` say otherwise."""
    now = timezone.now()
    values: dict[str, Any] = {
        "title": "À pied, à vélo",
        "slug": f"demarche-{uuid.uuid4().hex[:8]}",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=10),
        **fields,
    }
    page = ConsultationPage(**values)
    index_page().add_child(instance=page)
    return page


def survey_module(
    survey: Survey, page: ConsultationPage | None = None, **fields: Any
) -> Module:
    """Return an open module that asks `survey`, with its rows and version 1."""
    page = page or consultation_page()
    module = Module.objects.create(
        host_key=page.translation_key,
        block_id=uuid.uuid4(),
        kind="survey",
        page=page,
        title=survey.title,
        **{"opens_at": page.opens_at, "closes_at": page.closes_at, **fields},
    )
    definition = survey.to_json()
    module.current_version = module.versions.create(
        number=1, checksum=checksum(definition), definition=definition
    )
    module.save()
    module.behaviour.synchronise(module, definition)
    return module


def guarded(module: Module, **fields: Any) -> dict[str, Any]:
    """Return the POST data of a form that a person without JavaScript sends."""
    guard = Guard.issue(module)
    return {"guard": guard.signed, "guard_answer": str(sum(guard._terms)), **fields}


def closes_in(module: Module, **delta: float) -> datetime:
    """Move the closing date of a module relative to now."""
    module.closes_at = timezone.now() + timedelta(**delta)
    module.save(update_fields=["closes_at"])
    return module.closes_at
