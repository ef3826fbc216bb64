"""How the unit lists are drawn: by sheets, from outlines that the area brings along or from centre points."""

from collections.abc import Mapping
from functools import cached_property

from nhanrong.geometry import Shape
from nhanrong.knowledge import Knowledge
from nhanrong.mapshape import Kind, MapShape, in_degrees, kind_of, map_shape
from nhanrong.outlines import outlines
from nhanrong.problems import Place
from nhanrong.records.fields import UnitRef
from nhanrong.sheets import Sheet, sheets
from nhanrong.tracking import ALL, Memo, note


class Atlas:
    """The sheets of the lists of a knowledge base, and their shapes."""

    def __init__(self, kb: Knowledge) -> None:
        self._kb = kb
        self._sheets: Memo[str, tuple[Sheet, ...]] = Memo(lambda list_id: sheets(list_id, kb.provinces_of(list_id)))
        self._by_unit = Memo(self._sheet_by_unit)
        self._shapes: Memo[Sheet, MapShape] = Memo(lambda sheet: map_shape(self._points(sheet), self._outlines()))
        self._degrees: Memo[Sheet, tuple[Kind, dict[UnitRef, Shape]]] = Memo(
            lambda sheet: in_degrees(self._points(sheet), self._outlines())
        )

    def sheets(self, list_id: str) -> tuple[Sheet, ...]:
        """What of a list is drawn together, in reading order of the provinces; see :mod:`nhanrong.sheets`."""
        return self._sheets(list_id)

    def sheet_of(self, ref: UnitRef) -> Sheet:
        """The sheet that a unit is drawn on."""
        return self._by_unit(ref.list)[ref]

    def shape(self, sheet: Sheet) -> MapShape:
        """The drawing of a sheet: its outlines if they are given, else a schematic, else tiles."""
        return self._shapes(sheet)

    def has_place(self, sheet: Sheet) -> bool:
        """Whether the shapes of a sheet lie anywhere on earth; tiles do not."""
        return kind_of(self._points(sheet), self._outlines()) != "tiles"

    def degrees(self, sheet: Sheet) -> tuple[Kind, dict[UnitRef, Shape]]:
        """The same shapes in longitude and latitude; tiles have none."""
        return self._degrees(sheet)

    def _sheet_by_unit(self, list_id: str) -> dict[UnitRef, Sheet]:
        return {ref: sheet for sheet in self.sheets(list_id) for ref in sheet.units}

    def _points(self, sheet: Sheet) -> dict[UnitRef, tuple[float, float] | None]:
        points = self._kb.points_of(sheet.list)
        return {ref: points[ref] for ref in sheet.units}

    def _outlines(self) -> Mapping[UnitRef, Shape]:
        note("outlines", ALL)
        return self._read_outlines

    @cached_property
    def _read_outlines(self) -> Mapping[UnitRef, Shape]:
        return {
            ref: shape
            for path, features in self._kb.outlines
            for ref, shape in outlines(features, Place(path))[0].items()
        }
