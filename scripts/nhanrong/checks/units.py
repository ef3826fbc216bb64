"""Unit lists are whole: codes once, edges between known units, kinds that fit."""

from collections import Counter
from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem, nearest
from nhanrong.records.vocabulary import EdgeKind, UnitType


def there_is_a_list(kb: Knowledge) -> Iterator[Problem]:
    """Kho phải có ít nhất một danh mục đơn vị hành chính."""
    if not kb.records.unit_lists and not any(folder == "units" for folder, _ in kb.records.unreadable):
        yield Problem(Place("models_data/units"), "NR601", "chưa có danh mục xã nào", "Tạo kho bằng lệnh nhanrong init, hoặc chép danh mục vào units/.")


def codes_are_unique(kb: Knowledge) -> Iterator[Problem]:
    """Trong một danh mục, mỗi mã chỉ có một lần."""
    for entry in kb.records.unit_lists:
        seen: set[str] = set()
        for field in ("units", "elsewhere"):
            for index, unit in enumerate(getattr(entry.record, field)):
                known = f"{field if field == 'elsewhere' else ''}{unit.code}"
                if known in seen:
                    yield Problem(entry.place(field, index, "code"), "NR602", f"mã {unit.code} đã có trong danh mục", "Giữ một dòng.")
                seen.add(known)


def lists_are_chained(kb: Knowledge) -> Iterator[Problem]:
    """Danh mục trước phải có trong kho, cũ hơn, và hiệu lực không gối nhau."""
    for entry in kb.records.unit_lists:
        unit_list = entry.record
        if unit_list.valid_from and unit_list.valid_to and unit_list.valid_from > unit_list.valid_to:
            yield Problem(entry.place("valid_to"), "NR603", "hết hiệu lực trước khi có hiệu lực", "Đổi lại hai ngày.")
        if unit_list.previous is None:
            if unit_list.edges:
                yield Problem(entry.place("edges", key=True), "NR603", "có edges mà thiếu danh mục trước (previous)", "Ghi previous.")
            continue
        before = kb.lists.get(unit_list.previous)
        if ("units", unit_list.previous) in kb.records.unreadable:
            continue
        if before is None:
            hint = nearest(unit_list.previous, kb.lists) or "Thêm tệp danh mục trước."
            yield Problem(entry.place("previous"), "NR603", f"không có danh mục “{unit_list.previous}”", hint)
        elif unit_list.previous >= unit_list.id:
            yield Problem(entry.place("previous"), "NR603", "danh mục trước phải cũ hơn", "Sửa previous.")
        elif before.record.valid_to and unit_list.valid_from and before.record.valid_to >= unit_list.valid_from:
            yield Problem(entry.place("valid_from"), "NR603", "hiệu lực gối lên danh mục trước", "Danh mục trước hết hiệu lực trước một ngày.")


def edges_fit(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi quan hệ nối một xã cũ với một xã mới có thật, và loại quan hệ đúng với số quan hệ."""
    for entry in kb.records.unit_lists:
        unit_list = entry.record
        if unit_list.previous is None or unit_list.previous not in kb.lists:
            continue
        inside = {unit.code for unit in kb.lists[unit_list.previous].record.units}
        old_codes = inside | {unit.code for unit in unit_list.elsewhere}
        new_codes = {unit.code for unit in unit_list.units}
        goes_to = Counter(edge.old for edge in unit_list.edges)
        comes_from = Counter(edge.new for edge in unit_list.edges)
        seen: set[tuple[str, str]] = set()
        for index, edge in enumerate(unit_list.edges):
            for code, known, key in ((edge.old, old_codes, "old"), (edge.new, new_codes, "new")):
                if code not in known:
                    where = unit_list.previous if key == "old" else unit_list.id
                    yield Problem(
                        entry.place("edges", index, key), "NR604", f"danh mục {where} không có mã {code}", nearest(code, known)
                    )
            if (edge.old, edge.new) in seen:
                yield Problem(entry.place("edges", index), "NR604", "quan hệ này đã ghi", "Xóa một dòng.")
            seen.add((edge.old, edge.new))
            many_to, many_from = goes_to[edge.old] > 1, comes_from[edge.new] > 1
            wrong = (
                (many_to and edge.kind is not EdgeKind.SPLIT)
                or (edge.kind in {EdgeKind.KEPT, EdgeKind.RENAMED} and many_from)
                or (edge.kind is EdgeKind.MERGED and not many_from)
            )
            if wrong:
                yield Problem(
                    entry.place("edges", index, "kind"),
                    "NR605",
                    f"“{edge.kind.label}” không khớp: {edge.old} đi vào {goes_to[edge.old]} xã, {edge.new} gồm {comes_from[edge.new]} xã cũ",
                    "Đi vào nhiều xã là split; nhiều xã cũ nhập lại là merged; còn lại là kept hoặc renamed.",
                )
        for code in sorted(inside - set(goes_to)):
            yield Problem(entry.place("edges", key=True), "NR606", f"chưa nói xã cũ {code} thành xã nào", "Thêm một quan hệ cho xã này.")
        for index, unit in enumerate(unit_list.units):
            if unit.code not in comes_from and unit.type is not UnitType.SPECIAL:
                yield Problem(
                    entry.place("units", index, "code"), "NR606", f"chưa nói xã mới {unit.code} gồm xã cũ nào", "Thêm quan hệ trong edges."
                )


CHECKS = (there_is_a_list, codes_are_unique, lists_are_chained, edges_fit)
