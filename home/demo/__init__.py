"""Merlianne Métropole: an invented authority, to try every part of the site."""

from core.roles import ADMINISTRATOR, EDITOR, MODERATOR, READER

PASSWORD = "parvis-demo-2026"  # noqa: S105  printed on screen: it protects nothing
# Role, user name, password.
LOGINS = [
    (ADMINISTRATOR, "admin", PASSWORD),
    (EDITOR, "redaction", PASSWORD),
    (MODERATOR, "moderation", PASSWORD),
    (READER, "lecture", PASSWORD),
]
