"""What holds the house together, and no other tool would notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.template.loader import get_template

from config.env import env

ROOT = Path(settings.BASE_DIR)
# From the top down; a name may know only those after it.
LAYERS = ["home", "consultations", "agenda", "participation", "citizens", "core"]
TEMPLATES = sorted(
    str(path.relative_to(ROOT / "templates"))
    for path in (ROOT / "templates").rglob("*.*")
    if path.suffix in {".html", ".txt", ".xml", ".svg"}
)


def test_foreign_keys_go_downwards() -> None:
    """A foreign key written as a string escapes import-linter."""
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for label in LAYERS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label in LAYERS[: LAYERS.index(label)]
    ]

    assert upward == []


def test_every_own_app_has_its_layer() -> None:
    own = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == ROOT
    }

    assert own == set(LAYERS)


def test_site_is_a_folder_and_no_package() -> None:
    """With an `__init__.py` it would hide a module of the standard library."""
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name: str) -> None:
    get_template(name)


def test_every_variable_of_the_environment_is_documented() -> None:
    text = (ROOT / "docs" / "env.md").read_text()
    documented = re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE)

    assert sorted(documented) == sorted(env.scheme)


def test_every_address_family_is_documented() -> None:
    text = (ROOT / "docs" / "runbook.md").read_text()
    from config.urls import urlpatterns

    prefixes = {
        str(pattern.pattern).lstrip("^").split("/")[0]
        for pattern in urlpatterns
        if str(pattern.pattern)
    }

    assert {name for name in prefixes if f"`/{name}" not in text} == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " "))
    packages = [entry for entry in entries if re.match(r"[A-Za-z0-9]", entry)]

    assert packages
    loose = [
        entry.split()[0]
        for entry in packages
        if "==" not in entry.split()[0] or "--hash=sha256:" not in entry
    ]
    assert loose == []


def test_each_periodic_job_exists() -> None:
    from django.utils.module_loading import import_string

    for name, seconds in settings.PERIODIC_JOBS.items():
        assert callable(import_string(name))
        assert seconds >= 1
