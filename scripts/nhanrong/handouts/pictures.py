"""Drawings on paper, told apart without colour: the map of a subject, its squares, the marks of legends, QR codes."""

import io
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache, lru_cache

import segno

from nhanrong.handouts.blocks import Entry, Picture
from nhanrong.mapshape import short
from nhanrong.publication import Publication
from nhanrong.render import basemap, marks, sheetmaps, svgmap
from nhanrong.render.maplabels import Caption, place
from nhanrong.render.spread import drawn_units, map_units
from nhanrong.render.svgmap import MapUnit, in_reading_order
from nhanrong.render.templating import filled
from nhanrong.standing import Mark
from nhanrong.vietnamese import percent

ORIGIN = Entry("origin", "Nơi khởi đầu")
_IN_A_ROW, _STEP, _SIDE = 20, 19, 15  # squares, and units of the drawing
_MAP_WIDTH = 0.74  # of the text, so that a map shares its page with what is said of it
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


def _whole(publication: Publication, subject: str, list_id: str) -> tuple[Picture, list[MapUnit]]:
    (sheet,) = publication.atlas.sheets(list_id)
    shape = publication.atlas.shape(sheet)
    units = map_units(publication, publication.coverage(subject, list_id), "")
    captions = {unit.ref: Caption(unit.name, unit.figure, unit.origin, unit.known) for unit in units}
    svg = filled(
        "handouts/map.svg.j2",
        height=short(shape.height),
        insets=basemap.frames(shape.insets),
        areas=[(shape.paths[unit.ref], marks.LOOK[unit.mark]) for unit in units if unit.ref in shape.paths],
        labels=place(shape, captions),
    )
    title = publication.kb.lists[list_id].record.title
    return Picture(str(svg), _map_alt(title, units), svgmap.CAPTIONS[shape.kind], _legend(units), _MAP_WIDTH), units


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
    svg = filled(
        "handouts/map.svg.j2",
        height=base.height,
        insets=base.insets,
        areas=[(path, looks.get(ref, "grey")) for ref, path in base.paths.items()],
        labels=svgmap.known_labels(base, units),
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
    squares = [(4 + at % _IN_A_ROW * _STEP, 5 + at // _IN_A_ROW * 24, look) for at, look in enumerate(looks)]
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
    return Picture(str(svg), f"{says}. {counted}.", f"{says[:1].upper()}{says[1:]}.")
