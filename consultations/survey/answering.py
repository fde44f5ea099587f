"""What a person does with a survey: send answers, change them. One transaction each."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.models import (
    FileAnswer,
    FollowUpContact,
    Question,
    Response,
    TextAnswer,
)
from consultations.survey import drafts
from consultations.survey.definition import Survey
from consultations.survey.forms.reading import Reading
from consultations.survey.forms.uploads import KeptFile
from consultations.survey.links import fingerprint, secret_of
from participation.guard import version_by_id
from participation.models import Channel, Module, ModuleVersion, ResultSnapshot
from participation.submission import AlreadyParticipated, NotOpen, Refused, admit

# Two random references may be equal: once in a million at a million responses.
_ATTEMPTS = 4


def survey_of(version: ModuleVersion) -> Survey:
    """Return what a version asks; each is read once per process."""
    return _survey(version.pk, version.checksum)


def find(module_id: UUID, token: UUID) -> Response | None:
    """Return the response that was sent with a form, if it was."""
    sent = Response.objects.filter(module_id=module_id, token=token)
    return sent.select_related("version").first()


def submit(
    version: ModuleVersion, token: UUID, answers: Reading, *, voter_key: str | None
) -> Response:
    """Store the answers of one person; the same token again gives the same response.

    Raises NotOpen or AlreadyParticipated; nothing is stored then.
    """
    for _attempt in range(_ATTEMPTS):
        try:
            return _store(version, token, answers, voter_key)
        except (IntegrityError, NotOpen, AlreadyParticipated) as error:
            if sent := find(version.module_id, token):
                return sent
            if not isinstance(error, IntegrityError):
                raise
            refused = error
    raise refused


@transaction.atomic
def _store(
    version: ModuleVersion, token: UUID, answers: Reading, voter_key: str | None
) -> Response:
    module = admit(
        version.module_id,
        channel=Channel.ONLINE,
        voter_key=voter_key,
        # Another token than the response's: nothing links a voice to its answers.
        token=uuid4(),
    )
    response = Response.objects.create(
        module=module,
        version=version,
        token=token,
        data=answers.data,
        edit_key=fingerprint(secret_of(token)) if module.editable else "",
    )
    pks = _question_pks(version.pk, version.checksum)
    _store_words(response, {pks[id_]: text for id_, text in answers.texts.items()})
    _store_files(response, {pks[id_]: file for id_, file in answers.files.items()})
    _store_addresses(module, answers.emails)
    drafts.forget(token)
    return response


@transaction.atomic
def edit(response: Response, version: ModuleVersion, answers: Reading) -> None:
    """Change the answers of a response, until the survey closes.

    What was counted must be counted again; a text that did not change keeps the
    moderator's decision. Raises NotOpen.
    """
    module = admit(
        response.module_id,
        channel=Channel.ONLINE,
        voter_key=None,
        token=response.token,
    )
    locked = Response.objects.select_for_update().get(pk=response.pk)
    if locked.annulled_at is not None:
        raise Refused(_("Cette réponse a été annulée : elle ne peut plus changer."))
    locked.module = module
    locked.version = version
    locked.data = answers.data
    locked.edited_at = timezone.now()
    locked.save(update_fields=["version", "data", "edited_at"])
    pks = _question_pks(version.pk, version.checksum)
    _replace_words(locked, {pks[id_]: text for id_, text in answers.texts.items()})
    # What leaves the response is deleted from the disk by `drafts.purge`.
    locked.files.all().delete()
    _store_files(locked, {pks[id_]: file for id_, file in answers.files.items()})
    ResultSnapshot.objects.filter(module=module).update(dirty=True)


def _replace_words(response: Response, texts: dict[int, str]) -> None:
    for answer in response.texts.all():
        if texts.get(answer.question_id) == answer.text:
            del texts[answer.question_id]
        else:
            answer.delete()
    _store_words(response, texts)


def _store_words(response: Response, texts: dict[int, str]) -> None:
    if not texts:
        return
    read_first = response.module.moderation == Module.Moderation.BEFORE
    state = TextAnswer.State.PENDING if read_first else TextAnswer.State.PUBLISHED
    TextAnswer.objects.bulk_create(
        TextAnswer(response=response, question_id=pk, text=text, state=state)
        for pk, text in texts.items()
    )


def _store_files(response: Response, files: dict[int, KeptFile]) -> None:
    if files:
        FileAnswer.objects.bulk_create(
            FileAnswer(
                response=response, question_id=pk, file=kept.path, name=kept.name
            )
            for pk, kept in files.items()
        )


def _store_addresses(module: Module, emails: list[str]) -> None:
    if emails:
        FollowUpContact.objects.bulk_create(
            [FollowUpContact(module=module, email=email) for email in set(emails)],
            ignore_conflicts=True,
        )


# The checksum is part of the key: the number of a version that was rolled back can
# be given again.
@lru_cache(maxsize=256)
def _survey(version_id: int, checksum: str) -> Survey:
    return Survey.from_json(version_by_id(version_id).definition)


@lru_cache(maxsize=256)
def _question_pks(version_id: int, checksum: str) -> dict[str, int]:
    """Return the row of each question; rows are retired, never deleted."""
    module_id = version_by_id(version_id).module_id
    pairs = Question.objects.filter(module_id=module_id).values_list("block_id", "pk")
    return {str(block_id): pk for block_id, pk in pairs}
