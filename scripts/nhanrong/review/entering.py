"""From the answers of many communes to new lines of their ledgers, added below what stands there."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nhanrong.dates import spoken_day
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem, in_order
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.vocabulary import Evidence, SourceKind
from nhanrong.review.additions import Added, Additions, CellOf
from nhanrong.review.layout import ANSWERS_COLUMN, Column, Head
from nhanrong.review.looking import Look
from nhanrong.review.questions import Key, Purpose, Question, known_of, latest_lines, questions
from nhanrong.review.reading import Answered, Filled
from nhanrong.standing import Ledger
from nhanrong.vietnamese import slug

_SEEN_ON_SITE = 3  # the level from which a line is field evidence
_COLUMNS = {
    "group": Column.GROUP,
    "households": Column.HOUSEHOLDS,
    "reason": Column.REASON,
    "learnt": Column.LEARNT,
}
_START = {Purpose.REVIEW: "phieu-ra-soat", Purpose.RECHECK: "phieu-xem-lai"}


@dataclass
class Entered:
    """What a sheet comes to: the lines that it adds with their rows, and the rows that were entered before."""

    filled: Filled
    added: list[tuple[Answered, Line]] = field(default_factory=list)
    known: list[Answered] = field(default_factory=list)
    before: dict[Key, LedgerEntry] = field(default_factory=dict)
    asked: dict[Key, Question] = field(default_factory=dict)

    @property
    def unit(self) -> UnitRef:
        """The commune."""
        return self.filled.sheet.unit


@dataclass(frozen=True)
class Entry(Added):
    """All sheets of one import and what they add."""

    sheets: tuple[Entered, ...]


def enter(ledger: Ledger, sheets: Sequence[Filled], text_of: Callable[[str], str | None]) -> Entry | list[Problem]:
    """The lines of these sheets, recorded on the ledger's day; `text_of` gives what a file of the base holds."""
    problems = _twice(sheets)
    writer = _Writer(ledger, text_of)
    entered = [writer.entered(filled) for filled in sheets]
    problems += writer.problems
    if problems:
        return in_order(problems)
    added = writer.additions.added()
    return Entry(added.changes, added.rows, tuple(entered))


def _twice(sheets: Sequence[Filled]) -> list[Problem]:
    seen: dict[UnitRef, Filled] = {}
    problems: list[Problem] = []
    for filled in sheets:
        first = seen.setdefault(filled.sheet.unit, filled)
        if first is not filled:
            message = f"xã này đã có phiếu {first.sheet.path}"
            hint = "Mỗi xã một phiếu trong một lần nhập; giữ phiếu đúng, phiếu kia nhập lần sau."
            problems.append(Problem(filled.sheet.file, "NR845", message, hint))
    return problems


