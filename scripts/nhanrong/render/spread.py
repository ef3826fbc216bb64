"""How a subject has spread: its map, squares, timeline and figures for a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from nhanrong.addresses import unit_address
from nhanrong.counting import Share, UnitState
from nhanrong.coverage import Coverage
from nhanrong.dates import months_before
from nhanrong.entries import LedgerEntry
from nhanrong.figures import FigureRow, rows
from nhanrong.history import NO_HISTORY, History, history
from nhanrong.knowledge import Moment
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Evidence
from nhanrong.render import sheetmaps, svgmap, timeline, unitchart
from nhanrong.render.basemap import is_long
from nhanrong.render.drawing import root
from nhanrong.render.sheetmaps import MOST_SHEETS
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP


@dataclass(frozen=True)
class Spread:
    """What a page shows of one subject on one list."""

    list_id: str
    list_title: str
    coverage: Coverage
    figures: list[FigureRow]
    map: Markup  # empty where nothing is known
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
    kb, ledger = publication.kb, publication.ledger
    unit_list = kb.lists[list_id].record
    title = f"{kb.head(subject).name}: {unit_list.title}"
    coverage = publication.coverage(subject, list_id)
    if is_long(publication, list_id):
        most = MOST_SHEETS if main else 1
        known = _known(publication, coverage, address, most)
        units = [unit for one in known for unit in one.units]
        drawing = sheetmaps.draw(publication, title, address, known, most) if known else Markup()
    else:
        past = history(coverage, coverage.units, publication.ledger_on)
        units = map_units(publication, coverage, address, past)
        (sheet,) = publication.atlas.sheets(list_id)
        drawing = svgmap.draw(publication.atlas.shape(sheet), title, units, past.reported, f"ban-do-{list_id}")
    target = kb.rules.target
    return Spread(
        list_id=list_id,
        list_title=unit_list.title,
        coverage=coverage,
        figures=rows(coverage),
        map=drawing,
        squares=unitchart.draw(units, Fraction(target.share, 100) if target else None, len(kb.units_of(list_id))),
        ground=ground(
            entry
            for ref in ledger.units_with_lines(subject)
            if ref.list == list_id
            for entry in ledger.lines(subject, ref)
        ),
        carried=[(rule.label, coverage.carry_over[rule]) for rule in CarryOver],
        has_parts=unit_list.previous is not None,
        trials=sum(unit.mark is Mark.TRIAL for unit in units),
    )


def _known(publication: Publication, coverage: Coverage, address: str, most: int) -> list[sheetmaps.Known]:
    """What is known of a subject on a long list, the widest sheet first; with its past on the first `most` sheets."""
    found = sheetmaps.by_sheet(publication, coverage.known)
    known = []
    for place, (sheet, states) in enumerate(found):
        past = history(coverage, states, publication.ledger_on) if place < most else NO_HISTORY
        known.append(sheetmaps.Known(sheet, drawn_units(publication, states, address, past), past.reported))
    return known


def ground(entries: Iterable[LedgerEntry]) -> str:
    """What lines rest on, in two words; empty when it is mixed."""
    grades = {entry.record.evidence for entry in entries}
    return "theo báo chí" if grades == {Evidence.PRESS} else ""


def map_units(
    publication: Publication, coverage: Coverage, address: str, past: History = NO_HISTORY
) -> list[svgmap.MapUnit]:
    """All units of a coverage as drawings show them, with their past where a slider moves through it."""
    return drawn_units(publication, coverage.units, address, past)


def drawn_units(
    publication: Publication, states: Sequence[UnitState], address: str, past: History = NO_HISTORY
) -> list[svgmap.MapUnit]:
    """Units of one list for the page or file at `address`."""
    if not states:
        return []
    list_href = f"{root(address)}{unit_address(states[0].ref)}".removesuffix(f"{states[0].ref.code}/")
    units = publication.kb.units
    return [
        svgmap.MapUnit(
            state.ref,
            units[state.ref].name,
            f"{list_href}{state.ref.code}/",
            state.mark,
            f"{units[state.ref].name}: {_says(state)}",
            _figure(state),
            state.origin,
            past.marks.get(state.ref, {}),
        )
        for state in states
    ]


def _figure(state: UnitState) -> str:
    if state.standing.households is not None:
        return f"{state.standing.households}{NBSP}hộ"
    return f"{state.parts_with}/{state.parts}" if state.parts_with else ""


def _says(state: UnitState) -> str:
    says = [MARK_SAYS[state.mark]]
    if state.origin:
        says = ["nơi khởi đầu", "chưa có dòng trong sổ" if state.mark is Mark.NOT_SEEN else says[0]]
    if state.standing.moment:
        says.append(state.standing.moment.spoken)
    if state.parts_with:
        says.append(f"{state.parts_with}/{state.parts} xã cũ đã ghi nhận")
    return ", ".join(says)


def strip(publication: Publication, entries: Sequence[LedgerEntry], address: str) -> Markup | None:
    """The timeline of some lines of one subject: a row a unit, years across, the mergers drawn as breaks."""
    if not entries:
        return None
    kb = publication.kb
    moments = [kb.moment(entry) for entry in entries]
    years = min(moment.first.year for moment in moments), publication.day.year
    by_unit: dict[UnitRef, list[timeline.TimelineMark]] = {}
    for entry, moment in zip(entries, moments, strict=True):
        by_unit.setdefault(entry.unit, []).append(_timeline_mark(publication, entry, moment))
    named = sorted((ref.list, kb.unit_name(ref), ref) for ref in by_unit)
    drawn = [timeline.TimelineRow(name, f"{root(address)}{unit_address(ref)}", by_unit[ref]) for _, name, ref in named]
    breaks = [
        timeline.TimelineBreak(entry.record.valid_from, "sắp xếp lại xã")
        for entry in kb.lists.values()
        if entry.record.previous and entry.record.valid_from
    ]
    return timeline.draw(drawn, years, breaks)


def _timeline_mark(publication: Publication, entry: LedgerEntry, moment: Moment) -> timeline.TimelineMark:
    line = entry.record
    households = f", {line.households} hộ" if line.households is not None else ""
    return timeline.TimelineMark(
        moment.first.year,
        moment.last.year,
        _line_mark(publication, entry, moment),
        f"{moment.spoken}: {line.state.label}{households}",
    )


_SAME = {mark.value: mark for mark in Mark}


def line_mark(publication: Publication, entry: LedgerEntry) -> Mark:
    """How one line is drawn by itself: as its unit would be if nothing else were known."""
    return _line_mark(publication, entry, publication.kb.moment(entry))


def _line_mark(publication: Publication, entry: LedgerEntry, moment: Moment) -> Mark:
    same = _SAME.get(entry.record.state.value)
    if same is not None:
        return same
    fresh_from = months_before(publication.day, publication.kb.rules.current_months)
    return Mark.CURRENT if moment.last >= fresh_from else Mark.UNKNOWN_NOW
