"""From the rows of a register to what each slip tells, with a problem for every cell that cannot be taken."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.dates import parse, spoken_day
from nhanrong.excel.cells import Cells
from nhanrong.finding import on_list, subject_matches, unit_label, unit_meant
from nhanrong.knowledge import Knowledge
from nhanrong.lenient import Misunderstood, Value, taken
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Reason
from nhanrong.review.cells import FIELDS
from nhanrong.review.entering import outside
from nhanrong.review.understanding import households_said, reason_said
from nhanrong.slips.layout import FILLED, FIRST_ROW, Column
from nhanrong.slips.opening import Register
from nhanrong.vietnamese import fold, slug
from nhanrong.wishes import Wish


@dataclass(frozen=True)
class Told:
    """What one slip tells."""

    cells: Cells
    row: int
    number: str
    day: dt.date
    subject: str
    unit: UnitRef
    wish: Wish
    households: int | None
    group: str
    reason: Reason | None
    learnt: str
    seen: bool

    @property
    def count(self) -> int:
        """How many households it speaks for: one, unless it says more."""
        return self.households or 1

    @property
    def group_key(self) -> str:
        """The group as lines are told apart by it; empty when whoever sent the slip speaks for themselves."""
        return slug(self.group)

    def place(self, column: Column = Column.WISH) -> Place:
        """One of its cells."""
        return self.cells.place(self.row, column)


def read(register: Register, kb: Knowledge, today: dt.date) -> tuple[list[Told], list[Problem]]:
    """What the slips of a register tell, and everything that is wrong with it."""
    reader = _Reader(register, kb, today)
    return list(reader.told()), reader.cells.problems


def twice(registers: Sequence[Sequence[Told]]) -> list[Problem]:
    """Slips that stand in two registers, so that one of these is a copy of the other."""
    seen: dict[tuple[object, ...], Told] = {}
    problems: list[Problem] = []
    for told in registers:
        here: dict[tuple[object, ...], Told] = {}
        for one in told:
            same = (one.number, one.day, one.subject, one.unit, one.wish, one.households, one.group, one.learnt)
            if first := seen.get(same):
                hint = "Giữ một sổ. Nếu là hai phiếu khác nhau thì nhập từng tệp một."
                problems.append(Problem(one.place(), "NR886", f"phiếu này cũng có ở {first.place()}", hint))
            here[same] = one
        seen |= here
    return problems


class _Reader:
    """Reads the rows of one register."""

    def __init__(self, register: Register, kb: Knowledge, today: dt.date) -> None:
        self.cells = Cells(register.path, register.page)
        self._list = register.list_id
        self._kb = kb
        self._today = today
        self._text = self.cells.text

    def told(self) -> Iterator[Told]:
        """The rows that can be taken; where a cell is unreadable nothing else is said of its row."""
        problems = self.cells.problems
        for row in range(FIRST_ROW, self.cells.page.max_row + 1):
            if all(self.cells.is_empty(row, column) for column in FILLED):
                continue
            before = len(problems)
            found = self._row(row)
            of_row = problems[before:]
            if unreadable := [problem for problem in of_row if problem.code == "NR846"]:
                problems[before:] = unreadable
            if found and not of_row:
                yield found

    def _row(self, row: int) -> Told | None:
        wish = self._wish(row)
        unit = self._unit(row)
        subject = self._subject(row)
        day = self._day(row, unit)
        households = self._households(row)
        group = " ".join(self._short(row, Column.GROUP, "group").split())
        reason, learnt = self._why(row, wish)
        seen = self._seen(row)
        if wish is None or unit is None or day is None or not subject:
            return None
        number = self._text(row, Column.NUMBER)
        return Told(self.cells, row, number, day, subject, unit, wish, households, group, reason, learnt, seen=seen)

    def _wish(self, row: int) -> Wish | None:
        said = self._text(row, Column.WISH)
        spelt = {fold(spelling): wish for wish in Wish for spelling in (wish.value, wish.on_paper)}
        listed = f"Chọn một trong: {'; '.join(wish.value for wish in Wish)}."
        if not said:
            self.cells.wrong(row, Column.WISH, "NR880", "chưa ghi người gửi muốn gì", listed)
        elif fold(said) not in spelt:
            self.cells.wrong(row, Column.WISH, "NR880", f"không hiểu “{said}”", listed)
        return spelt.get(fold(said))

    def _subject(self, row: int) -> str:
        said = self._text(row, Column.SUBJECT)
        if not said:
            hint = "Chọn trong danh sách, hoặc gõ mã trên phiếu."
            self.cells.wrong(row, Column.SUBJECT, "NR878", "chưa ghi mô hình, cách làm", hint)
            return ""
        found = subject_matches(self._kb, said)
        if found.sure:
            return found.ids[0]
        meant = f"Có phải {' hay '.join(found.ids[:3])}?" if found.ids else "Chưa có trong kho thì gửi mô hình trước."
        self.cells.wrong(row, Column.SUBJECT, "NR878", f"kho không có mô hình, cách làm “{said}”", meant)
        return ""

    def _unit(self, row: int) -> UnitRef | None:
        """The commune of the register's list; a name of old stands for the one commune that it went into."""
        said = self._text(row, Column.UNIT)
        if not said:
            self.cells.wrong(row, Column.UNIT, "NR879", "chưa ghi xã", "Chọn trong danh sách, hoặc gõ tên xã.")
            return None
        found = unit_meant(self._kb, said, self._list)
        named = [UnitRef(*name.split("/")) for name in found.ids]
        now = list(dict.fromkeys(unit for ref in named for unit in on_list(self._kb, ref, self._list)))
        if found.sure and len(now) == 1:
            return now[0]
        hint = f"Có phải {'; '.join(unit_label(self._kb, ref) for ref in now[:4])}?" if now else "Chọn trong danh sách."
        self.cells.wrong(row, Column.UNIT, "NR879", f"không rõ “{said}” là xã nào", hint)
        return None

    def _day(self, row: int, unit: UnitRef | None) -> dt.date | None:
        said = self._text(row, Column.DAY)
        if not said:
            self.cells.wrong(row, Column.DAY, "NR881", "chưa ghi ngày nhận", "Viết đủ, ví dụ 24/11/2026.")
            return None
        found = taken(said, FIELDS["day"].form)
        if isinstance(found, Misunderstood):
            self.cells.wrong(row, Column.DAY, "NR881", found.message, found.hint)
            return None
        day = parse(str(found)).first
        if message := outside(self._kb, (unit or UnitRef(self._list, "")).list, day, self._today):
            message = f"ngày nhận {spoken_day(day)} {message}"
            self.cells.wrong(row, Column.DAY, "NR881", message, "Xem lại ngày nhận.")
        return day

    def _households(self, row: int) -> int | None:
        said = self._text(row, Column.HOUSEHOLDS)
        if not said:
            return None
        found = households_said(said)
        if isinstance(found, Misunderstood):
            self.cells.wrong(row, Column.HOUSEHOLDS, "NR882", found.message, found.hint)
        elif found == 0:
            hint = "Không biết số hộ thì để trống."
            self.cells.wrong(row, Column.HOUSEHOLDS, "NR882", "phiếu nào cũng có ít nhất một hộ gửi", hint)
        else:
            return found
        return None

    def _why(self, row: int, wish: Wish | None) -> tuple[Reason | None, str]:
        """The reason and what was learnt, which go with giving up and with nothing else."""
        said, learnt = self._text(row, Column.REASON), self._short(row, Column.LEARNT, "learnt")
        if wish is Wish.GIVEN_UP:
            if self.cells.is_empty(row, Column.REASON):
                hint = "Chọn một lý do; không rõ thì chọn “Lý do khác”."
                self.cells.wrong(row, Column.REASON, "NR883", "đã bỏ mà chưa ghi lý do", hint)
            if self.cells.is_empty(row, Column.LEARNT):
                hint = "Hỏi người gửi một câu cho người làm sau, ví dụ nên tránh gì."
                self.cells.wrong(row, Column.LEARNT, "NR883", "đã bỏ mà chưa ghi rút ra điều gì", hint)
        elif wish:
            for column, words in ((Column.REASON, said), (Column.LEARNT, learnt)):
                if words:
                    hint = "Xóa ô này, hoặc chọn “Đã bỏ”."
                    self.cells.wrong(row, column, "NR884", f"ô này chỉ dùng cho “{Wish.GIVEN_UP.value}”", hint)
            return None, ""
        if not said:
            return None, learnt
        reason = reason_said(said)
        if isinstance(reason, Misunderstood):
            self.cells.wrong(row, Column.REASON, "NR883", reason.message, reason.hint)
            return None, learnt
        return reason, learnt

    def _seen(self, row: int) -> bool:
        said = self._text(row, Column.SEEN)
        found: Value | Misunderstood = taken(said, FIELDS["same_as_reporter"].form) if said else False
        if isinstance(found, Misunderstood):
            found = fold(said) != "chua" and found
        if isinstance(found, Misunderstood):
            self.cells.wrong(row, Column.SEEN, "NR885", found.message, found.hint)
        return found is True

    def _short(self, row: int, column: Column, key: str) -> str:
        said, longest = self._text(row, column), FIELDS[key].form.longest or 0
        if len(said) > longest:
            self.cells.wrong(row, column, "NR887", f"dài {len(said)} ký tự, tối đa {longest}", "Viết gọn lại.")
        return said
