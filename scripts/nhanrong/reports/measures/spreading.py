"""In how many communes a model or practice lives, and what lives in a commune: as `nhanrong coverage` counts it."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from nhanrong.addresses import record_address, unit_address
from nhanrong.counting import Known, Share, inconclusive
from nhanrong.records.fields import UnitRef
from nhanrong.records.measuring import Measure
from nhanrong.reports.census import Spread
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import UNCLEAR, Computation, Scope
from nhanrong.reports.result import Ground, Kind, LeftOut, Value
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP, number

NO_LIST = "danh mục chưa có"
NO_EVE = "chưa so được"
WAITING = "chờ xác nhận lại"
FOR_ALL = "chỉ tính cho cả địa bàn"
_ORIGIN = "nơi khởi đầu, không tính"
_NOT_KNOWN_NOW = "không rõ hiện trạng"
_KNOWN = ("reported", "checked", "unknown_now")

_COUNTS: Mapping[Measure, str] = {
    Measure.COMMUNES_REPORTED: "reported",
    Measure.COMMUNES_WITH_ORIGIN: "reported_with_origin",
    Measure.COMMUNES_LINKED: "linked",
    Measure.COMMUNES_CURRENT: "current",
    Measure.COMMUNES_UNKNOWN: "unknown_now",
    Measure.COMMUNES_VERIFIED: "verified",
    Measure.COMMUNES_CHECKED: "checked",
}
_SHARES: Mapping[Measure, str] = {
    Measure.COVERAGE_REPORTED: "reported",
    Measure.COVERAGE_WITH_ORIGIN: "reported_with_origin",
    Measure.COVERAGE_ORIGIN_EXCLUDED: "reported_origin_excluded",
    Measure.COVERAGE_LINKED: "linked",
    Measure.COVERAGE_CURRENT: "current",
    Measure.COVERAGE_VERIFIED: "verified",
    Measure.COVERAGE_CHECKED: "checked",
}
_HERE: Mapping[Measure, str] = {
    Measure.SUBJECTS_REPORTED: "reported",
    Measure.SUBJECTS_CURRENT: "current",
    Measure.SUBJECTS_VERIFIED: "verified",
    Measure.SUBJECTS_CHECKED: "checked",
}


def asked_of(desk: Desk, scope: Scope) -> list[Spread]:
    """The models and practices that a scope asks for, as they stand on its last day."""
    day = scope.window.last
    return [desk.spread(scope.subject, day)] if scope.subject else list(desk.census(day).values())


def _before(scope: Scope) -> Scope:
    """The same on the eve of the window."""
    return Scope(type(scope.window)(None, scope.window.eve), scope.unit, scope.subject)


def _reached(spreads: Iterable[Spread], key: str) -> dict[UnitRef, list[Spread]]:
    found: dict[UnitRef, list[Spread]] = {}
    for one in spreads:
        for ref in one.shares[key].units:
            found.setdefault(ref, []).append(one)
    return found


def _communes(kind: Kind, key: str, desk: Desk, scope: Scope) -> Value:
    """The units where a figure holds, of one subject or of any; in a window with a beginning those that are new."""
    if scope.unit:
        return Value(kind, text=FOR_ALL)
    if missing := without_list(desk, scope, kind):
        return missing
    spreads = asked_of(desk, scope)
    having = _reached(spreads, key)
    before = _reached(asked_of(desk, _before(scope)), key) if scope.window.first else {}
    units = sorted(ref for ref in having if ref not in before)
    unsure = {ref: doubts for ref in units if (doubts := _unsure(desk, scope, having[ref], ref))}
    units = [ref for ref in units if ref not in unsure]
    total = spreads[0].shares[key].denominator if scope.subject else desk.kb.counted_in(desk.list_id)
    grounds = tuple(ground(desk, ref, having[ref]) for ref in units)
    left = (*chain(*unsure.values()), *left_out(desk, spreads, key, having))
    if unsure and not units:
        return Value(kind, text=UNCLEAR, left_out=left)
    if why := "" if units else nothing(key, total, known(spreads), pending(desk, scope, asked_of)):
        return Value(kind, text=f"0/{number(total)}: {why}" if kind is Kind.SHARE else why, left_out=left)
    return Value(kind, len(units), of=total if kind is Kind.SHARE else None, grounds=grounds, left_out=left)


def _unsure(desk: Desk, scope: Scope, spreads: Iterable[Spread], *units: UnitRef) -> list[LeftOut]:
    """The lines that count on the last day and may have begun before the window: whether it is new, nobody knows."""
    found = []
    for one in spreads if scope.window.first else ():
        for ref in units or sorted(one.shares["reported"].units):
            assert scope.window.first is not None  # as the loop asks
            if stretch := one.perhaps_before(ref, scope.window.first):
                why = f"chỉ ghi {stretch.said}, không rõ mới trong kỳ"
                found.append(LeftOut(stretch.line, f"{one.name}, {desk.unit_name(ref)}", why, edge=True))
    return found


def known(spreads: Iterable[Spread]) -> Known:
    """In how many communes something is known of any of them."""
    found = list(spreads)
    return Known(*(len({ref for one in found for ref in one.shares[key].units}) for key in _KNOWN))


def nothing(key: str, total: int, of: Known, waits: Iterable[LeftOut]) -> str:
    """Why a figure that counts nothing is no 0: nobody has looked, or something waits; empty where it is one."""
    return inconclusive(key, Share(0, total, ()), of) or (WAITING if any(waits) else "")


def pending(desk: Desk, scope: Scope, asked: Callable[[Desk, Scope], Iterable[Spread]]) -> list[LeftOut]:
    """What waits to be confirmed; in a window with a beginning only what did not wait before it."""
    before = _waiting(desk, asked(desk, _before(scope)), scope.unit) if scope.window.first else ()
    return list(set(_waiting(desk, asked(desk, scope), scope.unit)).difference(before))


def _waiting(desk: Desk, spreads: Iterable[Spread], unit: UnitRef | None = None) -> Iterator[LeftOut]:
    """Lines on other lists that speak for no unit of this one; units, or the one, that have something in old parts."""
    for one in spreads:
        lines = [line for line in one.elsewhere if unit is None or unit in desk.related(line[1])]
        told = {ref for line in lines for ref in desk.related(line[1])}
        yield from (LeftOut(line, f"{one.name}, {desk.unit_name(ref)}", why) for line, ref, why in lines)
        for ref in sorted(one.units(Mark.PENDING)):
            if ref not in told and unit in {None, ref}:
                yield LeftOut(one.subject, f"{one.name}, {desk.unit_name(ref)}", MARK_SAYS[Mark.PENDING])


def without_list(desk: Desk, scope: Scope, kind: Kind) -> Value | None:
    """A list that was not in force yet has nothing to compare with."""
    if not desk.in_force(scope.window.last):
        return Value(kind, text=NO_LIST)
    return Value(kind, text=NO_EVE) if scope.window.first and not desk.in_force(scope.window.eve) else None


def ground(desk: Desk, ref: UnitRef, spreads: list[Spread]) -> Ground:
    """A unit that counts, by what the first of its models and practices says."""
    first, *others = spreads
    line, says = first.told.get(ref, ("", MARK_SAYS[first.marks[ref]] if ref in first.marks else "nơi khởi đầu"))
    more = f" và {len(others)} mô hình, cách làm khác" if others else ""
    return Ground(line or str(ref), desk.unit_name(ref), f"1{NBSP}xã", f"{first.name}: {says}{more}", unit_address(ref))


def left_out(desk: Desk, spreads: Iterable[Spread], key: str, having: Container[UnitRef]) -> Iterator[LeftOut]:
    """What could count in a figure and does not: what waits, places of origin, what nobody knows of now."""
    for one in spreads:
        yield from _waiting(desk, [one])
        if key not in {"reported_with_origin", "checked"}:
            for ref in sorted(ref for ref in one.origins if ref in one.told and ref not in having):
                yield LeftOut(one.told[ref][0], f"{one.name}, {desk.unit_name(ref)}", _ORIGIN)
        if key in {"current", "verified"}:
            for ref in sorted(ref for ref in one.units(Mark.UNKNOWN_NOW) if ref not in having):
                if ref in one.told:
                    why = f"{_NOT_KNOWN_NOW}: {one.told[ref][1]}"
                    yield LeftOut(one.told[ref][0], f"{one.name}, {desk.unit_name(ref)}", why)


def _here(key: str, desk: Desk, scope: Scope) -> Value:
    """What lives in one unit."""
    if missing := without_list(desk, scope, Kind.COUNT):
        return missing
    assert scope.unit is not None  # the rows are units
    here = _in_unit(desk, scope)
    having = [one for one in here if scope.unit in one.shares[key].units]
    if scope.window.first:
        before = {one.subject for one in _in_unit(desk, _before(scope)) if scope.unit in one.shares[key].units}
        having = [one for one in having if one.subject not in before]
    unsure = {one.subject: doubts for one in having if (doubts := _unsure(desk, scope, [one], scope.unit))}
    having = [one for one in having if one.subject not in unsure]
    grounds = tuple(_subject_ground(one, scope.unit) for one in having)
    left = tuple(chain(*unsure.values()))
    left += tuple(
        LeftOut(one.told[scope.unit][0], one.name, _ORIGIN)
        for one in here
        if key != "checked" and scope.unit in one.origins and scope.unit in one.told
    )
    left += tuple(_waiting(desk, _touching(desk, scope), scope.unit))
    if unsure and not having:
        return Value(Kind.COUNT, text=UNCLEAR, left_out=left)
    of = Known(*(sum(scope.unit in one.shares[about].units for one in here) for about in _KNOWN))
    if why := "" if having else nothing(key, 1, of, pending(desk, scope, _touching)):
        return Value(Kind.COUNT, text=why, left_out=left)
    return Value(Kind.COUNT, len(having), grounds=grounds, left_out=left)


def _in_unit(desk: Desk, scope: Scope) -> list[Spread]:
    assert scope.unit is not None  # as it is asked for
    return desk.in_unit(scope.unit, scope.window.last)


def _touching(desk: Desk, scope: Scope) -> list[Spread]:
    """Those that something is known of in a unit, or that have lines on other lists about it."""
    return desk.touching(scope.unit, scope.window.last) if scope.unit else asked_of(desk, scope)


def _subject_ground(one: Spread, ref: UnitRef) -> Ground:
    line, says = one.told.get(ref, ("", MARK_SAYS.get(one.marks.get(ref, Mark.NOT_SEEN), "")))
    return Ground(line or one.subject, one.name, "1", says, record_address(one.kind, one.subject))


def _subjects(
    kind: str, holds: Callable[[Spread, UnitRef | None], bool], desk: Desk, scope: Scope, *, others: bool = False
) -> Value:
    """How many models, or practices, stand so, anywhere on the list or in one unit; the `others` may be told too."""
    if missing := without_list(desk, scope, Kind.COUNT):
        return missing

    def found(at: Scope) -> list[Spread]:
        spreads = _in_unit(desk, at) if at.unit else asked_of(desk, at)
        return [one for one in spreads if one.kind == kind and holds(one, at.unit)]

    having = found(scope)
    if scope.window.first:
        before = {one.subject for one in found(_before(scope))}
        having = [one for one in having if one.subject not in before]
    here = (scope.unit,) if scope.unit else ()
    unsure = {one.subject: doubts for one in having if (doubts := _unsure(desk, scope, [one], *here))}
    having = [one for one in having if one.subject not in unsure]
    grounds = tuple(
        Ground(one.subject, one.name, "1", _where(desk, one), record_address(one.kind, one.subject)) for one in having
    )

    def undecided(desk: Desk, at: Scope) -> list[Spread]:
        spreads = (one for one in _touching(desk, at) if one.kind == kind and not holds(one, at.unit))
        return [one for one in spreads if holds is _replicated or not _live(one, at.unit)]

    if others:
        left = tuple(_others(desk, scope, kind, {one.subject for one in having}))
    else:
        left = tuple(_waiting(desk, undecided(desk, scope), scope.unit))
    left = (*chain(*unsure.values()), *left)
    if not having and (unsure or any(one.why.startswith(_NOT_KNOWN_NOW) for one in left)):
        return Value(Kind.COUNT, text=UNCLEAR, left_out=left)
    if not having and pending(desk, scope, undecided):
        return Value(Kind.COUNT, text=WAITING, left_out=left)
    return Value(Kind.COUNT, len(having), grounds=grounds, left_out=left)


def _others(desk: Desk, scope: Scope, kind: str, counted: Container[str]) -> Iterator[LeftOut]:
    """The models, or practices, that do not count, those without any line too; of a unit what is known there."""
    told = {one.subject: one for one in _touching(desk, scope)}
    for subject in desk.kb.shelf(kind):
        if subject not in counted and (subject in told or not scope.unit):
            state = _state(told[subject], scope.unit) if subject in told else "chưa có dòng nào trong sổ"
            yield LeftOut(subject, desk.kb.head(subject).name, state)


def _where(desk: Desk, one: Spread) -> str:
    names = [f"{desk.unit_name(ref)}: {MARK_SAYS[mark]}" for ref, mark in sorted(one.marks.items()) if ref in one.told]
    shown = "; ".join(names[:4])
    return f"{shown} và {len(names) - 4} xã khác" if len(names) > 4 else shown


def _state(one: Spread, unit: UnitRef | None) -> str:
    """Why a model that is known is not among those counted: its strongest mark, or that in the unit."""
    marks = [mark for ref, mark in one.marks.items() if unit in {None, ref}]
    strongest = min(marks, key=lambda mark: mark.rank, default=Mark.NOT_SEEN)
    if strongest is Mark.UNKNOWN_NOW:
        return f"{_NOT_KNOWN_NOW}: các dòng còn làm đều đã quá hạn"
    return MARK_SAYS[strongest] if strongest is not Mark.NOT_SEEN else "chưa có dòng nào trên danh mục này"


def _live(one: Spread, unit: UnitRef | None) -> bool:
    return unit in one.alive if unit else bool(one.alive)


def _unknown(one: Spread, unit: UnitRef | None) -> bool:
    unknown = one.units(Mark.UNKNOWN_NOW)
    return unit in unknown if unit else bool(unknown) and not one.alive


def _stopped(one: Spread, unit: UnitRef | None) -> bool:
    stopped = one.units(Mark.STOPPED)
    return unit in stopped if unit else bool(stopped) and not one.alive and not one.units(Mark.UNKNOWN_NOW)


def _replicated(one: Spread, unit: UnitRef | None) -> bool:
    units = one.shares["reported"].units
    return unit in units if unit else bool(units)


COMPUTED: Mapping[Measure, Computation] = {
    **{measure: partial(_communes, Kind.COUNT, key) for measure, key in _COUNTS.items()},
    **{measure: partial(_communes, Kind.SHARE, key) for measure, key in _SHARES.items()},
    **{measure: partial(_here, key) for measure, key in _HERE.items()},
    Measure.MODELS_LIVE: partial(_subjects, "models", _live, others=True),
    Measure.MODELS_UNKNOWN: partial(_subjects, "models", _unknown),
    Measure.MODELS_STOPPED: partial(_subjects, "models", _stopped),
    Measure.MODELS_REPLICATED: partial(_subjects, "models", _replicated),
    Measure.PRACTICES_LIVE: partial(_subjects, "practices", _live, others=True),
}
