"""What a flow counts: things with a date, a place and an amount; which of them fall into a window, and which do not."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nhanrong.dates import PartialDate, spoken_day
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import SessionKind
from nhanrong.reports.result import Ground, Kind, LeftOut, Value
from nhanrong.reports.saying import MISSING
from nhanrong.reports.windows import Fall, Window, fall
from nhanrong.vietnamese import NBSP, number, spoken_money

if TYPE_CHECKING:
    from nhanrong.reports.desk import Desk

UNCLEAR = "chưa rõ"
NO_DATE = "không rõ thời điểm"
WITHOUT_UNIT = "chung nhiều xã hoặc không rõ xã"


@dataclass(frozen=True)
class Scope:
    """What a figure is about: a window, and perhaps one unit, one model, one activity, some kinds of activities."""

    window: Window
    unit: UnitRef | None = None
    subject: str | None = None
    session: str | None = None
    kinds: tuple[SessionKind, ...] = ()


@dataclass(frozen=True)
class Item:
    """One thing that a flow may count. `adds` is None where its number is not told; `out` says why it never counts.

    `units` are those of the report's list that it is about, `unplaced` why it cannot be told which. A sum over a
    stretch of time is `whole`: all of the stretch must be asked for.
    """

    code: str
    name: str
    address: str
    date: PartialDate | None
    adds: int | None = 1
    units: tuple[UnitRef, ...] = ()
    unplaced: str = ""
    whole: bool = False
    out: str = ""
    says: str = ""
    subject: str = ""
    session: str = ""
    kind: SessionKind | None = None
    lacks: str = MISSING  # what is said of an absent number
    ends: dt.date | None = None  # the last day on which it still holds


class Items:
    """The things of one measure, found by the unit, the model or the activity that they are about."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.all = tuple(items)
        self._by: dict[object, list[Item]] = {}
        for item in self.all:
            for key in {*item.units, item.subject, item.session} - {""}:
                self._by.setdefault(key, []).append(item)

    def about(self, scope: Scope) -> Iterator[Item]:
        """Those that a scope asks for."""
        key = scope.session or scope.subject or scope.unit
        for item in self._by.get(key, ()) if key else self.all:
            if scope.subject and item.subject != scope.subject:
                continue
            if scope.kinds and item.kind not in scope.kinds:
                continue
            if scope.unit and scope.unit not in item.units:
                continue
            yield item


Find = Callable[["Desk"], Iterable[Item]]
Computation = Callable[["Desk", Scope], Value]


def flow(find: Find, kind: Kind = Kind.COUNT, *, told: bool = False, unit: str = "") -> Computation:
    """The measure that counts these things; what is `told` is a sum of told numbers, which without any is missing."""

    def compute(desk: "Desk", scope: Scope) -> Value:
        return summed(desk.items(find).about(scope), scope, kind, told=told, unit=unit)

    return compute


def summed(items: Iterable[Item], scope: Scope, kind: Kind, *, told: bool, unit: str = "") -> Value:
    """The sum over the items that fall into the window, with its grounds and what was left out."""
    counted: list[Item] = []
    left: list[LeftOut] = []
    for item in items:
        why = _why_not(item, scope)
        if why is None:
            continue
        if why:
            left.append(LeftOut(item.code, item.name, why, edge=why == _across(item)))
        else:
            counted.append(item)
    grounds = tuple(Ground(one.code, one.name, _adds(one, kind, unit), _why(one), one.address) for one in counted)
    if not counted and (told or left):
        return Value(kind, text=UNCLEAR if left else MISSING, left_out=tuple(left))
    return Value(kind, sum(one.adds or 0 for one in counted), grounds=grounds, left_out=tuple(left))


def _why_not(item: Item, scope: Scope) -> str | None:
    """Why an item does not count; empty where it does, None where nobody would think of it."""
    where = Fall.ACROSS if item.date is None else fall(item.date, scope.window, whole=item.whole)
    if where is Fall.OUTSIDE:
        return None
    if item.out:
        return item.out
    if item.date is None:
        return NO_DATE
    if item.ends and item.ends < scope.window.last:
        return f"đã hết hạn {spoken_day(item.ends)}"
    if scope.unit and len(item.units) > 1:
        return f"chung cho {len(item.units)} xã, không chia được"
    if item.adds is None:
        return item.lacks
    return _across(item) if where is Fall.ACROSS else ""


def _across(item: Item) -> str:
    """What is said where the time of an item is all that keeps it out; empty without a date."""
    if item.date is None:
        return ""
    across = "thời gian trải ra ngoài khoảng đang tính" if item.whole else "không rõ có nằm trong khoảng đang tính"
    return f"{item.date.spoken}: {across}"


def _adds(item: Item, kind: Kind, unit: str) -> str:
    assert item.adds is not None  # else it is left out
    if kind is Kind.MONEY:
        return spoken_money(item.adds)
    return f"{number(item.adds)}{NBSP}{unit}" if unit else number(item.adds)


def _why(item: Item) -> str:
    assert item.date is not None  # else it is left out
    when = item.date.spoken
    if item.date.first != item.date.last and "/" not in item.date.text:
        when += " (tính theo ngày cuối)"
    return "; ".join(filter(None, (when, item.says)))
