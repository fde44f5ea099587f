"""What stands before every public form: a one-time token and a proof of work.

The token is signed, names the version that the person saw, and is used once: the
tables have UNIQUE(module, token), so the same form sent twice stores one record.
The proof of work (the ALTCHA protocol) needs no third party; people without
JavaScript answer a small sum instead, under a tighter limit.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

import altcha
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.limits import TooMany, client_address, hit
from participation.models import Module, ModuleVersion
from participation.submission import Refused

SALT = "participation.guard"
LIFETIME = timedelta(hours=24)
WINDOW = timedelta(minutes=10)
# Fifty people of one library vote within ten minutes from one address.
LIMIT_WITH_PROOF = 200
LIMIT_WITH_QUESTION = 60


class StaleForm(Refused):
    """The token is unknown, too old, or of another module."""


class Unproven(Refused):
    """Neither the proof of work nor the answer to the sum is right."""


class OverLimit(Refused):
    """Too many contributions from one place; `retry_after` is in seconds."""

    status: ClassVar[int] = 429

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Guard:
    """The one-time token of one form, and the version it was made for."""

    module: Module
    version: ModuleVersion
    token: UUID
    signed: str

    @classmethod
    def issue(cls, module: Module, token: UUID | None = None) -> Guard:
        """Return the guard of a new form, or of one that is taken up again."""
        if module.current_version_id is None:
            raise ValueError(f"module {module.pk} was never published")
        version = version_by_id(module.current_version_id)
        token = token or uuid.uuid4()
        signed = signing.dumps([module.pk.hex, version.pk, token.hex], salt=SALT)
        return cls(module, version, token, signed)

    @classmethod
    def from_post(
        cls, request: HttpRequest, module: Module, *, final: bool = True
    ) -> Guard:
        """Return the guard of a form that was sent; raise Refused.

        With `final`, the sending counts against the limit and must be proven;
        intermediate steps of a long form pass `final=False`.
        """
        guard = cls._read(request.POST.get("guard", ""), module)
        if final:
            guard._prove(request)
        return guard

    @classmethod
    def _read(cls, signed: str, module: Module) -> Guard:
        try:
            module_hex, version_pk, token_hex = signing.loads(
                signed, salt=SALT, max_age=LIFETIME
            )
            token = UUID(token_hex)
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise StaleForm(_stale_message()) from error
        if module_hex != module.pk.hex:
            raise StaleForm(_stale_message())
        return cls(module, version_by_id(version_pk), token, signed)

    @property
    def challenge(self) -> altcha.Challenge:
        """The ALTCHA challenge of this form; its salt names the token."""
        return altcha.create_challenge(
            hmac_key=_hmac_key(),
            max_number=settings.PROOF_OF_WORK_COST,
            expires=timezone.now() + LIFETIME,
            params={"form": self.token.hex},
        )

    @property
    def question(self) -> str:
        """A sum that a person without JavaScript answers."""
        first, second = self._terms
        return _("Combien font %(first)s plus %(second)s ?") % {
            "first": _number_names()[first],
            "second": _number_names()[second],
        }

    @property
    def _terms(self) -> tuple[int, int]:
        digest = hmac.new(
            _hmac_key().encode(), self.token.bytes, hashlib.sha256
        ).digest()
        return digest[0] % 8 + 1, digest[1] % 8 + 1

    def _prove(self, request: HttpRequest) -> None:
        proven = self._has_proof(request.POST.get("altcha", ""))
        answered = self._has_answer(request.POST.get("guard_answer", ""))
        limit = LIMIT_WITH_PROOF if proven else LIMIT_WITH_QUESTION
        try:
            hit(
                f"participation:{'proof' if proven else 'question'}",
                client_address(request),
                limit=limit,
                per=WINDOW,
            )
        except TooMany as error:
            minutes = -(-error.retry_after // 60)
            raise OverLimit(
                _(
                    "Beaucoup d’envois viennent de votre connexion. Rien n’est perdu : "
                    "renvoyez ce formulaire dans %(minutes)s minutes."
                )
                % {"minutes": minutes},
                error.retry_after,
            ) from error
        if not (proven or answered):
            raise Unproven(
                _(
                    "Le petit calcul de vérification est à refaire : il protège la "
                    "consultation des envois automatiques."
                )
            )

    def _has_proof(self, payload: str) -> bool:
        if not payload or len(payload) > 2000:
            return False
        try:
            verified, _error = altcha.verify_solution(payload, _hmac_key())
            params = altcha.extract_params(_decoded(payload))
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            return False
        return verified and params.get("form") == [self.token.hex]

    def _has_answer(self, text: str) -> bool:
        wanted = sum(self._terms)
        answer = text.strip().lower().replace("-", " ")
        return answer in {str(wanted), _number_names()[wanted].replace("-", " ")}


@lru_cache(maxsize=512)
def version_by_id(pk: int) -> ModuleVersion:
    """Return a version; versions never change, so that each is read once."""
    return ModuleVersion.objects.get(pk=pk)


def _decoded(payload: str) -> Any:
    return json.loads(base64.b64decode(payload))


def _hmac_key() -> str:
    return hashlib.sha256(f"altcha:{settings.SECRET_KEY}".encode()).hexdigest()


def _stale_message() -> str:
    return _(
        "Cette page est restée ouverte trop longtemps. Rien n’est perdu : vérifiez "
        "vos réponses et envoyez-les de nouveau."
    )


def _number_names() -> tuple[str, ...]:
    return (
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
        "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
    )  # fmt: skip
