"""The papers that lie ready-made on the site, each at an address of its own.

There are booklets of everything and of each theme, unless they would have more than `MOST_CHAPTERS` chapters: nobody
staples more. There are the papers of single records (see :mod:`nhanrong.onpaper`), the texts for the loudspeaker, and
the pictures that go with links to models: nobody prints these, but they are made and kept in the same way.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial

from nhanrong import onpaper
from nhanrong.addresses import record_address
from nhanrong.handouts import booklet, document, field_day, leaflet, poster, selection, share_card
from nhanrong.handouts.blocks import Book
from nhanrong.handouts.imposing import imposed, page_count
from nhanrong.handouts.loudspeaker import Announcement, announcement, as_text
from nhanrong.handouts.selection import Choice
from nhanrong.onpaper import PAPERS
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.vocabulary import Sector
from nhanrong.render.indexes import each, once
from nhanrong.render.templating import SHARED
from nhanrong.tracking import note
from nhanrong.vietnamese import reading_order, slug

ALOUD = f"{PAPERS}bai-doc-loa.txt"
MOST_CHAPTERS = 100


class Kind(Enum):
    """What a paper is; the value says on what it is printed."""

    BOOKLET = "Sổ A5"
    FOLDED = "Gập đôi A4"
    LARGE = "Chữ to A4"
    WORD = "Word"
    LEAFLET = "Tờ gấp A4"
    POSTER = "Áp phích A3"
    SHEET = "Phiếu buổi học A4"
    LOUDSPEAKER = "Bài đọc loa"
    CARD = "Ảnh đi kèm liên kết"


@dataclass(frozen=True)
class Paper:
    """A ready-made paper: where it lies, of what it is, and how it is made.

    `about` is the address of the record's page, or the name of a theme, or empty for the whole area.
    """

    address: str
    kind: Kind
    about: str
    make: Callable[[Publication], bytes]


@dataclass(frozen=True)
class Printed:
    """A paper that was made; a text has no pages."""

    data: bytes
    pages: int


NOT_YET = Printed(b"", 0)  # what will be printed when everything else is done


@once
def papers(publication: Publication) -> Mapping[str, Paper]:
    """Every ready-made paper, by address."""
    return {paper.address: paper for paper in _papers(publication)}


@each
def printed_now(publication: Publication, address: str) -> Printed:
    """A paper, made now."""
    note("templates", SHARED)  # the drawings in it
    note("typesetting", "")
    data = papers(publication)[address].make(publication)
    return Printed(data, page_count(data) if address.endswith(".pdf") else 0)


def printed(publication: Publication, address: str) -> Printed:
    """A paper, as an earlier build has made it if nothing that it tells of has changed since."""
    made: Printed | None = publication.made("papers", address)
    return made or printed_now(publication, address)


def paper_file(publication: Publication, address: str) -> bytes:
    """The file of a paper."""
    return printed(publication, address).data


def _papers(publication: Publication) -> Iterator[Paper]:
    """All of them, told by the index alone: a list of papers does not change with what stands in them."""
    yield from _booklets(publication, "so-tay", "", selection.everything)
    for sector in Sector:
        yield from _booklets(publication, slug(sector.label), sector.label, partial(_themed, sector=sector.value))
    kb = publication.kb
    for name in kb.models:
        if address := onpaper.card(publication, name):
            yield Paper(address, Kind.CARD, record_address("models", name), partial(_card, name=name))
        if address := onpaper.leaflet(publication, name):
            yield Paper(address, Kind.LEAFLET, record_address("models", name), partial(_leaflet, name=name))
    for name in kb.practices:
        if address := onpaper.poster(publication, name):
            yield Paper(address, Kind.POSTER, record_address("practices", name), partial(_poster, name=name))
    for name in kb.sessions:
        if address := onpaper.sheet(publication, name):
            yield Paper(address, Kind.SHEET, record_address("sessions", name), partial(_sheet, name=name))
    if onpaper.is_small(publication) and kb.models:
        yield Paper(ALOUD, Kind.LOUDSPEAKER, "", _loudspeaker)


def _booklets(
    publication: Publication, name: str, about: str, choose: Callable[[Publication], Choice]
) -> Iterator[Paper]:
    if 0 < len(selection.selected(publication, choose(publication), with_unreviewed=False).printed) <= MOST_CHAPTERS:
        flat = f"{PAPERS}{name}.pdf"
        for kind, ending, draw in (
            (Kind.BOOKLET, ".pdf", booklet.pdf),
            (Kind.LARGE, "-chu-to.pdf", partial(booklet.pdf, large=True)),
            (Kind.WORD, ".docx", _word),
        ):
            yield Paper(f"{PAPERS}{name}{ending}", kind, about, partial(_booklet, choose=choose, draw=draw))
        yield Paper(f"{PAPERS}{name}-gap-doi.pdf", Kind.FOLDED, about, partial(_folded, flat=flat))


def _booklet(
    publication: Publication, choose: Callable[[Publication], Choice], draw: Callable[[Publication, Book], bytes]
) -> bytes:
    chosen = selection.selected(publication, choose(publication), with_unreviewed=False)
    return draw(publication, booklet.book(publication, chosen))


def _word(publication: Publication, book: Book) -> bytes:
    return document.docx(book, publication.day)


def _folded(publication: Publication, flat: str) -> bytes:
    return imposed(printed_now(publication, flat).data)


def _themed(publication: Publication, sector: str) -> Choice:
    return selection.of_theme(publication, Sector.of(sector))


def _leaflet(publication: Publication, name: str) -> bytes:
    return leaflet.pdf(publication, publication.kb.models[name].record)


def _card(publication: Publication, name: str) -> bytes:
    return share_card.png(publication, publication.kb.models[name].record)


def _poster(publication: Publication, name: str) -> bytes:
    return poster.pdf(publication, publication.kb.practices[name].record)


def _sheet(publication: Publication, name: str) -> bytes:
    return field_day.pdf(publication, publication.kb.sessions[name].record)


def _loudspeaker(publication: Publication) -> bytes:
    text = as_text([said for _, said in announcements(publication) if said])
    return text.encode("utf-8-sig")  # read rightly also where a server does not say which letters these are


def announcements(publication: Publication) -> list[tuple[Model, Announcement | None]]:
    """What may be read out of every model, in reading order; None of one whose name no voice can read."""
    models = [entry.record for name, entry in publication.kb.models.items() if onpaper.may_print(publication, name)]
    models.sort(key=lambda model: reading_order(model.name))
    said = ((model, announcement(publication, model)) for model in models)
    return [(model, one if isinstance(one, Announcement) else None) for model, one in said]
