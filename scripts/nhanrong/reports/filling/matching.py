"""Which row of the superior's file is which unit: by the names in it, never by a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanrong.finding import on_list, type_said, unit_matches
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef


@dataclass(frozen=True)
class Unmatched:
    """A row whose name is no unit for sure: a heading, a sum, or a name that may mean those in `perhaps`.

    Where it is a unit of an older list, `became` are those that it went into; then there is nothing to guess.
    """

    row: int
    name: str
    perhaps: tuple[UnitRef, ...]
    became: tuple[UnitRef, ...] = ()


@dataclass(frozen=True)
class Matched:
    """The row of each unit, the rows that name none, and the units that no row names."""

    rows: Mapping[UnitRef, int]
    unmatched: tuple[Unmatched, ...]
    without_row: tuple[UnitRef, ...]


def matched(
    path: str, kb: Knowledge, named: Mapping[int, str], units: Sequence[UnitRef], list_id: str
) -> Matched | list[Problem]:
    """The rows by the units of a list; that two rows name the same unit is a problem.

    A row that tells a type names no unit of another one: the township Di Linh is not the commune that it went into.
    """
    wanted = {str(ref): ref for ref in units}
    rows: dict[UnitRef, int] = {}
    unmatched: list[Unmatched] = []
    problems: list[Problem] = []
    for row, name in sorted(named.items()):
        found = unit_matches(kb, name, (list_id,))
        refs = tuple(wanted[one] for one in found.ids if one in wanted)
        is_sure = found.sure and _agrees(kb, name, _ref(found.ids[0]))
        if not is_sure and (became := _became(kb, name, list_id)):
            unmatched.append(Unmatched(row, name, (), became))
        elif not is_sure or not refs:
            unmatched.append(Unmatched(row, name, refs))
        elif refs[0] in rows:
            message = f"hàng {rows[refs[0]]} và hàng {row} cùng là {kb.unit_name(refs[0])}"
            hint = "Sửa tên ở một hàng, hoặc thu hẹp khoảng hàng trong mẫu."
            problems.append(Problem(Place(path, 0, 0), "NR969", message, hint))
        else:
            rows[refs[0]] = row
    return problems or Matched(rows, tuple(unmatched), tuple(ref for ref in units if ref not in rows))


def _became(kb: Knowledge, name: str, list_id: str) -> tuple[UnitRef, ...]:
    """What the unit of an older list that has this name went into; empty where none has it for sure."""
    for older in kb.list_family(list_id):
        found = unit_matches(kb, name, (older,))
        if found.sure and _agrees(kb, name, _ref(found.ids[0])):
            return on_list(kb, _ref(found.ids[0]), list_id)
    return ()


def _agrees(kb: Knowledge, name: str, ref: UnitRef) -> bool:
    """Whether a unit is of the type that a name tells, if it tells one."""
    return type_said(name) in {None, kb.units[ref].type}


def _ref(name: str) -> UnitRef:
    return UnitRef(*name.split("/"))
