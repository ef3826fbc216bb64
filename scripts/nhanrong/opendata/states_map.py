"""The state of every commune of a list as GeoJSON: points, each with what stands there of every subject."""

import json
from typing import Any

from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.standing import ALIVE, Mark


def geojson(publication: Publication, list_id: str) -> bytes:
    """The units of the list that have a point, by code."""
    points = publication.kb.points_of(list_id)
    features = [_feature(publication, ref, point) for ref, point in points.items() if point]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(publication: Publication, ref: UnitRef, point: tuple[float, float]) -> dict[str, Any]:
    unit = publication.kb.units[ref]
    states = sorted(publication.states().get(str(ref), ()))
    properties = {
        "list": ref.list,
        "code": ref.code,
        "name": publication.kb.unit_name(ref),
        "old_district": unit.old_district,
        "province": unit.province,
        "live": sum(Mark(mark) in ALIVE for _, mark, _ in states),
        "states": {subject: Mark(mark).value for subject, mark, _ in states},
        "origins": [subject for subject, _, origin in states if origin],
    }
    told = {key: value for key, value in properties.items() if value not in (None, {}, [])}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": list(point)}, "properties": told}
