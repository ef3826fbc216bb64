"""The base map of a sheet of a long list: a file with all its units, which pages show beneath the few they colour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from nhanrong.mapshape import Frame, Kind, short
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.render.drawing import drawn
from nhanrong.render.indexes import each
from nhanrong.render.maplabels import Name, names
from nhanrong.sheets import SHORT_LIST, Sheet


@dataclass(frozen=True)
class BaseMap:
    """What every map of a sheet has in common, whoever is shown on it: plain data, made once."""

    kind: Kind
    height: str
    insets: Sequence[tuple[str, ...]]
    paths: Mapping[UnitRef, str]
    names: Mapping[UnitRef, Name]


def base_map(publication: Publication, sheet: Sheet) -> BaseMap:
    """The base map of a sheet."""
    made: BaseMap | None = publication.made("base maps", sheet.path)
    return made or _drawn(publication, sheet)


@each
def _drawn(publication: Publication, sheet: Sheet) -> BaseMap:
    return drawn_base_map(publication, sheet)


def drawn_base_map(publication: Publication, sheet: Sheet) -> BaseMap:
    """The same, drawn now."""
    shape = publication.atlas.shape(sheet)
    called = publication.kb.names_of(sheet.list)
    return BaseMap(
        shape.kind,
        short(shape.height),
        frames(shape.insets),
        shape.paths,
        names(shape, {ref: called[ref] for ref in sheet.units}),
    )


def frames(insets: Sequence[Frame]) -> list[tuple[str, ...]]:
    """The frames of far islands as a template writes them."""
    return [tuple(short(value) for value in frame) for frame in insets]


def address(sheet: Sheet) -> str:
    """Where the base map of a sheet stands."""
    return f"assets/ban-do/{sheet.path}.svg"


def base_map_file(publication: Publication, sheet: Sheet) -> bytes:
    """The file of a base map."""
    base = base_map(publication, sheet)
    text = drawn(
        "base-map.svg.j2",
        height=base.height,
        insets=base.insets,
        paths=base.paths.values(),
        names=base.names.values(),
    )
    return f"{text}\n".encode()


def long_sheets(publication: Publication) -> dict[str, Sheet]:
    """The sheets of all long lists, by path."""
    lists = [list_id for list_id in publication.lists if is_long(publication, list_id)]
    return {sheet.path: sheet for list_id in lists for sheet in publication.atlas.sheets(list_id)}


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How the base maps of all long lists are made."""
    return {address(sheet): partial(base_map_file, publication, sheet) for sheet in long_sheets(publication).values()}


def is_long(publication: Publication, list_id: str) -> bool:
    """Whether a list is too long for a page to draw and tell all of its units."""
    return len(publication.kb.units_of(list_id)) > SHORT_LIST
