"""From the blocks of a live page to relational modules.

Called inside `Page.save()`, in its transaction: the page and its modules are
published together or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Max
from wagtail.models import Page

from participation.kinds import Definition, kinds
from participation.models import Module, ModuleVersion


def checksum(definition: Definition) -> str:
    """Return the SHA-256 of a definition, whatever the order of its keys."""
    text = json.dumps(definition, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def module_blocks(page: Any) -> Iterator[tuple[UUID, str, Any]]:
    """Yield (block id, kind, value) for each participation block of the body."""
    for child in page.body:
        if child.block_type in kinds():
            yield UUID(child.id), child.block_type, child.value


def synchronise(page: Any) -> None:
    """Make the modules of a page equal to the blocks of its live body.

    `page` has `body` and `module_window()`. The caller holds a transaction and
    has checked that the page is live and no alias. Two publications at once wait
    for one another on the rows of the modules. A module that a translation shares
    belongs to the page that created it: other languages change nothing.
    """
    blocks = list(module_blocks(page))
    _create_missing(page, blocks)
    modules = {
        module.block_id: module
        for module in Module.objects.select_for_update(of=("self",))
        .select_related("current_version")
        .filter(host_key=page.translation_key)
        .order_by("pk")
    }
    for block_id, _kind, value in blocks:
        module = modules.pop(block_id)
        if _is_owned_elsewhere(module, page):
            continue
        _update(module, page, value)
    for module in modules.values():
        if module.placed and not _is_owned_elsewhere(module, page):
            module.placed = False
            module.save(update_fields=["placed"])


def _create_missing(page: Page, blocks: list[tuple[UUID, str, Any]]) -> None:
    known = set(
        Module.objects.filter(host_key=page.translation_key).values_list(
            "block_id", flat=True
        )
    )
    Module.objects.bulk_create(
        [
            Module(
                host_key=page.translation_key, block_id=block_id, kind=kind, page=page
            )
            for block_id, kind, _value in blocks
            if block_id not in known
        ],
        # The other of two publications at once may have created them.
        ignore_conflicts=True,
    )


def _is_owned_elsewhere(module: Module, page: Page) -> bool:
    return module.page_id is not None and module.page_id != page.pk


def _update(module: Module, page: Any, value: Any) -> None:
    definition = module.behaviour.define(str(module.block_id), value)
    wanted = {
        "page_id": page.pk,
        "placed": True,
        "title": definition["title"],
        **page.module_window(),
        **module.behaviour.options(value),
    }
    changed = [name for name, new in wanted.items() if getattr(module, name) != new]
    for name in changed:
        setattr(module, name, wanted[name])
    digest = checksum(definition)
    if module.current_version is None or module.current_version.checksum != digest:
        module.current_version = _new_version(module, definition, digest, page)
        changed.append("current_version")
        module.behaviour.synchronise(module, definition)
    if changed:
        module.save(update_fields=changed)


def _new_version(
    module: Module, definition: Definition, digest: str, page: Any
) -> ModuleVersion:
    last = module.versions.aggregate(last=Max("number"))["last"] or 0
    revision = page.latest_revision
    return ModuleVersion.objects.create(
        module=module,
        number=last + 1,
        checksum=digest,
        definition=definition,
        published_by_id=revision.user_id if revision else None,
    )
