"""Shapes of units that have no outline: Voronoi cells of their centre points, or tiles. Neither is a border."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from nhanrong.records.fields import UnitRef

Shape = Polygon | MultiPolygon
Point = tuple[float, float]

GRID = 0.01
FEWEST_POINTS = 3
CONVEX_UP_TO = 30
NAMED_TILES = 60  # beyond, tiles are too many to carry names
FAR_SPACINGS = 4.0


def cells(points: Mapping[UnitRef, Point]) -> dict[UnitRef, Shape]:
    """Voronoi cells in degrees round (longitude, latitude) points, clipped to a rounded hull.

    Points are rounded to 0.01 degree; those that coincide are nudged apart. Groups that lie far
    from each other get a hull each. Fewer than three points give no cells.
    """
    if len(points) < FEWEST_POINTS:
        return {}
    apart = _nudged(points)
    latitudes = [lat for _, lat in apart.values()]
    narrow = narrowing(min(latitudes), max(latitudes))
    centres = [shapely.Point(lon * narrow, lat) for lon, lat in apart.values()]
    spacing = median(_distances_to_nearest(centres))
    hull = shapely.union_all(
        [_hull([centres[i] for i in group], spacing) for group in groups(centres, FAR_SPACINGS * spacing)]
    )
    cloud = shapely.MultiPoint(centres)
    diagram = shapely.voronoi_polygons(cloud, extend_to=shapely.box(*hull.buffer(spacing).bounds), ordered=True)
    clipped = (shapely.intersection(cell, hull) for cell in diagram.geoms)
    return {
        ref: affine_transform(areas(cell), [1 / narrow, 0, 0, 1, 0, 0])
        for ref, cell in zip(apart, clipped, strict=True)
    }


def tiles(refs: Iterable[UnitRef]) -> dict[UnitRef, Shape]:
    """Equal squares in the order of list and code, row by row; not a place. One unit a square, y downwards."""
    ordered = sorted(refs)
    columns = 5 if len(ordered) <= CONVEX_UP_TO else 8 if len(ordered) <= NAMED_TILES else _square(len(ordered))
    gap = 0.04
    squares: dict[UnitRef, Shape] = {}
    for index, ref in enumerate(ordered):
        y, x = divmod(index, columns)
        squares[ref] = shapely.box(x + gap, y + gap, x + 1 - gap, y + 1 - gap)
    return squares


def _square(count: int) -> int:
    """How many columns make so many tiles about as high as wide."""
    return math.isqrt(count - 1) + 1


def areas(geometry: BaseGeometry) -> Shape:
    """What of a geometry has an area; empty if nothing has."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    whole = shapely.union_all([part for part in parts if isinstance(part, Polygon)])
    return whole if isinstance(whole, Polygon | MultiPolygon) else MultiPolygon()


def _nudged(points: Mapping[UnitRef, Point]) -> dict[UnitRef, Point]:
    """Every point on the grid of 0.01 degree, none on another; the later unit moves to the nearest free knot."""
    taken: set[tuple[int, int]] = set()
    steps = sorted(
        ((dx, dy) for dx in range(-20, 21) for dy in range(-20, 21)), key=lambda step: (math.hypot(*step), step)
    )
    placed: dict[UnitRef, Point] = {}
    for ref, (lon, lat) in sorted(points.items()):
        x, y = round(lon / GRID), round(lat / GRID)
        knot = next((x + dx, y + dy) for dx, dy in steps if (x + dx, y + dy) not in taken)
        taken.add(knot)
        placed[ref] = (knot[0] * GRID, knot[1] * GRID)
    return placed


def narrowing(south: float, north: float) -> float:
    """How much shorter than a degree of latitude a degree of longitude is, halfway between two latitudes."""
    return math.cos(math.radians((south + north) / 2))


def _distances_to_nearest(centres: Sequence[shapely.Point]) -> list[float]:
    tree = shapely.STRtree(centres)
    _, distances = tree.query_nearest(centres, exclusive=True, return_distance=True, all_matches=False)
    return [float(distance) for distance in distances]


def groups(geometries: Sequence[BaseGeometry], reach: float) -> list[list[int]]:
    """Indices of geometries joined by chains of gaps of at most `reach`, the largest group first."""
    tree = shapely.STRtree(geometries)
    rest = set(range(len(geometries)))
    groups: list[list[int]] = []
    while rest:
        group, edge = set[int](), {min(rest)}
        while edge:
            group |= edge
            near = (tree.query(geometries[i], predicate="dwithin", distance=reach) for i in sorted(edge))
            edge = {int(j) for found in near for j in found} - group
        rest -= group
        groups.append(sorted(group))
    return sorted(groups, key=lambda group: (-len(group), group))


def _hull(centres: Sequence[shapely.Point], spacing: float) -> BaseGeometry:
    """The outer line round some points, half a spacing outside; concave where there are many."""
    cloud = shapely.MultiPoint(centres)
    bare = shapely.convex_hull(cloud) if len(centres) <= CONVEX_UP_TO else shapely.concave_hull(cloud, ratio=0.25)
    return bare.buffer(0.6 * spacing, quad_segs=4)
