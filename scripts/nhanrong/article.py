"""What the site needs to know of an article: its headings, its ids, and where its words end.

An article is what a renderer's template gives: well-formed HTML in small letters without comments, attributes
between double quotes, and neither `<` nor `>` in a text or an attribute.
"""

import re
from html import escape, unescape
from typing import TypedDict

from nhanrong.vietnamese import slug

_TITLE_ID = "noi-dung"
_NAMELESS_TITLE = re.compile(r"<h1(?![^>]*\sid=)")
_BLOCK_END = re.compile(r"</(?:caption|d(?:[dt]|iv)|fig(?:caption)|h[1-6]|l(?:abel|egend)|summary|t[dhr])>(?=\S)")
_HEADING = re.compile(r'<h([1-3])\s(?:[^>]*\s)?id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_ID = re.compile(r'<[a-z](?:[^>]*)\sid="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


class Heading(TypedDict):
    """One entry of a table of contents, in the shape that MkDocs reads; `name` is HTML."""

    level: int
    id: str
    name: str
    children: list["Heading"]


def heading_id(text: str, separator: str) -> str:
    """The id of a heading in a hand-written page; unlike Markdown's own it keeps đ as d."""
    return slug(text).replace("-", separator)


def prepared(html: str) -> str:
    """The article as the theme and its search need it: the title has an id, and blocks end with a line break.

    The skip link leads to that id, and the search joins the words around a tag that it drops.
    """
    return _BLOCK_END.sub(_with_line_break, _NAMELESS_TITLE.sub(f'<h1 id="{_TITLE_ID}"', html, count=1))


def contents(html: str) -> list[Heading]:
    """The title holding its h2, each holding its h3, as far as they have an id."""
    tops: list[Heading] = []
    for depth, name, inner in _HEADING.findall(html):
        heading = Heading(level=int(depth), id=unescape(name), name=_words(inner), children=[])
        level = tops
        while level and level[-1]["level"] < heading["level"]:
            level = level[-1]["children"]
        level.append(heading)
    return tops


def ids(html: str) -> set[str]:
    """Every id in the article, that is, what a link can lead to."""
    return {unescape(name) for name in _ID.findall(html)}


def _with_line_break(end: re.Match[str]) -> str:
    return end[0] + "\n"


def _words(inner: str) -> str:
    """What stands in an element, without tags."""
    if "<" in inner or "&" in inner:
        inner = "".join(unescape(text) for text in _TAG.split(inner))
    return escape(inner)
