"""Receiving a contribution: the part that every kind of module shares."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.models import Channel, Module, Participation
from participation.windows import Phase


class Refused(Exception):
    """A contribution is not accepted; nothing was stored.

    `message` tells the person why, in French; `status` is the HTTP status.
    """

    status: ClassVar[int] = 422

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotOpen(Refused):
    """The module is not open yet, no longer, or not published."""

    status = 409


class AlreadyParticipated(Refused):
    """This person has already taken part."""

    status = 409


def admit(
    module_id: UUID, *, channel: str, voter_key: str | None, token: UUID
) -> Module:
    """Let one contribution in: lock the module, check its phase, note the voice.

    Call it first in the transaction that stores the contribution. The phase is
    judged by the server's clock once the lock is held, so that nothing enters
    after the count. Staff may still enter what arrived on paper after closing,
    until the module is sealed. Raises NotOpen or AlreadyParticipated.
    """
    module = Module.objects.locked_for_submission(module_id).get()
    _check_open(module, channel)
    if voter_key is not None:
        try:
            with transaction.atomic():
                Participation.objects.create(
                    module=module, voter_key=voter_key, token=token, channel=channel
                )
        except IntegrityError as error:
            raise AlreadyParticipated(
                _("Vous avez déjà participé. Une seule participation par personne.")
            ) from error
    return module


def _check_open(module: Module, channel: str) -> None:
    now = timezone.now()
    if module.is_open(now):
        return
    phase = module.phase(now)
    by_staff = channel != Channel.ONLINE
    if by_staff and phase is Phase.CLOSED and module.sealed_at is None:
        return
    raise NotOpen(closed_message(module, phase))


def closed_message(module: Module, phase: Phase) -> str:
    """Say in French why nobody can take part now."""
    if phase is Phase.UPCOMING and module.opens_at is not None:
        return _("La participation ouvre le %(date)s.") % {
            "date": _local(module.opens_at)
        }
    if phase is Phase.CLOSED and module.closes_at is not None:
        return _("La participation est terminée depuis le %(date)s.") % {
            "date": _local(module.closes_at)
        }
    return _("La participation n’est pas ouverte.")


def _local(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H \\h i")  # type: ignore[arg-type]
