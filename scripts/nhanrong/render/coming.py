"""The activities that are not over on the day of the edition: for the home page, for communes, for calendars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nhanrong.addresses import record_address, record_named, session_address
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.pieces import NOT_STATED
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import Nature
from nhanrong.render import wording
from nhanrong.render.indexes import once, record_at, sessions_in
from nhanrong.vietnamese import capitalised

ALL = "lich.ics"
COMING_SHOWN = 6
_EXACT = len("2026-11-23")


@dataclass(frozen=True)
class Coming:
    """An activity as a list shows it; `planned` if its source does not say that it is settled."""

    title: str
    address: str
    kind: str
    when: str
    where: str
    planned: bool


def has_exact_days(session: Session) -> bool:
    """Whether it is one activity and one knows on which days it is."""
    exact = session.date and all(len(part) == _EXACT for part in session.date.text.split("/"))
    return bool(exact) and session.nature is not Nature.AGGREGATE


@once
def coming(publication: Publication) -> Sequence[str]:
    """The addresses of all of them, the first to begin first."""
    days = publication.kb.index.everything("session days")
    return _in_order(publication, (name for name in days if _may_come(publication, days[name])))


def coming_in(publication: Publication, ref: UnitRef) -> list[str]:
    """The same of a commune, with those of its old parts."""
    names = [record_named(address)[1] for address in sessions_in(publication, ref)]
    values = publication.kb.index.values
    return _in_order(publication, (name for name in names if _may_come(publication, values("session days", name))))


def shown(publication: Publication, addresses: Iterable[str]) -> list[Coming]:
    """Activities as a list shows them."""
    return [_shown(publication, session_at(publication, address)) for address in addresses]


def calendars(publication: Publication) -> Mapping[str, UnitRef]:
    """The calendars that are published, by address: of every commune that ever had an activity, or is to have one.

    Whoever has subscribed to one finds it as long as the knowledge base tells of that activity, empty between two.
    """
    kb = publication.kb
    if kb.area.demonstration:
        return {}
    units = {UnitRef(*name.split("/")) for name in kb.index.names("sessions in")}
    units |= {kb.successors[ref][0] for ref in units if len(kb.successors.get(ref, ())) == 1}
    return {_address(ref): ref for ref in sorted(units) if ref in kb.units}


def calendar_of(publication: Publication, ref: UnitRef) -> str:
    """Where the calendar of a commune lies; empty if it has none."""
    has = not publication.kb.area.demonstration and bool(sessions_in(publication, ref))
    return _address(ref) if has else ""


def _address(ref: UnitRef) -> str:
    return f"lich/{ref.list}/{ref.code}.ics"


def session_at(publication: Publication, address: str) -> Session:
    """The activity that has its page at an address."""
    session = record_at(publication, address)
    assert isinstance(session, Session)  # the address is of one
    return session


def places(publication: Publication, session: Session) -> str:
    """Where an activity is, in words; empty where its source does not say."""
    told = wording.places(publication.kb, session.place)
    return ", ".join(place.words for place in told if place.unit or session.place.text != NOT_STATED)


def _may_come(publication: Publication, days: Sequence[tuple[int]]) -> bool:
    """Whether the index, which tells the last day that an activity may be on, leaves it open."""
    return -days[0][0] >= publication.day.toordinal()


def _in_order(publication: Publication, names: Iterable[str]) -> list[str]:
    found = []
    for name in names:
        address = record_address("sessions", name)
        session = session_at(publication, address)
        if session.date and session.date.last >= publication.day and has_exact_days(session):
            found.append((session.date.first, session.date.last, address))
    return [address for *_, address in sorted(found)]


def _shown(publication: Publication, session: Session) -> Coming:
    assert session.date is not None  # only these are coming
    return Coming(
        session.title,
        session_address(session),
        session.kind.label,
        session.date.spoken,
        capitalised(places(publication, session)),
        session.nature is Nature.PLAN,
    )
