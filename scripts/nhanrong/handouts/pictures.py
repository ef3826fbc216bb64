"""Drawings on paper, told apart without colour: the map of a subject, its squares, the marks of legends, QR codes."""

import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache

import segno

from nhanrong.handouts.blocks import Entry, Picture
from nhanrong.mapshape import short
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.render import basemap, marks, sheetmaps, svgmap
from nhanrong.render.maplabels import SIZE, SMALL_SIZE, Caption, Label, place, text_width
from nhanrong.render.spread import drawn_units, map_units
from nhanrong.render.svgmap import MapUnit, in_reading_order
from nhanrong.render.templating import filled
from nhanrong.standing import Mark
from nhanrong.vietnamese import capitalised, percent

ORIGIN = Entry("origin", "Nơi khởi đầu")
RINGS = "Vòng tròn: nơi khởi đầu, không tính vào số đã ghi nhận."
_IN_A_ROW, _STEP, _SIDE = 20, 19, 15  # squares, and units of the drawing
_MAP_WIDTH, _SMALL_MAP = 0.7, 0.36  # of the text: a map shares its page; one that only shows an origin is small
_NAMED = 60  # units that an alternative text tells one by one


@lru_cache(maxsize=1024)
def qr(url: str) -> str:
    """The code of an address as SVG, with the quiet zone of four modules that readers want."""
    made = io.BytesIO()
    segno.make(url, error="m", micro=False).save(made, kind="svg", border=4, xmldecl=False, svgns=True)
    return made.getvalue().decode()


@cache
def swatch(look: str) -> str:
    """A mark of a legend as SVG."""
    return str(filled("handouts/swatch.svg.j2", look=look))


def spread_pictures(publication: Publication, subject: str) -> list[Picture]:
    """The squares and the map of a subject on its main list; none where nothing is known of it."""
    if not publication.has_spread(subject):
        return []
    list_id = publication.main_list(subject)
    total = len(publication.kb.units_of(list_id))
    found = _long(publication, subject, list_id) if basemap.is_long(publication, list_id) else None
    drawing, units = found or _whole(publication, subject, list_id)
    target = publication.kb.rules.target
    return [_squares(units, total, Fraction(target.share, 100) if target else None), drawing]


def cover_picture(publication: Publication, subjects: Iterable[str]) -> Picture | None:
    """The communes of the list that most subjects live on, each with how many live or began there; None without any.

    Of a long list it shows the sheet on which most of these communes are.
    """
    spread = [subject for subject in subjects if publication.has_spread(subject)]
    lists = Counter(publication.main_list(subject) for subject in spread)
    if not lists:
        return None
    list_id = max(lists, key=lambda name: (lists[name], name))
    counts = Counter(ref for subject in spread for ref in _lives_in(publication, subject, list_id))
    sheets = publication.atlas.sheets(list_id)
    sheet = max(sheets, key=lambda one: (sum(counts[ref] for ref in one.units), one.path))
    shape = publication.atlas.shape(sheet)
    areas = []
    for ref, path in sorted(shape.paths.items(), key=lambda one: not counts[one[0]]):
        middle = shape.shapes[ref].representative_point()
        areas.append((path, counts[ref], round(middle.x, 1), round(middle.y + 6, 1)))
    if not any(count for _, count, *_ in areas):
        return None
    svg = filled("handouts/cover.svg.j2", height=short(shape.height), areas=areas)
    where = publication.kb.lists[list_id].record.title + (f", {sheet.name}" if len(sheets) > 1 else "")
    names = {ref: publication.kb.units[ref].name for ref in shape.paths}
    said = "; ".join(
        f"{names[ref]}: {counts[ref]}"
        for ref in sorted(names, key=lambda ref: svgmap.by_name(names[ref]))
        if counts[ref]
    )
    caption = "Số trong mỗi xã: bấy nhiêu mô hình, cách làm của sách có ở đó. Sơ đồ, không phải địa giới hành chính."
    return Picture(str(svg), f"Sơ đồ các xã, {where}. Số mô hình, cách làm của sách có ở mỗi xã: {said}.", caption)


def _lives_in(publication: Publication, subject: str, list_id: str) -> set[UnitRef]:
    coverage = publication.coverage(subject, list_id)
    return {state.ref for state in coverage.known if state.origin or state.mark not in (Mark.NOT_SEEN, Mark.ABSENT)}


def _whole(publication: Publication, subject: str, list_id: str) -> tuple[Picture, list[MapUnit]]:
    (sheet,) = publication.atlas.sheets(list_id)
    shape = publication.atlas.shape(sheet)
    units = map_units(publication, publication.coverage(subject, list_id), "")
    captions = {unit.ref: Caption(unit.name, unit.figure, unit.origin, unit.known) for unit in units}
    labels = place(shape, captions)
    bare = all(unit.mark is Mark.NOT_SEEN for unit in units)
    if bare:
        labels = [label.only_ring() for label in labels if label.ring]
    svg = filled(
        "handouts/map.svg.j2",
        height=short(shape.height),
        insets=basemap.frames(shape.insets),
        areas=[(shape.paths[unit.ref], marks.LOOK[unit.mark]) for unit in units if unit.ref in shape.paths],
        labels=labels,
        plates=_plates(labels),
        ring=8 if bare else 3.4,
    )
    title = publication.kb.lists[list_id].record.title
    legend = _legend(units)
    if bare:
        names = ", ".join(unit.name for unit in in_reading_order(units) if unit.origin)
        legend = tuple(replace(entry, says=f"{entry.says}: {names}") if entry == ORIGIN else entry for entry in legend)
    width = _SMALL_MAP if bare else _MAP_WIDTH
    return Picture(str(svg), _map_alt(title, units), svgmap.CAPTIONS[shape.kind], legend, width), units


