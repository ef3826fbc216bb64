"""Cells, outlines, tiles, and the drawing made of them."""

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanrong.geometry import cells, tiles
from nhanrong.mapshape import VIEW_WIDTH, MapShape, in_degrees, map_shape
from nhanrong.outlines import outlines
from nhanrong.records.fields import UnitRef

LIST = "2025-06-30"


def ref(number: int) -> UnitRef:
    return UnitRef(LIST, f"{number:05d}")


def square(x: float, y: float, size: float = 0.1) -> list[list[list[float]]]:
    return [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]


def feature(code: object, coordinates: object, kind: str = "Polygon", unit_list: object = LIST) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"list": unit_list, "code": code},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


knots = st.tuples(st.integers(10_700, 10_900), st.integers(1_100, 1_250)).map(lambda k: (k[0] / 100, k[1] / 100))


@settings(max_examples=60, deadline=None)
@given(st.lists(knots, min_size=3, max_size=45, unique=True))
def test_every_point_lies_in_its_own_cell_and_cells_do_not_overlap(points: list[tuple[float, float]]) -> None:
    drawn = cells({ref(i): point for i, point in enumerate(points)})

    assert list(drawn) == [ref(i) for i in range(len(points))]
    for i, point in enumerate(points):
        assert drawn[ref(i)].is_valid
        assert drawn[ref(i)].buffer(1e-9).contains(shapely.Point(point))
    for one, other in combinations(drawn.values(), 2):
        assert one.intersection(other).area < 1e-9


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.integers(0, 60).map(ref), st.none() | knots, max_size=45))
def test_every_unit_is_drawn_inside_the_view_with_its_label_inside_it(
    points: dict[UnitRef, tuple[float, float] | None],
) -> None:
    drawn = map_shape(points)

    assert list(drawn.shapes) == sorted(points)
    view = shapely.box(0, 0, VIEW_WIDTH, drawn.height)
    for unit, shape in drawn.shapes.items():
        assert view.contains(shape)
        assert shape.contains(shapely.Point(drawn.labels[unit]))


def test_points_that_coincide_are_nudged_apart() -> None:
    drawn = cells({ref(i): (108.001, 11.5) for i in range(4)})

    assert len(drawn) == 4
    assert all(shape.area > 0 for shape in drawn.values())


def test_cells_do_not_depend_on_the_order_of_the_points() -> None:
    points = {ref(i): (108 + (i * 7 % 11) / 20, 11 + (i * 5 % 13) / 20) for i in range(25)}

    assert cells(points) == cells(dict(reversed(points.items())))


def test_two_points_give_no_cells() -> None:
    assert cells({ref(1): (108.0, 11.0), ref(2): (108.1, 11.0)}) == {}


def test_a_unit_without_a_point_makes_the_whole_list_tiles() -> None:
    points = {ref(1): (108.0, 11.0), ref(2): (108.1, 11.0), ref(3): (108.0, 11.1), ref(4): None}

    assert map_shape(points).kind == "tiles"
    assert in_degrees(points) == ("tiles", {})
    assert map_shape({unit: point for unit, point in points.items() if point}).kind == "schematic"


def test_tiles_are_equal_and_apart() -> None:
    drawn = tiles(ref(i) for i in range(19))

    assert len({round(shape.area, 9) for shape in drawn.values()}) == 1
    assert not any(one.intersects(other) for one, other in combinations(drawn.values(), 2))


def grid_and_island() -> dict[UnitRef, tuple[float, float] | None]:
    grid = {ref(i): (108 + (i % 4) / 10, 11 + i // 4 / 10) for i in range(16)}
    return {**grid, ref(99): (109.6, 10.6)}


def test_a_far_island_stands_in_a_frame_and_drags_no_tongue() -> None:
    drawn = map_shape(grid_and_island())

    assert len(drawn.insets) == 1
    x, y, width, height = drawn.insets[0]
    assert shapely.box(x, y, x + width, y + height).contains(drawn.shapes[ref(99)])
    land = shapely.union_all([shape for unit, shape in drawn.shapes.items() if unit != ref(99)])
    assert land.convex_hull.area / land.area < 1.05


def test_outlines_take_the_place_of_cells_only_when_every_unit_has_one() -> None:
    points = {ref(i): (108 + i / 10, 11.0) for i in range(3)}
    found, problems = outlines([feature(f"{i:05d}", square(108 + i / 10, 11)) for i in range(3)])

    assert problems == []
    assert map_shape(points).kind == "schematic"
    drawn: MapShape = map_shape(points, found)
    assert drawn.kind == "outline"
    assert {round(shape.area) for shape in drawn.shapes.values()} == {round(drawn.shapes[ref(0)].area)}
    assert map_shape({**points, ref(9): (108.2, 11.2)}, found).kind == "schematic"


def test_an_outline_that_crosses_itself_is_repaired() -> None:
    bow_tie = [[[108, 11], [108.1, 11.1], [108.1, 11], [108, 11.1], [108, 11]]]
    found, problems = outlines([feature("25000", bow_tie)])

    assert problems == []
    assert found[UnitRef(LIST, "25000")].is_valid
    assert found[UnitRef(LIST, "25000")].area > 0


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {"type": "Feature"},
        feature("25000", square(108, 11), unit_list=None),
        feature(25000, square(108, 11)),
        feature("25000", [108, 11], kind="Point"),
        feature("25000", [[["x", "y"], [1, 2], [3, 4]]]),
        feature("25000", [[[108, 11], [108.1, 11]]]),
        feature("25000", []),
        feature("25000", square(1e6, 11)),
        feature("25000", [[[108, 11], [108.1, 11], [108.2, 11], [108, 11]]]),
        {**feature("25000", []), "geometry": None},
    ],
)
def test_a_feature_that_cannot_be_read_is_a_problem(bad: object) -> None:
    found, problems = outlines([bad, feature("25003", square(108, 11))])

    assert list(found) == [UnitRef(LIST, "25003")]
    assert [problem.code for problem in problems] == ["NR801"]
    assert problems[0].message.startswith("hình thứ 1: ")


def test_a_second_outline_of_a_unit_is_a_problem() -> None:
    found, problems = outlines([feature("25003", square(108, 11)), feature("25003", square(109, 11))])

    assert len(found) == 1
    assert [problem.code for problem in problems] == ["NR802"]
