"""A built site told again as plain Markdown: the same pages with the same headings, paragraphs, lists and tables.

Drawings, forms and links are left out, which makes the copy lighter to build than a hand-written site would be.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from nhanrong.site import NAVIGATION

_LEFT_OUT = {"svg", "form", "script", "style", "template"}
_BLOCKS = {
    "p",
    "div",
    "section",
    "dt",
    "dd",
    "figcaption",
    "summary",
    "caption",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_ARTICLE = re.compile(r'<div class="page page--.*?</article>', re.DOTALL)


def write_copy(site: Path, mkdocs: Path, folder: Path) -> int:
    """Write the site's pages as a MkDocs folder with the theme options of `mkdocs`; how many bytes the pages have."""
    total = 0
    for page in sorted(site.rglob("index.html")):
        address = page.parent.relative_to(site).as_posix()
        target = folder / "docs" / ("index.md" if address == "." else f"{address}.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = as_markdown(page.read_text("utf-8")).encode()
        target.write_bytes(text)
        total += len(text)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_config(mkdocs), allow_unicode=True), encoding="utf-8")
    return total


def as_markdown(html: str) -> str:
    """The article of a page, or the whole text of one that has no article."""
    found = _ARTICLE.search(html)
    reader = _Reader()
    reader.feed(found[0] if found else html)
    reader.close()
    return reader.markdown()


def _config(mkdocs: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(mkdocs.read_text("utf-8"))
    config["plugins"] = [plugin for plugin in config["plugins"] if plugin != "nhanrong"]
    config["nav"] = [{label: f"{address.rstrip('/') or 'index'}.md"} for label, address in NAVIGATION]
    config["not_in_nav"] = "*"
    return config


class _Reader(HTMLParser):
    """Collects blocks of Markdown; a table is kept a block by ending its rows with a single line break."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []
        self._text = ""
        self._row: list[str] = []
        self._rows = 0
        self._skipping = 0

    def markdown(self) -> str:
        """The blocks so far."""
        self._close()
        return "\n\n".join(self._blocks) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # so it is called
        """Begin a block, a heading, an item or a cell."""
        if tag in _LEFT_OUT:
            self._skipping += 1
        elif tag in {"h1", "h2", "h3", "h4"}:
            self._close()
            self._text = "#" * int(tag[1]) + " "
        elif tag == "li":
            self._close()
            self._text = "- "
        elif tag in {"td", "th"}:
            self._text = ""
        elif tag in _BLOCKS and not self._row:
            self._close()
            self._rows = 0 if tag == "table" else self._rows

    def handle_endtag(self, tag: str) -> None:
        """End what the tag began."""
        if tag in _LEFT_OUT:
            self._skipping -= 1
        elif tag in {"td", "th"}:
            self._row.append(" ".join(self._text.split()))
            self._text = ""
        elif tag == "tr":
            self._end_row()
        elif (tag in _BLOCKS or tag in {"h1", "h2", "h3", "h4", "li"}) and not self._row:
            self._close()

    def handle_data(self, data: str) -> None:
        """Text, with what Markdown would take for markup escaped."""
        if not self._skipping:
            self._text += _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data))

    def _end_row(self) -> None:
        line = f"| {' | '.join(self._row)} |"
        if self._rows:
            self._blocks[-1] += f"\n{line}"
        elif self._row:
            self._blocks.append(f"{line}\n|{' --- |' * len(self._row)}")
        self._rows += bool(self._row)
        self._row = []

    def _close(self) -> None:
        text = self._text.strip()
        if text and text not in {"-", "#", "##", "###", "####"}:
            item = text.startswith("- ") and self._blocks and self._blocks[-1].startswith("- ")
            if item:
                self._blocks[-1] += f"\n{text}"
            else:
                self._blocks.append(text)
        self._text = ""
