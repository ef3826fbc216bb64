"""Who looked, and what that proves: press is never a check, absence and checks are dated."""

from collections.abc import Iterator

from nhanrong.entries import Entry, LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import Piece
from nhanrong.records.ledger import Line
from nhanrong.records.vocabulary import LIVE, Evidence, State
from nhanrong.vietnamese import slug
from nhanrong.walking import Inside


def press_is_never_checked(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Tin báo (mức E) là ghi nhận, không phải kiểm tra; kiểm tra cần một nguồn không phải báo."""
    line = entry.record
    if not isinstance(line, Line) or line.check is None:
        return
    heads = [head for head in map(kb.source_head, line.sources) if head]
    only_press = len(heads) == len(line.sources) and all(head.evidence is Evidence.PRESS for head in heads)
    if line.evidence is Evidence.PRESS or only_press:
        yield Problem(
            entry.place("check"),
            "NR503",
            "tin báo (mức E) không phải là kiểm tra",
            "Có người xem tận nơi thì ghi mức C, nguồn là biên bản.",
        )


def absence_was_seen(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """“Đã xem, không có” phải nói ai xem, và xem nhóm nào nếu xã có nhóm."""
    line = entry.record
    if not isinstance(entry, LedgerEntry) or not isinstance(line, Line) or line.state is not State.ABSENT:
        return
    if line.check is None:
        yield Problem(
            entry.place("state"),
            "NR504",
            "“Đã xem, không có” cần nói ai xem (check)",
            "Ghi mức, chức danh và ngày xem.",
        )
    named: dict[str, str] = {}
    for other in kb.written_in(entry.unit):
        if other.record.subject == line.subject and other.record.group and other.record.state in LIVE:
            named.setdefault(slug(other.record.group), other.record.group)
    if named and line.group is None:
        which = ", ".join(sorted(named.values()))
        yield Problem(
            entry.place("state"), "NR504", f"không rõ nhóm nào không còn: {which}", "Ghi group, mỗi nhóm một dòng."
        )
    elif line.group and named and slug(line.group) not in named:
        hint = nearest(line.group, named.values()) or f"Các nhóm đã ghi: {', '.join(sorted(named.values()))}."
        yield Problem(entry.place("group"), "NR504", f"xã này chưa ghi nhóm “{line.group}”", hint)


def checks_are_dated(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Đã có người xem thì phải ghi thời điểm của tình trạng: ngày của nguồn không nói thay được."""
    line = entry.record
    if isinstance(line, Line) and line.check is not None and line.date is None:
        yield Problem(
            entry.place("check"),
            "NR508",
            "có người xem mà thiếu thời điểm (date)",
            f"Thường là ngày xem: {line.check.day}.",
        )


LOCAL = (checks_are_dated,)
RELATED = (press_is_never_checked, absence_was_seen)
