"""The row of squares: one square is one unit, in the colours of the map, the strongest state first."""

import math
from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from nhanrong.render.drawing import drawn
from nhanrong.render.marks import LOOK
from nhanrong.render.svgmap import MapUnit, split
from nhanrong.vietnamese import percent, reading_order

IN_ONE_ROW = 20


def draw(units: Sequence[MapUnit], target_share: Fraction | None = None) -> Markup:
    """The squares as a list of links, with a line where `target_share` of them ends (7,6 of 19 for 2/5)."""
    told, silent = split(units)
    ordered = sorted(told, key=lambda unit: (unit.mark.rank, reading_order(unit.name), unit.ref))
    goal = target_share * len(units) if target_share is not None and units else None
    whole = math.floor(goal) if goal is not None else -1
    return drawn(
        "unitchart.html.j2",
        squares=[(unit, LOOK[unit.mark]) for unit in ordered],
        many=len(units) > IN_ONE_ROW,
        total=len(units),
        silent=len(silent),
        target_square=whole,
        target_left=f"{float((goal - whole) * 100):.1f}" if goal is not None else "",
        target_says=percent(goal.numerator, goal.denominator * len(units)).replace(",0", "")
        if goal is not None
        else "",
        target_units=whole + 1,
    )
