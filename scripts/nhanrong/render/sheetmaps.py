"""The maps of what is known on a long list: the sheets with the most of it drawn, the others told in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from nhanrong.counting import UnitState
from nhanrong.publication import Publication
from nhanrong.render import basemap, svgmap
from nhanrong.render.drawing import drawn, root
from nhanrong.render.svgmap import MapUnit, Rest
from nhanrong.sheets import Sheet

MOST_SHEETS = 3


@dataclass(frozen=True)
class Known:
    """The known units of a sheet; `years` as in :func:`nhanrong.render.svgmap.draw`."""

    sheet: Sheet
    units: Sequence[MapUnit]
    years: Mapping[int, int] = field(default_factory=dict)


def by_sheet(publication: Publication, states: Iterable[UnitState]) -> list[tuple[Sheet, list[UnitState]]]:
    """States on the sheets of their units, the sheet with the most of them first."""
    found: dict[str, tuple[Sheet, list[UnitState]]] = {}
    for state in states:
        sheet = publication.atlas.sheet_of(state.ref)
        found.setdefault(sheet.path, (sheet, []))[1].append(state)
    return sorted(found.values(), key=lambda item: (-len(item[1]), item[0].path))


def draw(publication: Publication, title: str, address: str, known: Sequence[Known], most: int) -> Markup:
    """The first `most` sheets as maps for the page at `address`, and the names of what is known on the others."""
    shown, others = known[:most], known[most:]
    maps = [_map(publication, title, address, one) for one in shown]
    if len(maps) == 1 and not others:
        return maps[0]
    return drawn(
        "sheet-maps.html.j2",
        maps=maps,
        others=[(one.sheet.name, svgmap.in_reading_order(one.units)) for one in others],
        count=sum(len(one.units) for one in others),
    )


def _map(publication: Publication, title: str, address: str, known: Known) -> Markup:
    sheet = known.sheet
    return svgmap.draw_known(
        basemap.base_map(publication, sheet),
        title,
        known.units,
        Rest(
            len(sheet.units) - len(known.units),
            f"{root(address)}xa/",
            root(address) + basemap.address(sheet),
        ),
        years=known.years,
        prefix=f"ban-do-{sheet.path.replace('/', '-')}",
        sheet=sheet.name,
    )
