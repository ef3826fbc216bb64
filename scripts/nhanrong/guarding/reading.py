"""A text as the guard reads it: whatever hides letters or digits taken off, with the way back to the text itself."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import ClassVar

from nhanrong.vietnamese import fold

_PLAIN = re.compile(r"[\n -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2018-\u201f\u2026\u20ab]*")
APART = "¶" * 8  # the line between two texts, wider than any gap that a pattern leaves between two words
_ENDS = (". ", "! ", "? ", "; ")
# Spaces and dashes of all kinds, and letters of other scripts that look like ours: whoever writes them hides a word.
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "‐‑‒–—―−"
_ALIKE = dict(
    zip(
        "АВЕКМНОРСТХаеорсухіІ" + _SPACES + _DASHES,
        "ABEKMHOPCTXaeopcyxiI" + " " * len(_SPACES) + "-" * len(_DASHES),
        strict=True,
    )
)
_LOOKALIKE = re.compile(f"[{''.join(_ALIKE)}]")
_FIELD = re.compile(r"^([ \"'\-]*)([a-z]+(?:[_\-][a-z]+){0,4})(?=[\"']?\s?[:=])", re.MULTILINE)
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """What the guard refuses in a text: which code, from where to where, and what it is in a few words."""

    start: int
    end: int
    code: str
    what: str


@dataclass(frozen=True)
class Reading:
    """A text in composed letters and plain spaces; `places` leads from each of its characters to the text itself.

    `unmarked` tells whether it was typed without marks, or nearly so.
    """

    plain: str
    places: Sequence[int]
    unmarked: bool

    @cached_property
    def lower(self) -> str:
        """The same in lower case, character for character."""
        lower = self.plain.lower()
        return lower if len(lower) == len(self.plain) else self.plain

    @cached_property
    def folded(self) -> str:
        """The same in lower case without marks, character for character."""
        return self.plain.translate(FOLDED)

    @property
    def said(self) -> str:
        """The text in lower case, without marks if it was typed so."""
        return self.folded if self.unmarked else self.lower

    @cached_property
    def lines(self) -> Sequence[tuple[int, int]]:
        """Where each line of the texts begins and ends, if anything is in it."""
        found, start = [], 0
        for line in self.plain.split("\n"):
            if line and line != APART:
                found.append((start, start + len(line)))
            start += len(line) + 1
        return found

    @cached_property
    def words(self) -> Sequence[Sequence[str]]:
        """The words of each line."""
        return [_TOKEN.findall(self.plain, start, end) for start, end in self.lines]

    def lines_of(self, matches: Iterable[re.Match[str]]) -> set[int]:
        """The numbers of the lines in which these begin."""
        starts = self._starts
        return {bisect_right(starts, match.start()) - 1 for match in matches}

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [start for start, _ in self.lines]

    @cached_property
    def signs(self) -> Mapping[str, Sequence[int]]:
        """For each word that begins a phrase of some pattern, the numbers of the lines that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        spelt = _folded if self.unmarked else str.lower
        for number, words in enumerate(self.words):
            for word in Pattern.words.intersection(map(spelt, words)):
                found[word].append(number)
        return dict(found)

    def found(self, start: int, end: int, code: str, what: str) -> Found:
        """A finding at its place in the text itself."""
        return Found(self.places[start], self.places[max(start, end - 1)] + 1, code, what)

    def bounds(self, start: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        line, end = self.plain.rfind("\n", 0, start), self.plain.find("\n", start)
        end = len(self.plain) if end < 0 else end
        first = max((self.plain.rfind(mark, line + 1, start) for mark in _ENDS), default=-1)
        return max(first, line) + 1, min(
            (at for mark in _ENDS if (at := self.plain.find(mark, start, end)) >= 0), default=end
        )


class Pattern:
    """A regular expression written with marks; in a text that was typed without, its words need none either.

    So hồ is not hộ where people write marks, and both are ho where they do not. With `on`, phrases one of which is
    in whatever fits, it is looked for only in the lines that have one of them.
    """

    words: ClassVar[set[str]] = set()  # of all phrases of all patterns

    def __init__(self, source: str, on: Sequence[str] = ()) -> None:
        self._marked = re.compile(source)
        self._bare = re.compile(_unmarked(source))
        self._signs = _signs(on)
        self._bare_signs = _signs(map(_unmarked, on))

    def lines(self, text: Reading) -> set[int]:
        """The lines that hold the words of one of the phrases."""
        known, signs = text.signs, self._bare_signs if text.unmarked else self._signs
        found: set[int] = set()
        for first in signs.keys() & known.keys():
            if "" in signs[first]:
                found.update(known[first])
            else:
                seconds = signs[first] & known.keys()
                found.update(set(known[first]) & set[int]().union(*(known[one] for one in seconds)))
        return found

    def finditer(self, text: Reading, within: Iterable[int] | None = None) -> Iterator[re.Match[str]]:
        """Every place that fits `within` these lines; else in those with a phrase, or without phrases anywhere."""
        found = self._bare if text.unmarked else self._marked
        if within is None and not self._signs:
            yield from found.finditer(text.said)
        else:
            for number in sorted(self.lines(text) if within is None else within):
                yield from found.finditer(text.said, *text.lines[number])

    def search(self, text: Reading, start: int, end: int) -> bool:
        """Whether anything fits between two places of the text."""
        if text.unmarked:
            return self._bare.search(text.folded, start, end) is not None
        return self._marked.search(text.lower, start, end) is not None

    def last(self, text: Reading, start: int, end: int) -> re.Match[str] | None:
        """The last thing that fits between two places of the text."""
        found = None
        for found in (self._bare if text.unmarked else self._marked).finditer(text.said, start, end):  # noqa: B007
            pass
        return found


@lru_cache(4096)
def _folded(word: str) -> str:
    return word.translate(FOLDED)


def _signs(phrases: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """For each word that begins a phrase, the words that come second, an empty one where it stands alone."""
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        first, *more = _TOKEN.findall(phrase)
        found.setdefault(first, set()).add(more[0] if more else "")
        Pattern.words.update((first, *more[:1]))
    return {first: frozenset(seconds) for first, seconds in found.items()}


def by_place(match: re.Match[str]) -> tuple[int, int]:
    """A key that sorts matches by where they begin, the longest first."""
    return match.start(), -match.end()


def without_marks(text: str) -> bool:
    """Whether a text was typed without marks, or nearly so."""
    # a letter with a mark takes two bytes or three; of a text written with marks, they make up a third
    return text.isascii() or 12 * (len(text.encode("utf-8", "replace")) - len(text)) <= len(text)


def reading(text: str, *, unmarked: bool | None = None) -> Reading:
    """The text as it is read; most texts come back as they are. Whoever knows whether it is `unmarked` says so."""
    if unmarked is None:
        unmarked = without_marks(text)
    found = _as_it_is(text)
    return _read_slowly(text, unmarked=unmarked) if found is None else Reading(found, range(len(text) + 1), unmarked)


def is_plain(text: str) -> bool:
    """Whether a text is read character for character, so that it may be read together with others."""
    return _as_it_is(text) is not None


def _as_it_is(text: str) -> str | None:
    if not _PLAIN.fullmatch(text):
        text = _LOOKALIKE.sub(lambda match: _ALIKE[match[0]], text)  # many times faster than to translate all of it
    if not (_PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text)):
        return None
    return _FIELD.sub(_with_marks, text) if ":" in text or "=" in text else text


def _with_marks(field: re.Match[str]) -> str:
    """so_tai_khoan, the name of a field, as số tài khoản; it stays as long."""
    return field[1] + _field_names().get(field[2].replace("_", " ").replace("-", " "), field[2])


@cache
def _field_names() -> Mapping[str, str]:
    return {fold(name): name for name in listed("field-names")}


def _read_slowly(text: str, *, unmarked: bool) -> Reading:
    """A text with letters in parts, in other forms, or with characters that nobody sees."""
    plain: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for composed in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text[at:end])):
            character = _ALIKE.get(composed, composed)
            if character == "\n" or unicodedata.category(character) not in {"Cf", "Mn", "Cc"}:
                plain.append(character)
                places.append(at)
        at = end
    return Reading("".join(plain), (*places, len(text)), unmarked)


class _Folded(dict[int, str]):
    """The letter without marks for each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = fold(chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


FOLDED = _Folded()


def _unmarked(source: str) -> str:
    r"""An expression without marks; its own signs, such as \\W, stay as they are."""
    return "".join(character if character.isascii() else fold(character) for character in source)


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words and phrases of a list in `words/`, the longest first."""
    text = files("nhanrong.guarding").joinpath(f"words/{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    found = {one.strip() for line in lines for one in line.split(",") if one.strip()}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


@cache
def phrases(*names: str) -> str:
    """The same, of several lists, as one alternative of a pattern."""
    return "|".join(re.escape(phrase).replace(r"\ ", " ") for name in names for phrase in listed(name))
