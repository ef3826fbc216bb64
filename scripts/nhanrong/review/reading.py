"""From the cells of a returned sheet to answers, with a problem for every cell that cannot be taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from nhanrong.finding import subject_matches
from nhanrong.knowledge import Knowledge
from nhanrong.lenient import Misunderstood
from nhanrong.problems import Place, Problem
from nhanrong.records.vocabulary import NEED_REASON, Reason, State
from nhanrong.review import layout
from nhanrong.review.cells import Cells
from nhanrong.review.choices import Answer, lives, offered
from nhanrong.review.layout import Column
from nhanrong.review.looking import Look, Looks
from nhanrong.review.opening import Returned
from nhanrong.review.questions import Key
from nhanrong.review.understanding import households_said, reason_said
from nhanrong.vietnamese import fold, slug


@dataclass(frozen=True)
class Answered:
    """One answered row."""

    row: int
    subject: str
    group: str
    before: State | None
    answer: Answer
    households: int | None
    reason: Reason | None
    learnt: str
    look: Look | None  # None only where it records nothing

    @property
    def state(self) -> State | None:
        """The state that it records, None for “unknown”."""
        return self.answer.state(self.before)

    @property
    def key(self) -> Key:
        """What the row is about."""
        return self.subject, slug(self.group)


@dataclass(frozen=True)
class Filled:
    """The answers of a sheet, “unknown” included."""

    sheet: Returned
    rows: tuple[Answered, ...]

    def place(self, row: Answered, column: int = Column.ANSWER) -> Place:
        """A cell of an answered row."""
        return self.sheet.place(row.row, column)


def read(sheet: Returned, kb: Knowledge) -> Filled | list[Problem]:
    """What a sheet answers, or everything that is wrong with it."""
    reader = _Reader(sheet, kb)
    rows = tuple(reader.rows())
    asked = sheet.page.cell(layout.FIRST_ROW, Column.SUBJECT).value  # a commune without rows has nothing to answer
    if not reader.cells.problems and not rows and asked:
        hint = "Ở cột “Nay thế nào”, mỗi hàng chọn một câu trả lời."
        reader.cells.wrong(layout.FIRST_ROW, Column.ANSWER, "NR855", "phiếu chưa trả lời hàng nào", hint)
    return reader.cells.problems or Filled(sheet, rows)


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Returned, kb: Knowledge) -> None:
        self.cells = Cells(sheet)
        self._kb = kb
        self._looks = Looks(self.cells)
        self._seen: dict[Key, int] = {}
        self._wrong, self._text = self.cells.wrong, self.cells.text

    def rows(self) -> Iterator[Answered]:
        """The answered rows that can be taken."""
        problems = self.cells.problems
        for row in range(layout.FIRST_ROW, self.cells.sheet.page.max_row + 1):
            before = len(problems)
            found = self._row(row)
            of_row = problems[before:]
            if unreadable := [problem for problem in of_row if problem.code == "NR846"]:
                problems[before:] = unreadable  # what is missing may be what they hide
            if found and not of_row:
                yield found

    def _row(self, row: int) -> Answered | None:
        kept, said = self._text(row, Column.SUBJECT), self._text(row, Column.ANSWER)
        if not said:
            self._nothing_else(row, asked=bool(kept))
            return None
        before = State.of(state) if (state := self._text(row, Column.BEFORE)) in set(State) else None
        answer = self._answer(row, said, before)
        subject = self._asked(row, kept) if kept else self._added(row)
        if answer is None or not subject:
            return None
        named = self._text(row, Column.GROUP_KEPT) if kept else self.cells.short(row, Column.GROUP, "group")
        group = " ".join(named.split())
        self._once(row, (subject, slug(group)))
        now = answer.state(before)
        look = self._looks.of(row, needed=now is not None, new=before is None)
        found = Answered(
            row,
            subject,
            group,
            before,
            answer,
            households=self._households(row, now),
            reason=self._reason(row, now),
            learnt=self._learnt(row, now),
            look=look,
        )
        return found if look or now is None else None

    def _nothing_else(self, row: int, *, asked: bool) -> None:
        """A row without an answer has nothing else, but for what was printed."""
        printed = {Column.NAME, Column.GROUP} if asked else set()
        if any(self._text(row, column) for column in layout.FILLED if column not in printed):
            message = "hàng có ghi mà chưa chọn “Nay thế nào”"
            self._wrong(row, Column.ANSWER, "NR847", message, "Chọn một câu trả lời.")

    def _answer(self, row: int, said: str, before: State | None) -> Answer | None:
        choices = offered(before)
        known = {fold(answer.value): answer for answer in choices}
        if found := known.get(fold(said)):
            return found
        listed = "Chọn một trong: " + "; ".join(answer.value for answer in choices) + "."
        if _named(said) > 1:
            self._wrong(row, Column.ANSWER, "NR847", f"có hai câu trả lời: “{said}”", listed)
        else:
            self._wrong(row, Column.ANSWER, "NR847", f"hàng này không có câu trả lời “{said}”", listed)
        return None

    def _asked(self, row: int, kept: str) -> str:
        """The subject that the sheet asked about."""
        kb = self._kb
        subject = kb.today(kept)
        unknown = [name for name in self._text(row, Column.LINES).split() if not kb.index.has("lines", name)]
        if subject not in kb.subjects:
            self._wrong(row, Column.NAME, "NR852", f"kho không có mô hình, cách làm “{kept}”", "Xuất lại phiếu.")
            return ""
        if unknown:
            message = f"sổ không có lần ghi nhận “{unknown[0]}” mà phiếu hỏi"
            self._wrong(row, Column.NAME, "NR853", message, "Phiếu của kho khác hoặc đã bị sửa; xuất lại phiếu.")
        return subject

    def _added(self, row: int) -> str:
        """The subject that the commune chose for an empty row."""
        kb = self._kb
        said = self._text(row, Column.NAME)
        if not said:
            self._wrong(
                row, Column.NAME, "NR852", "có câu trả lời mà chưa chọn mô hình, cách làm", "Chọn trong danh sách."
            )
            return ""
        found = subject_matches(kb, said)
        if found.sure:
            return found.ids[0]
        meant = (
            f"Có phải {' hay '.join(found.ids[:3])}?" if found.ids else "Chưa có trong kho thì gửi mô hình mới trước."
        )
        self._wrong(row, Column.NAME, "NR852", f"kho không có mô hình, cách làm “{said}”", meant)
        return ""

    def _once(self, row: int, key: Key) -> None:
        if key in self._seen:
            message = f"mô hình này đã trả lời ở hàng {self._seen[key]}"
            hint = "Mỗi mô hình một hàng; nhiều nhóm thì ghi tên từng nhóm ở cột Nhóm."
            self._wrong(row, Column.NAME, "NR852", message, hint)
        self._seen.setdefault(key, row)

    def _households(self, row: int, state: State | None) -> int | None:
        said = self._text(row, Column.HOUSEHOLDS)
        if not said:
            return None
        number = households_said(said)
        if isinstance(number, Misunderstood):
            self._wrong(row, Column.HOUSEHOLDS, "NR851", number.message, number.hint)
        elif lives(state) and number == 0:
            self._wrong(row, Column.HOUSEHOLDS, "NR851", "còn làm mà ghi 0 hộ", "Không biết số hộ thì để trống.")
        elif not lives(state) and number > 0:
            message = f"câu trả lời này không đi với {number} hộ"
            self._wrong(
                row, Column.HOUSEHOLDS, "NR851", message, "Còn hộ làm thì chọn “Giảm”; không thì để trống số hộ."
            )
        else:
            return number if lives(state) else None
        return None

    def _learnt(self, row: int, state: State | None) -> str:
        said = self.cells.short(row, Column.LEARNT, "learnt")
        if state is State.STOPPED and not said:
            hint = "Một câu cho người làm sau, ví dụ vì sao ngừng, nên tránh gì."
            self._wrong(row, Column.LEARNT, "NR848", "ngừng mà chưa ghi rút ra điều gì", hint)
        return said

    def _reason(self, row: int, state: State | None) -> Reason | None:
        said = self._text(row, Column.REASON)
        if not said:
            if state in NEED_REASON:
                hint = "Chọn một lý do; không rõ thì chọn “Lý do khác”."
                self._wrong(row, Column.REASON, "NR848", "giảm, ngừng, tạm dừng mà chưa ghi lý do", hint)
            return None
        if state not in NEED_REASON:
            hint = "Xóa lý do, hoặc chọn “Giảm”, “Ngừng”."
            self._wrong(row, Column.REASON, "NR849", "có lý do mà không giảm, không ngừng", hint)
            return None
        found = reason_said(said)
        if isinstance(found, Misunderstood):
            self._wrong(row, Column.REASON, "NR848", found.message, found.hint)
            return None
        return found


def _named(said: str) -> int:
    """How many answers a text names; one may be the beginning of another."""
    rest, found = fold(said), 0
    for name in sorted((fold(answer.value) for answer in Answer), key=len, reverse=True):
        if name in rest:
            rest, found = rest.replace(name, ""), found + 1
    return found
