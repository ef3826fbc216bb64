"""A built site told again as plain Markdown: the same pages with the same headings, paragraphs, lists and tables.

Drawings, forms, links and what a page keeps out of its search are left out, which makes the copy lighter to build than
a hand-written site would be.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

_LEFT_OUT = {"svg", "form", "script", "style", "template"}
_UNSEARCHED = "data-search-exclude"
_EMPTY = {"input", "img", "br", "hr", "source", "link", "meta"}
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


def write_pages(site: Path, docs: Path) -> None:
    """Write every page of the site into a folder of Markdown."""
    for page in sorted(site.rglob("index.html")):
        address = page.parent.relative_to(site).as_posix()
        target = docs / ("index.md" if address == "." else f"{address}.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_markdown(page.read_text("utf-8")), encoding="utf-8")


def as_markdown(html: str) -> str:
    """The article of a page, or the whole text of one that has no article."""
    found = _ARTICLE.search(html)
    reader = _Reader()
    reader.feed(found[0] if found else html)
    reader.close()
    return reader.markdown()


class _Reader(HTMLParser):
    """Collects blocks of Markdown; a table is kept a block by ending its rows with a single line break."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []
        self._text = ""
        self._row: list[str] = []
        self._rows = 0
        self._skipping = ""  # the tag of the element that is left out
        self._depth = 0  # how many of that tag are open

    def markdown(self) -> str:
        """The blocks so far."""
        self._close()
        return "\n\n".join(self._blocks) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a heading, an item or a cell."""
        if self._skipping:
            self._depth += tag == self._skipping
        elif tag in _LEFT_OUT or (_UNSEARCHED in dict(attrs) and tag not in _EMPTY):
            self._skipping, self._depth = tag, 1
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
        if self._skipping:
            self._depth -= tag == self._skipping
            self._skipping = self._skipping if self._depth else ""
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
