"""Ids are permanent, unique and never reused; the data has a format number."""

from collections.abc import Iterator, Sequence
from typing import Any

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.records.area import FORMAT


def format_is_known(kb: Knowledge) -> Iterator[Problem]:
    """Phiên bản dữ liệu phải là phiên bản mà phần mềm này đọc được."""
    area = kb.records.area
    if area and area.record.format != FORMAT:
        yield Problem(
            area.place("format"),
            "NR401",
            f"dữ liệu có phiên bản {area.record.format}, phần mềm này đọc phiên bản {FORMAT}",
            "Dùng phần mềm cùng phiên bản với dữ liệu.",
        )


def ids_are_unique(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi mã chỉ dùng cho một bản ghi; mô hình và cách làm hay dùng chung một bộ mã."""
    groups: tuple[Sequence[Entry[Any]], ...] = (
        (*kb.records.models, *kb.records.practices),
        kb.records.sessions,
        kb.records.sources,
        kb.records.consents,
        kb.records.lines,
    )
    for group in groups:
        first: dict[str, Entry[Any]] = {}
        for entry in sorted(group, key=lambda e: e.place()):
            name = str(getattr(entry.record, "id", ""))
            if name in first:
                yield Problem(
                    entry.place("id"),
                    "NR402",
                    f"mã “{name}” đã dùng ở {first[name].place('id')}",
                    "Đặt mã khác; mã cũ không dùng lại.",
                )
            first.setdefault(name, entry)


def former_ids_stay_free(kb: Knowledge) -> Iterator[Problem]:
    """Mã trước đây không được là mã đang dùng, và chỉ một bản ghi nhận nó."""
    groups: tuple[Sequence[Entry[Any]], ...] = (
        (*kb.records.models, *kb.records.practices),
        kb.records.sessions,
    )
    for group in groups:
        used = {str(getattr(entry.record, "id", "")) for entry in group}
        for entry in sorted(group, key=lambda e: e.place()):
            for index, former in enumerate(getattr(entry.record, "former_ids", ())):
                if former in used:
                    yield Problem(
                        entry.place("former_ids", index),
                        "NR403",
                        f"mã trước đây “{former}” đang được dùng",
                        "Mã đã dùng thì không đặt lại cho bản ghi khác.",
                    )
                used.add(former)


CHECKS = (format_is_known, ids_are_unique, former_ids_stay_free)
