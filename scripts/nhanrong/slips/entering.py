"""From what slips tell to new lines of the ledger, self-told and seen by nobody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.vocabulary import Evidence, SourceKind
from nhanrong.review.additions import Added, Additions, CellOf
from nhanrong.slips.deciding import Decided, Outcome, decided
from nhanrong.slips.layout import Column
from nhanrong.slips.reading import Told
from nhanrong.standing import Ledger
from nhanrong.vietnamese import number
from nhanrong.wishes import Wish

_COLUMNS: Mapping[str, Column] = {
    "subject": Column.SUBJECT,
    "date": Column.DAY,
    "households": Column.HOUSEHOLDS,
    "group": Column.GROUP,
    "reason": Column.REASON,
    "learnt": Column.LEARNT,
}


@dataclass(frozen=True)
class Entry(Added):
    """All slips of one import: what became of each, and what they add."""

    decided: tuple[Decided, ...]


def enter(ledger: Ledger, told: Sequence[Told], text_of: Callable[[str], str | None]) -> Entry:
    """The lines of these slips, recorded on the ledger's day; `text_of` gives what a file of the base holds."""
    additions = Additions(ledger.kb, text_of)
    found = decided(ledger, told)
    sources = _Sources(additions)
    lines: dict[UnitRef, list[tuple[Line, CellOf]]] = {}
    for one in found:
        if one.outcome is Outcome.RECORDED:
            line = _line(ledger, additions, one, sources.of(one.last))
            additions.take(line.id)
            lines.setdefault(one.last.unit, []).append((line, _cells(one.slips[0])))
    for unit, of_unit in lines.items():
        additions.add_lines(unit, of_unit)
    added = additions.added()
    return Entry(added.changes, added.rows, tuple(found))


class _Sources:
    """The register, month by month: what is told rests on a page of it, which points at no slip and at nobody."""

    def __init__(self, additions: Additions) -> None:
        self._additions = additions
        self._names: dict[str, str] = {}

    def of(self, told: Told) -> str:
        """The id of the source of a slip, which is written when it is first needed."""
        month = f"{told.day:%Y-%m}"
        if month not in self._names:
            title = f"Sổ tiếp nhận phiếu của nông dân, tháng {told.day.month}/{told.day.year}"
            name, is_new = self._additions.source_id(f"so-tiep-nhan-thang-{month}", title)
            self._names[month] = name
            if is_new:
                evidence = str(Evidence.SELF_TOLD)
                said = {"id": name, "kind": str(SourceKind.INTERVIEW), "title": title, "date": month}
                self._additions.add_source({**said, "evidence": evidence}, told.place())
        return self._names[month]


def _line(ledger: Ledger, additions: Additions, one: Decided, source: str) -> Line:
    last = one.last
    said = {
        "id": additions.line_id(f"{last.unit.code}-{last.subject}", str(last.day)),
        "subject": last.subject,
        "state": last.wish.state,
        "recorded_on": ledger.day,
        "evidence": Evidence.SELF_TOLD,
        "sources": [source],
        "group": last.group or None,
        "date": str(last.day),
        "households": one.households,
        "reason": last.reason,
        "learnt": last.learnt or None,
        "note": _alone(last),
    }
    return Line.model_validate(said)


def _alone(told: Told) -> str | None:
    """What a line cannot say otherwise: that others in the commune were not asked."""
    if told.group or told.wish is not Wish.GIVEN_UP:
        return None
    return f"Lời kể của {number(told.count)} hộ; chưa hỏi các hộ khác trong xã."


def _cells(told: Told) -> CellOf:
    return lambda key: told.place(_COLUMNS.get(key, Column.WISH))
