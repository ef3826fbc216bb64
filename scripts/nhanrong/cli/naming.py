"""Communes, models and practices as they are named behind an option."""

import click

from nhanrong.finding import subject_matches, unit_label, unit_matches
from nhanrong.knowledge import Knowledge
from nhanrong.problems import nearest
from nhanrong.records.fields import UnitRef


def units_named(kb: Knowledge, list_id: str, said: str) -> list[UnitRef]:
    """Units by code or by name, with or without marks and type."""
    chosen: list[UnitRef] = []
    for word in filter(None, (part.strip() for part in said.split(","))):
        found = unit_matches(kb, word, (list_id,))
        refs = [UnitRef(*name.split("/")) for name in found.ids]
        if not found.sure:
            hint = f"Có phải {'; '.join(unit_label(kb, ref) for ref in refs)}?" if refs else "Ghi mã hoặc tên xã."
            raise click.UsageError(f"danh mục {list_id}: không rõ “{word}” là xã nào. {hint}")
        chosen += refs
    return sorted(set(chosen))


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
