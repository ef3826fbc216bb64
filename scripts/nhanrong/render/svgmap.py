"""A map as inline SVG, with its legend, year slider and text: of a whole list, or of what is known on a sheet."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from markupsafe import Markup

from nhanrong.mapshape import Kind, MapShape, short
from nhanrong.records.fields import UnitRef
from nhanrong.render import marks
from nhanrong.render.basemap import BaseMap, frames
from nhanrong.render.drawing import drawn
from nhanrong.render.maplabels import Caption, Label, place, readable
from nhanrong.render.speaking import language, said_plain
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import NBSP, capitalised, reading_order

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
    def known(self) -> bool:
        """Whether anything is known of the unit."""
        return self.mark is not Mark.NOT_SEEN or self.origin or bool(self.figure)

    @property
    def says(self) -> str:
        """The label without the name, and the figure if the label does not give it."""
        text = capitalised(self.label.removeprefix(f"{self.name}: "))
        return text if self.figure.replace(NBSP, " ") in text.replace(NBSP, " ") else f"{text}, {self.figure}"


@dataclass(frozen=True)
class Rest:
    """The units of a sheet that a map leaves to its base map: how many, and where they are listed and drawn."""

    units: int
    list_href: str
    image_href: str


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
    captions = {
        unit.ref: Caption(unit.name, unit.figure, unit.origin, unit.mark is not Mark.NOT_SEEN) for unit in units_drawn
    }
    return _drawn(
        units_drawn,
        shape.paths,
        years,
        title=title,
        prefix=prefix,
        kind=shape.kind,
        height=short(shape.height),
        insets=frames(shape.insets),
        labels=place(shape, captions),
        rest=None,
        sheet="",
    )


def draw_known(
    base: BaseMap,
    title: str,
    known: Iterable[MapUnit],
    rest: Rest,
    *,
    years: Mapping[int, int] | None = None,
    prefix: str = "ban-do",
    sheet: str = "",
) -> Markup:
    """The same of a sheet of a long list: only the `known` units, on its base map.

    `sheet` is the name of the sheet where a page has several.
    """
    units = sorted(known, key=lambda unit: unit.ref)
    return _drawn(
        units,
        base.paths,
        years,
        title=f"{title}, {sheet}" if sheet else title,
        prefix=prefix,
        kind=base.kind,
        height=base.height,
        insets=(),
        labels=known_labels(base, units),
        rest=rest,
        sheet=sheet,
    )


def known_labels(base: BaseMap, units: Sequence[MapUnit]) -> list[Label]:
    """The names of the known units as far as there is room, with a ring at every place of origin."""
    written = {name.label.ref: name.label for name in readable(base.names[unit.ref] for unit in units)}
    labels = []
    for unit in units:
        label = written.get(unit.ref)
        if unit.origin:
            label = label.ringed() if label else base.names[unit.ref].label.only_ring()
        if label:
            labels.append(label)
    return labels


def _drawn(
    units: Sequence[MapUnit],
    paths: Mapping[UnitRef, str],
    years: Mapping[int, int] | None,
    *,
    kind: Kind,
    rest: Rest | None,
    **more: object,
) -> Markup:
    moving = {y: years[y] for y in sorted(years)} if years and len(years) > 1 else {}
    seen = {unit.mark for unit in units}
    if moving:
        seen.update(mark for unit in units for mark in unit.by_year.values())
    if rest and rest.units:
        seen.add(Mark.NOT_SEEN)
    origin = any(unit.origin for unit in units)
    looks = marks.LOOK
    return drawn(
        "map.svg.html.j2",
        kind=kind,
        rest=rest,
        areas=[(unit, looks[unit.mark], paths[unit.ref], _changes(unit) if moving else "") for unit in units],
        words=_words(frozenset(seen), language()) if moving else "",
        years=[(year, str(said_plain(_by_then(year, count, apart=origin)))) for year, count in moving.items()],
        legend=marks.legend_list(seen, "origin" if origin else ""),
        caption=CAPTIONS[kind],
        rows=[(unit, marks.swatch(looks[unit.mark])) for unit in in_reading_order(units)],
        **more,
    )


def _by_then(year: int, count: int, *, apart: bool) -> str:
    if apart:
        return f"Năm {year}: {count} xã đã ghi nhận, không tính nơi khởi đầu"
    return f"Năm {year}: {count} xã đã ghi nhận"


by_name = lru_cache(maxsize=16384)(reading_order)


def in_reading_order(units: Iterable[MapUnit]) -> list[MapUnit]:
    """Units by name, as a reader looks for them."""
    return sorted(units, key=lambda unit: (by_name(unit.name), unit.ref))


def _changes(unit: MapUnit) -> str:
    """The years in which the mark changes, as “2019:not_seen 2022:unknown_now”."""
    parts: list[str] = []
    before: Mark | None = None
    for year, mark in sorted(unit.by_year.items()):
        if mark is not before:
            parts.append(f"{year}:{mark.value}")
        before = mark
    return " ".join(parts)


@cache
def _words(seen: frozenset[Mark], _: str) -> str:
    """For the script: how each mark looks and what it says."""
    words = {mark: [marks.LOOK[mark], said_plain(MARK_SAYS[mark])] for mark in Mark if mark in seen | {Mark.NOT_SEEN}}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))
