"""How gunicorn serves Parvis: `gunicorn` in this folder needs no argument."""

import ctypes
import gc
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
# gunicorn's own --pythonpath does not work with this folder (docs/architecture.md).
sys.path.insert(0, str(ROOT / "site"))

from config.env import env  # noqa: E402

wsgi_app = "config.wsgi"
bind = f"{env('BIND')}:{env('PORT')}"
worker_class = "gthread"
workers = env("WEB_CONCURRENCY")
threads = env("WEB_THREADS")
preload_app = True
timeout = 30
graceful_timeout = 15
max_requests = 20_000
max_requests_jitter = 2_000
# Logs hold no address and no query: the access log stays off (docs/runbook.md).
accesslog = None
loglevel = "warning"
# Heartbeats in memory: a busy disk must not get a worker killed.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True

_PR_SET_PDEATHSIG = 1
_stopping = threading.Event()
_background: list[subprocess.Popen[bytes]] = []


def when_ready(server: Any) -> None:
    """Share memory between workers, start the background worker, say where we are."""
    # Objects made while loading are never collected, so their pages stay shared.
    gc.collect()
    gc.freeze()
    if env("WORKER"):
        threading.Thread(target=_keep_background_worker, daemon=True).start()
    print(_welcome(), flush=True)  # noqa: T201


def on_exit(server: Any) -> None:
    """Stop the background worker after its present task."""
    _stopping.set()
    for process in _background:
        process.terminate()
        try:
            process.wait(timeout=graceful_timeout)
        except subprocess.TimeoutExpired:
            process.kill()


def _keep_background_worker() -> None:
    """Run the background worker; start another one if it dies."""
    # The first visitors come first: two processes that load at once are slow.
    _stopping.wait(2)
    command = [sys.executable, str(ROOT / "manage.py"), "run_worker"]
    while not _stopping.is_set():
        process = subprocess.Popen(  # noqa: S603
            command,
            # Ctrl-C in the terminal is for gunicorn, which then tells the worker.
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        _background[:] = [process]
        process.wait()
        time.sleep(1)


def _die_with_parent() -> None:
    """Ask Linux to stop this process when gunicorn dies, even from kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _welcome() -> str:
    address = env("SITE_URL") or f"http://127.0.0.1:{env('PORT')}"
    return "\n".join(
        ["", f"Parvis : {address}", f"Administration : {address}/admin/", ""]
    )
