"""The background worker: tasks of the queue, and periodic jobs."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from participation import jobs

logger = logging.getLogger("parvis.worker")


class Command(BaseCommand):
    """Run until told to stop; end the present task first."""

    help = "Run queued tasks and periodic jobs until interrupted."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stop = threading.Event()
        self._worker: Worker | None = None

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--interval",
            type=float,
            default=1.0,
            help="Seconds between two looks at the queue (default: %(default)s).",
        )
        parser.add_argument(
            "--once",
            action="store_true",
            help="Do what is due now, then stop.",
        )

    def handle(self, *, interval: float, once: bool, **options: Any) -> None:
        """Look at the queue and at the clock, again and again."""
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        if once:
            self.turn()
            return
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        while not self._stop.is_set():
            self._stop.wait(interval if self._survive_turn() else 5 * interval)

    def turn(self) -> None:
        """Run the tasks that wait, then the jobs that are due."""
        close_old_connections()
        # Looking costs nothing; the library's own look locks SQLite for writing.
        if DBTaskResult.objects.ready().exists():
            self._worker = Worker(
                queue_names=["*"],
                interval=0,
                batch=True,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=jobs.worker_name(),
                excluded_queue_names=[],
            )
            self._worker.run()
            self._worker = None
        if not self._stop.is_set():
            jobs.run_due(timezone.now())

    def _survive_turn(self) -> bool:
        try:
            self.turn()
        except (DatabaseError, InterfaceError) as error:
            # The database is away: it will come back, and so will we.
            logger.warning("The database does not answer: %s", type(error).__name__)
            close_old_connections()
            return False
        return True

    def _ask_to_stop(self, signum: int, frame: FrameType | None) -> None:
        self._stop.set()
        if self._worker is not None:
            self._worker.running = False
