"""What an import adds to the base: lines below those of a commune's ledger, sources, and the cell behind each part."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from textwrap import indent

from nhanrong.canonical import in_ledger, written
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA
from nhanrong.problems import Place, Problem, in_order
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.source import Source
from nhanrong.saving import Change

_LONGEST_ID = 80
_KEY = re.compile(r"(?:- |  )([a-z_]+):")
_KEPT_AT = "Nơi nhập phiếu vào kho này"

CellOf = Callable[[str], Place]  # from the key of a field to the cell that its value comes from
_Row = tuple[str, int, int, Place]


@dataclass(frozen=True)
class Added:
    """The files that change, and the cell behind each of their rows that is new."""

    changes: tuple[Change, ...]
    rows: tuple[_Row, ...]

    def traced(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems of the base with these changes, each at the cell that it comes from."""
        return in_order(Problem(self._cell(one.place), one.code, one.message, one.hint) for one in problems)

    def _cell(self, place: Place) -> Place:
        found = (cell for path, first, last, cell in self.rows if path == place.path and first <= place.line <= last)
        return next(found, place)


class Additions:
    """Gathers lines and sources; `text_of` gives what a file of the base holds."""

    def __init__(self, kb: Knowledge, text_of: Callable[[str], str | None]) -> None:
        self._kb = kb
        self._text_of = text_of
        self._ids: set[str] = set()
        self._texts: dict[str, tuple[str | None, str]] = {}
        self._rows: list[_Row] = []

    def added(self) -> Added:
        """All that was gathered."""
        changes = (Change(path, before, after) for path, (before, after) in sorted(self._texts.items()))
        return Added(tuple(changes), tuple(self._rows))

    def line_id(self, start: str, day: str) -> str:
        """An id that no line has, from what it begins with and a day; it stays free until it is taken."""
        for number in count(1):
            end = f"-{day}" if number == 1 else f"-{day}-{number}"
            name = start[: _LONGEST_ID - len(end)].rstrip("-") + end
            if name not in self._ids and not self._kb.index.has("lines", name):
                break
        return name

    def take(self, name: str) -> None:
        """No further line gets this id."""
        self._ids.add(name)

    def source_id(self, start: str, title: str) -> tuple[str, bool]:
        """The id of the source of this title that begins so, and whether the base has it yet to be told of it."""
        for number in count(1):
            name = start if number == 1 else f"{start}-{number}"
            if name not in self._kb.sources:
                return name, True
            if self._kb.sources[name].record.title == title:
                return name, False
        raise AssertionError  # numbers have no end

    def add_source(self, said: Mapping[str, str], cell: Place) -> None:
        """A new source, kept where the sheets are."""
        offices = self._kb.area.offices
        path = f"{DATA}/sources/{said['id']}.yml"
        text = written(Source, {**said, "kept_at": offices[0].name if offices else _KEPT_AT})
        self._texts[path] = (None, text)
        self._rows.append((path, 1, text.count("\n"), cell))

    def add_lines(self, unit: UnitRef, lines: Iterable[tuple[Line, CellOf]]) -> None:
        """Lines below those of the unit's file, of which not a byte changes."""
        path = f"{DATA}/replications/{unit}.yml"
        before = self._text_of(path)
        text = before or ""
        text += "" if not text or text.endswith("\n") else "\n"
        first_item = re.search(r"^( *)- ", text, re.MULTILINE)
        pad = first_item[1] if first_item else ""
        for line, cell_of in lines:
            added = in_ledger(line)
            number, cell = text.count("\n"), cell_of("id")
            for row in added.splitlines():
                number += 1
                cell = cell_of(key[1]) if (key := _KEY.match(row)) else cell
                self._rows.append((path, number, number, cell))
            text += indent(added, pad)
        self._texts[path] = (before, text)