class _Writer:
    """Makes lines and sources, with ids that no record has."""

    def __init__(self, ledger: Ledger, text_of: Callable[[str], str | None]) -> None:
        self.problems: list[Problem] = []
        self.additions = Additions(ledger.kb, text_of)
        self._ledger = ledger
        self._kb: Knowledge = ledger.kb

    def entered(self, filled: Filled) -> Entered:
        """What one sheet adds."""
        unit = filled.sheet.unit
        result = Entered(
            filled,
            before=latest_lines(self._ledger, unit),
            asked={question.key: question for question in questions(self._ledger, unit)},
        )
        answered = [(row, row.look) for row in filled.rows if row.look]
        if not answered:
            return result
        day = max(look.day for _, look in answered)
        source, is_new = self._source(filled, day)
        for row, look in answered:
            line = self._line(filled, row, look, source)
            if self._is_known(unit, line):
                result.known.append(row)
            elif self._fits(result, row, look, line, source):
                result.added.append((row, line))
        if result.added:
            lines = ((line, _cells(filled, row)) for row, line in result.added)
            self.additions.add_lines(unit, lines)
        if result.added and is_new:
            strongest = min(line.evidence for _, line in result.added)
            self._add_source(filled, source, day, strongest)
        return result

    # A line -----------------------------------------------------------------------------------------

    def _line(self, filled: Filled, row: Answered, look: Look, source: str) -> Line:
        said = {
            "id": self.additions.line_id(f"{filled.sheet.unit.code}-{row.subject}", str(look.day)),
            "subject": row.subject,
            "state": row.state,
            "recorded_on": self._ledger.day,
            "evidence": Evidence.FIELD if look.level >= _SEEN_ON_SITE else Evidence.SELF_TOLD,
            "sources": [source],
            "group": row.group or None,
            "date": str(look.day),
            "households": row.households,
            "check": {"level": look.level, "role": look.role, "day": look.day, "same_as_reporter": look.same},
            "reason": row.reason,
            "learnt": row.learnt or None,
        }
        return Line.model_validate(said)

    def _is_known(self, unit: UnitRef, line: Line) -> bool:
        """Whether an earlier import, whenever it was, wrote this very line."""
        return any(_same(self._kb, entry.record, line) for entry in self._kb.written_in(unit))

    def _fits(self, entered: Entered, row: Answered, look: Look, line: Line, source: str) -> bool:
        """Whether the line may follow on what the ledger holds; if not, why is noted."""
        kb, filled = self._kb, entered.filled
        asked, latest = entered.asked.get(row.key), entered.before.get(row.key)
        before = len(self.problems)
        written = [entry.record for entry in kb.written_in(entered.unit) if source in entry.record.sources]
        if any(_key(kb, one) == row.key for one in written):
            hint = "Sửa bằng một dòng đính chính (supersedes) trong sổ của xã."
            self._wrong(filled.place(row), "NR854", "phiếu này đã nhập, nay hàng này trả lời khác", hint)
        elif row.before is not None and (asked is None or asked.before is not row.before):
            now = f"nay sổ ghi {known_of(kb, latest)}" if latest else "nay sổ không hỏi dòng này"
            hint = "Xuất lại phiếu của xã rồi hỏi lại hàng này."
            self._wrong(filled.place(row), "NR853", f"sổ đã đổi từ khi in phiếu: {now}", hint)
        elif row.before is None and asked:
            message = f"sổ của xã đã có “{asked.name}”"
            hint = "Trả lời ở hàng của nó; phiếu không có hàng ấy thì xuất lại phiếu. Nhóm khác thì ghi tên nhóm."
            self._wrong(filled.place(row, Column.NAME), "NR852", message, hint)
        elif message := self._untimely(entered.unit, look.day, latest, line):
            own = filled.place(row, Column.DAY)
            place = own if look.own_day else filled.sheet.place(Head.DAY, ANSWERS_COLUMN)
            self._wrong(place, "NR850", message, "Xem lại ngày xem.")
        self.additions.take(line.id)
        return len(self.problems) == before

    def _untimely(self, unit: UnitRef, day: dt.date, latest: LedgerEntry | None, line: Line) -> str:
        """Why a day of looking cannot be, or an empty text."""
        said = f"ngày xem {spoken_day(day)}"
        if message := outside(self._kb, unit.list, day, self._ledger.day):
            return f"{said} {message}"
        if latest and (day, line.recorded_on, line.id) <= self._kb.order(latest):
            return f"{said} không sau lần ghi nhận đang có ({self._kb.moment(latest).spoken})"
        return ""

    def _wrong(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))

    # The files --------------------------------------------------------------------------------------

    def _source(self, filled: Filled, day: dt.date) -> tuple[str, bool]:
        """The id of the record of this sheet, and whether it is yet to be written."""
        # a word between code and day: figures in a row would read like a phone number
        start = f"{_START[filled.sheet.purpose]}-{filled.sheet.unit.code}-ngay-{day}"
        return self.additions.source_id(start, self._title(filled, day))

    def _title(self, filled: Filled, day: dt.date) -> str:
        return f"{filled.sheet.purpose.title} ngày {spoken_day(day)} của {self._kb.unit_name(filled.sheet.unit)}"

    def _add_source(self, filled: Filled, name: str, day: dt.date, evidence: Evidence) -> None:
        said = {
            "id": name,
            "kind": str(SourceKind.MINUTES if evidence is Evidence.FIELD else SourceKind.REPORT),
            "title": self._title(filled, day),
            "date": str(day),
            "evidence": str(evidence),
        }
        self.additions.add_source(said, filled.sheet.file)


def _cells(filled: Filled, row: Answered) -> CellOf:
    own_role = filled.sheet.page.cell(row.row, Column.ROLE).value
    role = filled.place(row, Column.ROLE) if own_role else filled.sheet.place(Head.ROLE, ANSWERS_COLUMN)
    return lambda key: role if key == "check" else filled.place(row, _COLUMNS.get(key, Column.ANSWER))


def _key(kb: Knowledge, line: Line) -> Key:
    return kb.today(line.subject), slug(line.group or "")


def outside(kb: Knowledge, list_id: str, day: dt.date, today: dt.date) -> str:
    """Why nothing of a day can be told in the ledger of a list, or an empty text."""
    unit_list = kb.lists[list_id].record
    if day > today:
        return f"chưa tới; hôm nay là {spoken_day(today)}"
    if unit_list.valid_from and day < unit_list.valid_from:
        return f"trước khi danh mục {list_id} có hiệu lực ({spoken_day(unit_list.valid_from)})"
    if unit_list.valid_to and day > unit_list.valid_to:
        return f"sau khi danh mục {list_id} hết hiệu lực ({spoken_day(unit_list.valid_to)})"
    return ""


def _same(kb: Knowledge, one: Line, other: Line) -> bool:
    """Whether two lines say the same, whatever they are called and whenever they were recorded."""
    told = {"id": "", "recorded_on": other.recorded_on, "subject": kb.today(one.subject)}
    return one.model_copy(update=told) == other.model_copy(update={"id": ""})
