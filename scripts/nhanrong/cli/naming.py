"""Communes, models and practices as they are named behind an option."""

from collections.abc import Sequence

import click

from nhanrong.finding import subject_matches, unit_label, unit_matches
from nhanrong.knowledge import Knowledge
from nhanrong.problems import nearest
from nhanrong.records.fields import UnitRef


def units_named(kb: Knowledge, lists: Sequence[str], said: str) -> list[UnitRef]:
    """The units of these lists that are named: by code or by name, with or without marks and type."""
    chosen: set[UnitRef] = set()
    for word in filter(None, (part.strip() for part in said.split(","))):
        found = [unit_matches(kb, word, (name,)) for name in lists]
        sure = [_ref(one.ids[0]) for one in found if one.sure]
        if not sure:
            offered = "; ".join(unit_label(kb, _ref(name)) for one in found for name in one.ids)
            where = f"danh mục {lists[0]}: " if len(lists) == 1 else ""
            hint = f"Có phải {offered}?" if offered else "Ghi mã hoặc tên xã."
            raise click.UsageError(f"{where}không rõ “{word}” là xã nào. {hint}")
        chosen.update(sure)
    return sorted(chosen)


def subjects_named(kb: Knowledge, said: str) -> list[str]:
    """Models and practices by id or by name."""
    chosen: list[str] = []
    for word in filter(None, (part.strip() for part in said.split(","))):
        found = subject_matches(kb, word)
        if not found.sure:
            hint = f"Có phải {' hay '.join(found.ids)}?" if found.ids else nearest(word, kb.subjects)
            raise click.UsageError(f"không có mô hình hay cách làm “{word}”. {hint}".strip())
        chosen += found.ids
    return chosen


def _ref(name: str) -> UnitRef:
    return UnitRef(*name.split("/"))
