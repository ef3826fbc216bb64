"""One sheet of units as it is drawn in an SVG viewBox: outlines, cells or tiles, far islands in frames."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import shapely
from shapely import LinearRing, Polygon
from shapely.affinity import affine_transform, translate
from shapely.geometry.base import BaseGeometry

from nhanrong.geometry import CONVEX_UP_TO, FEWEST_POINTS, Point, Shape, areas, cells, groups, narrowing, tiles
from nhanrong.records.fields import UnitRef

Kind = Literal["outline", "schematic", "tiles"]
Frame = tuple[float, float, float, float]

VIEW_WIDTH = 400.0
MARGIN = 6.0
TALLEST = 520.0
FAR_OF_DIAGONAL = 0.15
NARROWEST_FRAME = 46.0


@dataclass(frozen=True, eq=False)
class MapShape:
    """The units of one sheet in a viewBox `VIEW_WIDTH` wide and `height` high; y grows downwards.

    `labels` lies inside each unit's own shape. `insets` are the frames (x, y, width, height)
    round units that lie too far away to be drawn in their true place.
    """

    kind: Kind
    height: float
    shapes: Mapping[UnitRef, Shape]
    labels: Mapping[UnitRef, Point]
    insets: Sequence[Frame] = ()

    @cached_property
    def paths(self) -> Mapping[UnitRef, str]:
        """The path data of every unit, holes included, to a tenth of a unit."""
        return {ref: _path(shape) for ref, shape in self.shapes.items()}


def map_shape(points: Mapping[UnitRef, Point | None], outlined: Mapping[UnitRef, Shape] | None = None) -> MapShape:
    """The best drawing of these units: outlines or cells if every unit has one, else tiles.

    A drawing never mixes kinds, so that no reader takes a cell for a border.
    """
    kind, shapes = in_degrees(points, outlined)
    return _fitted("tiles", tiles(points)) if kind == "tiles" else _drawn(kind, shapes)


def in_degrees(
    points: Mapping[UnitRef, Point | None], outlined: Mapping[UnitRef, Shape] | None = None
) -> tuple[Kind, dict[UnitRef, Shape]]:
    """The same choice in longitude and latitude, for maps that have a place; tiles have none and give no shapes."""
    refs = sorted(points)
    kind = kind_of(points, outlined)
    if kind == "outline" and outlined:
        return kind, {ref: outlined[ref] for ref in refs}
    known = {ref: point for ref in refs if (point := points[ref]) is not None}
    return kind, cells(known) if kind == "schematic" else {}


def kind_of(points: Mapping[UnitRef, Point | None], outlined: Mapping[UnitRef, Shape] | None = None) -> Kind:
    """Which drawing that choice falls on."""
    if points and outlined and all(ref in outlined for ref in points):
        return "outline"
    placed = None not in points.values() and len(points) >= FEWEST_POINTS
    return "schematic" if placed else "tiles"


def rings(part: Polygon) -> list[LinearRing]:
    """The outer line of a polygon, then its holes."""
    return [part.exterior, *part.interiors]


def short(value: float) -> str:
    """A length of the viewBox to a tenth, without a zero behind the point."""
    return f"{value:.1f}".removesuffix(".0")


def _path(shape: Shape) -> str:
    lines = [ring.coords[:-1] for part in shapely.get_parts(shape) for ring in rings(part)]
    return "".join("M" + "L".join(f"{short(x)} {short(y)}" for x, y in line) + "Z" for line in lines)


def _drawn(kind: Kind, degrees: Mapping[UnitRef, Shape]) -> MapShape:
    """Degrees to the viewBox, far groups moved into insets."""
    west, south, east, north = _bounds(degrees)
    flatten = [narrowing(south, north), 0, 0, -1, 0, 0]
    flat = {ref: affine_transform(shape, flatten) for ref, shape in degrees.items()}
    refs, shapes = list(flat), list(flat.values())
    main, *far = groups(shapes, FAR_OF_DIAGONAL * math.hypot(east - west, north - south))
    return _fitted(kind, {refs[i]: shapes[i] for i in main}, [{refs[i]: shapes[i] for i in group} for group in far])


def _bounds(shapes: Mapping[UnitRef, Shape]) -> Frame:
    return shapely.GeometryCollection(list(shapes.values())).bounds


def _fitted(kind: Kind, main: Mapping[UnitRef, Shape], far: Sequence[Mapping[UnitRef, Shape]] = ()) -> MapShape:
    """Scale the main group to the viewBox and stand every far group beside it, at the same scale, in a frame."""
    if not main:
        return MapShape(kind, 2 * MARGIN, {}, {})
    left, top, right, bottom = _bounds(main)
    room = VIEW_WIDTH - 2 * MARGIN
    scale = room / (right - left)
    if kind != "tiles":
        scale = min(scale, TALLEST / (bottom - top))
    shift = [(VIEW_WIDTH - scale * (left + right)) / 2, MARGIN - scale * top]
    placed = {ref: affine_transform(shape, [scale, 0, 0, scale, *shift]) for ref, shape in main.items()}
    land = shapely.union_all(list(placed.values()))
    frames: list[Frame] = []
    for group in far:
        island = {ref: affine_transform(shape, [scale, 0, 0, scale, *shift]) for ref, shape in group.items()}
        frame, step = _framed(_bounds(island), land)
        frames.append(frame)
        placed |= {ref: translate(shape, *step) for ref, shape in island.items()}
        land = land.union(_box(frame))
    height = land.bounds[3] + MARGIN
    if kind == "outline":
        finest = 0.8 if len(placed) <= CONVEX_UP_TO else 1.6
        simple = shapely.coverage_simplify(list(placed.values()), finest)
        placed = {ref: areas(shape) for ref, shape in zip(placed, simple, strict=True)}
    placed = dict(sorted(placed.items()))
    middle = _centre if kind == "tiles" else _roomiest
    return MapShape(kind, height, placed, {ref: middle(shape) for ref, shape in placed.items()}, tuple(frames))


def _framed(bounds: Frame, land: BaseGeometry) -> tuple[Frame, Point]:
    """A frame inside the viewBox on the island's own side of the land, and the step that brings the island there."""
    left, top, right, bottom = bounds
    width, height = max(right - left + 2 * MARGIN, NARROWEST_FRAME), bottom - top + 2 * MARGIN
    x = min(max((left + right - width) / 2, 1), VIEW_WIDTH - width - 1)
    y = min(max((top + bottom - height) / 2, MARGIN), land.bounds[3] - height)
    while land.intersects(_box((x, y, width, height)).buffer(MARGIN / 2)):
        y += MARGIN
    return (x, y, width, height), (x + width / 2 - (left + right) / 2, y + height / 2 - (top + bottom) / 2)


def _box(frame: Frame) -> Polygon:
    x, y, width, height = frame
    return shapely.box(x, y, x + width, y + height)


def _centre(shape: Shape) -> Point:
    return (round(shape.centroid.x, 2), round(shape.centroid.y, 2))


def _roomiest(shape: Shape) -> Point:
    """The middle of the roomiest place for a line of text, which is wider than high; always inside."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    squeezed = affine_transform(largest, [0.5, 0, 0, 1, 0, 0])
    x, y = shapely.maximum_inscribed_circle(squeezed, tolerance=0.5).coords[0]
    return (round(2 * x, 2), round(y, 2))
