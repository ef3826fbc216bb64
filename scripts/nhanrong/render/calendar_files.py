"""Calendars of coming activities that telephones subscribe to (RFC 5545): of the area, and of communes."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

from nhanrong.addresses import canonical
from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import Nature
from nhanrong.render.coming import ALL, calendars, coming, coming_in, places, session_at
from nhanrong.vietnamese import capitalised

_LONGEST = 75  # octets of a line
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
# it has no summer time; and a calendar without activities has to hold something
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How the calendars are made; a demonstration has none."""
    if publication.kb.area.demonstration:
        return {}
    made: dict[str, Callable[[], bytes]] = {ALL: partial(_of_area, publication)}
    return made | {address: partial(_of_unit, publication, ref) for address, ref in calendars(publication).items()}


def _of_area(publication: Publication) -> bytes:
    return _calendar(publication, publication.kb.area.name, coming(publication))


def _of_unit(publication: Publication, ref: UnitRef) -> bytes:
    return _calendar(publication, capitalised(publication.kb.unit_name(ref)), coming_in(publication, ref))


def _calendar(publication: Publication, name: str, addresses: Sequence[str]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nhan Rong//Lich hoat dong//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'Hội Nông dân: hoạt động sắp tới, {name}')}",
        *_ZONE,
    ]
    for address in addresses:
        lines += _event(publication, session_at(publication, address), address)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(publication: Publication, session: Session, address: str) -> Iterator[str]:
    assert session.date is not None  # only dated ones are coming
    site = publication.kb.area.site_url
    yield "BEGIN:VEVENT"
    yield f"UID:{session.id}@{urlsplit(site).hostname}"
    yield f"DTSTAMP:{publication.day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{session.date.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{session.date.last + dt.timedelta(days=1):%Y%m%d}"  # the first day after
    yield f"SUMMARY:{_text(session.title)}"
    yield f"DESCRIPTION:{_text(flat(session.summary))}"
    if where := places(publication, session):
        yield f"LOCATION:{_text(where)}"
    yield f"STATUS:{'TENTATIVE' if session.nature is Nature.PLAN else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{canonical(site, address)}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in text)


def _folded(line: str) -> str:
    """A line in pieces of at most `_LONGEST` octets, no letter of it cut."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])
