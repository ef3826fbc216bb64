"""The files of the maps: the base maps, the full folium map of each sheet, and what that needs of Leaflet."""

from collections.abc import Callable
from functools import partial
from importlib import resources

from nhanrong.addresses import record_address, unit_address
from nhanrong.counting import UnitState
from nhanrong.knowledge import SubjectHead
from nhanrong.publication import Publication
from nhanrong.render import basemap
from nhanrong.render.outputs import relative
from nhanrong.render.spread import drawn_units
from nhanrong.sheets import Sheet
from nhanrong.vietnamese import number

_LEAFLET = "assets/leaflet/"
_LEAFLET_FILES = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png")
_STYLES = (
    "assets/stylesheets/nhanrong.css",
    "assets/stylesheets/nhanrong-map.css",
    "assets/stylesheets/nhanrong-full-map.css",
)
_SCRIPT = "assets/javascripts/nhanrong-full-map.js"
ASKED = (*_STYLES, _SCRIPT)  # by themselves: a full map has no frame

MOST_SUBJECTS = 200


def full_map_address(sheet: Sheet) -> str:
    """Where the full map of a sheet stands."""
    return f"ban-do/{sheet.path}.html"


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How these are made: the base maps, a full map for every sheet with shapes and something to show, Leaflet."""
    made = basemap.files(publication)
    drawn = [sheet for list_id in publication.lists for sheet in full_map_sheets(publication, list_id)]
    made |= {full_map_address(sheet): partial(full_map_file, publication, sheet) for sheet in drawn}
    if drawn:
        package = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
        made |= {_LEAFLET + name: (package / name).read_bytes for name in _LEAFLET_FILES}
    return made


def full_map_sheets(publication: Publication, list_id: str) -> list[Sheet]:
    """The sheets of a list that have something to show and shapes to show it on."""
    return [
        sheet
        for sheet in publication.atlas.sheets(list_id)
        if publication.subjects_on(sheet) and publication.atlas.has_place(sheet)
    ]


def full_map_file(publication: Publication, sheet: Sheet) -> bytes:
    """The full map of a sheet."""
    # folium takes a while to import, and most builds draw no map again
    from nhanrong.render.folium_map import Files, Layer, Named, Words, full_map

    kb = publication.kb
    address = full_map_address(sheet)
    kind, shapes = publication.atlas.degrees(sheet)
    found = _known(publication, sheet)
    layers = [
        Layer(
            subject.name,
            relative(address, record_address(subject.kind, subject.id)),
            drawn_units(publication, states, address),
        )
        for subject, states in found[:MOST_SUBJECTS]
    ]
    title = kb.lists[sheet.list].record.title
    return full_map(
        Words(
            f"{title}: {sheet.name}" if sheet.name else title,
            publication.notice,
            relative(address, "ban-do/"),
            f"{number(len(layers))} mô hình, cách làm có ở nhiều xã nhất, trong {number(len(found))} đã ghi nhận ở đây."
            if len(found) > len(layers)
            else "",
        ),
        {ref: Named(kb.units[ref].name, relative(address, unit_address(ref))) for ref in sheet.units},
        layers,
        shapes,
        kind=kind,
        files=Files(
            leaflet_script=relative(address, _LEAFLET + "leaflet.js"),
            leaflet_style=relative(address, _LEAFLET + "leaflet.css"),
            script=relative(address, _SCRIPT),
            styles=[relative(address, style) for style in _STYLES],
        ),
    )


def _known(publication: Publication, sheet: Sheet) -> list[tuple[SubjectHead, list[UnitState]]]:
    """The subjects of which anything is known on a sheet, the widest spread first, and what is known there."""
    here = frozenset(sheet.units)
    found = []
    for subject in publication.subjects_on(sheet):
        _, with_origin, known = publication.reached(subject, sheet.list)
        if states := [state for state in known if state.ref in here]:
            found.append((-with_origin.numerator, subject, states))
    return [(publication.kb.head(subject), states) for _, subject, states in sorted(found, key=lambda item: item[:2])]
