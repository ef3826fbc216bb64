"""What the search knows of a page: what a hit shows, and every syllable with the place where it weighs most.

Articles are as `nhanrong.article` describes them. An element with `data-search-exclude` is kept out of the search.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from nhanrong.render.outputs import Hit, Page
from nhanrong.syllables import keys
from nhanrong.synonyms import other_names, other_titles, uncounted_words

KINDS = {"model": "mo-hinh", "practice": "cach-lam", "session": "hoat-dong", "unit": "xa", "crop": "cay-con"}
OTHER = "khac"
PLACES = 5  # where a syllable may stand: in a short name, the title, another name, a heading, the text
LISTING = frozenset({"finder", "downloads", "ledger"})  # they list all records and are about none
_NAMED = 2  # up to here they are names
_SHORT = 3  # syllables
LONGEST_TEXT = 3_000  # letters of a page's text that are at hand to show and to look for phrases

_TAG = re.compile(r"<(/?[a-z][^\s/>]*)[^>]*>")
_OPENING = re.compile(r"<([a-z][^\s/>]*)([^>]*)>")
_WORDLESS = re.compile(r"<!--.*?-->|<(script|style|svg|template)\b[^>]*>.*?</\1>", re.DOTALL)
_EXCLUDED = re.compile(r"(?:\s+[\w:-]+(?:=\"[^\"]*\")?)*?\s+data-search-exclude(?![\w:-])")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


class Found(NamedTuple):
    """A page as the search knows it.

    `shown` is what a hit may show: address, title, where, state, year, then its other names, headings, text, and what
    else things in the text are called. `words` has, for each place, the syllables that weigh most there, as one text;
    bare numbers count in names only, and words that every text has not in the text.
    """

    kind: str
    boost: float
    shown: tuple[str, ...]
    words: tuple[str, ...]


def packed(found: Found) -> bytes:
    """A page as the search knows it, to be kept; the same page is always packed the same."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> Found:
    """What was packed."""
    kind, boost, shown, words = json.loads(data)
    return Found(kind, boost, tuple(shown), tuple(words))


def found_in(page: Page, article: str) -> Found | None:
    """The page as the search knows it; nothing of a page that is kept out of the search."""
    if not page.searchable:
        return None
    headings, text = ([], page.description) if page.kind in LISTING else _headings_and_text(article)
    hit = page.hit or Hit(page.title)
    called = (hit.title, *hit.other_names)
    names = list(dict.fromkeys((*hit.other_names, *(name for one in called for name in other_titles(one)))))
    heard = keys(text)
    others = [*other_names(heard), *hit.near]
    shown = (
        page.address,
        hit.title,
        hit.where,
        hit.state,
        hit.year,
        "\n".join(names),
        "\n".join(headings),
        _cut(text),
        "\n".join(others),
    )
    titled, *named = map(keys, (hit.title, *names))
    places = (
        {key for name in (titled, *named) if len(name) <= _SHORT for key in name},
        set(titled),
        {key for name in named for key in name},
        set(keys("\n".join(headings))),
        {*heard, *keys("\n".join((*others, hit.where)))} - uncounted_words(),
    )
    seen: set[str] = set()
    words: list[str] = []
    for place in places:
        new = place - seen
        seen |= new
        if len(words) > _NAMED:
            new = {key for key in new if not key[0].isdigit() or not key.partition(":")[0].isdigit()}
        words.append(" ".join(sorted(new)))
    return Found(KINDS.get(page.kind, OTHER), page.boost, shown, tuple(words))


def _headings_and_text(article: str) -> tuple[list[str], str]:
    """Headings below the title, and the text with a line for each block."""
    headings: list[str] = []
    lines: list[str] = []
    for heading, block in _blocks(article):
        words = " ".join(unescape(block).split())
        if words:
            (headings if heading else lines).append(words)
    return headings, "\n".join(lines)


def _blocks(article: str) -> Iterator[tuple[bool, str]]:
    """Every run of text between tags that are not inline, and whether it is a heading; the title is left out."""
    first, *rest = _TAG.split("".join(_kept(_WORDLESS.sub(" ", article))))
    block = [first]
    inside = ""  # the open heading
    for tag, text in zip(rest[::2], rest[1::2], strict=True):
        bare = tag.removeprefix("/")
        if bare not in _INLINE:
            if inside != "h1":
                yield inside in _HEADINGS, "".join(block)
            block = []
            if bare in _HEADINGS or bare == "h1":
                inside = bare if tag == bare else ""
        block.append(text)
    yield False, "".join(block)


def _kept(article: str) -> Iterator[str]:
    """The pieces of an article around what is kept out of the search; the tags of that stay."""
    begin = seen = 0
    while (at := article.find("data-search-exclude", seen)) >= 0:
        seen = at + 1
        tag = _OPENING.match(article, article.rfind("<", 0, at))
        if not tag or tag.end() < at or tag[1] in _VOID or not _EXCLUDED.match(tag[2]):
            continue
        yield article[begin : tag.end()]
        depth = 1
        begin = seen = len(article)
        for same in _tags(tag[1]).finditer(article, tag.end()):
            depth += -1 if same[0][1] == "/" else 1
            if not depth:
                begin = seen = same.start()
                break
    yield article[begin:]


@cache
def _tags(name: str) -> re.Pattern[str]:
    """The opening and closing tags of an element."""
    return re.compile(rf"</?{re.escape(name)}(?=[\s/>])")


def _cut(text: str) -> str:
    """The text as far as it is at hand, cut behind a word."""
    if len(text) <= LONGEST_TEXT:
        return text
    return re.split(r"\s\S*$", text[:LONGEST_TEXT])[0]
