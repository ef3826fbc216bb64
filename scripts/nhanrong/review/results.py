"""What a commune gets back: what was recorded of its sheet, and what that changes in its standing and in the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nhanrong.addresses import unit_address
from nhanrong.counting import Share
from nhanrong.coverage import Coverage, cover
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.vocabulary import LIVE
from nhanrong.render.templating import filled
from nhanrong.review.choices import Answer
from nhanrong.review.entering import Entered, Entry
from nhanrong.review.reading import Answered
from nhanrong.standing import MARK_SAYS, Ledger, Mark
from nhanrong.vietnamese import number, slug, uncapitalised

_FIGURES = (
    ("đã ghi nhận", "reported"),
    ("đang làm", "current"),
    ("đã kiểm tra thực tế", "verified"),
    ("đã có người xem", "checked"),
)


@dataclass(frozen=True)
class Result:
    """The result of one commune: the whole text, and a message short enough for Zalo."""

    unit: UnitRef
    file: str
    text: str
    message: str


@dataclass(frozen=True)
class _Recorded:
    """One line that was added, as the commune reads it."""

    name: str
    says: str
    who: str


@dataclass(frozen=True)
class _Change:
    """What a subject's standing and figures were and are."""

    name: str
    before: str
    after: str
    figures: str


def results(before: Ledger, after: Ledger, entry: Entry, *, planned: bool = False) -> list[Result]:
    """For each commune its own result, or what it will be; the two ledgers are of one day."""
    compared = _Compared(before, after, planned=planned)
    return [_result(compared, entered) for entered in entry.sheets]


class _Compared:
    """Coverages before and after, each computed once."""

    def __init__(self, before: Ledger, after: Ledger, *, planned: bool) -> None:
        self.kb = after.kb
        self.planned = planned
        self.day = after.day
        self.coverages = cache(
            lambda subject, list_id: (cover(before, subject, list_id), cover(after, subject, list_id))
        )

    def changes(self, unit: UnitRef, subjects: Iterable[str]) -> Iterator[_Change]:
        """What changes for these subjects in the unit, and in the whole list."""
        for subject in subjects:
            was, now = self.coverages(subject, unit.list)
            yield _Change(
                self.kb.head(subject).name,
                MARK_SAYS[_mark(was, unit)],
                MARK_SAYS[_mark(now, unit)],
                "; ".join(f"{says} {_moved(getattr(was, key), getattr(now, key))}" for says, key in _FIGURES),
            )


def _result(compared: _Compared, entered: Entered) -> Result:
    kb, unit = compared.kb, entered.unit
    rows = entered.filled.rows
    said = {
        "title": f"{entered.filled.sheet.purpose.title} {kb.unit_name(unit)}",
        "place": kb.unit_name(unit),
        "unit": unit,
        "planned": compared.planned,
        "day": compared.day,
        "asked_on": entered.filled.sheet.day,
        "recorded": [_recorded(compared, entered, row, line) for row, line in entered.added],
        "unknown": [_name(compared, row) for row in rows if row.answer is Answer.UNKNOWN],
        "known": [_name(compared, row) for row in entered.known],
        "changes": list(compared.changes(unit, dict.fromkeys(line.subject for _, line in entered.added))),
        "list_title": kb.lists[unit.list].record.title,
        "address": f"{kb.area.site_url.rstrip('/')}/{unit_address(unit)}",
    }
    message = str(filled("review/message.txt.j2", **said)).strip() + "\n"
    text = str(filled("review/result.txt.j2", message=message, **said)).strip() + "\n"
    return Result(unit, f"ket-qua-{unit.code}-{slug(kb.units[unit].name)}.txt", text, message)


def _recorded(compared: _Compared, entered: Entered, row: Answered, line: Line) -> _Recorded:
    says = uncapitalised(line.state.label)
    if line.households is not None:
        says += f", {number(line.households)} hộ"
        asked = entered.asked.get(row.key)
        if asked and asked.households is not None and asked.households != line.households:
            says += f" (trước ghi {number(asked.households)})"
    if line.reason:
        says += f", vì {uncapitalised(line.reason.label)}"
    if row.look and not row.look.same:
        who = "người xem không phải người báo"
    elif line.state in LIVE:
        who = "người xem cũng là người báo, nên chưa tính là đã kiểm tra thực tế"
    else:
        who = "người xem cũng là người báo"
    return _Recorded(_name(compared, row), says, who)


def _name(compared: _Compared, row: Answered) -> str:
    return compared.kb.head(row.subject).name + (f" ({row.group})" if row.group else "")


def _mark(coverage: Coverage, unit: UnitRef) -> Mark:
    return next((state.mark for state in coverage.known if state.ref == unit), Mark.NOT_SEEN)


def _moved(was: Share, now: Share) -> str:
    before, after = (f"{share.numerator}/{share.denominator}" for share in (was, now))
    return f"{before} → {after}" if before != after else f"vẫn {after}"
