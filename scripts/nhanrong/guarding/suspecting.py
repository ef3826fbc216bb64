"""Which lines may hold the name of a person, told by single words and their neighbours: most do not."""

import re
from collections.abc import Iterator
from functools import cache

from nhanrong.guarding.naming import (
    BARE_KIN,
    BARE_ROLES,
    BARE_STOCK,
    KIN,
    ROLES,
    STOCK,
    STRONG,
    WORD,
    clans,
    folded_word,
    harmless_phrases,
    words_of,
)
from nhanrong.guarding.reading import Reading, listed
from nhanrong.vietnamese import fold

_WORD_OR_END = re.compile(WORD.pattern + r"|\n")
_LONG_NUMBER = re.compile(r"\d(?: ?\d){7}")
_APOSTROPHES = frozenset("'’")
_INITIALS = re.compile(r"[A-ZĐ]\.(?<![^\W_]..)(?:\s?[A-ZĐ]|\s|$)")
SPACED_LETTERS = re.compile(r"[^\W\d_] (?<!\w..) {0,2}(?:[^\W\d_] {1,3}){4,}[^\W\d_](?!\w)")
_PLACES_BEFORE = frozenset(listed("place-words"))
_BEFORE_SMALL = frozenset({*KIN, *BARE_KIN, *STRONG, *map(fold, STRONG), "vừ", "giàng"})
_LAST_OF_ROLES = frozenset(role.split()[-1] for role in ROLES | BARE_ROLES) | {
    role.split()[-1].capitalize() for role in ROLES | BARE_ROLES
}


def suspect_lines(text: Reading) -> Iterator[int]:
    """The lines where a word with its neighbours looks like part of a name; most texts have none."""
    words = _WORD_OR_END.findall(text.plain)
    starts, given, bare = _starts(bare=text.unmarked), _given_in_capitals(), text.unmarked
    line, before = 0, ""
    for at, word in enumerate(words, 1):
        if word in starts:
            if at < len(words) and _may_begin(before, word, words[at], bare=bare):
                yield line
        elif word == "\n":
            line += 1
        elif word in given:
            if before in _LAST_OF_ROLES:
                yield line
        elif word[1:2] in _APOSTROPHES and before not in _PLACES_BEFORE:
            yield line
        before = word
    for pattern in (SPACED_LETTERS, _INITIALS):
        for match in pattern.finditer(text.plain):
            yield text.plain.count("\n", 0, match.start())


def may_name(words: str) -> bool:
    """Whether words typed without marks, such as those of an id, may hold a name or a long number."""
    return not _starts(bare=False).isdisjoint(words.upper().split()) or _LONG_NUMBER.search(words) is not None


def _may_begin(before: str, word: str, after: str, *, bare: bool) -> bool:
    """Whether a name may begin with this word, going by its neighbours."""
    if after[0].isupper():
        return before not in _PLACES_BEFORE and (
            word.lower() in KIN or (folded_word(word), folded_word(after)) not in _first_pairs()
        )
    small = (word.lower(), after.lower())
    if small[0] not in _BEFORE_SMALL or small in (BARE_STOCK if bare else STOCK):
        return False
    return small[1] in (_bare_given_words() if bare else _given_words())


@cache
def _first_pairs() -> frozenset[tuple[str, str]]:
    strong = set(map(fold, STRONG))
    return frozenset((phrase[0], phrase[1]) for phrase in harmless_phrases() if phrase[0] not in strong)


@cache
def _given_in_capitals() -> frozenset[str]:
    return frozenset(set(words_of("given")) | {fold(name).capitalize() for name in words_of("given")})


@cache
def _starts(*, bare: bool) -> frozenset[str]:
    """The words that a name may begin with, as they are written at its beginning."""
    found: set[str] = set()
    for name in (*words_of("surnames"), *(clan[0] for some in clans().values() for clan in some)):
        found |= {name, name.upper(), fold(name).upper(), *([fold(name).capitalize()] if bare else [])}
    for name in (*map(fold, STRONG), *BARE_KIN) if bare else (*STRONG, *KIN, "vừ", "giàng"):
        found |= {name, name.capitalize(), name.upper()}
    return frozenset(found)


@cache
def _given_words() -> frozenset[str]:
    return frozenset(name.lower() for name in words_of("given")) | {"văn", "thị"}


@cache
def _bare_given_words() -> frozenset[str]:
    return frozenset(map(fold, _given_words()))
