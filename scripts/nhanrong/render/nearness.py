"""The units nearest to a unit by centre point, found in a grid instead of by measuring the whole list."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.render.indexes import each

NEAREST = 5
FARTHEST = 20  # kilometres

_CELL = 0.1  # degrees
_DEGREE = 111.195  # kilometres from south to north
_ROUNDING = 1e-9

_Centre = tuple[float, float, UnitRef]  # latitude, longitude


@dataclass(frozen=True)
class Grid:
    """The centre points of one list by cells of a tenth of a degree."""

    cells: Mapping[tuple[int, int], Sequence[_Centre]]
    total: int

    def around(self, y: int, x: int) -> Iterator[Sequence[_Centre]]:
        """The points of the cell, then of each ring of cells round it, until all points were given."""
        given = 0
        reach = 0
        while given < self.total:
            ring = [point for cell in _ring(y, x, reach) for point in self.cells.get(cell, ())]
            given += len(ring)
            reach += 1
            yield ring


def _ring(y: int, x: int, reach: int) -> Iterator[tuple[int, int]]:
    for dx in range(-reach, reach + 1):
        yield y - reach, x + dx
        if reach:
            yield y + reach, x + dx
    for dy in range(1 - reach, reach):
        yield y + dy, x - reach
        yield y + dy, x + reach


@each
def _grid(publication: Publication, list_id: str) -> Grid:
    """The grid of the units of a list that have a centre point."""
    cells: dict[tuple[int, int], list[_Centre]] = defaultdict(list)
    for ref, point in publication.kb.points_of(list_id).items():
        if point is not None:
            lon, lat = point
            cells[_cell(lat, lon)].append((lat, lon, ref))
    return Grid(cells, sum(map(len, cells.values())))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def nearest(publication: Publication, ref: UnitRef, many: int = NEAREST, farthest: float = FARTHEST) -> list[UnitRef]:
    """The `many` nearest other units of the same list, none farther than `farthest` kilometres; the nearest first."""
    unit = publication.kb.units[ref]
    if unit.lat is None or unit.lon is None:
        return []
    narrow = math.cos(math.radians(unit.lat))
    limit = farthest / _DEGREE
    found: list[tuple[float, UnitRef]] = []
    for reach, ring in enumerate(_grid(publication, ref.list).around(*_cell(unit.lat, unit.lon))):
        away = [(math.hypot(unit.lat - lat, (unit.lon - lon) * narrow), other) for lat, lon, other in ring]
        found += [one for one in away if one[0] <= limit and one[1] != ref]
        found = sorted(found)[:many]
        # whatever lies outside this ring is at least so many cells away, north to south or east to west
        if (found[-1][0] if len(found) == many else limit) < reach * _CELL * narrow - _ROUNDING:
            break
    return [other for _, other in found]
