#!/usr/bin/env python
"""Run a Django command for Parvis."""

import os
import sys
from pathlib import Path

# `site/` is a plain folder, never a package: the standard library has a module
# of that name (docs/architecture.md).
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
