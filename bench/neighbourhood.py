"""Which communes lie near each other: spread is mostly near home, at times next door, rarely far."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from nhanrong.national import NewCommune, new_communes
from nhanrong.records.fields import UnitRef
from nhanrong.records.units import UnitList

_IN_THE_PROVINCE = 0.85
_NEXT_DOOR = 0.12
_NEIGHBOURS = 4
_STEP = 6  # how many communes further the next one lies, in the mean


@cache
def provinces_from(code: str) -> Sequence[str]:
    """The codes of all provinces, this one first, the others by the distance of their middles."""
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in new_communes().values():
        places[row.province_code].append(_point(row))
    middle = {
        province: (sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points))
        for province, points in places.items()
    }
    return sorted(middle, key=lambda other: (_distance(middle[code], middle[other]), other))


class Neighbourhood:
    """The old communes of an area, each at the place of the commune that it became."""

    def __init__(self, lists: Sequence[UnitList]) -> None:
        old, new = lists
        self._new_list = new.id
        self.new_from = dt.date.fromisoformat(new.id)
        followers: dict[str, list[str]] = defaultdict(list)
        for edge in new.edges:
            followers[edge.old].append(edge.new)
        self.communes = [UnitRef(old.id, unit.code) for unit in old.units]
        self._follower = {unit.code: min(followers[unit.code]) for unit in old.units}
        self._point = {code: _point(new_communes()[follower]) for code, follower in self._follower.items()}
        self._of_province: dict[str, list[UnitRef]] = defaultdict(list)
        for ref in self.communes:
            self._of_province[self.province(ref)].append(ref)
        self._near: dict[str, Sequence[UnitRef]] = {}

    @property
    def provinces(self) -> Mapping[str, Sequence[UnitRef]]:
        """The code of each province that the communes lie in today, with its communes."""
        return self._of_province

    def province(self, ref: UnitRef) -> str:
        """The code of the province that an old commune lies in today."""
        return new_communes()[self._follower[ref.code]].province_code

    def on(self, ref: UnitRef, day: dt.date) -> UnitRef:
        """What an old commune is on that day: itself, or what it became."""
        return UnitRef(self._new_list, self._follower[ref.code]) if day >= self.new_from else ref

    def somewhere(self, home: UnitRef, chance: random.Random) -> UnitRef:
        """A commune, mostly near home."""
        return next(self.outward(home, chance))

    def outward(self, home: UnitRef, chance: random.Random) -> Iterator[UnitRef]:
        """Every commune once: those of the province from near to far, and now and then one from elsewhere."""
        around = [code for code in provinces_from(self.province(home)) if code in self._of_province]
        next_door, seen = around[1 : 1 + _NEIGHBOURS], set[str]()
        for province in around:
            left = [ref for ref in self._from(home, province) if ref.code not in seen]
            while left:
                dice = chance.random()
                if dice < _IN_THE_PROVINCE or not next_door:
                    ref = left.pop(min(int(chance.expovariate(1 / _STEP)), len(left) - 1))
                elif dice < _IN_THE_PROVINCE + _NEXT_DOOR:
                    ref = chance.choice(self._of_province[chance.choice(next_door)])
                else:
                    ref = chance.choice(self.communes)
                if ref.code not in seen:
                    seen.add(ref.code)
                    yield ref

    def _from(self, home: UnitRef, province: str) -> Sequence[UnitRef]:
        """The communes of a province, the nearest first; kept for home's own province, which is asked for most."""
        follower, here = self._follower[home.code], self._point[home.code]
        if province == self.province(home) and follower in self._near:
            return self._near[follower]
        near = sorted(self._of_province[province], key=lambda ref: (_distance(here, self._point[ref.code]), ref.code))
        if province == self.province(home):
            self._near[follower] = near
        return near


def _point(commune: NewCommune) -> tuple[float, float]:
    return float(commune.lat), float(commune.lon)


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Good enough to say which is nearer."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
