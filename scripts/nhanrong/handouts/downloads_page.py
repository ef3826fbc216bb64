"""The pages of what can be printed: every ready-made paper with its size, and the texts for the loudspeaker."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from nhanrong.addresses import record_address
from nhanrong.handouts import shelf
from nhanrong.handouts.reviewing import UNREVIEWED
from nhanrong.handouts.shelf import Kind, Paper, announcements
from nhanrong.onpaper import ALOUD, CHOOSING, MOST_RECORDS, PAPERS, is_small, may_print
from nhanrong.publication import Publication
from nhanrong.records.session import Session
from nhanrong.render.indexes import Record, record_at
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.vietnamese import NBSP, file_size, reading_order

_TITLE = "In tài liệu"
_ABOUT = "Sổ tay, tờ gấp, áp phích, phiếu buổi học và bài đọc loa để in, để phát."
_SINGLE = (
    (Kind.LEAFLET, "to-gap", "Tờ gấp mô hình", "Một mô hình trên một tờ A4 gấp làm ba."),
    (Kind.POSTER, "ap-phich", "Áp phích cách làm", "Một cách làm theo từng bước, để dán ở nhà văn hóa."),
    (
        Kind.SHEET,
        "buoi-hoc",
        "Phiếu cho buổi học, hội thảo",
        "Nội dung, chương trình để điền, ô đếm người dự và phiếu góp ý cắt rời; không ghi tên ai.",
    ),
)
_BOOKLETS = (Kind.BOOKLET, Kind.FOLDED, Kind.LARGE, Kind.WORD)


@dataclass(frozen=True)
class Print:
    """One file: what it is printed on, how much there is of it."""

    address: str
    label: str
    says: str


@dataclass(frozen=True)
class Row:
    """What the files of a row tell of, with the page of its record, if it has one."""

    title: str
    address: str
    prints: list[Print]


@dataclass(frozen=True)
class Shelf:
    """Rows of one kind under a heading."""

    id: str
    title: str
    about: str
    rows: list[Row]


def pages(publication: Publication) -> Iterator[Page]:
    """The list of papers, and the texts for the loudspeaker."""
    return (page(publication, address) for address in addresses(publication))


def addresses(publication: Publication) -> Iterator[str]:
    """Where they stand."""
    yield PAPERS
    if is_small(publication) and publication.kb.models:
        yield ALOUD


def page(publication: Publication, address: str) -> Page:
    """The page at an address."""
    return _loudspeaker(publication) if address == ALOUD else _papers(publication)


def _papers(publication: Publication) -> Page:
    kb = publication.kb
    printable = [paper for paper in shelf.papers(publication).values() if paper.kind is not Kind.CARD]
    found = [paper for paper in printable if shelf.printed(publication, paper.address).data]
    whole = [_whole(publication, found)] if found else []
    small = is_small(publication)
    heads = [kb.head(name) for name in kb.subjects if small and not may_print(publication, name)]
    left_out = [(head.name, record_address(head.kind, head.id)) for head in heads]
    html = article(
        "downloads.html.j2",
        PAPERS,
        day=publication.day,
        shelves=[one for one in (*whole, *_single(publication, found)) if one.rows],
        loudspeaker=ALOUD if small and kb.models else "",
        left_out=sorted(left_out, key=lambda one: reading_order(one[0])),
        small=small,
        most=MOST_RECORDS,
        longest=shelf.MOST_CHAPTERS,
        unreviewed=UNREVIEWED,
        demonstration=kb.area.demonstration,
        choosing=CHOOSING,
    )
    return Page(PAPERS, _TITLE, _ABOUT, html, (), "downloads")


def _whole(publication: Publication, found: list[Paper]) -> Shelf:
    """The booklets: of everything first, then of each theme."""
    themes = dict.fromkeys(paper.about for paper in found if paper.kind in _BOOKLETS)
    rows = [
        Row(
            f"Lĩnh vực {theme}" if theme else f"Cả {publication.kb.area.name}",
            "",
            [
                _print(publication, paper)
                for kind in _BOOKLETS
                for paper in found
                if paper.kind is kind and paper.about == theme
            ],
        )
        for theme in themes
    ]
    about = "Mỗi mô hình, cách làm một phần: là gì, có hợp nhà mình không, tốn bao nhiêu, chỗ nào đã hỏng, hỏi ai."
    return Shelf("so-tay", "Sổ tay cho lớp học", about, rows)


def _single(publication: Publication, found: list[Paper]) -> Iterator[Shelf]:
    """The papers of single records."""
    for kind, anchor, title, about in _SINGLE:
        rows = [
            Row(_title(record_at(publication, paper.about)), paper.about, [_print(publication, paper)])
            for paper in found
            if paper.kind is kind
        ]
        yield Shelf(anchor, title, about, sorted(rows, key=lambda row: reading_order(row.title)))


def _title(record: Record) -> str:
    return record.title if isinstance(record, Session) else record.name


def _print(publication: Publication, paper: Paper) -> Print:
    made = shelf.printed(publication, paper.address)
    size = file_size(len(made.data))
    return Print(paper.address, paper.kind.value, f"{made.pages}{NBSP}trang, {size}" if made.pages else size)


def _loudspeaker(publication: Publication) -> Page:
    title = "Bài đọc loa"
    about = "Mỗi mô hình một bài tối đa 150 tiếng, đọc dưới một phút."
    html = article(
        "loudspeaker.html.j2",
        ALOUD,
        said=announcements(publication),
        file=shelf.ALOUD,
        about=about,
        record=partial(record_address, "models"),
    )
    return Page(ALOUD, title, about, html, ((_TITLE, PAPERS),), "loudspeaker", searchable=False)
