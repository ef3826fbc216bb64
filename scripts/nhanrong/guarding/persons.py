"""Names of persons: behind a word of address, with their family name, of every people, in capitals or without marks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from nhanrong.guarding.addressing import addressed, by_birth, by_letter
from nhanrong.guarding.familynames import in_ids, with_family_name, with_middle_name
from nhanrong.guarding.highland import highland
from nhanrong.guarding.introducing import by_role, credited, initials, several
from nhanrong.guarding.naming import NAME, Names
from nhanrong.guarding.reading import Found, Reading, reading, without_marks
from nhanrong.guarding.suspecting import SPACED_LETTERS, suspect_lines
from nhanrong.guarding.wordlists import BIRTH_ORDER, HMONG_MIDDLE, KIN, MIDDLE, YOUNG_KIN, clans, spellings
from nhanrong.vietnamese import fold

_HYPHENED = re.compile(r"\b[A-ZĐÂÁÀƯƠÊÔÚÝ][^\W\d_]*(?:-[A-ZĐÂÁÀƯƠÊÔÚÝ][^\W\d_]+){2,3}\b")  # Trần-Văn-Lý
_BARE_MIDDLE = frozenset(map(fold, MIDDLE))


_IN_CAPITALS = frozenset([by_role, credited, several])  # rules that take no word in small letters


def persons(text: Reading) -> Iterator[Found]:
    """Every name of a person, each place of the text once; a name does not go on in the next line."""
    for number in sorted(set(suspect_lines(text))):
        start, end = text.lines[number]
        line = _HYPHENED.sub(lambda match: match[0].replace("-", " "), text.plain[start:end])
        yield from _in_line(Reading(line, text.places[start : end + 1], without_marks(line)))


def _in_line(line: Reading) -> Iterator[Found]:
    names = Names(line)
    after = 0
    for at, rules in _candidates(names):
        if at < after:
            continue
        for rule in rules:
            if length := rule(names, at):
                yield names.found(at, length)
                after = at + length
                break
    yield from _spelt_out(line)
    yield from in_ids(line)


def _spelt_out(text: Reading) -> Iterator[Found]:
    """T r ư ơ n g  V ă n  Đ ạ t."""
    for match in SPACED_LETTERS.finditer(text.plain):
        squeezed = re.sub(r"(?<=\w) (?=\w(?:\W|$))", "", match[0]).replace("  ", " ")
        if next(persons(reading(squeezed)), None):
            yield text.found(match.start(), match.end(), NAME, "tên người")


def _candidates(names: Names) -> Iterator[tuple[int, tuple[Callable[[Names, int], int], ...]]]:
    """Where a name may begin, by its word alone, and the rules to ask there."""
    in_capitals, in_small = _rules(), _rules_in_small()
    for at, token in enumerate(names.tokens):
        rules = (in_capitals if token.cap else in_small).get(token.folded)
        if (
            at
            and token.cap
            and names.joined(at - 1, 3)
            and (token.folded in _BARE_MIDDLE or token.word in HMONG_MIDDLE)
        ):
            yield at - 1, (with_middle_name,)
        if rules is not None:
            yield at, rules
        elif token.folded[1:2] == "'":
            yield at, (highland,)
        elif len(token.word) == 1 and token.cap:
            yield at, (initials,)


@cache
def _rules_in_small() -> Mapping[str, tuple[Callable[[Names, int], int], ...]]:
    """The same for a word in small letters."""
    some = {word: tuple(rule for rule in rules if rule not in _IN_CAPITALS) for word, rules in _rules().items()}
    return {word: rules for word, rules in some.items() if rules}


@cache
def _rules() -> Mapping[str, tuple[Callable[[Names, int], int], ...]]:
    """For each word without marks with which a name may begin, the rules to ask."""
    found: dict[str, tuple[Callable[[Names, int], int], ...]] = {}
    starts: tuple[tuple[Iterable[str], Callable[[Names, int], int]], ...] = (
        ((*clans(), "k", "h", "a"), highland),
        (spellings("surnames"), with_family_name),
        (map(fold, KIN | YOUNG_KIN), addressed),
        (map(fold, BIRTH_ORDER), by_birth),
        (spellings("given"), by_role),
        (spellings("given"), credited),
        (spellings("given"), several),
        ("aceob", by_letter),
        ((*"nvtlphdbkcqxmagsurieyo", "ng", "tr", "ph", "th"), initials),
    )
    for words, rule in starts:
        for word in words:
            found[word] = (*found.get(word, ()), rule)
    return found