def _plates(labels: Iterable[Label]) -> list[tuple[float, float, float, float]]:
    """The white ground of each line of text, on which it is read over any pattern."""
    found = []
    for line in (line for label in labels for line in label.lines):
        size = SMALL_SIZE if line.small else SIZE
        width = text_width(line.text, size) + 3
        found.append((round(line.x - width / 2, 1), round(line.y - 0.86 * size, 1), round(width, 1), 1.12 * size))
    return found


def _long(publication: Publication, subject: str, list_id: str) -> tuple[Picture, list[MapUnit]] | None:
    """Of a long list the sheet with the most that is known."""
    coverage = publication.coverage(subject, list_id)
    by_sheet = sheetmaps.by_sheet(publication, coverage.known)
    if not by_sheet:
        return None
    sheet, states = by_sheet[0]
    base = basemap.base_map(publication, sheet)
    units = drawn_units(publication, states, "")
    looks = {unit.ref: marks.LOOK[unit.mark] for unit in units}
    labels = svgmap.known_labels(base, units)
    svg = filled(
        "handouts/map.svg.j2",
        height=base.height,
        insets=base.insets,
        areas=[(path, looks.get(ref, "grey")) for ref, path in base.paths.items()],
        labels=labels,
        plates=_plates(labels),
        ring=3.4,
    )
    others = sum(len(more) for _, more in by_sheet[1:])
    caption = svgmap.CAPTIONS[base.kind] + (f" Còn {others} xã ở tỉnh khác không vẽ ở đây." if others else "")
    title = f"{publication.kb.lists[list_id].record.title}, {sheet.name}"
    every = drawn_units(publication, coverage.known, "")
    return Picture(str(svg), _map_alt(title, units), caption, _legend([*units, *every], grey=True), _MAP_WIDTH), every


def _map_alt(title: str, units: Sequence[MapUnit]) -> str:
    known = [unit.label for unit in in_reading_order(units) if unit.known]
    shown, more = known[:_NAMED], len(known) - _NAMED
    told = "; ".join(shown) + (f"; và {more} xã nữa" if more > 0 else "")
    silent = sum(not unit.known for unit in units)
    return f"Sơ đồ các xã, {title}. {told or 'Chưa xã nào có ghi nhận'}." + (
        f" {silent} xã khác chưa có ai ghi nhận." if silent else ""
    )


def _legend(units: Iterable[MapUnit], *, grey: bool = False) -> tuple[Entry, ...]:
    units = list(units)
    seen = {unit.mark for unit in units} | ({Mark.NOT_SEEN} if grey else set())
    entries = [Entry(entry.look, entry.says) for entry in marks.legend(seen)]
    return (*entries, ORIGIN) if any(unit.origin for unit in units) else tuple(entries)


def _squares(units: Sequence[MapUnit], total: int, share: Fraction | None) -> Picture:
    """One square a unit, the strongest state first; a line where the target's share of them ends."""
    ordered = sorted(units, key=lambda unit: (unit.mark.rank, svgmap.by_name(unit.name), unit.ref))
    drawn = [unit for unit in ordered if total <= _NAMED or unit.known]
    looks = [marks.LOOK[unit.mark] for unit in drawn]
    rows = max(1, math.ceil(len(looks) / _IN_A_ROW))
    squares = [
        (4 + at % _IN_A_ROW * _STEP, 5 + at // _IN_A_ROW * 24, marks.LOOK[unit.mark], unit.origin)
        for at, unit in enumerate(drawn)
    ]
    goal = None
    says = f"{len(drawn)} ô, mỗi ô một xã"
    if share is not None and len(drawn) == total:
        end = share * total
        at, inside = math.floor(end), float(end - math.floor(end))
        goal = (round(4 + at % _IN_A_ROW * _STEP + inside * _SIDE, 1), 1 + at // _IN_A_ROW * 24)
        wanted = percent(end.numerator, end.denominator * total).replace(",0", "")
        says += f"; vạch đứng là mức {wanted}: muốn hơn phải từ {at + 1} trên {total} xã"
    svg = filled("handouts/squares.svg.j2", width=4 + _IN_A_ROW * _STEP, height=rows * 24, squares=squares, goal=goal)
    told = [f"{sum(look == entry.look for look in looks)} ô {entry.says.lower()}" for entry in _legend(drawn)]
    counted = "; ".join(one for one in told if not one.startswith("0 "))
    rings = sum(unit.origin for unit in drawn)
    alt, caption = f"{says}. {counted}.", f"{capitalised(says)}."
    if rings:
        alt, caption = f"{alt} {rings} ô có vòng tròn. {RINGS}", f"{caption} {RINGS}"
    return Picture(str(svg), alt, caption)
