"""From what a person types (a code or a name, with or without marks) to an area and its unit lists."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from nhanrong import national
from nhanrong.national import bare, in_a_sentence, province_name, targets
from nhanrong.problems import Place, Problem
from nhanrong.records.units import UnitList
from nhanrong.vietnamese import fold

_SHOWN = 5


@dataclass(frozen=True, order=True)
class Division:
    """A district, a province or a commune: its name with the type word, and what it lies in."""

    code: str
    name: str
    within: str = ""


@dataclass(frozen=True)
class Selection:
    """An area by its name, e.g. “huyện Di Linh (cũ), Lâm Đồng”, and its unit lists, the older first."""

    name: str
    lists: tuple[UnitList, ...]


def select(
    district: str | None = None, province: str | None = None, communes: Sequence[str] = ()
) -> Selection | list[Problem]:
    """The area of a former district, of a province of today or of some communes of today: exactly one of them.

    A problem's place is the option that it is about; its message is a Vietnamese sentence, its hint what to type.
    """
    if sum(map(bool, (district, province, communes))) != 1:
        return [Problem(Place("--district"), "NR900", "Chọn đúng một trong --district, --province, --communes.")]
    if district:
        found = find_district(district)
        if isinstance(found, Problem):
            return [found]
        lists = national.cut_district(found.code)
        return Selection(f"{in_a_sentence(found.name)} (cũ), {_provinces_of(lists)}", lists)
    if province:
        found = find_province(province)
        if isinstance(found, Problem):
            return [found]
        return Selection(in_a_sentence(found.name), national.cut_province(found.code))
    chosen = [find_commune(text) for text in communes]
    problems = [one for one in chosen if isinstance(one, Problem)]
    if problems:
        return problems
    units = sorted({one for one in chosen if isinstance(one, Division)})
    lists = national.cut_communes([one.code for one in units])
    names = [in_a_sentence(one.name) for one in units]
    what = ", ".join(names) if len(names) <= 3 else f"{len(names)} xã, phường"
    return Selection(f"{what}, {_provinces_of(lists)}", lists)


def find_district(text: str) -> Division | Problem:
    """The district of the list of 30 June 2025 with this code or name."""
    found = _find(text, _districts(), "--district", "huyện")
    # Five island districts had no communes, so the list of communes does not know them.
    zones = [zone for zone in _matching(bare(text), _communes().divisions) if zone.name.startswith("Đặc khu")]
    if isinstance(found, Problem) and zones:
        return replace(found, hint=f"Nơi này nay là {_shown(zones, _communes())}: hãy dùng --communes.")
    return found


def find_province(text: str) -> Division | Problem:
    """The province of the list of 1 July 2025 with this code or name."""
    return _find(text, _provinces(), "--province", "tỉnh")


def find_commune(text: str) -> Division | Problem:
    """The commune of the list of 1 July 2025 with this code or name."""
    return _find(text, _communes(), "--communes", "xã")


@dataclass(frozen=True)
class _Choice:
    """What may be chosen, and which codes of it followed on a division that is gone."""

    divisions: tuple[Division, ...]
    gone: Mapping[Division, frozenset[str]]


def _choice(divisions: Iterable[Division], follows: Iterable[tuple[Division, Iterable[str]]]) -> _Choice:
    known = set(divisions)
    gone: defaultdict[Division, set[str]] = defaultdict(set)
    for division, codes in follows:
        if division not in known:
            gone[division].update(codes)
    return _Choice(tuple(sorted(known)), {division: frozenset(gone[division]) for division in sorted(gone)})


@cache
def _districts() -> _Choice:
    communes = national.old_communes()
    return _choice(
        (Division(row.district_code, row.district, province_name(row.province)) for row in communes.values()),
        (
            (Division(row.district, row.district), [communes[row.successor].district_code])
            for row in national.earlier_names()
        ),
    )


@cache
def _provinces() -> _Choice:
    communes = national.new_communes()
    return _choice(
        (Division(row.province_code, row.province) for row in communes.values()),
        (
            (Division(row.province_code, row.province), {communes[code].province_code for code in targets()[row.code]})
            for row in national.old_communes().values()
        ),
    )


@cache
def _communes() -> _Choice:
    return _choice(
        (
            Division(row.code, f"{row.type} {row.name}", province_name(row.province))
            for row in national.new_communes().values()
        ),
        (
            (Division(row.code, f"{row.type} {row.name}", bare(row.district)), targets()[row.code])
            for row in national.old_communes().values()
        ),
    )


def _find(text: str, choice: _Choice, option: str, kind: str) -> Division | Problem:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    found = _matching(text, choice.divisions)
    if len(found) == 1:
        return found[0]
    if found:
        message = f"Có {len(found)} nơi tên “{text}”."
        return Problem(Place(option), "NR902", message, f"Ghi rõ hơn, hoặc ghi mã: {_shown(found, choice)}.")
    gone = _matching(text, choice.gone)
    hint = f"Nơi này đã sắp xếp lại, nay thuộc {_followers(gone, choice)}." if gone else _nearest(text, choice)
    return Problem(Place(option), "NR901", f"Không có {kind} “{text}”.", hint)


def _matching(text: str, divisions: Collection[Division]) -> list[Division]:
    """The divisions with this code, else this full name, else this name without its type word; marks decide first."""
    by_code = [division for division in divisions if division.code == text]
    if by_code:
        return by_code
    same_name: Callable[[str], str]
    for shortened in (str, bare):
        for same_name in (str.casefold, fold):
            wanted = same_name(text)
            found = [
                division
                for division in divisions
                if wanted in {same_name(name) for name in _names(shortened(division.name), division.within)}
            ]
            if found:
                return found
    return []


def _names(name: str, within: str) -> tuple[str, str]:
    return name, f"{name}, {within}"


def _nearest(text: str, choice: _Choice) -> str:
    """A hint naming what is most like `text`, among what there is and what is gone."""
    by_name: defaultdict[str, list[Division]] = defaultdict(list)
    for division in (*choice.divisions, *choice.gone):
        by_name[fold(bare(division.name))].append(division)
    close = get_close_matches(fold(bare(text.split(",", 1)[0])), by_name, n=1, cutoff=0.7)
    if not close:
        return ""
    alike = by_name[close[0]]
    known = [division for division in alike if division not in choice.gone]
    if known:
        return f"Có phải {_shown(known, choice)}?"
    return f"Có phải “{alike[0].name}”, nay thuộc {_followers(alike[:1], choice)}?"


def _followers(gone: Iterable[Division], choice: _Choice) -> str:
    codes = frozenset[str]().union(*(choice.gone[division] for division in gone))
    return _shown([division for division in choice.divisions if division.code in codes], choice)


def _shown(some: Sequence[Division], choice: _Choice) -> str:
    """The first of them as people may type them: what it lies in stands beside a name that several have."""
    times = Counter(division.name for division in choice.divisions)
    names = (one.name if times[one.name] == 1 else f"{one.name}, {one.within}" for one in some[:_SHOWN])
    shown = " hoặc ".join(f"“{name}” ({one.code})" for name, one in zip(names, some, strict=False))
    return shown + (f" và {len(some) - _SHOWN} nơi khác" if len(some) > _SHOWN else "")


def _provinces_of(lists: Sequence[UnitList]) -> str:
    return ", ".join(sorted({unit.province for unit in lists[-1].units if unit.province}))
