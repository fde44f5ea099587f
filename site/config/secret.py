"""The secret key of a trial: made once, kept in `var/`, never in the repository."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret(path: Path) -> str:
    """Return the key kept at `path`, creating it at the first call."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = get_random_secret_key()
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key
