"""What the stories about ideas share."""

from __future__ import annotations

import pytest

from participation.guard import version_by_id


@pytest.fixture(autouse=True)
def forgotten_versions() -> None:
    """Forget the versions of the test before: theirs had the same numbers."""
    version_by_id.cache_clear()
