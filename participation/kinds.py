"""What a kind of participation module must know how to do.

`settings.PARTICIPATION_KINDS` maps the name of a StreamField block to a class of
this shape. Adding a kind is a folder and a line (docs/architecture.md).
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from participation.models import Module

Definition = dict[str, Any]


class ModuleKind:
    """The behaviour of one kind of module."""

    name: ClassVar[str]

    def define(self, block_id: str, value: Any) -> Definition:
        """Return what people are asked, as JSON; it becomes a ModuleVersion.

        `value` is the value of the StreamField block. The result depends on
        nothing else, so that an unchanged block gives an equal definition.
        """
        raise NotImplementedError

    def options(self, value: Any) -> dict[str, Any]:
        """Return the fields of Module that the editor sets in the block."""
        return {}

    def synchronise(self, module: Module, definition: Definition) -> None:
        """Write the definition to the kind's own tables; retire what left it.

        Called inside the transaction that saves the page, with `module` locked.
        """

    def participate(self, request: HttpRequest, module: Module) -> HttpResponse:
        """Answer `/participer/<module>/`, where a person takes part."""
        raise NotImplementedError

    def answer_counts(self, module: Module) -> dict[str, int]:
        """Return how many answers each element of the definition holds, by id.

        The keys are ids of questions, choices or rows; the module's own id
        counts everything. The editor sees these before removing an element.
        """
        return {}

    def refresh_results(self, at: datetime) -> None:
        """Bring the snapshots of this kind up to date; the worker calls it."""

    def purge(self, at: datetime) -> None:
        """Delete what this kind keeps for a limited time; the worker calls it."""


@cache
def kinds() -> dict[str, ModuleKind]:
    """Return every kind of module, by the name of its block."""
    return {
        name: import_string(path)()
        for name, path in settings.PARTICIPATION_KINDS.items()
    }
