"""Count the responses in the database, and keep the snapshots up to date.

New responses are added one by one; a correction, a doubt or the close leads to a
full count in SQL (`statements.py`). Requests call nothing of this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from consultations.models import Response, TextAnswer
from consultations.survey.statements import SqlCount, versions
from consultations.survey.tally import (
    Tally,
    Version,
    from_json,
    to_json,
)
from participation.disclosure import K
from participation.models import Module, ResultSnapshot
from participation.windows import Phase

# On PostgreSQL a response may be committed after another with a higher number.
# Only rows this old are counted; one that still came later is found by its
# number missing from the total, and leads to a full count.
MARGIN = timedelta(seconds=4)
# A large survey is not counted afresh at each correction: wait one second for
# this many responses since the last count.
RESPONSES_PER_SECOND_OF_WAIT = 10_000


# -- Keeping snapshots up to date ----------------------------------------------


def refresh(at: datetime) -> None:
    """Bring every snapshot of a survey up to date; one query if none is stale."""
    for module in stale_modules(at):
        refresh_module(module, at)


def stale_modules(at: datetime) -> Iterable[Module]:
    """Return the surveys whose snapshot is missing, wrong or behind."""
    last = Response.objects.filter(module=OuterRef("pk")).order_by("-id").values("id")
    closed = Q(closes_at__lte=at) | Q(sealed_at__lte=at)
    return (
        Module.objects.filter(kind="survey", current_version__isnull=False)
        .annotate(last_id=Subquery(last[:1]))
        .filter(
            Q(snapshot=None)
            | Q(snapshot__dirty=True)
            | Q(snapshot__counting_since__isnull=False)
            | Q(last_id__gt=F("snapshot__upto_id"))
            | (closed & Q(snapshot__sealed=False))
        )
        .order_by("pk")
    )


def refresh_module(module: Module, at: datetime) -> None:
    """Add the new responses of a survey to its snapshot, or count them all."""
    snapshot, _created = ResultSnapshot.objects.get_or_create(module=module)
    if module.phase(at) is Phase.CLOSED:
        if snapshot.dirty or not snapshot.sealed or _has_new(snapshot):
            recount(snapshot, seal=True)
    elif _waits_for_others(module, snapshot):
        return
    elif snapshot.dirty or snapshot.counting_since or snapshot.computed_at is None:
        if not _may_wait(snapshot, at):
            recount(snapshot)
    elif not add_new(snapshot):
        recount(snapshot)


def _waits_for_others(module: Module, snapshot: ResultSnapshot) -> bool:
    """Whether a count would let everybody read one person's answers.

    Figures that are public while people answer move by groups: subtracting two
    counts must never leave fewer than K persons. A correction waits for them too.
    """
    if module.results_visibility != Module.Visibility.LIVE:
        return False
    if snapshot.computed_at is None or snapshot.counting_since:
        return False
    waiting = Response.objects.counted().filter(
        module_id=module.pk,
        id__gt=snapshot.upto_id,
        id__lte=_safe_last_id(module.pk),
    )
    return waiting[:K].count() < K


def _has_new(snapshot: ResultSnapshot) -> bool:
    return Response.objects.filter(
        module_id=snapshot.module_id, id__gt=snapshot.upto_id
    ).exists()


def _may_wait(snapshot: ResultSnapshot, at: datetime) -> bool:
    if snapshot.computed_at is None or snapshot.counting_since is not None:
        return False
    wait = timedelta(seconds=snapshot.n // RESPONSES_PER_SECOND_OF_WAIT)
    return at < snapshot.computed_at + wait


def add_new(snapshot: ResultSnapshot) -> bool:
    """Add the responses received since the last count.

    Return False if the responses counted before are no longer as many: one was
    committed late or deleted, and everything must be counted again.
    """
    module_id, upto = snapshot.module_id, _safe_last_id(snapshot.module_id)
    if upto <= snapshot.upto_id:
        return True
    tally = from_json(snapshot.n, snapshot.cells, snapshot.crossings)
    counted = Response.objects.filter(module_id=module_id, id__lte=snapshot.upto_id)
    if counted.count() != tally.rows:
        return False
    new = Response.objects.filter(
        module_id=module_id, id__gt=snapshot.upto_id, id__lte=upto
    )
    stream(tally, versions(module_id), new)
    count_texts(
        tally,
        TextAnswer.objects.filter(
            response__module=module_id,
            response_id__gt=snapshot.upto_id,
            response_id__lte=upto,
        ),
    )
    cells, crossings = to_json(tally)
    # Another worker may have counted meanwhile: then its count stands.
    ResultSnapshot.objects.filter(
        pk=snapshot.pk, upto_id=snapshot.upto_id, computed_at=snapshot.computed_at
    ).update(
        upto_id=upto,
        n=tally.n,
        cells=cells,
        crossings=crossings,
        sealed=False,
        computed_at=timezone.now(),
    )
    return True


def recount(snapshot: ResultSnapshot, *, seal: bool = False) -> Tally:
    """Count every response again and store the result.

    The mark is taken off first: a correction that arrives during the count puts
    it back, and a count that never ends leaves `counting_since`.
    """
    module_id = snapshot.module_id
    if seal:
        _wait_for_submissions(module_id)
    ResultSnapshot.objects.filter(pk=snapshot.pk).update(
        dirty=False, counting_since=timezone.now()
    )
    with one_moment():
        upto = _last_id(module_id) if seal else _safe_last_id(module_id)
        tally = count(module_id, upto)
    cells, crossings = to_json(tally)
    ResultSnapshot.objects.filter(pk=snapshot.pk).update(
        upto_id=upto,
        n=tally.n,
        cells=cells,
        crossings=crossings,
        sealed=seal,
        computed_at=timezone.now(),
        counting_since=None,
    )
    return tally


def _wait_for_submissions(module_id: UUID) -> None:
    """Return when nobody who was let in before the close is still writing."""
    with transaction.atomic():
        Module.objects.select_for_update().get(pk=module_id)


def _last_id(module_id: UUID, **older: Any) -> int:
    responses = Response.objects.filter(module_id=module_id, **older)
    return responses.aggregate(last=Max("id"))["last"] or 0


def _safe_last_id(module_id: UUID) -> int:
    if connection.vendor != "postgresql":
        return _last_id(module_id)  # one writer at a time: numbers follow commits
    newest = (
        Response.objects.filter(module_id=module_id)
        .order_by("-id")
        .values_list("id", "created_at")
    )
    horizon = timezone.now() - MARGIN
    for number, created_at in newest.iterator(chunk_size=500):
        if created_at <= horizon:
            return int(number)
    return 0


@contextmanager
def one_moment() -> Iterator[None]:
    """Make all reads inside see one state of the database; writers go on."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Not `atomic()`, which on SQLite takes the only place of a writer.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


