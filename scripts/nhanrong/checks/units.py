"""Unit lists are whole: codes once, edges between known units, kinds that fit."""

from collections import Counter
from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem, nearest
from nhanrong.records.vocabulary import EdgeKind, UnitType


def there_is_a_list(kb: Knowledge) -> Iterator[Problem]:
    """Kho phải có ít nhất một danh mục đơn vị hành chính."""
    if not kb.lists and not any(name.startswith("units/") for name in kb.index.names("unreadable")):
        yield Problem(
            Place("models_data/units"),
            "NR601",
            "chưa có danh mục xã nào",
            "Tạo kho bằng lệnh nhanrong init, hoặc chép danh mục vào units/.",
        )


def codes_are_unique(kb: Knowledge) -> Iterator[Problem]:
    """Trong một danh mục, mỗi mã chỉ có một lần."""
    for entry in kb.list_files.values():
        seen: set[str] = set()
        for field in ("units", "elsewhere"):
            for index, unit in enumerate(getattr(entry.record, field)):
                known = f"{field if field == 'elsewhere' else ''}{unit.code}"
                if known in seen:
                    yield Problem(
                        entry.place(field, index, "code"),
                        "NR602",
                        f"mã {unit.code} đã có trong danh mục",
                        "Giữ một dòng.",
                    )
                seen.add(known)


def neighbours_exist(kb: Knowledge) -> Iterator[Problem]:
    """Xã giáp ranh là một xã khác của cùng danh mục."""
    for entry in kb.list_files.values():
        codes = {unit.code for unit in entry.record.units}
        for index, unit in enumerate(entry.record.units):
            for at, code in enumerate(unit.neighbours):
                if code not in codes or code == unit.code:
                    place = entry.place("units", index, "neighbours", at)
                    yield Problem(
                        place, "NR607", f"mã {code} không phải xã giáp ranh trong danh mục này", nearest(code, codes)
                    )


def lists_are_chained(kb: Knowledge) -> Iterator[Problem]:
    """Danh mục trước phải có trong kho, cũ hơn, và hiệu lực không gối nhau."""
    for entry in kb.list_files.values():
        unit_list = entry.record
        if unit_list.valid_from and unit_list.valid_to and unit_list.valid_from > unit_list.valid_to:
            yield Problem(entry.place("valid_to"), "NR603", "hết hiệu lực trước khi có hiệu lực", "Đổi lại hai ngày.")
        if unit_list.previous is None:
            if unit_list.edges:
                yield Problem(
                    entry.place("edges", key=True),
                    "NR603",
                    "có edges mà thiếu danh mục trước (previous)",
                    "Ghi previous.",
                )
            continue
        before = kb.lists.get(unit_list.previous)
        if kb.index.has("unreadable", f"units/{unit_list.previous}"):
            continue
        if before is None:
            hint = nearest(unit_list.previous, kb.lists) or "Thêm tệp danh mục trước."
            yield Problem(entry.place("previous"), "NR603", f"không có danh mục “{unit_list.previous}”", hint)
        elif unit_list.previous >= unit_list.id:
            yield Problem(entry.place("previous"), "NR603", "danh mục trước phải cũ hơn", "Sửa previous.")
        elif before.record.valid_to and unit_list.valid_from and before.record.valid_to >= unit_list.valid_from:
            yield Problem(
                entry.place("valid_from"),
                "NR603",
                "hiệu lực gối lên danh mục trước",
                "Danh mục trước hết hiệu lực trước một ngày.",
            )


def _kind_fits(kind: EdgeKind, goes_to: int, comes_from: int) -> bool:
    """Whether an edge's kind fits the numbers of edges at its ends; a split may go on outside the area."""
    if goes_to > 1 or kind is EdgeKind.SPLIT:
        return kind is EdgeKind.SPLIT
    return (kind is EdgeKind.MERGED) == (comes_from > 1)


def edges_fit(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi quan hệ nối một xã cũ với một xã mới có thật, và loại quan hệ đúng với số quan hệ."""
    for entry in kb.list_files.values():
        unit_list, previous = entry.record, kb.list_files.get(entry.record.previous or "")
        if previous is None or previous.record.id >= unit_list.id:
            continue
        inside = {unit.code for unit in previous.record.units}
        old_codes = inside | {unit.code for unit in unit_list.elsewhere}
        new_codes = {unit.code for unit in unit_list.units}
        pairs = {(edge.old, edge.new) for edge in unit_list.edges}
        goes_to = Counter(code for code, _ in pairs)
        comes_from = Counter(code for _, code in pairs)
        seen: set[tuple[str, str]] = set()
        for index, edge in enumerate(unit_list.edges):
            for code, known, key in ((edge.old, old_codes, "old"), (edge.new, new_codes, "new")):
                if code not in known:
                    where = previous.record.id if key == "old" else unit_list.id
                    yield Problem(
                        entry.place("edges", index, key),
                        "NR604",
                        f"danh mục {where} không có mã {code}",
                        nearest(code, known),
                    )
            if (edge.old, edge.new) in seen:
                yield Problem(entry.place("edges", index), "NR604", "quan hệ này đã ghi", "Xóa một dòng.")
            seen.add((edge.old, edge.new))
            if not _kind_fits(edge.kind, goes_to[edge.old], comes_from[edge.new]):
                yield Problem(
                    entry.place("edges", index, "kind"),
                    "NR605",
                    f"“{edge.kind.label}” không khớp: {edge.old} đi vào {goes_to[edge.old]} xã, "
                    f"{edge.new} gồm {comes_from[edge.new]} xã cũ",
                    "Đi vào nhiều xã là split; nhiều xã cũ nhập lại là merged; còn lại là kept hoặc renamed.",
                )


def no_unit_is_forgotten(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi xã cũ đi vào một xã mới, mỗi xã mới gồm những xã cũ nào đều phải nói; đặc khu có thể mới lập."""
    for entry in kb.list_files.values():
        unit_list, previous = entry.record, kb.list_files.get(entry.record.previous or "")
        if previous is None or previous.record.id >= unit_list.id:
            continue
        goes, comes = {edge.old for edge in unit_list.edges}, {edge.new for edge in unit_list.edges}
        for code in sorted({unit.code for unit in previous.record.units} - goes):
            yield Problem(
                entry.place("edges", key=True),
                "NR606",
                f"chưa nói xã cũ {code} thành xã nào",
                "Thêm một quan hệ cho xã này.",
            )
        for index, unit in enumerate(unit_list.units):
            if unit.code not in comes and unit.type is not UnitType.SPECIAL:
                yield Problem(
                    entry.place("units", index, "code"),
                    "NR606",
                    f"chưa nói xã mới {unit.code} gồm xã cũ nào",
                    "Thêm quan hệ trong edges.",
                )


WHOLE = (there_is_a_list, codes_are_unique, neighbours_exist, lists_are_chained, edges_fit, no_unit_is_forgotten)
