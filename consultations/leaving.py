"""Answered questions and choices that a publication is about to retire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from participation.models import Module
from participation.sync import module_blocks


@dataclass(frozen=True)
class Leaving:
    """One element of what people were asked, and is asked no more."""

    label: str
    within: str  # the module it belongs to
    answers: int = 0


def leaving(page: Any) -> list[Leaving]:
    """Return what leaves with the next publication, with the answers it holds.

    Elements that nobody answered leave without a word.
    """
    found = []
    for module, gone in _gone(page):
        counts = module.behaviour.answer_counts(module)
        found += [
            Leaving(label, module.title, counts[element])
            for element, label in gone.items()
            if counts.get(element)
        ]
    return found


def count_leaving(page: Any) -> int:
    """Return how many published elements are no longer in the text; counts nothing."""
    return sum(len(gone) for _module, gone in _gone(page))


def _gone(page: Any) -> Iterator[tuple[Module, dict[str, str]]]:
    modules = Module.objects.filter(
        host_key=page.translation_key, placed=True
    ).select_related("current_version")
    blocks = {block_id: value for block_id, _kind, value in module_blocks(page)}
    for module in modules:
        if module.current_version is None:
            continue
        if module.block_id not in blocks:
            yield module, {str(module.pk): module.title}
            continue
        definition = module.behaviour.define(
            str(module.block_id), blocks[module.block_id]
        )
        kept = set(_ids(definition))
        gone = dict(_missing(module.current_version.definition, kept))
        if gone:
            yield module, gone


def _ids(node: Any) -> Iterator[str]:
    """Yield the ids of everything that can be answered."""
    if isinstance(node, list):
        for item in node:
            yield from _ids(item)
    elif isinstance(node, dict):
        if "id" in node:
            yield str(node["id"])
        for value in node.values():
            yield from _ids(value)


def _missing(node: Any, kept: set[str], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (id, label) of what is not kept; a question says it for its choices."""
    if isinstance(node, list):
        for item in node:
            yield from _missing(item, kept, path)
    elif isinstance(node, dict):
        label = str(node.get("label") or "")
        where = f"{path} : {label}" if path and label else label or path
        if label and "id" in node and str(node["id"]) not in kept:
            yield str(node["id"]), where
            return
        for value in node.values():
            yield from _missing(value, kept, where)
