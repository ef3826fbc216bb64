"""The full folium map of each list, with the files that it needs from the Leaflet package."""

from collections.abc import Iterator
from importlib.resources import files

from nhanrong.coverage import Coverage
from nhanrong.publication import Publication, subject_address
from nhanrong.render.folium_map import Files, Layer, Words, full_map
from nhanrong.render.outputs import Asset, relative
from nhanrong.render.spread import map_units

_LEAFLET = "assets/leaflet/"
_LEAFLET_FILES = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png")
_STYLES = (
    "assets/stylesheets/nhanrong.css",
    "assets/stylesheets/nhanrong-map.css",
    "assets/stylesheets/nhanrong-full-map.css",
)


def full_map_address(list_id: str) -> str:
    """Where the full map of a list stands."""
    return f"ban-do/{list_id}.html"


def assets(publication: Publication) -> Iterator[Asset]:
    """One page a list that has shapes, and Leaflet."""
    drawn = full_map_lists(publication)
    for list_id in drawn:
        yield _map(publication, list_id)
    if drawn:
        package = files("js_lib_leaflet") / "static" / "js_lib_leaflet"
        for name in _LEAFLET_FILES:
            yield Asset(_LEAFLET + name, (package / name).read_bytes())


def full_map_lists(publication: Publication) -> list[str]:
    """The lists that have something to show and shapes to show it on."""
    return [name for name in publication.lists if publication.degrees(name)[1] and _shown(publication, name)]


def _shown(publication: Publication, list_id: str) -> list[Coverage]:
    """The subjects of which anything is known on a list, the widest spread first."""
    found = [publication.coverage(subject, list_id) for subject in publication.kb.subjects]
    known = [coverage for coverage in found if any(state.known for state in coverage.units)]
    return sorted(known, key=lambda coverage: (-coverage.reported_with_origin.numerator, coverage.subject))


def _layers(publication: Publication, list_id: str) -> list[Layer]:
    address = full_map_address(list_id)
    layers = []
    for coverage in _shown(publication, list_id):
        subject = publication.kb.subjects[coverage.subject]
        href = relative(address, subject_address(subject))
        layers.append(Layer(subject.name, href, map_units(publication, coverage, address)))
    return layers


def _map(publication: Publication, list_id: str) -> Asset:
    address = full_map_address(list_id)
    kind, shapes = publication.degrees(list_id)
    data = full_map(
        Words(publication.kb.lists[list_id].record.title, publication.notice),
        _layers(publication, list_id),
        shapes,
        kind,
        Files(
            leaflet_script=relative(address, _LEAFLET + "leaflet.js"),
            leaflet_style=relative(address, _LEAFLET + "leaflet.css"),
            script=relative(address, "assets/javascripts/nhanrong-full-map.js"),
            styles=[relative(address, style) for style in _STYLES],
        ),
    )
    return Asset(address, data)
