"""The private link of a draft, sent by mail to whoever asks for it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from consultations.survey.links import secret_of
from core.limits import TooMany, hit
from participation.models import Module
from participation.submission import NotOpen, Refused, closed_message

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
# The address may be somebody else's: nobody's mailbox is filled from here.
MAILS_A_DAY = 5


class TooManyMails(Refused):
    """Enough mails for now."""

    status = 429


def send_link(module: Module, token: UUID, email: str, client: str) -> None:
    """Have the private link mailed; raise Refused."""
    now = timezone.now()
    if not module.is_open(now):
        raise NotOpen(closed_message(module, module.phase(now)))
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(
            _("Écrivez une adresse complète, comme prenom.nom@exemple.fr.")
        ) from error
    _count(email.casefold(), client)
    mail_link.enqueue(module_id=str(module.pk), token=token.hex, email=email)


def _count(address: str, client: str) -> None:
    try:
        hit("survey:link:client", client, limit=60, per=QUARTER)
        hit("survey:link", address, limit=3, per=QUARTER)
    except TooMany as error:
        raise TooManyMails(
            _("Trois courriels sont déjà partis. Attendez un quart d’heure.")
        ) from error
    try:
        hit("survey:link:day", address, limit=MAILS_A_DAY, per=DAY)
    except TooMany as error:
        raise TooManyMails(
            _(
                "Cinq courriels sont déjà partis aujourd’hui vers cette adresse. "
                "Copiez le lien ci-dessus, ou réessayez demain."
            )
        ) from error


@task()
def mail_link(module_id: str, token: str, email: str) -> None:
    """Send the mail. The task holds the token: the secret is made here."""
    module = Module.objects.get(pk=module_id)
    path = reverse("survey:resume", args=[module.pk, secret_of(UUID(token))])
    body = render_to_string(
        "consultations/survey/mail_link.txt",
        {"module": module, "link": f"{settings.SITE_URL}{path}"},
    )
    subject = _("Votre lien pour finir de répondre : %(title)s") % {
        "title": " ".join(module.title.split())
    }
    send_mail(subject, body, None, [email])
