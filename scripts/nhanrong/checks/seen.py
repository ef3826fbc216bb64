"""Who looked, and what that proves: press is never a check, absence and checks are dated."""

from collections import defaultdict
from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE, Evidence, State
from nhanrong.vietnamese import slug


def press_is_never_checked(kb: Knowledge) -> Iterator[Problem]:
    """Tin báo (mức E) là ghi nhận, không phải kiểm tra; kiểm tra cần một nguồn không phải báo."""
    for entry in kb.records.lines:
        line = entry.record
        if line.check is None:
            continue
        sources = [kb.sources[name].record for name in line.sources if name in kb.sources]
        only_press = len(sources) == len(line.sources) and all(s.evidence is Evidence.PRESS for s in sources)
        if line.evidence is Evidence.PRESS or only_press:
            yield Problem(
                entry.place("check"),
                "NR503",
                "tin báo (mức E) không phải là kiểm tra",
                "Có người xem tận nơi thì ghi mức C, nguồn là biên bản.",
            )


def absence_was_seen(kb: Knowledge) -> Iterator[Problem]:
    """“Đã xem, không có” phải nói ai xem, và xem nhóm nào nếu xã có nhóm."""
    groups: dict[tuple[str, UnitRef], dict[str, str]] = defaultdict(dict)
    for entry in kb.records.lines:
        if entry.record.group and entry.record.state in LIVE:
            groups[entry.record.subject, entry.unit].setdefault(slug(entry.record.group), entry.record.group)
    for entry in kb.records.lines:
        line = entry.record
        if line.state is not State.ABSENT:
            continue
        if line.check is None:
            yield Problem(
                entry.place("state"),
                "NR504",
                "“Đã xem, không có” cần nói ai xem (check)",
                "Ghi mức, chức danh và ngày xem.",
            )
        named = groups.get((line.subject, entry.unit), {})
        if named and line.group is None:
            which = ", ".join(sorted(named.values()))
            yield Problem(
                entry.place("state"), "NR504", f"không rõ nhóm nào không còn: {which}", "Ghi group, mỗi nhóm một dòng."
            )
        elif line.group and named and slug(line.group) not in named:
            hint = nearest(line.group, named.values()) or f"Các nhóm đã ghi: {', '.join(sorted(named.values()))}."
            yield Problem(entry.place("group"), "NR504", f"xã này chưa ghi nhóm “{line.group}”", hint)


def checks_are_dated(kb: Knowledge) -> Iterator[Problem]:
    """Đã có người xem thì phải ghi thời điểm của tình trạng: ngày của nguồn không nói thay được."""
    for entry in kb.records.lines:
        line = entry.record
        if line.check is not None and line.date is None:
            yield Problem(
                entry.place("check"),
                "NR508",
                "có người xem mà thiếu thời điểm (date)",
                f"Thường là ngày xem: {line.check.day}.",
            )


CHECKS = (press_is_never_checked, absence_was_seen, checks_are_dated)
