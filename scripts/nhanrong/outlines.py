"""Outlines of units from the GeoJSON that an office provides; the repository itself ships none."""

import math
from collections.abc import Iterable
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape as shape_of

from nhanrong.geometry import Shape, areas
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef

NAMED_IN = Place("models_data/area.yml")


def outlines(features: Iterable[object], place: Place = NAMED_IN) -> tuple[dict[UnitRef, Shape], list[Problem]]:
    """Outlines in degrees from parsed GeoJSON features that carry `list` and `code`; problems are put at `place`.

    An outline that crosses itself is repaired; a feature that cannot be read gives a problem and no outline.
    """
    found: dict[UnitRef, Shape] = {}
    problems: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        read = _read_feature(feature)
        if isinstance(read, str):
            problems.append(Problem(place, "NR801", f"hình thứ {number}: {read}"))
        elif read[0] in found:
            problems.append(Problem(place, "NR802", f"hình thứ {number}: {read[0]} đã có hình ở trên"))
        else:
            found[read[0]] = read[1]
    return dict(sorted(found.items())), problems


def _read_feature(feature: Any) -> tuple[UnitRef, Shape] | str:
    """The unit and its outline, or what is wrong, in Vietnamese."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        return "không phải một Feature có properties"
    unit_list, code = properties.get("list"), properties.get("code")
    if not isinstance(unit_list, str) or not isinstance(code, str):
        return "thiếu list hoặc code (cả hai là chữ trong dấu nháy)"
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return "geometry phải là Polygon hoặc MultiPolygon"
    try:
        outline = areas(shapely.make_valid(shapely.force_2d(shape_of(geometry))))
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError):
        return "tọa độ không đọc được"
    west, south, east, north = outline.bounds if not outline.is_empty else (math.nan,) * 4
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "hình trống hoặc tọa độ không phải kinh độ, vĩ độ"
    return UnitRef(unit_list, code), outline
