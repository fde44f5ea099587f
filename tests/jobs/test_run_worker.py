"""The background worker: the queue, the clock, and what happens after a crash."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from core.models import PeriodicJob, RateLimit
from participation import jobs

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ran: list[datetime] = []


@task()
def note(text: str) -> str:
    return text.upper()


@task()
def break_down() -> None:
    raise ValueError("no")


def count(at: datetime) -> None:
    ran.append(at)


def fail(at: datetime) -> None:
    raise RuntimeError("no")


@pytest.fixture(autouse=True)
def no_job(settings) -> None:
    ran.clear()
    settings.PERIODIC_JOBS = {}


def dead_process() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.django_db(transaction=True)
def test_queued_tasks_run_and_a_failing_one_stops_nothing() -> None:
    first = note.enqueue("un")
    broken = break_down.enqueue()
    last = note.enqueue("deux")

    call_command("run_worker", once=True)

    found = {str(row.pk): row for row in DBTaskResult.objects.all()}
    assert found[first.id].return_value == "UN"
    assert found[broken.id].status == TaskResultStatus.FAILED
    assert found[last.id].return_value == "DEUX"


@pytest.mark.django_db
def test_a_job_runs_when_its_time_has_come_and_not_before(settings) -> None:
    settings.PERIODIC_JOBS = {f"{__name__}.count": 60}

    assert jobs.run_due(NOON) == [f"{__name__}.count"]
    assert jobs.run_due(NOON + timedelta(seconds=59)) == []
    assert jobs.run_due(NOON + timedelta(seconds=60)) == [f"{__name__}.count"]

    assert ran == [NOON, NOON + timedelta(seconds=60)]
    job = PeriodicJob.objects.get()
    assert job.due_at == NOON + timedelta(seconds=120)
    assert not job.failed


@pytest.mark.django_db
def test_a_job_that_fails_is_noted_and_stops_no_other(settings) -> None:
    settings.PERIODIC_JOBS = {f"{__name__}.fail": 60, f"{__name__}.count": 60}

    jobs.run_due(NOON)

    assert ran == [NOON]
    assert PeriodicJob.objects.get(pk=f"{__name__}.fail").failed
    assert not PeriodicJob.objects.get(pk=f"{__name__}.count").failed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [False, True])
def test_several_workers_run_a_job_once(settings, concurrently, known: bool) -> None:
    settings.PERIODIC_JOBS = {f"{__name__}.count": 60}
    if known:
        PeriodicJob.objects.create(name=f"{__name__}.count", due_at=NOON)

    results = concurrently(*[lambda: jobs.run_due(NOON)] * 4)

    assert sorted(map(len, results)) == [0, 0, 0, 1]
    assert ran == [NOON]


def running(worker: str, *, attempts: int = 1, since: datetime = NOON) -> DBTaskResult:
    result = note.enqueue("encore")
    row = DBTaskResult.objects.get(pk=result.id)
    row.status = TaskResultStatus.RUNNING
    row.started_at = since
    row.worker_ids = [worker] * attempts
    row.save()
    return row


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_died_runs_again() -> None:
    row = running(f"{socket.gethostname()[:50]}/{dead_process()}")

    jobs.reap_orphans(NOON)
    call_command("run_worker", once=True)

    row.refresh_from_db()
    assert row.return_value == "ENCORE"


@pytest.mark.django_db
def test_a_task_that_kills_its_worker_three_times_is_given_up() -> None:
    row = running(f"{socket.gethostname()[:50]}/{dead_process()}", attempts=3)

    jobs.reap_orphans(NOON)

    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert row.finished_at == NOON


@pytest.mark.django_db
def test_a_task_that_runs_elsewhere_is_left_alone_until_it_is_too_old() -> None:
    row = running("another-host/1")

    jobs.reap_orphans(NOON + timedelta(minutes=14))
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING

    jobs.reap_orphans(NOON + timedelta(minutes=15))
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_a_task_of_a_living_worker_is_left_alone() -> None:
    row = running(f"{socket.gethostname()[:50]}/{os.getppid()}")

    jobs.reap_orphans(NOON)

    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_old_results_and_old_limits_are_erased() -> None:
    for name, age in [("old", timedelta(days=3)), ("new", timedelta(hours=1))]:
        start = int((NOON - age).timestamp())
        RateLimit.objects.create(key=name, window_start=start, count=1)
    for text, age in [("vieux", timedelta(days=8)), ("neuf", timedelta(days=1))]:
        result = note.enqueue(text)
        DBTaskResult.objects.filter(pk=result.id).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=NOON - age
        )

    jobs.purge(NOON)

    assert [limit.key for limit in RateLimit.objects.all()] == ["new"]
    kept = [row.args_kwargs["args"] for row in DBTaskResult.objects.all()]
    assert kept == [["neuf"]]


@pytest.mark.django_db(transaction=True)
def test_the_worker_stops_when_it_is_told_to(tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    process = subprocess.Popen(
        [
            sys.executable,
            str(Path(site_settings.BASE_DIR) / "manage.py"),
            "run_worker",
            "--interval=0.1",
        ],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    # Its database has no table: it says so, and goes on.
    assert process.stderr is not None
    assert "The database does not answer" in process.stderr.readline()

    process.send_signal(signal.SIGTERM)

    process.communicate(timeout=20)
    assert process.returncode == 0
