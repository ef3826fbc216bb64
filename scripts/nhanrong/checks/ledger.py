"""The lines of the ledger: added and never rewritten, dated, checked by someone who looked."""

from collections.abc import Iterator

from nhanrong.dates import spoken_day
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.vocabulary import NEED_REASON, State


def corrections_point_back(kb: Knowledge) -> Iterator[Problem]:
    """Dòng đính chính chỉ tới một dòng khác, cùng xã, cùng mô hình, không vòng lại; một dòng chỉ bị thay một lần."""
    lines = {entry.record.id: entry for entry in kb.records.lines}
    replaced: dict[str, LedgerEntry] = {}
    for entry in sorted(kb.records.lines, key=lambda e: e.place()):
        target = entry.record.supersedes
        if target is None:
            continue
        place = entry.place("supersedes")
        old = lines.get(target)
        if ("replications", target) in kb.records.unreadable:
            continue
        if old is None:
            yield Problem(
                place, "NR501", f"không có lần ghi nhận “{target}”", nearest(target, lines) or "Ghi mã của dòng sai."
            )
        elif (old.record.subject, old.unit) != (entry.record.subject, entry.unit):
            yield Problem(
                place,
                "NR501",
                f"“{target}” là của xã khác hoặc mô hình khác",
                "Đính chính trong cùng sổ của xã, cùng mô hình.",
            )
        elif old.record.recorded_on > entry.record.recorded_on:
            yield Problem(place, "NR501", f"“{target}” ghi sau dòng này", "Dòng đính chính phải ghi sau dòng sai.")
        elif target in replaced:
            yield Problem(
                place, "NR501", f"“{target}” đã được thay bởi “{replaced[target].record.id}”", "Thay cho dòng mới nhất."
            )
        elif _turns_round(entry, lines):
            yield Problem(
                place, "NR501", "các dòng thay cho nhau thành vòng", "Dòng mới thay cho dòng cũ, không ngược lại."
            )
        replaced.setdefault(target, entry)


def _turns_round(entry: LedgerEntry, lines: dict[str, LedgerEntry]) -> bool:
    seen: set[str] = set()
    at: LedgerEntry | None = entry
    while at and at.record.supersedes:
        if at.record.id in seen:
            return True
        seen.add(at.record.id)
        at = lines.get(at.record.supersedes)
    return False


def endings_have_reasons(kb: Knowledge) -> Iterator[Problem]:
    """Thu hẹp, tạm dừng, ngừng, không hợp phải có lý do; ngừng và không hợp phải nói rút ra điều gì."""
    for entry in kb.records.lines:
        line = entry.record
        if line.state in NEED_REASON and line.reason is None:
            yield Problem(
                entry.place("state"),
                "NR502",
                f"“{line.state.label}” cần lý do (reason)",
                "Chọn một lý do trong danh sách; không rõ thì ghi other.",
            )
        if line.state in {State.STOPPED, State.UNSUITABLE} and line.learnt is None:
            yield Problem(
                entry.place("state"),
                "NR502",
                f"“{line.state.label}” cần nói rút ra điều gì (learnt)",
                "Một câu cho người làm sau.",
            )
        if line.state not in NEED_REASON and line.reason is not None:
            yield Problem(
                entry.place("reason"),
                "NR502",
                f"“{line.state.label}” không đi với lý do",
                "Bỏ dòng này, hoặc sửa tình trạng.",
            )


def dates_fit(kb: Knowledge) -> Iterator[Problem]:
    """Không ghi việc chưa xảy ra; ngày xem không sau ngày ghi; ngày phải trong hiệu lực của danh mục."""
    for entry in kb.records.lines:
        line = entry.record
        if line.date and line.date.first > line.recorded_on:
            yield Problem(entry.place("date"), "NR505", "thời điểm sau ngày ghi vào sổ", "Chỉ ghi việc đã xảy ra.")
        if line.check and line.check.day > line.recorded_on:
            yield Problem(
                entry.place("check", "day"), "NR505", "ngày xem sau ngày ghi vào sổ", "Sửa ngày xem hoặc ngày ghi."
            )
        unit_list = kb.lists.get(entry.unit.list)
        if unit_list is None:
            continue
        moment = kb.moment(entry)
        place = entry.place("date") if line.date else entry.place("id")
        undated = "" if line.date else f"; dòng này không ghi date nên tính từ {moment.spoken}"
        valid_from, valid_to = unit_list.record.valid_from, unit_list.record.valid_to
        if valid_from and valid_to and valid_from > valid_to:
            continue  # said of the list
        if valid_to and line.date and moment.first > valid_to:
            limit = f"danh mục {entry.unit.list} chỉ có hiệu lực đến {spoken_day(valid_to)}"
            yield Problem(place, "NR506", limit, "Ghi vào sổ của xã mới.")
        if valid_from and moment.last < valid_from:
            limit = f"danh mục {entry.unit.list} chỉ có hiệu lực từ {spoken_day(valid_from)}{undated}"
            yield Problem(place, "NR506", limit, "Ghi vào sổ của xã cũ, hoặc ghi rõ date.")


def components_belong(kb: Knowledge) -> Iterator[Problem]:
    """Hợp phần đã áp dụng phải là hợp phần của mô hình."""
    for entry in kb.records.lines:
        if ("models", entry.record.subject) in kb.records.unreadable:
            continue
        model = kb.models.get(entry.record.subject)
        known = {component.id: component for component in model.record.components} if model else {}
        for index, name in enumerate(entry.record.components):
            if name not in known:
                hint = nearest(name, known) or "Khai báo hợp phần trong tệp mô hình trước."
                yield Problem(entry.place("components", index), "NR507", f"mô hình không có hợp phần “{name}”", hint)


CHECKS = (
    corrections_point_back,
    endings_have_reasons,
    dates_fit,
    components_belong,
)
