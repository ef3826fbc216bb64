"""The full map: one page that stands alone, every subject on the same shapes, nothing fetched from elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import shapely
from branca.element import Figure

from nhanrong.geometry import Shape
from nhanrong.mapshape import Kind, rings
from nhanrong.records.fields import UnitRef
from nhanrong.render.marks import LOOK, definitions, legend
from nhanrong.render.svgmap import CAPTIONS, MapUnit
from nhanrong.render.templating import environment
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import capitalised

TOLERANCE = 0.0005
DECIMALS = 4


@dataclass(frozen=True)
class Layer:
    """A subject: its name, its page, and the units of which anything is known; `href` is relative to the map."""

    name: str
    href: str
    units: Sequence[MapUnit]


@dataclass(frozen=True)
class Named:
    """A unit of the map; `href` is relative to it."""

    name: str
    href: str


@dataclass(frozen=True)
class Words:
    """What the page says of itself: its title, a notice that it may have to carry, what it leaves out."""

    title: str
    notice: str = ""
    back: str = "./"  # where the page of all maps is
    more: str = ""


@dataclass(frozen=True)
class Files:
    """Where the page finds its files, relative to itself."""

    leaflet_script: str
    leaflet_style: str
    script: str
    styles: Sequence[str]


class _Page(Figure):
    """The frame of the page in place of branca's, which forbids zooming and names no language.

    It hands all texts to the script itself: branca reads what its elements render as a template once more.
    """

    def __init__(
        self, words: Words, layers: Sequence[Layer], units: Mapping[UnitRef, Named], kind: Kind, files: Files
    ) -> None:
        super().__init__(title=words.title)
        self.words = words
        self._template = environment().get_template("full-map.html.j2")
        self.layers = layers
        self.caption = CAPTIONS[kind]
        self.files = files
        self.definitions = definitions()
        self.subjects = [_subject(layer) for layer in layers]
        self.units = {ref.code: {"name": unit.name, "href": unit.href} for ref, unit in units.items()}
        self.not_seen = capitalised(MARK_SAYS[Mark.NOT_SEEN])
        marks = {unit.mark for layer in layers for unit in layer.units}
        unseen = {Mark.NOT_SEEN} if any(len(layer.units) < len(units) for layer in layers) else set()
        self.legend = legend(marks | unseen)
        self.origin = any(unit.origin for layer in layers for unit in layer.units)


class _Map(folium.Map):
    """A map without tiles and without links of its own: the page names its files."""

    def __init__(self) -> None:
        super().__init__(tiles=None)
        self.default_js, self.default_css = [], []
        self._template = environment().get_template("full-map-leaflet.html.j2")
        self._id = "full"


def full_map(
    words: Words,
    units: Mapping[UnitRef, Named],
    layers: Sequence[Layer],
    shapes: Mapping[UnitRef, Shape],
    *,
    kind: Kind,
    files: Files,
) -> bytes:
    """The page as UTF-8; the first layer is shown at the start, one at a time.

    `shapes` are those of one sheet in degrees, see :func:`nhanrong.mapshape.in_degrees`; they stand in the page once.
    A unit that a layer does not name is shown there as one that nobody has looked at.
    """
    drawn = sorted(ref for ref in shapes if ref in units)
    areas = shapely.coverage_simplify([shapes[ref] for ref in drawn], TOLERANCE)
    features = [_feature(ref, area) for ref, area in zip(drawn, areas, strict=True)]
    map_ = _Map()
    geojson = folium.GeoJson({"type": "FeatureCollection", "features": features}, control=False)
    geojson._id = "full"  # noqa: SLF001  # folium gives random ids, and no way to choose them
    geojson.add_to(map_)
    page = _Page(words, layers, {ref: units[ref] for ref in drawn}, kind, files)
    page.add_child(map_)
    text: str = page.render()
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()).encode() + b"\n"


def _feature(ref: UnitRef, area: Shape) -> dict[str, Any]:
    outlines = [
        [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords] for ring in rings(part)]
        for part in shapely.get_parts(area)
    ]
    return {
        "type": "Feature",
        "properties": {"code": ref.code},
        "geometry": {"type": "MultiPolygon", "coordinates": outlines},
    }


def _subject(layer: Layer) -> Mapping[str, Any]:
    """A layer for the script; units that nobody has looked at are left out."""
    return {
        "name": layer.name,
        "href": layer.href,
        "units": {
            unit.ref.code: [LOOK[unit.mark], unit.says, unit.origin]
            for unit in layer.units
            if unit.mark is not Mark.NOT_SEEN or unit.origin
        },
    }
