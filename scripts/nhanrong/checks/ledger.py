"""The lines of the ledger: added and never rewritten, dated, checked by someone who looked."""

from collections.abc import Iterator

from nhanrong.dates import spoken_day
from nhanrong.entries import Entry, LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import Piece
from nhanrong.records.ledger import Line
from nhanrong.records.vocabulary import NEED_REASON, State
from nhanrong.walking import Inside


def corrections_point_back(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Dòng đính chính chỉ tới một dòng khác, cùng xã, cùng mô hình, không vòng lại; một dòng chỉ bị thay một lần."""
    line = entry.record
    if not isinstance(entry, LedgerEntry) or not isinstance(line, Line) or line.supersedes is None:
        return
    target = line.supersedes
    if kb.index.has("unreadable", f"replications/{target}"):
        return
    here = {other.record.id: other for other in kb.written_in(entry.unit)}
    old = here.get(target)
    first = kb.line_at(*kb.index.values("superseded", target)[0])
    if not kb.index.has("lines", target):
        hint = nearest(target, kb.index.names("lines")) or "Ghi mã của dòng sai."
        yield Problem(entry.place("supersedes"), "NR501", f"không có lần ghi nhận “{target}”", hint)
    elif old is None or kb.today(old.record.subject) != kb.today(line.subject):
        message = f"“{target}” là của xã khác hoặc mô hình khác"
        yield Problem(entry.place("supersedes"), "NR501", message, "Đính chính trong cùng sổ của xã, cùng mô hình.")
    elif old.record.recorded_on > line.recorded_on:
        yield Problem(
            entry.place("supersedes"), "NR501", f"“{target}” ghi sau dòng này", "Dòng đính chính phải ghi sau dòng sai."
        )
    elif first != entry:
        message = f"“{target}” đã được thay bởi “{first.record.id}”"
        yield Problem(entry.place("supersedes"), "NR501", message, "Thay cho dòng mới nhất.")
    elif _turns_round(entry, here):
        message = "các dòng thay cho nhau thành vòng"
        yield Problem(entry.place("supersedes"), "NR501", message, "Dòng mới thay cho dòng cũ, không ngược lại.")


def _turns_round(entry: LedgerEntry, lines: dict[str, LedgerEntry]) -> bool:
    seen: set[str] = set()
    at: LedgerEntry | None = entry
    while at and at.record.supersedes:
        if at.record.id in seen:
            return True
        seen.add(at.record.id)
        at = lines.get(at.record.supersedes)
    return False


def endings_have_reasons(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Thu hẹp, tạm dừng, ngừng, không hợp phải có lý do; ngừng và không hợp phải nói rút ra điều gì."""
    line = entry.record
    if not isinstance(line, Line):
        return
    if line.state in NEED_REASON and line.reason is None:
        message = f"“{line.state.label}” cần lý do (reason)"
        hint = "Chọn một lý do trong danh sách; không rõ thì ghi other."
        yield Problem(entry.place("state"), "NR502", message, hint)
    if line.state in {State.STOPPED, State.UNSUITABLE} and line.learnt is None:
        message = f"“{line.state.label}” cần nói rút ra điều gì (learnt)"
        yield Problem(entry.place("state"), "NR502", message, "Một câu cho người làm sau.")
    if line.state not in NEED_REASON and line.reason is not None:
        message = f"“{line.state.label}” không đi với lý do"
        yield Problem(entry.place("reason"), "NR502", message, "Bỏ dòng này, hoặc sửa tình trạng.")


def dates_have_come(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Không ghi việc chưa xảy ra; ngày xem không sau ngày ghi."""
    line = entry.record
    if not isinstance(line, Line):
        return
    if line.date and line.date.first > line.recorded_on:
        yield Problem(entry.place("date"), "NR505", "thời điểm sau ngày ghi vào sổ", "Chỉ ghi việc đã xảy ra.")
    if line.check and line.check.day > line.recorded_on:
        yield Problem(
            entry.place("check", "day"), "NR505", "ngày xem sau ngày ghi vào sổ", "Sửa ngày xem hoặc ngày ghi."
        )


def dates_fit_the_list(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Ngày của một lần ghi nhận phải trong hiệu lực của danh mục."""
    unit_list = kb.lists.get(entry.unit.list) if isinstance(entry, LedgerEntry) else None
    if unit_list is None or not isinstance(entry, LedgerEntry):
        return
    line, moment = entry.record, kb.moment(entry)
    valid_from, valid_to = unit_list.record.valid_from, unit_list.record.valid_to
    if valid_from and valid_to and valid_from > valid_to:
        return  # said of the list
    key = "date" if line.date else "id"
    if valid_to and line.date and moment.first > valid_to:
        limit = f"danh mục {entry.unit.list} chỉ có hiệu lực đến {spoken_day(valid_to)}"
        yield Problem(entry.place(key), "NR506", limit, "Ghi vào sổ của xã mới.")
    if valid_from and moment.last < valid_from:
        undated = "" if line.date else f"; dòng này không ghi date nên tính từ {moment.spoken}"
        limit = f"danh mục {entry.unit.list} chỉ có hiệu lực từ {spoken_day(valid_from)}{undated}"
        yield Problem(entry.place(key), "NR506", limit, "Ghi vào sổ của xã cũ, hoặc ghi rõ date.")


def components_belong(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Hợp phần đã áp dụng phải là hợp phần của mô hình."""
    line = entry.record
    if not isinstance(line, Line) or not line.components:
        return
    subject = kb.today(line.subject)
    if kb.index.has("unreadable", f"models/{subject}"):
        return
    known = {component for (component,) in kb.index.values("components", subject)}
    for index, name in enumerate(line.components):
        if name not in known:
            hint = nearest(name, known) or "Khai báo hợp phần trong tệp mô hình trước."
            yield Problem(entry.place("components", index), "NR507", f"mô hình không có hợp phần “{name}”", hint)


LOCAL = (endings_have_reasons, dates_have_come)
RELATED = (corrections_point_back, dates_fit_the_list, components_belong)
