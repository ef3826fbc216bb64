"""What an import of slips comes to, told to the officer: what was recorded, what the ledger knows, where to look."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place
from nhanrong.render.templating import filled
from nhanrong.slips.deciding import Decided, Outcome
from nhanrong.vietnamese import capitalised, number, uncapitalised


@dataclass(frozen=True)
class _Said:
    """One decision as it is read."""

    where: str
    says: str
    why: str
    places: tuple[Place, ...]
    seen: bool
    command: str


def as_text(kb: Knowledge, decided: Sequence[Decided], *, dry_run: bool) -> str:
    """The three lists, those that are not empty."""
    said = {outcome.value: [_said(kb, one) for one in decided if one.outcome is outcome] for outcome in Outcome}
    return str(filled("slips/outcome.txt.j2", dry_run=dry_run, **said))


def _said(kb: Knowledge, one: Decided) -> _Said:
    last = one.last
    says = " hoặc ".join(dict.fromkeys(uncapitalised(slip.wish.value) for slip in one.slips))
    if len(one.slips) > 1:
        says = f"{len(one.slips)} phiếu {says}"
    if one.households is not None:
        says += f", {number(one.households)} hộ"
    if last.reason and len(one.slips) == 1:
        says += f", vì {uncapitalised(last.reason.label)}"
    group = f", {last.group}" if last.group else ""
    return _Said(
        where=f"{capitalised(kb.unit_name(last.unit))}, {kb.head(last.subject).name}{group}",
        says=says,
        why=one.why,
        places=tuple(slip.place() for slip in one.slips),
        seen=any(slip.seen for slip in one.slips),
        command=(
            "nhanrong review-sheet export THƯ_MỤC "
            f"--list {last.unit.list} --communes {last.unit.code} --subjects {last.subject}"
        ),
    )
