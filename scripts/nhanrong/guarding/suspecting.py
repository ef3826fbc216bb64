"""Which lines may hold the name of a person, told by single words and their neighbours: most do not."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from nhanrong.guarding.reading import Reading, listed
from nhanrong.guarding.wordlists import (
    BARE_KIN,
    BARE_ROLES,
    BARE_STOCK,
    BEFORE,
    BIRTH_ORDER,
    KIN,
    PLAIN,
    STOCK,
    STRONG,
    WORD,
    YOUNG_KIN,
    alike,
    clans,
    folded_word,
    harmless_phrases,
    words_of,
)
from nhanrong.vietnamese import fold

_LONG_NUMBER = re.compile(r"\d(?: ?\d){7}")
# Both begin with what is rare, so that they are looked for fast.
_APOSTROPHE = re.compile(r"['’](?<=[^\W\d_].)(?<![^\W\d_]{2}.)")
_SPACED = re.compile(r" (?<=[^\W\d_] )(?<!\w. ) {0,2}(?:[^\W\d_] {1,3}){4}")
# The words of an id are joined by dashes.
_IN_SLUGS = frozenset(map(fold, STRONG)) - {"do"}
_SLUG = re.compile(r"[a-z0-9]-[a-z]{2,}-[a-z]")
_SHORT_FAMILY_NAME = re.compile(r"[NTP][grh]\. ?[A-ZĐ]")
_INITIALS = re.compile(r"[A-ZÔĐ]\.(?<![^\W_]..)(?:\s?[A-ZĐ]|\s|$)")
SPACED_LETTERS = re.compile(r"[^\W\d_] (?<!\w..) {0,2}(?:[^\W\d_] {1,3}){4,}[^\W\d_](?!\w)")
_WORD_OR_NUMBER = re.compile(rf"{WORD.pattern}|\d+")  # in thôn 4, Lê Hà the village is not called Lê Hà
_PLACES_BEFORE = frozenset(listed("place-words")) - {"làng"}  # già làng
_BARE_CLANS = frozenset("KH")  # K' and H' without their sign
_MIDDLE = frozenset(["Văn", "Thị"])
_CHIEF = frozenset(["trưởng", "Trưởng", "TRƯỞNG"])  # of a village
_SMALL_NAMES = frozenset((*STRONG, *PLAIN, *listed("other-surnames")))
_BEFORE_SMALL = frozenset({*KIN, *BARE_KIN, *_SMALL_NAMES, *map(fold, STRONG)})
_LAST_OF_ROLES = frozenset(
    way
    for role in BEFORE | BARE_ROLES
    for last in role.split()[-1:]
    for way in (last, last.capitalize(), *([last.upper()] if len(last) < 4 else []))
)


def suspect_lines(text: Reading) -> Iterator[int]:
    """The lines where a word with its neighbours looks like part of a name; most texts have none."""
    starts, given = _starts(bare=text.unmarked), _given_in_capitals()
    for number, (words, (start, end)) in enumerate(zip(text.words, text.lines, strict=True)):
        if not _IN_SLUGS.isdisjoint(words) and _SLUG.search(text.plain, start, end):
            yield number
        named = not (given.isdisjoint(words) or _LAST_OF_ROLES.isdisjoint(words))
        if named or not starts.isdisjoint(words):
            all_words = _WORD_OR_NUMBER.findall(text.plain, start, end)
            if _begins(all_words, starts, bare=text.unmarked) or (
                named and any(word in given and before in _LAST_OF_ROLES for before, word in pairwise(all_words))
            ):
                yield number
    yield from text.lines_of(match for match in _APOSTROPHE.finditer(text.plain) if not _behind_a_place(match))
    for pattern in (_SPACED, _INITIALS, _SHORT_FAMILY_NAME):
        yield from text.lines_of(pattern.finditer(text.plain))


def _begins(words: Sequence[str], starts: Collection[str], *, bare: bool) -> bool:
    """Whether a name may begin with one of the words of a line."""
    return any(
        word in starts and _may_begin(words[at - 1] if at else "", word, words[at + 1 : at + 3], bare=bare)
        for at, word in enumerate(words[:-1])
    )


def _behind_a_place(match: re.Match[str]) -> bool:
    """Whether K'Nai is said to be a place."""
    before = WORD.findall(match.string, max(0, match.start() - 21), match.start() - 1)
    return bool(before) and before[-1] in _PLACES_BEFORE and _CHIEF.isdisjoint(before[-2:-1])


def may_name(words: str) -> bool:
    """Whether words typed without marks, such as those of an id, may hold a name or a long number."""
    return not _starts(bare=False).isdisjoint(words.upper().split()) or _LONG_NUMBER.search(words) is not None


def _may_begin(before: str, word: str, following: Sequence[str], *, bare: bool) -> bool:
    """Whether a name may begin with this word, going by its neighbours."""
    after, *third = following
    if after[0].isupper():
        longer = any(one[0].isupper() for one in third)
        of_place = before in _PLACES_BEFORE and after not in _MIDDLE and not longer
        return not of_place and (longer or word.lower() in KIN or not _begins_harmless(word, after))
    small = (word.lower(), after.lower())
    if small[0] not in _BEFORE_SMALL or small in (BARE_STOCK if bare else STOCK):
        return False
    if small[0] in _SMALL_NAMES - STRONG:
        return small[1] in {"văn", "thị"}
    return small[1] in (_bare_given_words() if bare else _given_words())


@lru_cache(maxsize=65_536)
def _begins_harmless(word: str, after: str) -> bool:
    """Whether the name of a place or of a person of history begins with these two words."""
    names = _first_pairs().get((folded_word(word), folded_word(after)), ())
    return any(alike((word, after), name) for name in names)


@cache
def _first_pairs() -> Mapping[tuple[str, str], frozenset[tuple[str, str]]]:
    strong = set(map(fold, STRONG))
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for folded, names in harmless_phrases().items():
        if folded[0] not in strong:
            found.setdefault((folded[0], folded[1]), set()).update((name[0], name[1]) for name in names)
    return {pair: frozenset(names) for pair, names in found.items()}


@cache
def _given_in_capitals() -> frozenset[str]:
    return frozenset({*words_of("given"), *(fold(name).capitalize() for name in words_of("given")), *_BARE_CLANS})


@cache
def _starts(*, bare: bool) -> frozenset[str]:
    """The words that a name may begin with, as they are written at its beginning."""
    found = {"A", *"abceoô", "Seo", "Mí", "Láo", "Mẩy", "Văn", "Thị", *(("Van", "Thi") if bare else ())}
    for name in (*words_of("surnames"), *(clan[0] for some in clans().values() for clan in some)):
        found |= {name, name.upper(), fold(name).upper(), *([fold(name).capitalize()] if bare else [])}
    for name in (*map(fold, STRONG), *BARE_KIN, *KIN, *map(fold, KIN)) if bare else (*_SMALL_NAMES, *KIN):
        found |= {name, name.capitalize(), name.upper()}
    found |= {name.capitalize() for name in BIRTH_ORDER}
    for name in YOUNG_KIN:
        found |= {name, name.capitalize(), name.upper()}
    return frozenset(found)


@cache
def _given_words() -> frozenset[str]:
    return frozenset(name.lower() for name in words_of("given")) | {"văn", "thị"}


@cache
def _bare_given_words() -> frozenset[str]:
    return frozenset(map(fold, _given_words()))
