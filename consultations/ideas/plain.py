"""From the HTML that other platforms export to plain text. Pure."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

_BLOCKS = frozenset({"blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p"}) | {
    *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "table", "tr", "ul")
}
_SILENT = frozenset({"script", "style", "template", "head", "title"})
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|div|ul|ol|li|a|b|i|u|strong|em|span|h[1-6]|table|blockquote|img"
    r"|script|style|font|hr)\b[^>]*>|&(?:[a-z]{2,8}|#\d{1,6});",
    re.IGNORECASE,
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silence += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silence = max(self.silence - 1, 0)
        elif tag in _BLOCKS and tag != "li":
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silence:
            self.parts.append(re.sub(r"\s+", " ", data))


def plain_text(text: str) -> str:
    """Return the words of a text, HTML or not, with its paragraphs.

    Text without markup keeps its line breaks. Characters that nobody sees (zero
    width, control) are taken out: they break searches and databases.
    """
    if _LOOKS_LIKE_HTML.search(text):
        words = _Words()
        words.feed(text)
        words.close()
        text = "".join(words.parts)
    text = "".join(char for char in text.replace("\r\n", "\n") if _is_seen(char))
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Return the words of a text on one line."""
    return " ".join(plain_text(text).split())


def _is_seen(char: str) -> bool:
    return char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
