"""What the background worker does by itself (`settings.PERIODIC_JOBS`).

Each job is a plain function of the clock that may be run again at any moment: it
does what is left to do. `run_due` decides which ones, once for all workers.
"""

from __future__ import annotations

import logging
import os
import socket
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db.models import Q
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import PeriodicJob, RateLimit
from participation.kinds import kinds

logger = logging.getLogger("parvis.jobs")

# A task that runs longer is taken for dead; long work goes in several tasks.
LONGEST_TASK = timedelta(minutes=15)
MOST_ATTEMPTS = 3
RESULTS_KEPT = timedelta(days=7)
# No limit of this site counts over more than a day.
LIMITS_KEPT = timedelta(days=2)


def run_due(at: datetime) -> list[str]:
    """Run every periodic job whose time has come; return their names."""
    return [
        name
        for name, seconds in settings.PERIODIC_JOBS.items()
        if _claim(name, timedelta(seconds=seconds), at) and _run(name, at)
    ]


def _claim(name: str, interval: timedelta, at: datetime) -> bool:
    """Move the date of a job if it has come; only one worker can."""
    moved = PeriodicJob.objects.filter(name=name, due_at__lte=at).update(
        due_at=at + interval, started_at=at
    )
    if moved:
        return True
    if PeriodicJob.objects.filter(name=name).exists():
        return False
    _job, created = PeriodicJob.objects.get_or_create(
        name=name, defaults={"due_at": at + interval, "started_at": at}
    )
    return created


def _run(name: str, at: datetime) -> bool:
    failed = False
    try:
        import_string(name)(at)
    except Exception:
        # One job that fails must not keep the others from running.
        logger.exception("The job %s failed.", name)
        failed = True
    PeriodicJob.objects.filter(name=name).update(finished_at=at, failed=failed)
    return True


# -- The jobs -------------------------------------------------------------------


def publish_scheduled(at: datetime) -> None:
    """Publish and unpublish the pages whose hour has come."""
    call_command("publish_scheduled", verbosity=0)


def refresh_results(at: datetime) -> None:
    """Bring the results that the public reads up to date."""
    for kind in kinds().values():
        kind.refresh_results(at)


def purge(at: datetime) -> None:
    """Erase what is no longer of use."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - RESULTS_KEPT).delete()
    oldest = int((at - LIMITS_KEPT).timestamp())
    RateLimit.objects.filter(window_start__lt=oldest).delete()
    for kind in kinds().values():
        kind.purge(at)


def reap_orphans(at: datetime) -> None:
    """Give tasks whose worker died back to the queue; give up after three deaths."""
    running = DBTaskResult.objects.running()
    for task in running.only("id", "worker_ids", "started_at"):
        late = task.started_at is None or task.started_at <= at - LONGEST_TASK
        if not late and not _is_dead(task.worker_ids[-1:]):
            continue
        hopeless = len(task.worker_ids) >= MOST_ATTEMPTS
        status = TaskResultStatus.FAILED if hopeless else TaskResultStatus.READY
        # Unless it ended in the meantime.
        returned = running.filter(Q(pk=task.pk)).update(
            status=status,
            started_at=None if not hopeless else task.started_at,
            finished_at=at if hopeless else None,
        )
        if returned:
            logger.warning("The task %s lost its worker; now %s.", task.pk, status)


# -- Names of workers -------------------------------------------------------------


def worker_name() -> str:
    """Return a name that tells, on this host, whether the worker still lives."""
    return f"{socket.gethostname()[:50]}/{os.getpid()}"


def _is_dead(names: list[str]) -> bool:
    """Whether the worker is known to be gone: another host's never is."""
    if not names:
        return False
    host, _, number = names[0].rpartition("/")
    if host != socket.gethostname()[:50] or not number.isdigit():
        return False
    if int(number) == os.getpid():
        # A worker runs this between two tasks: it is running none.
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
