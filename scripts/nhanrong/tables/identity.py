"""What a row is about: its record, its unit, its number in a list; each may be said once only."""

from collections.abc import Mapping

from nhanrong.anatomy import Form, Scalar
from nhanrong.finding import fresh_id
from nhanrong.lenient import Misunderstood, taken
from nhanrong.problems import Place
from nhanrong.records.fields import UnitRef
from nhanrong.tables.held import Held
from nhanrong.tables.layout import NUMBER, UNIT, Keys
from nhanrong.tables.marks import RowKey
from nhanrong.tables.merged import Faults
from nhanrong.tables.naming import Naming, Unclear
from nhanrong.tables.reading import Row

_ID = Form(scalar=Scalar.ID)
_WHOLE = Form(scalar=Scalar.WHOLE)


class Identity:
    """Tells what rows are about, and notes where that cannot be told."""

    def __init__(self, naming: Naming, held: Mapping[tuple[str, str], Held], faults: Faults) -> None:
        self._naming = naming
        self._held = held
        self._faults = faults
        self._seen: dict[tuple[str, ...], Place] = {}

    def name(self, row: Row) -> str:
        """The id of a row; an empty text where there is none that can be one, which is noted."""
        said, column = row.text(("id",)), ("id",)
        if not said:
            if column not in row.unreadable:
                hint = f"Chữ thường không dấu và gạch nối, ví dụ {self._suggested(row)}."
                self._faults.wrong(row, column, "NR862", f"hàng chưa có “{row.table.heading(column)}”", hint)
            return ""
        found = taken(said, _ID)
        if isinstance(found, Misunderstood):
            self._faults.wrong(row, column, "NR864", found.message, found.hint)
            return ""
        return said

    def unit(self, row: Row, before: Held | None) -> UnitRef | None:
        """The unit whose ledger a line stands in, or shall stand in."""
        said = row.text(UNIT)
        if not said:
            if before is None and UNIT not in row.unreadable:
                self._faults.wrong(row, UNIT, "NR201", "thiếu “Xã”", "Ghi sổ của xã nào.")
            return before.unit if before else None
        found = self._naming.unit_meant(said)
        if isinstance(found, Unclear):
            self._faults.wrong(row, UNIT, found.code, found.message, found.hint)
            return None
        unit = UnitRef(*found.split("/"))
        if before and before.unit != unit:
            own = self._naming.unit(str(before.unit))
            self._faults.wrong(
                row, UNIT, "NR867", f"lần ghi nhận này nằm trong sổ của {own}", "Ghi lần mới thì dùng mã mới."
            )
        return unit

    def number(self, row: Row) -> int | None:
        """The number of a piece in its list, 0 for one that comes at the end; None if it is none, which is noted."""
        if NUMBER in row.unreadable:
            return None
        said = row.text(NUMBER)
        found = taken(said, _WHOLE) if said else 0
        if isinstance(found, int) and (found > 0 or not said):
            return found
        self._faults.wrong(row, NUMBER, "NR866", f"“{said}” không phải số thứ tự", "Ghi 1, 2, 3…, hoặc để trống.")
        return None

    def is_first(self, row: Row, key: RowKey, column: Keys) -> bool:
        """Whether no row before says it is about the same; copies of what was written out may each hold changes."""
        copy = row.place(column).path if row.marks.has_row(key) else ""
        first = self._seen.setdefault((*key, copy), row.place(column))
        if first == row.place(column):
            return True
        said = f"mục thứ {key[2]} của “{key[1]}”" if key[2] else f"mã “{key[1]}”"
        where = str(first) if first.path != row.place(column).path else first.cell
        self._faults.wrong(
            row, column, "NR862", f"{said} đã có ở {where}", "Mỗi thứ một hàng; xóa hàng thừa hoặc sửa lại."
        )
        return False

    def _suggested(self, row: Row) -> str:
        """An id for a new row, from what it says."""
        ids = {name for kind, name in self._held if kind == row.table.kind.name}
        if not row.table.kind.listed:
            return fresh_id(row.text(("name",)) or row.text(("title",)) or "ban ghi moi", ids)
        unit, subject = self._naming.unit_meant(row.text(UNIT)), row.text(("subject",))
        found = self._naming.record_meant(subject, ("model", "practice"))
        parts = (unit if isinstance(unit, str) else "", subject if isinstance(found, Unclear) else found)
        return fresh_id(f"{parts[0].split('/')[-1]} {parts[1] or 'ma mo hinh'} {row.text(('date',))}", ids)
