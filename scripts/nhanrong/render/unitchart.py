"""The row of squares: one square is one unit, in the colours of the map, the strongest state first."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from markupsafe import Markup

from nhanrong.render.drawing import drawn
from nhanrong.render.marks import LOOK, swatch
from nhanrong.render.svgmap import MapUnit, by_name
from nhanrong.sheets import SHORT_LIST
from nhanrong.standing import MARK_SAYS
from nhanrong.vietnamese import percent

IN_ONE_ROW = 20


def draw(units: Sequence[MapUnit], target_share: Fraction | None = None, total: int | None = None) -> Markup:
    """The squares as a list of links, with a line where `target_share` of them ends (7,6 of 19 for 2/5).

    `total` is how many units the list has, if `units` are not all of it. Of a long list only the known have a square;
    more squares than a short list has are a picture with a sentence, and the text of the map links to the units.
    """
    count = len(units) if total is None else total
    told = [unit for unit in units if count <= SHORT_LIST or unit.known]
    ordered = sorted(told, key=lambda unit: (unit.mark.rank, by_name(unit.name), unit.ref))
    goal = _goal(target_share, count) if target_share is not None and count else _NO_GOAL
    return drawn(
        "unitchart.html.j2",
        counts=_counts(ordered) if len(ordered) > SHORT_LIST else "",
        squares=[(unit, swatch(LOOK[unit.mark])) for unit in ordered],
        many=count > IN_ONE_ROW,
        total=count,
        silent=count - len(told),
        goal=goal,
    )


def _counts(units: Sequence[MapUnit]) -> str:
    """In how many units what is known, the strongest first."""
    found = Counter(unit.mark for unit in units)
    return "; ".join(f"{count} xã {MARK_SAYS[mark]}" for mark, count in found.items())


@dataclass(frozen=True)
class _Goal:
    """The square in which a share of the units ends, how far into it in percent, and the share in words."""

    square: int
    left: str
    says: str


_NO_GOAL = _Goal(-1, "", "")


@cache
def _goal(share: Fraction, count: int) -> _Goal:
    end = share * count
    square = math.floor(end)
    says = percent(end.numerator, end.denominator * count).replace(",0", "")
    return _Goal(square, f"{float((end - square) * 100):.1f}", says)