# -- Streaming -------------------------------------------------------------------


def stream(tally: Tally, known: dict[int, Version], responses: Any) -> None:
    """Add responses to a tally, one at a time."""
    rows = responses.values_list("version_id", "data", "channel", "annulled_at")
    for version_id, data, channel, annulled_at in rows.iterator(chunk_size=2000):
        if annulled_at is None:
            known[version_id].add(tally, data, channel)
        else:
            tally.rows += 1


def count_texts(tally: Tally, texts: Any) -> None:
    """Add written answers to a tally."""
    rows = (
        texts.filter(response__annulled_at=None)
        .order_by()
        .values_list("question__block_id")
        .annotate(n=Count("pk"), shown=Count("pk", filter=Q(state="published")))
    )
    for block_id, n, shown in rows:
        found = tally.text(str(block_id))
        found.n += n
        found.published += shown


# -- Everything --------------------------------------------------------------------


def count(module_id: UUID, upto: int) -> Tally:
    """Count all responses up to a number: one statement per question or pair."""
    counter = SqlCount(module_id, upto)
    tally = Tally()
    counter.count_totals(tally)
    for question in counter.questions.values():
        counter.count_question(tally, question)
    for pair in counter.pairs():
        counter.count_pair(tally, *pair)
    count_texts(
        tally,
        TextAnswer.objects.filter(response__module_id=module_id, response_id__lte=upto),
    )
    return tally
