"""P9: what a visitor's phone downloads, page by page, from a running site.

    bin/run &  .venv/bin/python bench/p9_weight.py http://127.0.0.1:8000

Goal: at most 30 KB of HTML and style, compressed, without photos and fonts; at most
20 KB of script, and only where it is used; at most 5 requests without photos and
fonts; nothing from another site. Needs Chromium, and the demo.
"""

from __future__ import annotations

import shutil
import sys
from typing import Any
from urllib.parse import urlsplit

PAGES = (
    "/",
    "/demarches/",
    "/demarches/a-pied-a-velo/",
    "/demarches/bien-manger/",
    "/demarches/horaires-des-mediatheques/",
)
APART = {"font", "image"}


def visit(browser: Any, base: str, path: str) -> str:
    """Load a page for the first time and return its line of the table."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, tuple[str, str]] = {}
    bytes_by_kind: dict[str, float] = {}

    def note(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = (event["type"].lower(), event["response"]["url"])

    def weigh(event: dict[str, Any]) -> None:
        kind, _url = kinds[event["requestId"]]
        size = event["encodedDataLength"] / 1024
        bytes_by_kind[kind] = bytes_by_kind.get(kind, 0) + size

    session.on("Network.responseReceived", note)
    session.on("Network.loadingFinished", weigh)
    page.goto(base + path, wait_until="networkidle")
    ours = urlsplit(base).netloc
    foreign = [url for _k, url in kinds.values() if urlsplit(url).netloc != ours]
    counted = [kind for kind, _url in kinds.values() if kind not in APART]
    text = sum(bytes_by_kind.get(kind, 0) for kind in ("document", "stylesheet"))
    script = bytes_by_kind.get("script", 0)
    held = text <= 30 and script <= 20 and len(counted) <= 5 and not foreign
    context.close()
    return (
        f"P9 {path:<40} HTML {bytes_by_kind.get('document', 0):5.1f} KB  "
        f"with CSS {text:5.1f} KB  script {script:4.1f} KB  fonts "
        f"{bytes_by_kind.get('font', 0):5.1f} KB  requests {len(counted)}  "
        f"elsewhere {len(foreign)}  {'held' if held else 'MISSED'}"
    )


def main() -> None:
    """Visit every page and print the table."""
    from playwright.sync_api import sync_playwright

    base = (sys.argv[1:] or ["http://127.0.0.1:8000"])[0].rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for path in PAGES:
            print(visit(browser, base, path), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
