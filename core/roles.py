"""The roles of staff. Groups of these names come from `home/migrations/0002_roles.py`.

A site may rename a role or change its rights in « Paramètres › Groupes »: the code
asks for permissions, never for a role.
"""

from __future__ import annotations

ADMINISTRATOR = "Administrateur"
EDITOR = "Rédaction"
MODERATOR = "Modération"
READER = "Lecture"
ROLES = (ADMINISTRATOR, EDITOR, MODERATOR, READER)
WORKFLOW = "Relecture"
