"""What every test may ask for: a fast site, a whole database, threads, a browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.test import override_settings
from pytest_django.plugin import blocking_manager_key

from tests.baseline import Baseline

Call = Callable[[], Any]
BASELINE = Baseline()


@pytest.fixture(scope="session", autouse=True)
def fast_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings that make tests quick and keep their files out of the house."""
    staticfiles = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": staticfiles},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MEDIA_ROOT=str(tmp_path_factory.mktemp("media")),
        PROOF_OF_WORK_COST=10,
    ):
        yield


@pytest.fixture(autouse=True)
def empty_page_cache() -> None:
    """Forget the whole pages that another test has left in this process."""
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def forget_versions() -> None:
    """Versions are cached by number; tests that roll back give numbers again."""
    from consultations.survey import answering
    from participation import guard

    guard.version_by_id.cache_clear()
    answering._survey.cache_clear()
    answering._question_pks.cache_clear()


# -- Database -------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Create the test database, and remember what the migrations wrote in it."""
    with django_db_blocker.unblock():
        BASELINE.remember(connection)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Give back the root page and the rest after a test that emptied the tables.

    A test with real transactions (threads, browser) ends with every table empty,
    and Wagtail's first page comes from a migration.
    """
    yield
    if is_transactional(item) and BASELINE.is_known:
        with django_db_blocker_of(item).unblock():
            BASELINE.restore(connection)
            # The table of this cache has no model, hence is not emptied: Wagtail
            # keeps the roots of sites there, those of the test before.
            caches["default"].clear()


def django_db_blocker_of(item: pytest.Item) -> Any:
    """Return what forbids database access outside the fixtures."""
    return item.config.stash[blocking_manager_key]


def is_transactional(item: pytest.Item) -> bool:
    """Whether a test commits for good, so that its tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction", False)
    names = set(getattr(item, "fixturenames", ()))
    return bool(asked or names & {"transactional_db", "live_server"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that commit, so that emptying recreates nothing by itself."""
    for item in items:
        if is_transactional(item):
            marker = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(marker, append=False)


@pytest.fixture
def concurrently() -> Callable[..., list[Any]]:
    """Run calls at the same instant, each in a thread with its own connection.

    Return what each call returned, or the exception that it raised, in order.
    The test needs `@pytest.mark.django_db(transaction=True)`.
    """
    return run_concurrently


def run_concurrently(*calls: Call, timeout: float = 30) -> list[Any]:
    """Start every call when all threads are ready; wait for the last one."""
    results: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls), timeout=timeout)

    def run(index: int, call: Call) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            results[index] = call()
        except Exception as error:  # noqa: BLE001  the test looks at it
            results[index] = error
        finally:
            connections.close_all()

    assert not connection.in_atomic_block, "Use django_db(transaction=True)."
    threads = [
        threading.Thread(target=run, args=pair, daemon=True)
        for pair in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout)
    assert not any(thread.is_alive() for thread in threads), "A thread hangs."
    return results


# -- Browser --------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    # Playwright's loop runs in the thread where tests use the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def scriptless() -> list[Any]:
    """The browser contexts of the test in which no script runs."""
    return []


@pytest.fixture
def open_browser(
    chromium: Any, live_server: Any, scriptless: list[Any]
) -> Iterator[Callable[..., Any]]:
    """Open pages as a visitor: `open_browser(width=390, javascript=False)`.

    The test fails if a page asks another site for anything, or if a script or the
    content policy complains.
    """
    complaints: list[str] = []
    contexts: list[Any] = []

    def listen(page: Any) -> None:
        host = urlsplit(live_server.url).netloc
        page.on(
            "request",
            lambda request: complain_of_request(complaints, host, request.url),
        )
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on(
            "console",
            lambda message: complain_of_message(complaints, message.text),
        )

    def open_page(*, width: int = 390, height: int = 844, **options: Any) -> Any:
        options["java_script_enabled"] = options.pop("javascript", True)
        context = chromium.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        if not options["java_script_enabled"]:
            scriptless.append(context)
        context.on("page", listen)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def complain_of_request(complaints: list[str], host: str, url: str) -> None:
    """Note a request that leaves for another site."""
    if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != host:
        complaints.append(f"request: {url}")


def complain_of_message(complaints: list[str], text: str) -> None:
    """Note what the content policy refused."""
    if "Content Security Policy" in text:
        complaints.append(f"policy: {text}")


@pytest.fixture
def axe(open_browser: Callable[..., Any], scriptless: list[Any]) -> Callable[..., None]:
    """Assert that axe finds nothing on a page: `axe(page)`.

    Axe is a script: where none runs, it looks at the same HTML in another window.
    """

    def look(page: Any, *, context: str | None = None) -> None:
        if page.context not in scriptless:
            assert_accessible(page, context=context)
            return
        html = page.content()
        other = open_browser(width=page.viewport_size["width"])
        other.route(
            page.url,
            lambda route: route.fulfill(body=html, content_type="text/html"),
        )
        other.goto(page.url)
        assert_accessible(other, context=context)
        other.context.close()

    return look


def assert_accessible(page: Any, *, context: str | None = None) -> None:
    """Fail with a readable list when axe finds a violation of WCAG A or AA."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(
        page, context=context, options={"runOnly": {"type": "tag", "values": tags}}
    )
    violations = [
        f"{violation['id']}: {violation['help']} → {node['target']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert violations == [], f"{page.url}\n" + "\n".join(violations)
