"""Whom to ask, where room is scarce: the union's office lines as far as they fit, never cut."""

from collections.abc import Sequence

from nhanrong.knowledge import Knowledge
from nhanrong.records.area import Office

ANYONE = "Hội Nông dân xã hoặc chi hội trưởng"
_LONGEST_AREA = 120


def whom_to_ask(kb: Knowledge, most: int) -> list[str]:
    """Offices in at most so many characters together, each with all its parts or with fewer; without any, `ANYONE`."""
    found: list[str] = []
    for office in kb.area.offices:
        room = most - sum(map(len, found))
        line = next((line for line in _lines(office) if len(line) <= room), None)
        if line is None:
            break
        found.append(line)
    return found or [ANYONE]


def _lines(office: Office) -> Sequence[str]:
    """What may stand for an office, the fullest first; a telephone says more than an address."""
    parts = [office.name, office.phone, office.email, office.address]
    least = 2 if office.phone else 4
    return ["; ".join(filter(None, parts[:count])) for count in range(4, least - 1, -1)]


def area_shown(kb: Knowledge) -> str:
    """The name of the area where it stands in one line of a margin, or nothing where it is too long for that."""
    return kb.area.name if len(kb.area.name) <= _LONGEST_AREA else ""
