"""Rows meet records: a filled cell sets its field, an empty one leaves it, a new id makes a new record.

A cell that nobody has touched since the workbook was written changes nothing, whatever the file says by now; a field
that was changed here and there is refused. Lines of the ledger are only added.
"""

import copy
from collections import defaultdict
from collections.abc import Mapping, Sequence

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem, nearest
from nhanrong.tables.held import Held, Value, part_at, put
from nhanrong.tables.identity import Identity
from nhanrong.tables.layout import NUMBER, OWNER, Table
from nhanrong.tables.marks import RowKey
from nhanrong.tables.merged import Faults, Merged, note_lacking
from nhanrong.tables.naming import Naming
from nhanrong.tables.reading import Row
from nhanrong.tables.setting import Setter, is_untouched
from nhanrong.tables.values import Speech, same


class Merger:
    """Merges the rows of one import into the records of the base."""

    def __init__(self, kb: Knowledge, held: Mapping[tuple[str, str], Held], rows: Sequence[Row]) -> None:
        self.records: dict[tuple[str, str], Merged] = {}
        self._held = held
        self._kb = kb
        own = [row for row in rows if not row.table.listed]
        coming: dict[str, set[str]] = defaultdict(set)
        for row in own:
            coming[row.table.kind.name].add(row.text(("id",)))
        self._named = coming
        naming = Naming(kb, coming)
        self._faults = Faults()
        self._identity = Identity(naming, held, self._faults)
        self._setter = Setter(Speech(naming), self._faults)
        for row in own:
            self._record(row)
        groups: dict[tuple[Table, str], list[Row]] = defaultdict(list)
        for row in rows:
            if row.table.listed:
                groups[row.table, row.text(OWNER)].append(row)
        for (table, name), group in groups.items():
            self._pieces(table, name, group)
        for record in self.records.values():
            if record.changed:
                note_lacking(record, self._faults)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the cells."""
        return self._faults.problems

    @property
    def cleared(self) -> list[Place]:
        """The cells that were emptied, which changes nothing."""
        return self._setter.cleared

    def _record(self, row: Row) -> None:
        kind = row.table.kind.name
        name = self._identity.name(row) or row.place(("id",)).cell  # that what else is wrong can be said
        if not self._identity.is_first(row, (row.table.name, name, ""), ("id",)):
            return
        before = self._held.get((kind, name))
        unit = self._identity.unit(row, before) if row.table.kind.listed else None
        if before is None and row.marks.has_record(kind, name):
            if is_untouched(row, (row.table.name, name, "")):
                return
            today = self._kb.today(name)
            hint = f"Nay là {today}. " if today != name else ""
            self._faults.wrong(
                row, ("id",), "NR863", f"kho không còn bản ghi “{name}”", f"{hint}Xuất lại bảng rồi sửa."
            )
            return
        if before is None and (other := self._renamed(row)):
            hint = f"Trả lại mã {other}. Muốn thêm bản ghi mới thì giữ hàng cũ, ghi một hàng khác."
            self._faults.wrong(row, ("id",), "NR863", f"hàng của “{other}” bị đổi mã; mã không đổi được", hint)
            return
        if (kind, name) not in self.records:
            value = copy.deepcopy(before.value) if before else {"id": name}
            record = Merged(kind, name, before, value, unit, row.place(("id",)), changed=int(before is None))
            record.cells[("id",)] = record.place
            self.records[kind, name] = record
        record = self.records[kind, name]
        self._setter.cells(row, record, record.value, (), (row.table.name, name, ""))

    def _renamed(self, row: Row) -> str:
        """The id that an exported row had before somebody wrote another over it."""
        kind = row.table.kind.name
        gone = row.marks.records_of(kind) - self._named[kind]
        return row.marks.alike(row.table.name, (said for keys, said in row.texts.items() if keys != ("id",)), gone)

    def _pieces(self, table: Table, name: str, rows: Sequence[Row]) -> None:
        record = self._owner(table, name, rows)
        numbered = [(number, row) for row in rows if (number := self._identity.number(row)) is not None]
        if record is None:
            return
        pieces: list[Value] = copy.deepcopy(part_at(record.value, table.keys) or [])
        before, known = record.changed, len(pieces)
        for number, row in sorted(numbered, key=lambda one: one[0] or len(rows) + known + 1):
            key = (table.name, name, str(number) if number else "")
            if number and (
                not self._identity.is_first(row, key, NUMBER) or (number > known and is_untouched(row, key))
            ):
                continue
            if number > len(pieces) + 1:
                message = f"mục thứ {number}, mà danh sách của “{name}” mới có {len(pieces)} mục"
                self._faults.wrong(
                    row, NUMBER, "NR866", message, f"Ghi {len(pieces) + 1}, hoặc để trống để thêm vào cuối."
                )
                continue
            index = number - 1 if number else len(pieces)
            if index == len(pieces):
                pieces.append({})
            self._piece(row, record, pieces, index, key)
        if record.changed != before:
            put(record.value, table.keys, pieces)

    def _piece(self, row: Row, record: Merged, pieces: list[Value], index: int, key: RowKey) -> None:
        changed = record.changed
        self._setter.cells(row, record, pieces[index], (*row.table.keys, index), key)
        if not key[2] and any(same(pieces[index], piece) for piece in pieces[:index]):
            pieces.pop()  # an earlier import put it there
            record.changed = changed
            record.forget((*row.table.keys, index))
        elif not pieces[index] and index == len(pieces) - 1:
            pieces[index] = {}
            record.changed += 1  # a row with nothing but its number: what it lacks is said

    def _owner(self, table: Table, name: str, rows: Sequence[Row]) -> Merged | None:
        """The record that rows belong to; None where there is none, which is noted."""
        kind = table.kind.name
        if found := self.records.get((kind, name)):
            return found
        if before := self._held.get((kind, name)):
            place = rows[0].place(OWNER)
            record = Merged(kind, name, before, copy.deepcopy(before.value), before.unit, place)
            self.records[kind, name] = record
            return record
        names = [one for held_kind, one in (*self._held, *self.records) if held_kind == kind]
        for row in rows:
            number = row.text(NUMBER)
            if OWNER in row.unreadable or is_untouched(row, (table.name, name, number)):
                continue
            if not name:
                hint = f"Ghi mã của {table.kind.called} có mục này."
                self._faults.wrong(row, OWNER, "NR862", f"hàng chưa có “{table.heading(OWNER)}”", hint)
            else:
                hint = nearest(name, names) or f"Ghi đúng mã, hoặc thêm {table.kind.called} ấy vào trang của nó."
                self._faults.wrong(row, OWNER, "NR863", f"không có {table.kind.called} “{name}”", hint)
        return None
