"""What came in last as an RSS 2.0 feed."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial

from nhanrong.addresses import SECTIONS, canonical, record_named
from nhanrong.edition import VIETNAM
from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.render.indexes import Record, newest, newest_of, record_at
from nhanrong.render.templating import filled

FEED = "moi.xml"
_SHOWN = 20


@dataclass(frozen=True)
class Item:
    """A piece of news: a record and the day on which it, or a line about it, came in."""

    title: str
    link: str
    guid: str
    day: str
    about: str
    kind: str


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """How the feed is made; a demonstration has none."""
    return {} if publication.kb.area.demonstration else {FEED: partial(_feed, publication)}


def _feed(publication: Publication) -> bytes:
    area = publication.kb.area
    text = filled(
        "feed.xml.j2",
        area=area.name,
        home=canonical(area.site_url, ""),
        own=canonical(area.site_url, FEED),
        built=_moment(publication.day),
        items=list(_items(publication)),
    )
    return f"{text}\n".encode()


def _items(publication: Publication) -> Iterator[Item]:
    found = [address for kind in SECTIONS for address in newest(publication, kind)]
    for address in newest_of(publication, found, _SHOWN):
        came_in = publication.came_in(*record_named(address))
        assert came_in is not None  # the newest say when they came in
        record = record_at(publication, address)
        link = canonical(publication.kb.area.site_url, address)
        day = dt.date.fromisoformat(came_in[0])
        title = record.title if isinstance(record, Session) else record.name
        # a record is new once more when a line about it has come in
        yield Item(title, link, f"{link}#{day}", _moment(day), flat(record.summary), _kind(record))


def _kind(record: Record) -> str:
    match record:
        case Model():
            return "Mô hình"
        case Practice():
            return "Cách làm hay"
        case _:
            return record.kind.label


def _moment(day: dt.date) -> str:
    return format_datetime(dt.datetime(day.year, day.month, day.day, tzinfo=VIETNAM))
