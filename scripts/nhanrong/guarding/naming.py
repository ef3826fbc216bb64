"""What the search for names of persons knows: lists of words, names of places, and a line as a row of words."""

import re
from collections.abc import Collection, Mapping
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from nhanrong.guarding.reading import Found, Reading, listed
from nhanrong.national import place_names
from nhanrong.vietnamese import fold

NAME = "NR709"
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’]?")
KIN = frozenset(listed("kin"))
BARE_KIN = frozenset(listed("bare-kin"))
ROLES = frozenset(listed("roles"))
BARE_ROLES = frozenset(listed("bare-roles"))
NOBODY = frozenset(listed("nobody"))
STOCK = frozenset(tuple(pair.split()) for pair in listed("stock"))
BARE_STOCK = frozenset(tuple(pair.split()) for pair in listed("bare-stock"))
STRONG = frozenset(listed("strong-surnames"))
UNMISTAKABLE = frozenset(listed("sure-surnames"))
_FAR = 9
_AND = frozenset(["và", "hay", "hoặc"])
_TWO_MEANINGS = frozenset(
    ["ho", "ten", "doi", "la", "do", "cho", "cu", "lo", "lop", "cam", "khu", "vien", "ban", "de", "ga"]
)  # without their marks


def compatible(written: str, word: str) -> bool:
    """Whether a written word may be `word`: the same letters, and the same marks or none at all."""
    written, word = written.lower(), word.lower()
    return written == word or (written.isascii() and written == fold(word))


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a list of names, or its phrases, which stand between bars."""
    text = files("nhanrong.guarding").joinpath(f"words/{name}.txt").read_text("utf-8")
    body = " ".join(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(part.strip() for part in (body.split("|") if "|" in body else body.split()) if part.strip())


@cache
def spellings(name: str) -> dict[str, frozenset[str]]:
    """Folded → the words with their marks."""
    found: dict[str, set[str]] = {}
    for word in words_of(name):
        found.setdefault(fold(word), set()).add(word.lower())
    return {folded: frozenset(words) for folded, words in found.items()}


@lru_cache(maxsize=65_536)
def _is(name: str, word: str, *, bare: bool) -> bool:
    """Whether a written word is one of a list, with its marks; without any where the text is `bare` of them."""
    known = spellings(name).get(fold(word), frozenset())
    return word.lower() in known or bool(bare and known and word.isascii())


_HARMLESS = ("Việt Nam", "Tây Nguyên", "chương trình")


@cache
def harmless_phrases() -> frozenset[tuple[str, ...]]:
    """Names of places and of persons of history, folded, of two words and more."""
    phrases = {tuple(_folded_words(name)) for name in (*place_names(), *words_of("historic"), *_HARMLESS)}
    return frozenset(phrase for phrase in phrases if len(phrase) > 1)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in harmless_phrases())


@cache
def _without_marks(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _folded_words(text: str) -> list[str]:
    return [folded_word(word) for word in WORD.findall(text)]


@lru_cache(maxsize=65_536)
def folded_word(word: str) -> str:
    """A word without marks, with a plain apostrophe."""
    return fold(word).replace("’", "'")


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(listed(name))


@cache
def clans() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Beginnings of names by their first word without marks, the longest first; common words are left out."""
    clans = {tuple(WORD.findall(name)) for name in words_of("peoples")} - {("A",), ("Đinh",), ("Bá",)}
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for clan in sorted(filter(None, clans), key=lambda clan: (-len(clan), clan)):
        first = folded_word(clan[0])
        found[first] = (*found.get(first, ()), clan)
    return found


class _Token(NamedTuple):
    """A word and where it stands."""

    word: str
    start: int
    end: int
    folded: str

    @property
    def cap(self) -> bool:
        return self.word[0].isupper()


