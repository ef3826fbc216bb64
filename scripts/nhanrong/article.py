"""What the site needs to know of an article: its headings, its ids, and where its words end."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TypedDict

from nhanrong.vietnamese import slug

_TITLE_ID = "noi-dung"
_NAMELESS_TITLE = re.compile(r"<h1(?![^>]*\sid=)")
_BLOCK_END = re.compile(r"</(?:caption|dd|div|dt|figcaption|h[1-6]|label|legend|summary|td|th|tr)>(?=\S)")


class Heading(TypedDict):
    """One entry of a table of contents, in the shape that MkDocs reads; `name` is HTML."""

    level: int
    id: str
    name: str
    children: list["Heading"]


@dataclass
class _Reader(HTMLParser):
    ids: set[str] = field(default_factory=set)
    headings: list[Heading] = field(default_factory=list)
    _open: Heading | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        if name:
            self.ids.add(name)
            if tag in {"h1", "h2", "h3"}:
                self._open = Heading(level=int(tag[1]), id=name, name="", children=[])

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open["name"] += escape(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open is not None and tag == f"h{self._open['level']}":
            self.headings.append(self._open)
            self._open = None


def heading_id(text: str, separator: str) -> str:
    """The id of a heading in a hand-written page; unlike Markdown's own it keeps đ as d."""
    return slug(text).replace("-", separator)


def prepared(html: str) -> str:
    """The article as the theme and its search need it: the title has an id, and blocks end with a line break.

    The skip link leads to that id, and the search joins the words around a tag that it drops.
    """
    return _BLOCK_END.sub("\\g<0>\n", _NAMELESS_TITLE.sub(f'<h1 id="{_TITLE_ID}"', html, count=1))


def contents(html: str) -> tuple[list[Heading], set[str]]:
    """The title holding its h2, each holding its h3, as far as they have an id; and all ids of the page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    tops: list[Heading] = []
    for heading in reader.headings:
        level = tops
        while level and level[-1]["level"] < heading["level"]:
            level = level[-1]["children"]
        level.append(heading)
    return tops, reader.ids
