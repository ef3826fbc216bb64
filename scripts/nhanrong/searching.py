"""The search entries of an article, exactly as the search of Material for MkDocs makes them from the built page.

Material parses each page with Python's HTMLParser and keeps all open elements; here one regular expression cuts the
article at its tags, and of what is open only that is kept which decides where words go. It holds for articles as
`nhanrong.article` describes them. What only Markdown gives (permalinks, line numbers) is not known here.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from json.encoder import encode_basestring
from math import inf
from urllib.parse import quote

from nhanrong.render.outputs import Page

_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MEANT = _KEPT | _HEADINGS | {"object"}
_ENDS_MEANT = frozenset(f"/{tag}" for tag in _MEANT)

_TAG = re.compile(r"<(/?[a-z][^\s/>]*)([^>]*)>")
_ATTRIBUTE = r"\s+[\w:-]+(?:=\"[^\"]*\")?"
_ID = re.compile(rf"(?:{_ATTRIBUTE})*?\s+id=\"([^\"]*)\"")
_EXCLUDED = re.compile(rf"(?:{_ATTRIBUTE})*?\s+data-search-exclude(?![\w:-])")
# Scripts, styles, and drawings kept out of the search unless they hold what has a meaning of its own.
_WORDLESS = re.compile(
    r"<(?:(script|style)\b[^>]*>.*?</\1"
    rf"|(figure){_EXCLUDED.pattern}[^>]*>[^<]*(?:<(?!/?figure\b|h[1-6]\b)[^<]*)*</figure"
    r")>",
    re.DOTALL,
)


@dataclass(slots=True)
class _Section:
    """A heading and what stands under it; `depth` is how deep the heading stands, none once that place is left."""

    tag: str
    depth: float
    id: str = ""
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def search_entries(page: Page, article: str) -> list[str]:
    """The entries of a page as they stand in the index, each a JSON object; a page kept out of the search has none."""
    if not page.searchable:
        return []
    url = quote(page.address)
    return [
        f'{{"location":{encode_basestring(f"{url}#{section.id}" if section.id else url)},'
        f'"title":{encode_basestring("".join(section.title or [page.title]).strip())},'
        f'"text":{encode_basestring("".join(section.text).strip())},"boost":{page.boost!r}}}'
        for section in _sections(article)
        if not section.excluded
    ]


def _sections(article: str) -> list[_Section]:  # noqa: C901, PLR0912, PLR0915  # one walk; calls would double its time
    article = _WORDLESS.sub(r"<\1\2></\1\2>", article)
    first, *rest = _TAG.split(article)
    excluding = "data-search-exclude" in article
    preface = section = _Section("hx", 0)
    sections: list[_Section] = []
    headings: list[str] = []  # the open ones
    hidden: set[str] = set()  # the open tags that are kept out; Material forgets one at the first end of its name
    depth = preformatted = 0
    if first:
        sections.append(preface)
        _add(section, first, titled=False, pre=False)
    for tag, attributes, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        closing = tag[0] == "/"
        if not closing and tag not in _VOID:
            depth += 1
            if not sections and not (tag == "h1" and _ID.match(attributes)):
                sections.append(preface)
            excluded = excluding and "data-search-exclude" in attributes and _EXCLUDED.match(attributes) is not None
            if tag in _MEANT:
                if tag in _HEADINGS:
                    headings.append(tag)
                    if named := _ID.match(attributes):
                        section = _Section(tag, depth, unescape(named[1]) if sections else "", excluded)
                        sections.append(section)
                elif tag == "pre":
                    preformatted += 1
                elif tag == "object":
                    hidden.add(tag)
                if tag in _KEPT and not hidden and not excluded:
                    (section.title if section.tag in headings else section.text).append(f"<{tag}>")
            if excluded:
                hidden.add(tag)
            if attributes and attributes[-1] == "/":  # it ends where it begins
                closing, tag = True, f"/{tag}"  # noqa: PLW2901
        if closing:
            if section.depth > depth:
                section = _left(section, sections, depth)
            depth -= 1
            if hidden or tag in _ENDS_MEANT:
                tag = tag[1:]  # noqa: PLW2901
                if tag in _HEADINGS:
                    headings.pop()
                elif tag == "pre":
                    preformatted -= 1
                if tag in hidden:
                    hidden.remove(tag)
                elif tag in _KEPT and not hidden:
                    _close(section.title if section.tag in headings else section.text, tag)
        if text and not hidden:
            if not sections:
                sections.append(preface)
            if headings or preformatted or "&" in text or ">" in text:
                _add(section, text, titled=section.tag in headings, pre=preformatted > 0)
            elif not text.isspace():
                section.text.append(text.replace("\n", " "))
            elif not section.text or not section.text[-1].isspace():
                section.text.append(" ")
    return sections


def _left(section: _Section, sections: list[_Section], depth: int) -> _Section:
    """The element around a heading ends: what follows belongs to an earlier heading that is still around."""
    for earlier in reversed(sections):
        if earlier.depth <= depth:
            section.depth = inf
            return earlier
    return section


def _add(section: _Section, text: str, *, titled: bool, pre: bool) -> None:
    text = unescape(text)
    blank = text.isspace()
    text = escape(text, quote=False)
    if not pre:
        text = " " if blank else text.replace("\n", " ")
    if titled:
        section.title.append(text)
    elif not blank or pre or not section.text or not section.text[-1].isspace():
        section.text.append(text)


def _close(parts: list[str], tag: str) -> None:
    """The closing tag, or nothing of the element if it was the first of its kind and is empty."""
    start = parts.index(f"<{tag}>")
    if any(not part.isspace() for part in parts[start + 1 :]):
        parts.append(f"</{tag}>")
    else:
        del parts[start:]
