"""The lists of words that names of persons are told by, and the names of places and of history that are none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from nhanrong.guarding.reading import listed
from nhanrong.national import place_names
from nhanrong.vietnamese import fold, telex

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’]?")
KIN = frozenset(listed("kin"))
YOUNG_KIN = frozenset(listed("young-kin"))
BIRTH_ORDER = frozenset(["hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "út"])  # Tư Lúa, Bảy Đực
BARE_KIN = frozenset(listed("bare-kin"))
ROLES = frozenset(listed("roles"))
BARE_ROLES = frozenset(listed("bare-roles"))
BEFORE = ROLES | frozenset(listed("before-full-names"))
MIDDLE = frozenset(["văn", "thị"])
HMONG_MIDDLE = frozenset(["A", "Seo", "Mí", "Láo", "Mẩy"])
NOBODY = frozenset(listed("nobody"))
STOCK = frozenset(tuple(pair.split()) for pair in listed("stock"))
BARE_STOCK = frozenset(tuple(pair.split()) for pair in listed("bare-stock"))
STRONG = frozenset(listed("strong-surnames"))
UNMISTAKABLE = frozenset(listed("sure-surnames"))
PLAIN = frozenset(listed("plain-surnames"))


def compatible(written: str, word: str) -> bool:
    """Whether a written word may be `word`: the same letters, and the same marks or none at all."""
    written, word = written.lower(), word.lower()
    return written == word or (written.isascii() and written == fold(word))


def alike(written: Sequence[str], words: Sequence[str]) -> bool:
    """Whether written words may be these: with the same marks, wherever they stand (hòa, hoà), or all with none."""
    if all(map(str.isascii, written)):
        return list(map(folded_word, written)) == list(map(folded_word, words))
    return list(map(telex, written)) == list(map(telex, words))


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


@cache
def harmless_phrases() -> Mapping[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """Names of places and of persons of history, of two words and more: folded → as they are written."""
    return _by_folded((*place_names(), *words_of("historic"), *words_of("harmless")))


def _by_folded(names: Iterable[str]) -> Mapping[tuple[str, ...], frozenset[tuple[str, ...]]]:
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(WORD.findall(name))
        if len(words) > 1:
            found.setdefault(tuple(map(folded_word, words)), set()).add(words)
    return {folded: frozenset(names) for folded, names in found.items()}


@lru_cache(maxsize=65_536)
def is_harmless(written: tuple[str, ...]) -> bool:
    """Whether these words are such a name; marks count: Lý Thanh is not Lý Thành."""
    names = harmless_phrases().get(tuple(map(folded_word, written)), frozenset())
    return any(alike(written, name) for name in names)


@lru_cache(maxsize=65_536)
def is_of_history(written: tuple[str, ...]) -> bool:
    """Whether these words are the name of a person of history, after whom streets are called."""
    names = _historic_names().get(tuple(map(folded_word, written)), frozenset())
    return any(alike(written, name) for name in names)


@cache
def _historic_names() -> Mapping[tuple[str, ...], frozenset[tuple[str, ...]]]:
    return _by_folded(words_of("historic"))


@lru_cache(maxsize=65_536)
def folded_word(word: str) -> str:
    """A word without marks, with a plain apostrophe."""
    return fold(word).replace("’", "'")


@cache
def clans() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Beginnings of names by their first word without marks, the longest first; common words are left out."""
    clans = {tuple(WORD.findall(name)) for name in words_of("peoples")} - {("A",), ("Đinh",), ("Bá",)}
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for clan in sorted(filter(None, clans), key=lambda clan: (-len(clan), clan)):
        first = folded_word(clan[0])
        found[first] = (*found.get(first, ()), clan)
    return found
