"""A booklet as a Word document that officers can edit: the same content, in styles that they know."""

import datetime as dt
from collections.abc import Iterable, Iterator

from docx.enum.section import WD_SECTION
from docx.section import _Footer
from docx.text.paragraph import Paragraph

from nhanrong.handouts.blocks import Book, Chapter, Picture, Section, Slip
from nhanrong.handouts.booklet import legend
from nhanrong.handouts.document_blocks import BlockWriter, Room, lines, words
from nhanrong.handouts.typography import bound_in
from nhanrong.vietnamese import capitalised
from nhanrong.word.contents import Entry, contents, entries, lead, leads_here, link, page_number
from nhanrong.word.opening import A4, A5, opened
from nhanrong.word.pictures import Drawing, Gallery
from nhanrong.word.steady import document_bytes
from nhanrong.word.tables import Grid, behind
from nhanrong.word.texts import CHAPTERS, numbered, write

LARGE = 16 / 11  # times as large: letters of 16 points instead of 11
HOW_TO_READ, GLOSSARY, SLIPS = "Cách đọc sách này", "Giải thích từ ngữ", "Phiếu để cắt"
AT_THE_END = "Hỏi ai, xem bản mới ở đâu"
_SLIPS_A_PAGE = 2  # they never run over to the back of another, whatever fonts a machine has
_LINE = 8.5  # mm: one to write on
_SOURCES = "Nguồn"
_QR = 25.0  # mm: read by a phone from a copy, too


def docx(book: Book, day: dt.date, *, large: bool = False) -> bytes:
    """The booklet as .docx of `day`: A5, or in large print A4; the same bytes for the same booklet.

    Its font is Arial: it is on every Windows and Mac that an officer has, other office programs have a font of the
    same widths for it, and it holds all Vietnamese letters. Ours, which the PDF carries in it, is on none of them.
    """
    return _Writer(book, day, large=large).written()


