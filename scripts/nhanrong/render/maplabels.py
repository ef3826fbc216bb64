"""Where the names on a map stand: inside their own unit if it has room, never on each other if that can be helped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import shapely

from nhanrong.geometry import NAMED_TILES, Shape
from nhanrong.mapshape import VIEW_WIDTH, MapShape
from nhanrong.records.fields import UnitRef
from nhanrong.vietnamese import fold

SIZE = 10.5
SMALL_SIZE = 9.0
LEADING = 11.5
SMALL_LEADING = 10.0
RING_ROOM = 12.0
CROWDED = 40
MOST_OUTSIDE = 0.4
SHIFTS = tuple(product((0, -6, 6, -12, 12, -20, 20), (0, -5, 5, -10, 10, -16, 16)))
FEW_SHIFTS = tuple(product((0, -8, 8), (0, -6, 6)))

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Caption:
    """What is to be written on a unit."""

    name: str
    figure: str = ""
    ring: bool = False
    first: bool = False  # placed before the others where not all names fit


@dataclass(frozen=True)
class TextLine:
    """A line of text, its middle at `x`, its baseline at `y`."""

    text: str
    x: float
    y: float
    small: bool = False


@dataclass(frozen=True)
class Label:
    """A placed caption; `ring` is the middle of the ring of a place of origin."""

    ref: UnitRef
    lines: tuple[TextLine, ...]
    ring: tuple[float, float] | None

    def ringed(self) -> "Label":
        """The same with a ring before the name, which moves aside for it."""
        lines = tuple(replace(line, x=round(line.x + RING_ROOM / 2, 1)) for line in self.lines)
        left = lines[0].x - text_width(lines[0].text) / 2 - 0.6 * RING_ROOM
        return Label(self.ref, lines, (round(left, 1), round(lines[0].y - 0.3 * LEADING, 1)))

    def only_ring(self) -> "Label":
        """A ring where the middle of the name would be."""
        return Label(self.ref, (), (self.lines[0].x, self.lines[0].y))


def place(shape: MapShape, captions: Mapping[UnitRef, Caption]) -> list[Label]:
    """Labels inside the viewBox, in the order of the units.

    Up to `CROWDED` units all get a label. Beyond, figures are left out, and so are names without room:
    they stand in the links and in the table of the map.
    """
    crowded = len(shape.shapes) > CROWDED
    areas = {ref: shape.shapes[ref].area for ref in captions}
    order = sorted(captions, key=lambda ref: (crowded and not captions[ref].first, areas[ref] * (-1) ** crowded, ref))
    taken: list[Box] = []
    labels: list[Label] = []
    for ref in order:
        caption = Caption(captions[ref].name, "", captions[ref].ring) if crowded else captions[ref]
        cost, box, lines = min(_choices(shape, ref, caption, taken, crowded=crowded))
        if crowded and cost > (2.2 if shape.kind == "tiles" else 0.6):
            continue
        taken.append(box)
        labels.append(_set(ref, box, lines, caption))
    return sorted(labels, key=lambda label: label.ref)


@dataclass(frozen=True)
class Name:
    """Where the name of a unit stands on every map of a sheet, if it stands there.

    It `fits` if it has room on the base map; else it would cover others, and is written only where it is needed.
    """

    label: Label
    box: Box
    fits: bool


def names(shape: MapShape, names: Mapping[UnitRef, str]) -> dict[UnitRef, Name]:
    """The names of all units of a sheet: placed once, so that no page has to."""
    areas = {ref: shape.shapes[ref].area for ref in names}
    if shape.kind == "tiles" and len(shape.shapes) > NAMED_TILES:
        return {ref: _over_tile(shape, ref, names[ref]) for ref in sorted(names)}
    taken: list[Box] = []
    found: dict[UnitRef, Name] = {}
    without_room: list[UnitRef] = []
    for ref in sorted(names, key=lambda ref: (-areas[ref], ref)):
        cost, box, lines = min(_choices(shape, ref, Caption(names[ref]), taken, crowded=True))
        if cost > MOST_OUTSIDE:
            without_room.append(ref)
            continue
        taken.append(box)
        found[ref] = Name(_set(ref, box, lines, Caption(names[ref])), box, fits=True)
    for ref in without_room:
        _, box, lines = min(_choices(shape, ref, Caption(names[ref]), taken, crowded=True))
        found[ref] = Name(_set(ref, box, lines, Caption(names[ref])), box, fits=False)
    return dict(sorted(found.items()))


def _over_tile(shape: MapShape, ref: UnitRef, name: str) -> Name:
    """The name in the middle of a tile that is too small for it."""
    lines = min(_wraps(name, 2), key=lambda lines: (max(map(text_width, lines)), lines))
    width, height = max(map(text_width, lines)) + 2, LEADING * len(lines)
    x, y = shape.labels[ref]
    left = min(max(x - width / 2, 2), VIEW_WIDTH - 2 - width)
    top = min(max(y - height / 2, 2), shape.height - 2 - height)
    box = (left, top, left + width, top + height)
    return Name(_set(ref, box, lines, Caption(name)), box, fits=False)


def readable(wanted: Iterable[Name]) -> list[Name]:
    """Those names that can stand on one map: all that fit, and of the others those that cover no other one."""
    chosen: list[Name] = []
    for name in sorted(wanted, key=lambda name: (not name.fits, name.label.ref)):
        if name.fits or not any(_shared(name.box, other.box) for other in chosen):
            chosen.append(name)
    return chosen


def text_width(text: str, size: float = SIZE) -> float:
    """About how wide a text is, in units of the viewBox."""
    return size * sum(map(_ems, text))


@cache
def _ems(char: str) -> float:
    bare = fold(char).upper() if char.isupper() else fold(char)
    return 0.32 if bare in "ijlft1r.,'- /()" else 0.86 if bare in "mwMW" else 0.7 if bare.isupper() else 0.57


def _wraps(name: str, most: int) -> Iterator[tuple[str, ...]]:
    """The name on one line, and broken at spaces into up to `most` lines of even width."""
    words = name.split()
    yield (" ".join(words),)
    if len(words) > 1 and most > 1:
        breaks = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        yield min(breaks, key=lambda pair: (max(map(text_width, pair)), pair))
        if most > 2:
            tails = [(head, *rest) for head, tail in breaks for rest in _wraps(tail, 2) if len(rest) == 2]
            if tails:
                yield min(tails, key=lambda lines: (max(map(text_width, lines)), lines))


def _choices(
    shape: MapShape, ref: UnitRef, caption: Caption, taken: Sequence[Box], *, crowded: bool
) -> Iterator[tuple[float, Box, tuple[str, ...]]]:
    """The places tried for a label with their cost: what sticks out of the unit, what covers other labels."""
    home_x, home_y = shape.labels[ref]
    land = _land(shape, ref)
    for lines in _wraps(caption.name, 3 if shape.kind == "tiles" else 2):
        width = max([*map(text_width, lines), text_width(caption.figure, SMALL_SIZE)]) + RING_ROOM * caption.ring + 2
        height = LEADING * len(lines) + SMALL_LEADING * bool(caption.figure)
        shifts = FEW_SHIFTS if crowded else SHIFTS
        lefts = [min(max(home_x + dx - width / 2, 2), VIEW_WIDTH - 2 - width) for dx, _ in shifts]
        tops = [min(max(home_y + dy - height / 2, 2), shape.height - 2 - height) for _, dy in shifts]
        boxes = [(left, top, left + width, top + height) for left, top in zip(lefts, tops, strict=True)]
        reach = (min(lefts), min(tops), max(lefts) + width, max(tops) + height)
        near = [other for other in taken if _shared(reach, other)]
        if land.contains(shapely.box(*boxes[0])) and not any(_shared(boxes[0], other) for other in near):
            yield 0, boxes[0], lines
            return
        tried = shapely.box(lefts, tops, [left + width for left in lefts], [top + height for top in tops])
        inside = shapely.area(shapely.intersection(land, tried)).tolist()
        for box, kept in zip(boxes, inside, strict=True):
            away = abs((box[0] + box[2]) / 2 - home_x) + abs((box[1] + box[3]) / 2 - home_y)
            outside = 1 - kept / (width * height)
            covered = sum(_shared(box, other) for other in near) / (width * height)
            yield 2 * outside + 8 * covered + 0.012 * away + 0.12 * len(lines), box, lines


def _land(shape: MapShape, ref: UnitRef) -> Shape:
    """Where the label of a unit may stand: on the unit, or anywhere in its frame."""
    home = shapely.Point(shape.labels[ref])
    frames = (shapely.box(left, top, left + width, top + height) for left, top, width, height in shape.insets)
    return next((frame for frame in frames if frame.contains(home)), shape.shapes[ref])


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0) * max(height, 0)


def _set(ref: UnitRef, box: Box, lines: Sequence[str], caption: Caption) -> Label:
    left, top, right, _ = box
    middle = (left + right + RING_ROOM * caption.ring) / 2
    set_lines = [
        TextLine(line, round(middle, 1), round(top + LEADING * i + 0.8 * SIZE, 1)) for i, line in enumerate(lines)
    ]
    if caption.figure:
        y = top + LEADING * len(lines) + 0.75 * SMALL_LEADING
        set_lines.append(TextLine(caption.figure, round(middle, 1), round(y, 1), small=True))
    if not caption.ring:
        return Label(ref, tuple(set_lines), None)
    ring = middle - text_width(lines[0]) / 2 - 0.6 * RING_ROOM
    return Label(ref, tuple(set_lines), (round(ring, 1), round(top + 0.5 * LEADING, 1)))
