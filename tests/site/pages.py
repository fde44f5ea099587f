"""Every public address of a site, found as a visitor finds them: by following links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a link."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def walk(get: Callable[[str], Any], start: str = "/") -> Iterator[tuple[str, Any]]:
    """Yield (path, response) for every page that `start` leads to, each once.

    Pages that differ only by their query (filters, pages of a list) are not
    followed: the list itself is.
    """
    waiting, seen = [start], {start}
    while waiting:
        path = waiting.pop(0)
        response = get(path)
        yield path, response
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        links = Links()
        links.feed(response.content.decode())
        for href in links.found:
            address = urlsplit(urljoin(f"http://site{path}", urldefrag(href).url))
            is_ours = address.scheme == "http" and address.netloc == "site"
            if is_ours and not address.query and address.path not in seen:
                seen.add(address.path)
                waiting.append(address.path)


def family(path: str) -> str:
    """Return what kind of page an address is: two ideas are of one kind."""
    parts = [part for part in path.split("/") if part]
    if not parts:
        return "/"
    if parts[0] in {"participer", "resultats"}:
        return "/".join([parts[0], "…", *parts[2:3]])
    if parts[0] in {"idees", "agenda", "demarches"}:
        return f"{parts[0]}/{'…' if len(parts) > 1 else ''}{'/'.join(parts[2:3])}"
    return path
