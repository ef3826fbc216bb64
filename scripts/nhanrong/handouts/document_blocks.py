"""The blocks of a booklet in Word: real lists, tables, captions, so that whoever edits them finds what they know."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocumentParagraph

from nhanrong.handouts.blocks import (
    Block,
    Calendar,
    Entry,
    Facts,
    Items,
    Note,
    Picture,
    Slip,
    Steps,
    Table,
    Words,
    Writing,
)
from nhanrong.handouts.column_widths import column_widths
from nhanrong.handouts.pictures import swatch
from nhanrong.prose import Bullets, Paragraph
from nhanrong.vietnamese import NBSP
from nhanrong.word.pictures import Drawing, Gallery
from nhanrong.word.tables import Grid, behind, frame, shaded
from nhanrong.word.texts import CENTRE, RIGHT, Place, keep_with_next, numbered, restarted_numbers, say, write

_MONTH = 4.9  # mm wide in the calendar
_SWATCH = 3.4  # mm
_FEW = 4  # entries of a legend one below the other
_LONG = 90  # letters of a fact that is a text rather than a value
_BLACK = "262626"
_BOX, _DOTS = "☐", "." * 24
_BOX_SIZE = 24.0  # points, so that its sides are 6 mm: large enough for a pen
_CUT_HERE = "- - - - - - cắt ở đây - - - - - -"


@dataclass(frozen=True)
class Room:
    """What a page offers: the width of its text and the tallest picture, in millimetres, and the scale of letters."""

    width: float
    tallest: float
    scale: float

    def drawing(self, picture: Picture) -> Drawing:
        """A picture as wide as it wants to be."""
        return Drawing(picture.svg, round(self.width * min(max(picture.width, 0.1), 1.0), 1))

    def cover(self, picture: Picture) -> Drawing:
        """The picture of a cover."""
        return Drawing(picture.svg, self.width * 0.8)

    def swatch(self, entry: Entry) -> Drawing:
        """The sign of a legend."""
        return Drawing(swatch(entry.look), _SWATCH * self.scale)


class BlockWriter:
    """Writes blocks at the end of a document."""

    def __init__(self, document: Document, room: Room, gallery: Gallery) -> None:
        self._document = document
        self._room = room
        self._gallery = gallery
        self._lists = restarted_numbers(document)

    def write(self, block: Block, *, small: bool = False) -> None:
        """Add a block; `small` ones in the letters of notes."""
        match block:
            case Words() if small:
                words(self._document, block, "Small", "SmallBullet")
            case Words() | Note() | Writing() | Slip():
                self._write_plain(block)
            case Facts():
                self._facts(block)
            case Steps():
                self._steps(block)
            case Calendar():
                self._calendar(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Items():
                self._items(block, "SmallBullet" if small else "ListBullet")

    def _write_plain(self, block: Words | Note | Writing | Slip) -> None:
        match block:
            case Words():
                words(self._document, block)
            case Note():
                self._note(block)
            case Writing():
                lines(self._document, block.lines)
                behind(self._document)
            case Slip():
                self.slip(block)

    def _facts(self, facts: Facts) -> None:
        width = self._room.width
        if facts.known:
            made = Grid(self._document, "Lined", [width * 0.36, width * 0.64], "Các điều chính")
            for fact in facts.known:
                label, value = made.row()
                write(label, fact.label, "TableText")
                write(value, fact.value, "TableText" if len(fact.value) > _LONG else "TableTotal")
                if fact.foot:
                    write(value, fact.foot, "Small")
            made.keep_together()
            behind(self._document)
        if facts.unknown:
            write(self._document, f"Chưa có số liệu: {', '.join(facts.unknown)}.")

    def _steps(self, steps: Steps) -> None:
        number = next(self._lists)
        for step in steps.items:
            self._item(step.text, number)
            for label, text in (("Khi nào", step.when), ("Vật tư", step.materials)):
                if text:
                    write(self._document, text, "ListContinue", bold_first=f"{label}: ")

    def _items(self, items: Items, point: str) -> None:
        number = next(self._lists) if items.numbered else 0
        for item in items.items:
            self._item(item, number, point)

    def _item(self, text: Words, number: int, point: str = "ListBullet") -> None:
        """One item of a list: its first paragraph carries the number or the point, whatever follows is set below it."""
        parts = list(text.parts)
        begins = ""
        if parts and isinstance(parts[0], Paragraph):
            begins, parts = parts[0].text, parts[1:]
        if begins or number:
            paragraph = write(self._document, begins, "ListNumber" if number else point)
            if number:
                numbered(paragraph, number)
        for part in parts:
            if isinstance(part, Bullets):
                for one in part.items:
                    write(self._document, one, "ListBullet2" if begins or number else point)
            else:
                write(self._document, part.text, "ListContinue")

    def _calendar(self, calendar: Calendar) -> None:
        keep_with_next(write(self._document, "Lịch thời vụ", "Caption"))
        month = _MONTH * self._room.scale
        widths = [self._room.width - 12 * month, *[month] * 12]
        made = Grid(self._document, "Months", widths, "Lịch thời vụ: việc và tháng làm")
        first, *months = made.row(heading=True)
        write(first, "", "TableWork", bold_first="Việc, theo tháng")
        for number, cell in enumerate(months, start=1):
            write(cell, "", "TableMonth", bold_first=str(number))
        for season in calendar.seasons:
            told, *strip = made.row()
            words(told, season.text, "TableWork")
            for number, cell in enumerate(strip, start=1):
                if number in season.months:
                    shaded(cell, _BLACK)
                    write(cell, str(number), "TableDone")
        made.keep_together()
        behind(self._document)

    def _table(self, told: Table) -> None:
        if told.caption:
            keep_with_next(write(self._document, told.caption, "Caption"))
        widths = column_widths(told, self._room.width, self._room.scale)
        made = Grid(self._document, "Lined", widths, told.caption or "Bảng")
        for column, cell in zip(told.columns, made.row(heading=True), strict=True):
            write(cell, column.title, "TableHead", align=RIGHT if column.number else None)
        for style, rows in (("TableText", told.rows), ("TableTotal", told.total)):
            for values in rows:
                for column, cell, value in zip(told.columns, made.row(), values, strict=True):
                    write(cell, value, style, align=RIGHT if column.number else None)
        if told.total:
            made.ends_with_total()
        made.keep_together()
        behind(self._document)
        for note in told.notes:
            write(self._document, note, "Small")

    def _picture(self, picture: Picture) -> None:
        place = write(self._document, "", "Picture", align=CENTRE)
        self._gallery.put(place, self._room.drawing(picture), self._room.tallest, picture.alt)
        if picture.legend:
            self.legend(picture.legend)
        if picture.caption:
            write(self._document, picture.caption, "PictureCaption")

    def cover(self, picture: Picture) -> None:
        """The picture of a cover, about half as tall as others may be."""
        place = write(self._document, "", "Picture", align=CENTRE)
        self._gallery.put(place, self._room.cover(picture), self._room.tallest / 2, picture.alt)

    def legend(self, entries: Sequence[Entry]) -> None:
        """Swatches and what they stand for; many of them in two columns."""
        if len(entries) <= _FEW:
            for entry in entries:
                self._legend_line(self._document, entry)
            return
        made = Grid(self._document, "Open", [self._room.width / 2] * 2, "Chú giải các dấu")
        cells: list[_Cell] = []
        for entry in entries:
            cells = cells or made.row()
            self._legend_line(cells.pop(0), entry)
        behind(self._document)

    def _legend_line(self, place: Place, entry: Entry) -> None:
        paragraph = write(place, "", "Legend")
        self._gallery.put(paragraph, self._room.swatch(entry), _SWATCH * 2, "Ô mẫu")
        say(paragraph, f"\t{entry.says}")

    def _note(self, note: Note) -> None:
        box = frame(self._document, "Framed", self._room.width, note.title or "Chú ý")
        if note.title:
            keep_with_next(write(box, note.title, "Heading3"))
        words(box, note.words)
        behind(self._document)

    def about_slips(self, slip: Slip) -> None:
        """What all slips say alike, once above those of a page."""
        told = "Mỗi phiếu đánh dấu một ô."
        if slip.reasons:
            reasons = "; ".join(f"{letter}{NBSP}{reason}" for letter, reason in slip.reasons)
            told += f" Đã bỏ thì ghi chữ cái: {reasons}."
        write(self._document, told, "Small")
        where = f"Cắt theo vạch, đưa cho: {' · '.join(slip.send_to)}."
        write(self._document, where, "Small", bold_first="Không ghi tên, số điện thoại. ")

    def slip(self, slip: Slip) -> DocumentParagraph:
        """What a reader cuts out; gives the line above it, to which others lead."""
        begins = write(self._document, _CUT_HERE, "CutHere")
        box = frame(self._document, "CutOut", self._room.width, f"Phiếu cắt ra, mã {slip.code}")
        write(box, f"{slip.name} (mã {slip.code})", bold_first="Phiếu gửi Hội Nông dân: ")
        wishes = list(slip.wishes)
        if slip.reasons:
            wishes[-1:] = [f"{wish}, vì: {_DOTS[:12]}" for wish in wishes[-1:]]  # the last one is to have given up
        for at in range(0, len(wishes), 2):
            self._boxes(write(box, "", "Tick"), wishes[at : at + 2])
        write(box, f"Xã: {_DOTS}{_DOTS} số hộ cùng làm: {_DOTS[:10]}")
        behind(self._document)
        return begins

    def _boxes(self, line: DocumentParagraph, wishes: Sequence[str]) -> None:
        """Wishes side by side, each with a box to tick."""
        line.paragraph_format.tab_stops.add_tab_stop(Mm(self._room.width * 0.46))
        for number, wish in enumerate(wishes):
            box = line.add_run(f"\t{_BOX}" if number else _BOX)
            box.font.size = Pt(_BOX_SIZE)
            say(line, f" {wish}")


def words(place: Place, text: Words, style: str = "Normal", point: str = "ListBullet") -> None:
    """Paragraphs and lists of a text."""
    for part in text.parts:
        if isinstance(part, Bullets):
            for item in part.items:
                write(place, item, point)
        else:
            write(place, part.text, style)


def lines(place: Place, count: int) -> None:
    """Dotted lines to write on, as wide as the text."""
    for number in range(1, count + 1):
        line = write(place, NBSP, "WriteHere")
        if number < count:
            keep_with_next(line)
