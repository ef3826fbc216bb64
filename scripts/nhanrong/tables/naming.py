"""Units and records by their names: how a cell shows them, what is offered, and which one a text means."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nhanrong.finding import (
    Matches,
    record_label,
    session_matches,
    source_matches,
    subject_matches,
    unit_label,
    unit_matches,
)
from nhanrong.knowledge import Knowledge
from nhanrong.problems import nearest
from nhanrong.records.fields import UnitRef

MOST_OFFERED = 1500  # of a list that one scrolls through
_LABEL = re.compile(r".*\(([a-z0-9]+(?:-[a-z0-9]+)*)\)", re.DOTALL)
_CALLED = {"model": "mô hình", "practice": "cách làm hay", "source": "nguồn", "session": "hoạt động"}
_MATCHES: Mapping[str, Callable[[Knowledge, str], Matches]] = {
    "model": subject_matches,
    "practice": subject_matches,
    "source": source_matches,
    "session": session_matches,
}
_SHELVES = {"model": "models", "practice": "practices", "source": "sources", "session": "sessions"}


@dataclass(frozen=True)
class Unclear:
    """Why a text cannot be taken: code, sentence, and what to write."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Naming:
    """The names of one base, and the ids of the records (by kind) that are about to come into it."""

    kb: Knowledge
    coming: Mapping[str, set[str]] = field(default_factory=dict)

    def unit(self, name: str) -> str:
        """A unit as a cell shows it."""
        ref = UnitRef(*name.split("/"))
        return unit_label(self.kb, ref) if ref in self.kb.units else name

    def units_offered(self) -> list[str]:
        """The units to choose from, newest list first; of a country none."""
        lists = sorted(self.kb.lists, reverse=True)
        refs = [ref for name in lists for ref in self.kb.units_of(name)]
        return [unit_label(self.kb, ref) for ref in refs] if len(refs) <= MOST_OFFERED else []

    def record(self, name: str, kinds: Sequence[str]) -> str:
        """A record as a cell shows it: with its name, if it has one."""
        today = self.kb.today(name)
        for kind in kinds:
            shelf = self.kb.shelf(_SHELVES[kind]) if kind in _SHELVES else {}
            found = shelf.get(name) or shelf.get(today)
            if found:
                return record_label(name, getattr(found.record, "name", "") or found.record.title)
        return name

    def records_offered(self, kinds: Iterable[str]) -> list[str]:
        """The records of these kinds to choose from."""
        names = [(kind, name) for kind in kinds if kind in _SHELVES for name in self.kb.shelf(_SHELVES[kind])]
        if len(names) > MOST_OFFERED:
            return []
        return sorted(self.record(name, (kind,)) for kind, name in names)

    def unit_meant(self, text: str) -> str | Unclear:
        """The unit that a text means, as “list/code”."""
        found = unit_matches(self.kb, text)
        if found.sure:
            return found.ids[0]
        offered = "; ".join(unit_label(self.kb, UnitRef(*name.split("/"))) for name in found.ids)
        hint = f"Ghi một trong: {offered}." if offered else "Chọn trong danh sách, hoặc ghi tên xã của kho này."
        return Unclear("NR865", f"không rõ “{text}” là xã nào", hint)

    def record_meant(self, text: str, kinds: Sequence[str]) -> str | Unclear:
        """The record of one of these kinds that a text means: its id, as it is typed where a former one is."""
        label = _LABEL.fullmatch(text)
        for name in (text, label[1] if label else ""):
            if any(self._is_known(name, kind) for kind in kinds):
                return name
        found = [_MATCHES[kind](self.kb, text) for kind in kinds if kind in _MATCHES]
        ids = dict.fromkeys(name for one in found for name in one.ids if any(self._is_known(name, k) for k in kinds))
        if len(ids) == 1 and any(one.sure for one in found):
            return next(iter(ids))
        called = " hay ".join(_CALLED.get(kind, "lần ghi nhận") for kind in kinds)
        near = f"Ghi một trong: {', '.join(ids)}." if ids else nearest(text, self._names(kinds))
        return Unclear("NR865", f"không có {called} “{text}” trong kho", near or "Ghi mã, hoặc chọn trong danh sách.")

    def _is_known(self, name: str, kind: str) -> bool:
        if not name:
            return False
        if name in self.coming.get(kind, ()):
            return True
        if kind == "line":
            return self.kb.index.has("lines", name)
        shelf = self.kb.shelf(_SHELVES[kind])
        return name in shelf or (kind in {"model", "practice"} and self.kb.today(name) in shelf)

    def _names(self, kinds: Iterable[str]) -> list[str]:
        known = [name for kind in kinds if kind in _SHELVES for name in self.kb.shelf(_SHELVES[kind])]
        return [*known, *(name for kind in kinds for name in self.coming.get(kind, ()))]
