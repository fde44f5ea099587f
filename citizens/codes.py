"""Sending a code to an address, and checking it. The reply never tells who exists."""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from citizens.models import EmailCode
from core.limits import TooMany, hit

PER_QUARTER = 3
PER_DAY = 10
PER_CLIENT = 100
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
SENDING = timedelta(minutes=10)


def normalised(email: str) -> str:
    """Return an address as it is compared: no capitals, one form per letter."""
    name, _at, domain = email.strip().rpartition("@")
    name = unicodedata.normalize("NFC", name).casefold()
    return f"{name}@{unicodedata.normalize('NFKC', domain).casefold()}"


def request_code(email: str, client: str) -> EmailCode:
    """Have a code sent to an address; raise TooMany.

    What is done does not depend on the address: neither the reply nor the time it
    takes says whether somebody uses it here.
    """
    address = normalised(email)
    hit("citizens:code:client", client, limit=PER_CLIENT, per=SENDING)
    # What the quarter of an hour refuses does not use up the day: a stranger would
    # lock the owner of the address out with eleven requests.
    hit("citizens:code:quarter", address, limit=PER_QUARTER, per=QUARTER)
    hit("citizens:code:day", address, limit=PER_DAY, per=DAY)
    code = EmailCode.objects.create(email=address, created_at=timezone.now())
    send_code.enqueue(code_id=str(code.pk))
    return code


@task()
def send_code(code_id: str) -> None:
    """Draw the code, keep its hash, send it. A late task sends nothing."""
    now = timezone.now()
    code = EmailCode.objects.alive(now).filter(pk=code_id, code_hash="").first()
    if code is None:
        return
    digits = f"{secrets.randbelow(1_000_000):06d}"
    code.code_hash = _hash(code.pk, digits)
    code.save(update_fields=["code_hash"])
    body = render_to_string("citizens/mail_code.txt", {"code": digits})
    send_mail(_("%(code)s est votre code") % {"code": digits}, body, None, [code.email])


def check(code_id: UUID, typed: str, at: datetime | None = None) -> str | None:
    """Return the address that a code proves, or None.

    Five wrong tries kill it, and the right code is then refused too.
    """
    now = at or timezone.now()
    code = EmailCode.objects.filter(pk=code_id).first()
    if code is None or not code.take_a_try(now):
        return None
    digits = re.sub(r"[\s.-]", "", typed)
    if not hmac.compare_digest(_hash(code.pk, digits), code.code_hash):
        return None
    return code.email if code.use(now) else None


def purge(at: datetime) -> None:
    """Forget the codes, and the addresses with them."""
    EmailCode.objects.spent(at).delete()


def wait_message(refusal: TooMany) -> str:
    """Say in French how long to wait."""
    return _("Beaucoup de codes sont déjà partis. Attendez %(minutes)s minutes.") % {
        "minutes": -(-refusal.retry_after // 60)
    }


def _hash(code_id: UUID, digits: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"code:{code_id.hex}:{digits}".encode(), "sha256").hexdigest()
