"""What an office hands out and keeps: slips about chosen models and practices, and a register for some communes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanrong.finding import unit_label
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.returning import offices
from nhanrong.vietnamese import capitalised, reading_order


@dataclass(frozen=True)
class Handout:
    """The slips and the register of one export; `printed` are the subjects that have slips of their own."""

    area: str
    list_id: str
    day: dt.date
    subjects: tuple[tuple[str, str], ...]  # id and name
    printed: tuple[tuple[str, str], ...]
    units: tuple[str, ...]  # as they stand in drop-downs
    commune: str  # printed on the slips, where there is only one
    send_to: tuple[str, ...]


def handout(
    kb: Knowledge, list_id: str, day: dt.date, units: Sequence[UnitRef], chosen: Sequence[str] | None
) -> Handout:
    """The handout for some communes of a list; without chosen subjects every slip is blank."""
    named = sorted(((name, kb.head(name).name) for name in kb.subjects), key=lambda one: reading_order(one[1]))
    return Handout(
        area=kb.area.name,
        list_id=list_id,
        day=day,
        subjects=tuple(named),
        printed=tuple(one for one in named if one[0] in (chosen or ())),
        units=tuple(unit_label(kb, unit) for unit in units),
        commune=capitalised(kb.unit_name(units[0])) if len(units) == 1 else "",
        send_to=offices(kb),
    )
