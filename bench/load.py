"""A bounded load on this machine: real HTTP, several clients, every reply checked."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from harness import ROOT

PROCESSES = 2
CLIENTS = 4  # threads in each process


@dataclass(frozen=True)
class Request:
    """What one client sends, and the status that it expects."""

    method: str
    path: str
    body: str
    headers: dict[str, str]
    expected: int


@dataclass(frozen=True)
class Load:
    """What came of a load."""

    per_second: float
    p95: float  # seconds


def free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[int]:
    """Run gunicorn as in production, without its background worker."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PORT": str(port),
        "WORKER": "false",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start")


def send(port: int, requests: list[Request]) -> Load:
    """Send every request once, PROCESSES × CLIENTS at a time."""
    total = PROCESSES * CLIENTS
    shares = [requests[index::total] for index in range(total)]
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(total) as pool:
        times = pool.starmap(_client, [(port, share) for share in shares])
    elapsed = time.perf_counter() - start
    flat = [one for share in times for one in share]
    return Load(len(flat) / elapsed, statistics.quantiles(flat, n=20)[-1])


def _client(port: int, requests: list[Request]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for request in requests:
        start = time.perf_counter()
        connection.request(request.method, request.path, request.body, request.headers)
        response = connection.getresponse()
        body = response.read()
        times.append(time.perf_counter() - start)
        if response.status != request.expected:
            raise RuntimeError(f"{request.path}: {response.status} {body[:300]!r}")
    connection.close()
    return times
