"""What pages ask of all records: each answer is kept once a publication, with all that it was made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from heapq import nlargest
from typing import TypeVar
from weakref import WeakKeyDictionary

from nhanrong.addresses import record_address, record_named
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import PracticeKind, Sector
from nhanrong.tracking import Memo

Record = Model | Practice | Session
K = TypeVar("K")
T = TypeVar("T")

LINES_SHOWN = 200
OF_SUBJECT_SHOWN = 60  # its page has each of them three times over: as a mark, in words, and in full
NEWEST_SHOWN = 12
UNDATED = "Không rõ năm"


def each(make: Callable[[Publication, K], T]) -> Callable[[Publication, K], T]:
    """The same function, but computed once a publication and key; what it gives must not hold the publication."""
    kept: WeakKeyDictionary[Publication, Memo[K, T]] = WeakKeyDictionary()

    @wraps(make)
    def found(publication: Publication, key: K) -> T:
        memo = kept.get(publication)
        if memo is None:
            memo = kept[publication] = Memo(lambda key: make(publication, key))
        return memo(key)

    return found


def once(make: Callable[[Publication], T]) -> Callable[[Publication], T]:
    """The same function, but computed once a publication; what it gives must not hold the publication."""
    kept = each(lambda publication, _: make(publication))
    return wraps(make)(lambda publication: kept(publication, None))


def record_at(publication: Publication, address: str) -> Record:
    """The record that has its page at an address."""
    kind, name = record_named(address)
    record: Record = publication.kb.shelf(kind)[name].record
    return record


def year_of(session: Session) -> str:
    """The year that an activity is listed under."""
    return str(session.date.last.year) if session.date else UNDATED


def sessions_in(publication: Publication, ref: UnitRef) -> list[str]:
    """The addresses of the activities of a unit, newest first; it has those of its old parts, but for split ones."""
    kb = publication.kb
    whole = [part.ref for part in kb.parts[ref] if kb.successors[part.ref] == (ref,)]
    found = {value for place in (ref, *whole) for value in kb.index.values("sessions in", str(place))}
    return [record_address("sessions", name) for _, name in sorted(found)]


@dataclass(frozen=True)
class OfCrop:
    """The addresses of the records of one crop or animal: models and practices by id, activities newest first."""

    models: Sequence[str]
    practices: Sequence[str]
    sessions: Sequence[str]

    @property
    def total(self) -> int:
        """How many records name it."""
        return len(self.models) + len(self.practices) + len(self.sessions)


@each
def of_crop(publication: Publication, name: str) -> OfCrop:
    """The records that name a crop or animal."""
    found = [(kind, record_address(kind, more[-1])) for kind, *more in publication.kb.index.values("crops", name)]
    models, practices, sessions = (
        [address for kind, address in found if kind == wanted] for wanted in ("models", "practices", "sessions")
    )
    return OfCrop(models, practices, sessions)


@each
def sections(publication: Publication, kind: str) -> Mapping[str, Sequence[str]]:
    """The groups of a kind of record, by heading, and their addresses: in reading order, activities newest first.

    A group without records is not there; sectors and kinds are in the order of their vocabulary, years descend.
    """
    index = publication.kb.index
    if kind == "sessions":
        years = index.names("years")
        headed = [(year or UNDATED, "years", year) for year in reversed(years)]
    else:
        terms = Sector if kind == "models" else PracticeKind
        headed = [(term.label, f"{kind} by group", term.value) for term in terms]
    found = {
        heading: [record_address(kind, value[-1]) for value in index.values(group, name)]
        for heading, group, name in headed
    }
    return {heading: addresses for heading, addresses in found.items() if addresses}


@each
def newest(publication: Publication, kind: str) -> Sequence[str]:
    """The `NEWEST_SHOWN` records of a kind that came in last; those that do not say when are left out."""
    found: list[tuple[str, str, str]] = []
    for day in publication.recorded(kind):
        if len(found) >= NEWEST_SHOWN:
            break
        found += [(day, told, record_address(kind, name)) for told, name in publication.recorded_on(kind, day)]
    return [address for *_, address in nlargest(NEWEST_SHOWN, found)]


def newest_of(publication: Publication, addresses: Iterable[str], many: int) -> list[str]:
    """The `many` of some records that came in last: by the day they were recorded, then by what they tell of."""
    found = [(came_in, address) for address in addresses if (came_in := publication.came_in(*record_named(address)))]
    return [address for _, address in nlargest(many, found)]


@once
def leading(publication: Publication) -> str | None:
    """The subject that is reported in the most units of its main list."""
    reaches = publication.reaches()
    return max(reaches, key=lambda subject: (*reaches[subject][:2], subject), default=None)


@once
def widest(publication: Publication) -> Sequence[str]:
    """The subjects that have any spread, the widest first."""
    found = [(-values[0], -values[1], name) for name, values in publication.reaches().items() if values[3]]
    return [name for *_, name in sorted(found)]
