"""Communes, models and practices as they are named behind an option."""

from collections.abc import Sequence
from itertools import islice

import click

from nhanrong.finding import session_matches, subject_matches, unit_label, unit_matches
from nhanrong.knowledge import Knowledge
from nhanrong.problems import closest, nearest
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Sector
from nhanrong.vietnamese import slug

_KINDS = {"models": "mô hình", "practices": "cách làm hay", "sessions": "hoạt động"}
_TAKEN_BY = {"models": "nhanrong leaflet", "practices": "nhanrong poster", "sessions": "nhanrong field-day"}
_OFFERED = 3  # records that may be meant, at most


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


def record_named(kb: Knowledge, kind: str, said: str, only: str = "") -> str:
    """The id of the one record of a kind (models, practices or sessions) that is meant, by id, former id or name.

    A record of another kind is told from one that there is not, with the command that takes it, or what is said `only`
    where no command does the same for it.
    """
    found = session_matches(kb, said) if kind == "sessions" else subject_matches(kb, said)
    own = [name for name in found.ids if name in kb.shelf(kind)]
    if found.sure and own:
        return own[0]
    for other, matches in (("sessions", session_matches), ("models", subject_matches), ("practices", subject_matches)):
        elsewhere = matches(kb, said)
        if other != kind and elsewhere.sure and elsewhere.ids[0] in kb.shelf(other):
            way = only or f"Hãy dùng {_TAKEN_BY[other]}."
            raise click.UsageError(f"“{said}” là {_KINDS[other]}, không phải {_KINDS[kind]}. {way}")
    by_id = sorted(own, key=lambda name: not name.startswith(slug(said)))
    offered = by_id or filter(None, [closest(said, kb.shelf(kind))])
    called = [f"{name} “{_called(kb, kind, name)}”" for name in islice(offered, _OFFERED)]
    hint = f"Có phải {' hay '.join(called)}?" if called else ""
    raise click.UsageError(f"không có {_KINDS[kind]} “{said}”. {hint}".strip())


def _called(kb: Knowledge, kind: str, name: str) -> str:
    return kb.sessions[name].record.title if kind == "sessions" else kb.head(name).name


def sector_named(said: str) -> Sector:
    """The theme that is meant: by its value or its label, with or without marks."""
    for sector in Sector:
        if slug(said) in {slug(sector.value), slug(sector.label)}:
            return sector
    known = [sector.label for sector in Sector]
    close = nearest(said, known) or f"Các lĩnh vực: {'; '.join(known)}."
    raise click.UsageError(f"không có lĩnh vực “{said}”. {close}")
