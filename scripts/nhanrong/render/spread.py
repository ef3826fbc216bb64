"""How a subject has spread: its map, squares, timeline and figures for a page."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from nhanrong.coverage import Coverage, Share, UnitState, snapshot
from nhanrong.dates import months_before
from nhanrong.entries import LedgerEntry
from nhanrong.figures import FigureRow, rows
from nhanrong.publication import Publication, unit_address
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Evidence
from nhanrong.render import svgmap, timeline, unitchart
from nhanrong.render.outputs import relative
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP


@dataclass(frozen=True)
class Spread:
    """What a page shows of one subject on one list."""

    list_id: str
    list_title: str
    coverage: Coverage
    figures: list[FigureRow]
    map: Markup  # empty for a further list that is long
    squares: Markup
    ground: str  # what the figures rest on: “theo báo chí”
    carried: list[tuple[str, tuple[Share, Share, Share]]]  # readings after a merger, by rule
    has_parts: bool
    trials: int


def spreads(publication: Publication, subject: str, address: str) -> list[Spread]:
    """The subject on its main list first, then on the others."""
    main = publication.main_list(subject)
    others = [list_id for list_id in publication.lists if list_id != main and _shows(publication, subject, list_id)]
    return [_spread(publication, subject, name, address, main=name == main) for name in (main, *others)]


def _shows(publication: Publication, subject: str, list_id: str) -> bool:
    """Whether a list has anything of the subject: its own lines, or those of the units before."""
    family = {list_id, *publication.kb.list_family(list_id)}
    held = {unit.list for unit in publication.ledger.units_with_lines(subject)}
    return bool(family & held)


def _spread(publication: Publication, subject: str, list_id: str, address: str, *, main: bool) -> Spread:
    kb = publication.kb
    coverage = publication.coverage(subject, list_id)
    history = _history(publication, coverage)
    units = map_units(publication, coverage, address, history)
    target = kb.rules.target
    return Spread(
        list_id=list_id,
        list_title=kb.lists[list_id].record.title,
        coverage=coverage,
        figures=rows(coverage),
        map=svgmap.draw(
            publication.shape(list_id),
            f"{kb.subjects[subject].name}: {kb.lists[list_id].record.title}",
            units,
            {year: count for year, (_, count) in history.items()},
            prefix=f"ban-do-{list_id}",
        )
        if main or len(units) <= svgmap.ALL_TOLD_UP_TO
        else Markup(),
        squares=unitchart.draw(units, Fraction(target.share, 100) if target else None),
        ground=ground(entry for ref in kb.units_of(list_id) for entry in publication.ledger.lines(subject, ref)),
        carried=[(rule.label, coverage.carry_over[rule]) for rule in CarryOver],
        has_parts=any(state.parts for state in coverage.units),
        trials=sum(state.mark is Mark.TRIAL for state in coverage.units),
    )


def ground(entries: Iterable[LedgerEntry]) -> str:
    """What lines rest on, in two words; empty when it is mixed."""
    grades = {entry.record.evidence for entry in entries}
    return "theo báo chí" if grades == {Evidence.PRESS} else ""


History = Mapping[int, tuple[Mapping[UnitRef, Mark], int]]


def map_units(
    publication: Publication, coverage: Coverage, address: str, history: History | None = None
) -> list[svgmap.MapUnit]:
    """The units of a coverage as drawings show them, with their past where a slider moves through it."""
    return [_map_unit(publication, state, address, history or {}) for state in coverage.units]


def _map_unit(publication: Publication, state: UnitState, address: str, history: History) -> svgmap.MapUnit:
    unit = publication.kb.units[state.ref]
    standing = state.standing
    figure = ""
    if standing.households is not None:
        figure = f"{standing.households}{NBSP}hộ"
    elif state.parts_with:
        figure = f"{state.parts_with}/{state.parts}"
    says = [MARK_SAYS[state.mark]]
    if state.origin:
        says = ["nơi khởi đầu", "chưa có dòng trong sổ" if state.mark is Mark.NOT_SEEN else says[0]]
    if standing.moment:
        says.append(standing.moment.spoken)
    if state.parts_with:
        says.append(f"{state.parts_with}/{state.parts} xã cũ đã ghi nhận")
    return svgmap.MapUnit(
        ref=state.ref,
        name=unit.name,
        href=relative(address, unit_address(state.ref)),
        mark=state.mark,
        label=f"{unit.name}: {', '.join(says)}",
        figure=figure,
        origin=state.origin,
        by_year={year: marks[state.ref] for year, (marks, _) in history.items()},
    )


def _years(publication: Publication, subject: str, list_id: str) -> range:
    """The years from the first line of the subject on a list to the day's year, within the list's validity."""
    entries = [entry for ref in publication.kb.units_of(list_id) for entry in publication.ledger.lines(subject, ref)]
    if not entries:
        return range(0)
    first = min(publication.kb.moment(entry).last.year for entry in entries)
    return range(first - 1, publication.day.year + 1)


def _history(publication: Publication, coverage: Coverage) -> History:
    """Marks and reported units at the end of every year, the last year on the day itself."""
    years = _years(publication, coverage.subject, coverage.list)
    past = {
        year: snapshot(publication.ledger_on(dt.date(year, 12, 31)), coverage.subject, coverage.list)
        for year in years[:-1]
    }
    today = {state.ref: state.mark for state in coverage.units}, coverage.reported.numerator
    return past | {years[-1]: today} if years else {}


def strip(publication: Publication, entries: Sequence[LedgerEntry], address: str) -> Markup | None:
    """The timeline of some lines of one subject: a row a unit, years across, the mergers drawn as breaks."""
    if not entries:
        return None
    kb = publication.kb
    moments = [kb.moment(entry) for entry in entries]
    years = min(moment.first.year for moment in moments), publication.day.year
    by_unit: dict[UnitRef, list[LedgerEntry]] = {}
    for entry in entries:
        by_unit.setdefault(entry.unit, []).append(entry)
    drawn = [
        timeline.TimelineRow(
            name=kb.unit_name(ref),
            href=relative(address, unit_address(ref)),
            marks=[_timeline_mark(publication, entry) for entry in by_unit[ref]],
        )
        for ref in sorted(by_unit, key=lambda ref: (ref.list, kb.unit_name(ref)))
    ]
    breaks = [
        timeline.TimelineBreak(entry.record.valid_from, "sắp xếp lại xã")
        for entry in kb.lists.values()
        if entry.record.previous and entry.record.valid_from
    ]
    return timeline.draw(drawn, years, breaks)


def _timeline_mark(publication: Publication, entry: LedgerEntry) -> timeline.TimelineMark:
    kb = publication.kb
    line = entry.record
    moment = kb.moment(entry)
    households = f", {line.households} hộ" if line.households is not None else ""
    return timeline.TimelineMark(
        moment.first.year,
        moment.last.year,
        line_mark(publication, entry),
        f"{moment.spoken}: {line.state.label}{households}",
    )


def line_mark(publication: Publication, entry: LedgerEntry) -> Mark:
    """How one line is drawn by itself: as its unit would be if nothing else were known."""
    state = entry.record.state
    same = {mark.value: mark for mark in Mark}
    if state.value in same:
        return same[state.value]
    return Mark.CURRENT if _fresh(publication, entry) else Mark.UNKNOWN_NOW


def _fresh(publication: Publication, entry: LedgerEntry) -> bool:
    return publication.kb.moment(entry).last >= months_before(publication.day, publication.kb.rules.current_months)