class _Writer:
    """Writes a booklet from its cover to its last page."""

    def __init__(self, book: Book, day: dt.date, *, large: bool) -> None:
        paper, scale = (A4, LARGE) if large else (A5, 1.0)
        self._book = bound_in(book)
        self._day = day
        self._note_lines = int((paper.height - 60 * scale) / _LINE)
        self._room = Room(paper.text_width, paper.height * 0.6, scale)
        self._document = opened("handout", paper, book.title, day, scale)
        self._gallery = Gallery(self._document, _drawings(book, self._room), day)
        self._blocks = BlockWriter(self._document, self._room, self._gallery)

    def written(self) -> bytes:
        """The file."""
        book = self._book
        titles = [
            *([("", HOW_TO_READ)] if book.how_to_read else []),
            *((f"{number}.", chapter.title) for number, chapter in enumerate(book.chapters, start=1)),
            *([("", GLOSSARY)] if book.glossary else []),
            *([("", SLIPS)] if any(map(_slip_of, book.chapters)) else []),
            ("", AT_THE_END),
        ]
        every = entries([*titles, *(("", chapter.title) for chapter in book.chapters)])
        listed, slips = every[: len(titles)], every[len(titles) :]
        self._cover()
        contents(self._document, "Mục lục", listed, self._room.width)
        rest = iter(listed)
        if book.how_to_read:
            self._heading(next(rest)).paragraph_format.page_break_before = True
            self._sections(book.how_to_read)
            self._blocks.legend(legend())
        for chapter, slip in zip(book.chapters, slips, strict=True):
            self._chapter(chapter, next(rest), slip)
        if book.glossary:
            self._new_part([])
            self._heading(next(rest))
            for term in book.glossary:
                write(self._document, term.means, bold_first=f"{term.word}: ")
        if any(map(_slip_of, book.chapters)):
            self._slips(next(rest), slips)
        self._new_part([])
        self._last_page(next(rest))
        return document_bytes(self._document, self._day)

    def _cover(self) -> None:
        book, document = self._book, self._document
        front = document.sections[0]
        front.different_first_page_header_footer = True
        self._notice(front.first_page_footer)
        self._notice(front.footer)
        page_number(front.footer, "PageNumber")
        if book.cover:
            self._blocks.cover(book.cover)
        write(document, book.area, "CoverPlace")
        write(document, book.title, "Title")
        for line in (book.theme, book.edition):
            if line:
                write(document, line, "Subtitle")
        if book.printed:
            write(document, f"In ngày {book.printed}")
        if book.cover and book.cover.caption:
            write(document, book.cover.caption, "Small")
        if book.warning:
            write(document, book.warning, "Warning")

    def _chapter(self, chapter: Chapter, entry: Entry, slip: Entry) -> None:
        self._new_part([chapter.warning, chapter.title])
        write(self._document, " · ".join([capitalised(chapter.kind), f"mã {chapter.code}", *chapter.tags]), "Kicker")
        numbered(self._heading(entry), CHAPTERS)
        words(self._document, chapter.lead, "Lead")
        self._newest(chapter.url, chapter.qr, f"Bản mới nhất của {chapter.title}")
        self._sections(chapter.sections)
        if _slip_of(chapter):
            leads = write(self._document, "", bold_first=f"Phiếu của {chapter.kind} này: ")
            lead(leads, slip, f"ở cuối sách, phần “{SLIPS}”.")

    def _slips(self, entry: Entry, places: Iterable[Entry]) -> None:
        """Some slips on each right-hand page, lines to write on behind them, so that cutting takes nothing away.

        Lines stand before the first ones, too: some programs drop the empty left-hand page, and then these are behind.
        """
        self._new_part([])
        self._notes()
        pairs = zip(self._book.chapters, places, strict=True)
        found = [(chapter, slip, place) for chapter, place in pairs if (slip := _slip_of(chapter))]
        for at in range(0, len(found), _SLIPS_A_PAGE):
            some = found[at : at + _SLIPS_A_PAGE]
            warning = next((chapter.warning for chapter, *_ in some if chapter.warning), "")
            self._new_part([warning, SLIPS], WD_SECTION.ODD_PAGE)
            if at == 0:
                self._heading(entry)
            self._blocks.about_slips(some[0][1])
            for _, slip, place in some:
                leads_here(self._blocks.slip(slip), place)
            self._notes().paragraph_format.page_break_before = True

    def _notes(self) -> Paragraph:
        """A page of lines to write on; gives its first one."""
        first = write(self._document, "", bold_first="Ghi chép")
        lines(self._document, self._note_lines)
        return first

    def _last_page(self, entry: Entry) -> None:
        book, document = self._book, self._document
        self._heading(entry)
        for office in book.offices:
            write(document, office, "ListBullet")
        if book.left_out:
            write(document, "Không in", "Heading2")
            write(document, "Được hỏi tới nhưng chưa thẩm định kỹ thuật nên chưa in:")
            for name in book.left_out:
                write(document, name, "ListBullet")
        self._newest(book.url, book.qr, f"Bản in ngày {book.printed}. Bản mới nhất")

    def _sections(self, sections: Iterable[Section]) -> None:
        for section in sections:
            if section.title:
                write(self._document, section.title, "Heading2")
            for block in section.blocks:
                if not isinstance(block, Slip):
                    self._blocks.write(block, small=section.title == _SOURCES)

    def _heading(self, entry: Entry) -> Paragraph:
        paragraph = write(self._document, entry.title, "Heading1")
        leads_here(paragraph, entry)
        return paragraph

    def _newest(self, url: str, qr: str, said: str) -> None:
        """Where the newest edition is, for those who read and those who scan."""
        if not url:
            return
        wide = _QR * self._room.scale
        if qr:
            made = Grid(self._document, "Open", [wide + 4, self._room.width - wide - 4], said)
            code, text = made.row()
            self._gallery.put(write(code, "", "TableText"), Drawing(qr, wide), wide * 2, f"Mã QR mở trang {url}")
            link(write(text, "", "TableText", bold_first=f"{said}: "), url, url)
            behind(self._document)
        else:
            link(write(self._document, "", bold_first=f"{said}: "), url, url)

    def _new_part(self, above: Iterable[str], start: WD_SECTION = WD_SECTION.NEW_PAGE) -> None:
        """Begin on a new page, on each page of which these lines stand above; the first one in a frame."""
        part = self._document.add_section(start)
        part.different_first_page_header_footer = False
        part.header.is_linked_to_previous = False
        for line, style in zip(above, ("HeaderWarning", "Header"), strict=False):
            if line:
                write(part.header, line, style)

    def _notice(self, footer: _Footer) -> None:
        footer.is_linked_to_previous = False
        if self._book.notice:
            write(footer, self._book.notice, "Footer")


def _slip_of(chapter: Chapter) -> Slip | None:
    """What a chapter's reader cuts out, which stands with the others behind all chapters."""
    return next((one for section in chapter.sections for one in section.blocks if isinstance(one, Slip)), None)


def _drawings(book: Book, room: Room) -> Iterator[Drawing]:
    """All that is drawn in a booklet."""
    for code in (book.qr, *(chapter.qr for chapter in book.chapters)):
        if code:
            yield Drawing(code, _QR * room.scale)
    if book.cover:
        yield room.cover(book.cover)
    if book.how_to_read:
        yield from map(room.swatch, legend())
    for section in (*book.how_to_read, *(section for chapter in book.chapters for section in chapter.sections)):
        for block in section.blocks:
            if isinstance(block, Picture):
                yield room.drawing(block)
                yield from map(room.swatch, block.legend)