class Names:
    """The words of a text, and which of them belong to places and to persons of history."""

    def __init__(self, text: Reading) -> None:
        self.text = text
        self.tokens = [
            _Token(match[0], match.start(), match.end(), folded_word(match[0])) for match in WORD.finditer(text.plain)
        ]

    def shouted(self, at: int) -> bool:
        """Whether the words around are all in capitals, so that a capital says nothing."""
        around = self.tokens[max(0, at - 2) : at + 4]
        return len(around) > 1 and all(one.word.isupper() for one in around)

    @cached_property
    def known(self) -> dict[int, int]:
        """Where a name of a place or of history begins, and how many words it has."""
        return self._known()

    @cached_property
    def covered(self) -> frozenset[int]:
        """The words inside such names."""
        return frozenset(at + more for at, length in self.known.items() for more in range(1, length))

    def _known(self) -> dict[int, int]:
        found: dict[int, int] = {}
        words = [token.folded for token in self.tokens]
        phrases = harmless_phrases()
        for at in range(len(words)):
            for length in (4, 3, 2) if words[at] in _first_words() else ():
                if tuple(words[at : at + length]) in phrases and self.joined(at, length):
                    found[at] = length
                    break
        return found

    def has(self, words: str, at: int) -> bool:
        """Whether a word is one of a list."""
        word = self.tokens[at].word
        return _is(words, word, bare=self.text.unmarked or (word.isupper() and len(word) > 1))

    def among(self, words: Collection[str], at: int) -> bool:
        """Whether a word is one of these; there may be none at that place."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if token.word.lower() in words:
            return True
        bare = self.text.unmarked or (token.word.isupper() and len(token.word) > 1)
        return bare and token.word.isascii() and token.folded in _without_marks(frozenset(words))

    def joined(self, at: int, length: int, *, dots: bool = False) -> bool:
        """Whether so many words stand side by side, with nothing but spaces (or points and spaces) between them."""
        if at < 0:
            return False
        some = self.tokens[at : at + length]
        gaps = (self.text.plain[one.end : two.start] for one, two in pairwise(some))
        return len(some) == length and all(gap == " " or (dots and gap == ". ") for gap in gaps)

    def capitals(self, at: int, most: int = 3) -> int:
        """How many words from here on begin with a capital."""
        length = 0
        while length < most and self.joined(at - 1, length + 2) and self.tokens[at + length].cap:
            length += 1
        return length

    def of_a_body(self, at: int) -> bool:
        """Whether the words before say that a place, an organisation or a prize has this name.

        Between a place and its name stand few words, between an organisation and its name many; a list of places
        goes on behind a comma.
        """
        near, listing = True, False
        for one in range(at - 1, max(-1, at - _FAR), -1):
            gap = self.text.plain[self.tokens[one].end : self.tokens[one + 1].start]
            if any(end in gap for end in ".!?;\n") and self.tokens[one].folded != "tp":
                return False
            listing = listing or "," in gap or self.among(_AND, one)
            if near and self._called(_words_of("namesakes"), one):
                return True
            if self._called(_words_of("owners"), one) and "," not in gap:
                return True
            if self._called(_words_of("somebody"), one):
                return False
            cap = self.tokens[one].cap
            near = near and (
                (cap and listing) or self.among(_words_of("fillers"), one) or self.tokens[one].word.isupper()
            )
        return False

    def _called(self, phrases: Collection[str], at: int) -> bool:
        """Whether a phrase of up to three words ends at a word."""
        bare = self.text.unmarked
        for length in (1, 2, 3):
            if length > at + 1:
                break
            some = self.tokens[at - length + 1 : at + 1]
            said = " ".join(one.folded if bare else one.word.lower() for one in some)
            if said in (_without_marks(frozenset(phrases)) - _TWO_MEANINGS if bare else phrases):
                return True
        return False

    def found(self, at: int, length: int, what: str = "tên người") -> Found:
        """So many words from here on are a name."""
        return self.text.found(self.tokens[at].start, self.tokens[at + length - 1].end, NAME, what)
