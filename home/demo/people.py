"""Who works on the site, and who visits it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify

from home.demo import LOGINS, PASSWORD

NAMES = {
    "admin": ("Camille", "Orvain"),
    "redaction": ("Thomas", "Ledru-Viel"),
    "moderation": ("Inès", "Aboukir"),
    "lecture": ("Yanis", "Belkadour"),
}
CITIZENS = [
    ("Maëlle", "Rivoire"),
    ("Samir", "Benkhelil"),
    ("Jeanne", "Courtial"),
    ("Ousmane", "Diabira"),
    ("Louise", "Pasquereau"),
    ("Tomas", "Ferreirinha"),
    ("Nadège", "Vauquelour"),
    ("Linh", "Trandao"),
    ("Gérard", "Montaubry"),
    ("Aïcha", "Zerhouane"),
]

FIRST_NAMES = [
    "Aïcha",
    "Alban",
    "Amina",
    "André",
    "Anouk",
    "Baptiste",
    "Bilal",
    "Cécile",
    "Clara",
    "Denis",
    "Élodie",
    "Émile",
    "Fatou",
    "Florian",
    "Gérard",
    "Gwenaëlle",
    "Hugo",
    "Inès",
    "Jeanne",
    "Karim",
    "Léa",
    "Linh",
    "Louise",
    "Lucien",
    "Maëlle",
    "Malik",
    "Margaux",
    "Mathis",
    "Nadège",
    "Nicolas",
    "Odette",
    "Ousmane",
    "Paul",
    "Rachid",
    "Rose",
    "Samir",
    "Simone",
    "Tomas",
    "Valentine",
    "Yann",
    "Yvette",
    "Zoé",
]


def create_staff() -> dict[str, Any]:
    """Create one account for each role; return them by user name."""
    password = make_password(PASSWORD)
    staff = {}
    for role, username, _password in LOGINS:
        user = _user(username, *NAMES[username], password)
        user.groups.add(Group.objects.get(name=role))
        staff[username] = user
    return staff


def create_citizens() -> list[Any]:
    """Create ten accounts without any right."""
    password = make_password(PASSWORD)
    return [
        _user(f"{slugify(first)}.{slugify(last)}", first, last, password)
        for first, last in CITIZENS
    ]


def _user(username: str, first_name: str, last_name: str, password: str) -> Any:
    users = get_user_model()
    user, _created = users.objects.get_or_create(
        username=username,
        defaults={
            "email": f"{username}@merlianne.example",
            "first_name": first_name,
            "last_name": last_name,
            "password": password,
        },
    )
    return user
