"""The cells of a row set the fields of a record, as far as somebody has changed them since they were written out."""

from nhanrong.document import Path
from nhanrong.excel.cells import as_typed
from nhanrong.problems import Place
from nhanrong.tables.held import Value, part_at, put
from nhanrong.tables.layout import DELETE, Column
from nhanrong.tables.marks import RowKey, mark
from nhanrong.tables.merged import Faults, Merged
from nhanrong.tables.naming import Unclear
from nhanrong.tables.reading import Row
from nhanrong.tables.values import Speech, same
from nhanrong.vietnamese import fold

_LONGEST_SHOWN = 60
_EXPORT_AGAIN = "Xuất lại bảng rồi sửa, để không mất điều người kia đã ghi."


class Setter:
    """Sets fields, and remembers the cells that were emptied."""

    def __init__(self, speech: Speech, faults: Faults) -> None:
        self.cleared: list[Place] = []
        self._speech = speech
        self._faults = faults

    def cells(self, row: Row, record: Merged, value: Value, base: Path, key: RowKey) -> None:
        """Let the cells set the fields of `value`, which stands in the record at `base`."""
        for column in row.table.columns:
            if column.keys in row.table.own or column.keys not in row.texts:
                continue
            record.cells.setdefault((*base, *column.keys), row.place(column.keys))
            if column.keys in row.unreadable:
                self._faults.doubtful.add(row.place(column.keys))
            else:
                self._cell(row, record, value, column, (base, key))

    def _cell(self, row: Row, record: Merged, value: Value, column: Column, at: tuple[Path, RowKey]) -> None:
        (base, key), place = at, row.place(column.keys)
        path = (*base, *column.keys)
        said, known = row.text(column.keys), row.marks.of(key, column.keys)
        now = part_at(value, column.keys)
        if not said and known and now is not None:
            self.cleared.append(place)
        if not said or mark(said) == known:
            return
        new = None if fold(said) == fold(DELETE) else self._speech.meant(said, column.form)
        if isinstance(new, Unclear):
            self._faults.wrong(row, column.keys, new.code, new.message, new.hint)
        elif same(now, new):
            return
        elif record.before and record.kind == "line":
            shown = self._speech.shown(now, column.form)
            message = f"lần ghi nhận đã ghi “{column.heading}”: {_short(shown)}; sổ chỉ thêm, không sửa"
            hint = f"Thêm một hàng với mã mới, cột “Thay cho lần ghi nhận” ghi {record.id}."
            self._faults.wrong(row, column.keys, "NR867", message, hint)
        elif path in record.set_by:
            shown = self._speech.shown(now, column.form)
            message = f"“{column.heading}”: {record.set_by[path]} ghi {_short(shown)}"
            self._faults.wrong(row, column.keys, "NR868", message, "Hỏi lại hai nơi, sửa cho giống nhau rồi nhập.")
        elif row.marks.has_record(record.kind, record.id) and mark(self._read_now(now, column)) != known:
            message = f"“{column.heading}” trong kho đã đổi từ khi xuất bảng: {_short(self._read_now(now, column))}"
            self._faults.wrong(row, column.keys, "NR868", message, _EXPORT_AGAIN)
        else:
            put(value, column.keys, new)
            record.changed += 1
            record.cells[path] = record.set_by[path] = place

    def _read_now(self, now: object, column: Column) -> str:
        return as_typed(self._speech.shown(now, column.form))


def is_untouched(row: Row, key: RowKey) -> bool:
    """Whether a row stands as it was written out."""
    texts = ((keys, said) for keys, said in row.texts.items() if said and keys not in row.table.own)
    return row.marks.has_row(key) and all(mark(said) == row.marks.of(key, keys) for keys, said in texts)


def _short(shown: object) -> str:
    text = " ".join(str(shown).split())
    said = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
    return f"“{said}”" if said else "nay để trống"
