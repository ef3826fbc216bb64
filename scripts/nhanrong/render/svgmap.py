"""A map of one list as inline SVG, with its legend, its year slider and its text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import shapely
from markupsafe import Markup
from shapely import LinearRing, Polygon

from nhanrong.geometry import Shape
from nhanrong.mapshape import Kind, MapShape
from nhanrong.records.fields import UnitRef
from nhanrong.render import marks
from nhanrong.render.drawing import drawn
from nhanrong.render.maplabels import Caption, place
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP, capitalised, reading_order

ALL_TOLD_UP_TO = 60

CAPTIONS: Mapping[Kind, str] = {
    "outline": "Bản đồ khái quát, chỉ để xem vị trí; không dùng để xác định địa giới hành chính.",
    "schematic": "Sơ đồ vị trí tương đối của các xã, không phải địa giới hành chính.",
    "tiles": "Ô vuông: mỗi ô một xã, không phải vị trí.",
}


@dataclass(frozen=True)
class MapUnit:
    """A unit as a drawing shows it.

    `figure` is a short text such as “12 hộ”, or empty; `href` is relative to the page; `label` is the whole
    sentence for those who do not see the drawing, “Tam Bố: đã ghi nhận, không rõ hiện trạng, 2022”.
    `by_year` gives the mark at the end of a year, and counts until the next year in it.
    """

    ref: UnitRef
    name: str
    href: str
    mark: Mark
    label: str
    figure: str = ""
    origin: bool = False
    by_year: Mapping[int, Mark] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The label without the name, and the figure if the label does not give it."""
        text = capitalised(self.label.removeprefix(f"{self.name}: "))
        return text if self.figure.replace(NBSP, " ") in text.replace(NBSP, " ") else f"{text}, {self.figure}"


@dataclass(frozen=True)
class _Area:
    unit: MapUnit
    look: str
    path: str
    years: str


@dataclass(frozen=True)
class _Year:
    year: int
    says: str


def draw(
    shape: MapShape,
    title: str,
    units: Sequence[MapUnit],
    years: Mapping[int, int] | None = None,
    prefix: str = "ban-do",
) -> Markup:
    """The map of the units that `shape` knows; :func:`nhanrong.render.marks.definitions` must stand before it.

    `years` gives, for every year of the slider, in how many units the subject was reported by its end,
    places of origin not counted;
    without it, or with one year only, there is no slider. `prefix` keeps ids apart where a page has several maps.
    """
    units_drawn = sorted((unit for unit in units if unit.ref in shape.shapes), key=lambda unit: unit.ref)
    moving = {y: years[y] for y in sorted(years)} if years and len(years) > 1 else {}
    seen = {unit.mark for unit in units_drawn}
    if moving:
        seen.update(mark for unit in units_drawn for mark in unit.by_year.values())
    apart = ", không tính nơi khởi đầu" if any(unit.origin for unit in units_drawn) else ""
    told, silent = split(units)
    named = told if silent and told else units_drawn
    captions = {
        unit.ref: Caption(unit.name, unit.figure, unit.origin, unit.mark is not Mark.NOT_SEEN)
        for unit in named
        if unit.ref in shape.shapes
    }
    return drawn(
        "map.svg.html.j2",
        title=title,
        prefix=prefix,
        kind=shape.kind,
        height=_short(shape.height),
        insets=[tuple(_short(value) for value in frame) for frame in shape.insets],
        areas=[
            _Area(unit, marks.LOOK[unit.mark], path(shape.shapes[unit.ref]), _changes(unit) if moving else "")
            for unit in units_drawn
        ],
        labels=place(shape, captions),
        words=_words(seen) if moving else "",
        years=[_Year(year, f"Năm {year}: {count} xã đã ghi nhận{apart}") for year, count in moving.items()],
        legend=marks.legend(seen),
        origin=any(unit.origin for unit in units_drawn),
        caption=CAPTIONS[shape.kind],
        rows=[(unit, marks.LOOK[unit.mark]) for unit in told],
        silent=silent,
    )


def split(units: Sequence[MapUnit]) -> tuple[list[MapUnit], list[MapUnit]]:
    """The units to be told one by one, and those of a long list of which nothing is known, in reading order."""
    ordered = sorted(units, key=lambda unit: (reading_order(unit.name), unit.ref))
    if len(ordered) <= ALL_TOLD_UP_TO:
        return ordered, []
    told: list[MapUnit] = []
    silent: list[MapUnit] = []
    for unit in ordered:
        known = unit.mark is not Mark.NOT_SEEN or unit.origin or unit.figure
        (told if known else silent).append(unit)
    return told, silent


def rings(part: Polygon) -> list[LinearRing]:
    """The outer line of a polygon, then its holes."""
    return [part.exterior, *part.interiors]


@lru_cache(maxsize=8192)
def path(shape: Shape) -> str:
    """The path data of a shape, holes included, to a tenth of a unit."""
    lines = [ring.coords[:-1] for part in shapely.get_parts(shape) for ring in rings(part)]
    return "".join("M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in line) + "Z" for line in lines)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _changes(unit: MapUnit) -> str:
    """The years in which the mark changes, as “2019:not_seen 2022:unknown_now”."""
    parts: list[str] = []
    before: Mark | None = None
    for year, mark in sorted(unit.by_year.items()):
        if mark is not before:
            parts.append(f"{year}:{mark}")
        before = mark
    return " ".join(parts)


def _words(seen: set[Mark]) -> str:
    """For the script: how each mark looks and what it says."""
    words = {mark: [marks.LOOK[mark], MARK_SAYS[mark]] for mark in Mark if mark in seen | {Mark.NOT_SEEN}}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))
