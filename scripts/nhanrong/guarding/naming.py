"""A line as a row of words: which of them a name is made of, and whose name it is."""

from collections.abc import Collection, Mapping
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from nhanrong.guarding.reading import Found, Reading, listed
from nhanrong.guarding.wordlists import (
    BARE_ROLES,
    BEFORE,
    ROLES,
    WORD,
    folded_word,
    harmless_phrases,
    is_harmless,
    spellings,
)
from nhanrong.vietnamese import fold, telex

NAME = "NR709"
_LEADERS = frozenset(listed("leaders"))
_WHOSE = frozenset(role for role in ROLES if " " in role) | _LEADERS
_TWO_MEANINGS = frozenset(
    [
        "ho",
        "ten",
        "doi",
        "la",
        "do",
        "cho",
        "cu",
        "lo",
        "lop",
        "cam",
        "khu",
        "vien",
        "ban",
        "de",
        "ga",
        "truong",
        "cua",
        "nhan",
        "den",
        "quan",
        "hang",
        "cau",
        "dinh",
        "giai",
    ]
)  # without their marks
BARE_BEFORE = BARE_ROLES | frozenset(map(fold, BEFORE)) - _TWO_MEANINGS
_INTRODUCING_GAPS = frozenset([" ", ": ", " : ", ":", ': "', " “", ": “"])
_ACTS = frozenset(word.split()[0] for word in listed("acts"))
_WHERE_OR_WHO = frozenset(
    [
        "thôn",
        "xã",
        "ấp",
        "buôn",
        "bản",
        "xóm",
        "tổ",
        "bon",
        "chủ",
        "hội",
        "chi",
        "nông",
        "trưởng",
        "phó",
        "người",
        "cán",
        "ở",
        "bí",
    ]
)
_FAR = 9
_AND = frozenset(["và", "hay", "hoặc"])


@lru_cache(maxsize=65_536)
def _is(name: str, word: str, *, bare: bool) -> bool:
    """Whether a written word is one of a list, with its marks; without any where the text is `bare` of them."""
    known = spellings(name).get(fold(word), frozenset())
    if word.lower() in known or (bare and known and word.isascii()):
        return True
    return bool(known) and telex(word) in set(map(telex, known))  # Thuý is Thúy


@cache
def _first_words() -> Mapping[str, frozenset[str]]:
    """For each word without marks that such a name begins with, the words that come second."""
    found: dict[str, set[str]] = {}
    for phrase in harmless_phrases():
        found.setdefault(phrase[0], set()).add(phrase[1])
    return {first: frozenset(seconds) for first, seconds in found.items()}


@cache
def _without_marks(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(listed(name))


class _Token(NamedTuple):
    """A word, where it stands, without marks, and whether it begins with a capital."""

    word: str
    start: int
    end: int
    folded: str
    cap: bool


class Names:
    """The words of a text, and which of them belong to places and to persons of history."""

    def __init__(self, text: Reading) -> None:
        self.text = text
        self.tokens = [
            _Token(word := match[0], *match.span(), folded_word(word), word[0].isupper())
            for match in WORD.finditer(text.plain)
        ]
        gaps = [text.plain[one.end : two.start] for one, two in pairwise(self.tokens)]
        self._beside = [gap == " " for gap in gaps]
        self._dotted = [gap in {" ", ". "} for gap in gaps]

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
        first = _first_words()
        for at, (token, beside) in enumerate(zip(self.tokens, self._beside, strict=False)):
            if not beside or self.tokens[at + 1].folded not in first.get(token.folded, ()):
                continue
            for length in (4, 3, 2):
                some = self.tokens[at : at + length]
                spelt = token.cap or not any(one.cap for one in some)
                if spelt and self.joined(at, length) and is_harmless(tuple(one.word for one in some)):
                    found[at] = length
                    break
        return found

    def has(self, words: str, at: int) -> bool:
        """Whether a word is one of a list."""
        word = self.tokens[at].word
        return _is(words, word, bare=self.text.unmarked or (word.isupper() and len(word) > 1))

    def given(self, at: int) -> bool:
        """Whether a word is a given name; a rarer one, where it begins with a capital."""
        return self.has("given", at) or (self.tokens[at].cap and not self.shouted(at) and self.has("rarer-given", at))

    def introduced(self, at: int) -> bool:
        """Whether the words right before say that a person is named."""
        if at == 0:
            return False
        gap = self.text.plain[self.tokens[at - 1].end : self.tokens[at].start]
        return gap in _INTRODUCING_GAPS and self.called(BARE_BEFORE if self.text.unmarked else BEFORE, at - 1)

    def acts(self, at: int) -> bool:
        """Whether what follows a name that ends before `at` tells what a person does, or where one lives."""
        if not 0 < at < len(self.tokens):
            return False
        gap = self.text.plain[self.tokens[at - 1].end : self.tokens[at].start]
        if gap == " ":
            return not self.tokens[at].cap and self.among(_ACTS, at)
        if gap == " (" and self.tokens[at].cap:
            return True
        return gap in {", ", " (", " - ", " – "} and not self.tokens[at].cap and self.among(_WHERE_OR_WHO, at)

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
        if at < 0 or at + length > len(self.tokens):
            return False
        return all((self._dotted if dots else self._beside)[at : at + length - 1])

    def capitals(self, at: int, most: int = 3) -> int:
        """How many words from here on begin with a capital."""
        length = 0
        while length < most and self.joined(at - 1, length + 2) and self.tokens[at + length].cap:
            length += 1
        return length

    def run(self, at: int, most: int = 4) -> int:
        """How many words that begin with a capital stand side by side from this one on."""
        length = 0
        while length < most and self.joined(at, length + 1) and self.tokens[at + length].cap:
            length += 1
        return length

    def of_a_body(self, at: int) -> bool:
        """Whether the words before say that a place, an organisation or a prize has this name.

        Between a place and its name stand few words, between an organisation and its name many; a list of places
        goes on behind a comma. Behind a role the name is a person's, and behind a colon unless a body is there.
        """
        near, listing = True, False
        if self.called(_WHOSE, at - 1):
            return False
        for one in range(at - 1, max(-1, at - _FAR), -1):
            gap = self.text.plain[self.tokens[one].end : self.tokens[one + 1].start]
            if any(end in gap for end in ".!?;\n") and self.tokens[one].folded != "tp":
                return False
            if ":" in gap:
                return self.called(_words_of("owners"), one) or self.called(_words_of("place-words"), one)
            if any(map(str.isdigit, gap)):
                return False  # a place that has a number has no other name
            listing = listing or "," in gap or self.among(_AND, one)
            if near and self.called(_words_of("namesakes"), one):
                return True
            if self.called(_words_of("owners"), one) and "," not in gap:
                return True
            if self.called(_words_of("somebody"), one):
                return False
            cap = self.tokens[one].cap
            near = near and (
                (cap and listing) or self.among(_words_of("fillers"), one) or self.tokens[one].word.isupper()
            )
        return False

    def led(self, at: int) -> bool:
        """Whether the words before are somebody's role in the body or place that stands between, and no comma."""
        for one in range(at - 1, max(-1, at - _FAR), -1):
            if self.text.plain[self.tokens[one].end : self.tokens[one + 1].start].strip():
                return False
            if self.called(_words_of("schools"), one):
                return False
            if self.called(_LEADERS, one):
                return True
        return False

    def called(self, phrases: Collection[str], at: int) -> bool:
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
