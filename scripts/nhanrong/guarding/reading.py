"""A text as the guard reads it: whatever hides letters or digits taken off, with the way back to the text itself."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

from nhanrong.vietnamese import fold

_PLAIN = re.compile(r"[\n -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2018-\u201f\u2026\u20ab]*")
_ENDS = (". ", "! ", "? ", "\n", "; ")
# Spaces and dashes of all kinds, and letters of other scripts that look like ours: whoever writes them hides a word.
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "‐‑‒–—―−"
_ALIKE = str.maketrans(
    "АВЕКМНОРСТХаеорсухіІ" + _SPACES + _DASHES, "ABEKMHOPCTXaeopcyxiI" + " " * len(_SPACES) + "-" * len(_DASHES)
)
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
    """A text in composed letters and plain spaces; `places` leads from each of its characters to the text itself."""

    plain: str
    places: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The same in lower case, character for character."""
        lower = self.plain.lower()
        return lower if len(lower) == len(self.plain) else self.plain

    @cached_property
    def folded(self) -> str:
        """The same in lower case without marks, character for character."""
        return self.plain.translate(_FOLDED)

    @cached_property
    def unmarked(self) -> bool:
        """Whether the text was typed without marks, or nearly so."""
        return without_marks(self.plain)

    @property
    def said(self) -> str:
        """The text in lower case, without marks if it was typed so."""
        return self.folded if self.unmarked else self.lower

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, and all pairs of words that follow each other, in lower case."""
        words = _TOKEN.findall(self.said)
        return frozenset(words).union(map(" ".join, pairwise(words)))

    def found(self, start: int, end: int, code: str, what: str) -> Found:
        """A finding at its place in the text itself."""
        return Found(self.places[start], self.places[max(start, end - 1)] + 1, code, what)

    def bounds(self, start: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        first = max((self.plain.rfind(end, 0, start) for end in _ENDS), default=-1)
        ends = [at for end in _ENDS if (at := self.plain.find(end, start)) >= 0]
        return first + 1, min(ends, default=len(self.plain))


class Pattern:
    """A regular expression written with marks; in a text that was typed without, its words need none either.

    So hồ is not hộ where people write marks, and both are ho where they do not. With `on`, phrases one of which is
    in whatever fits, it is not even looked for in a text that has none of them.
    """

    def __init__(self, source: str, on: Sequence[str] = ()) -> None:
        self._marked = re.compile(source)
        self._bare = re.compile(_unmarked(source))
        signs = [" ".join(_TOKEN.findall(phrase)[:2]) for phrase in on]
        self._signs = frozenset(signs)
        self._bare_signs = frozenset(map(_unmarked, signs))

    def may_fit(self, text: Reading) -> bool:
        """Whether the text has one of the phrases; without phrases it always may."""
        signs = self._bare_signs if text.unmarked else self._signs
        return not signs or not signs.isdisjoint(text.words)

    def finditer(self, text: Reading) -> Iterator[re.Match[str]]:
        """Every place of the text that fits; with phrases, no place goes on in another line."""
        found, signs = (self._bare, self._bare_signs) if text.unmarked else (self._marked, self._signs)
        if not signs:
            yield from found.finditer(text.said)
        elif not signs.isdisjoint(text.words):
            for start, end in sorted({line for sign in signs & text.words for line in _lines_with(text.said, sign)}):
                yield from found.finditer(text.said, start, end)

    def search(self, text: Reading, start: int, end: int) -> bool:
        """Whether anything fits between two places of the text."""
        if text.unmarked:
            return self._bare.search(text.folded, start, end) is not None
        return self._marked.search(text.lower, start, end) is not None


def _lines_with(text: str, sign: str) -> Iterator[tuple[int, int]]:
    """The lines that hold the first word of a phrase."""
    word, at = sign.partition(" ")[0], 0
    while (at := text.find(word, at)) >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = end


def without_marks(text: str) -> bool:
    """Whether a text was typed without marks, or nearly so."""
    # a letter with a mark takes two bytes or three; of a text written with marks, they make up a third
    return text.isascii() or 12 * (len(text.encode("utf-8", "replace")) - len(text)) <= len(text)


def reading(text: str) -> Reading:
    """The text as it is read; most texts come back as they are."""
    if not _PLAIN.fullmatch(text):
        text = text.translate(_ALIKE)
    if _PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return Reading(text, range(len(text) + 1))
    return _read_slowly(text)


def _read_slowly(text: str) -> Reading:
    """A text with letters in parts, in other forms, or with characters that nobody sees."""
    plain: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text[at:end])).translate(_ALIKE):
            if character == "\n" or unicodedata.category(character) not in {"Cf", "Mn", "Cc"}:
                plain.append(character)
                places.append(at)
        at = end
    return Reading("".join(plain), (*places, len(text)))


class _Folded(dict[int, str]):
    """The letter without marks for each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = fold(chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_FOLDED = _Folded()


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
