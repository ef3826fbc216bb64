"""The blocks of a booklet in Word: real lists, tables, captions, so that whoever edits them finds what they know."""

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document
from docx.table import _Cell

from nhanrong.handouts.blocks import (
    Block,
    Calendar,
    Facts,
    Items,
    Note,
    Picture,
    Season,
    Slip,
    Step,
    Steps,
    Table,
    Words,
    Writing,
)
from nhanrong.prose import Bullets, Paragraph
from nhanrong.vietnamese import NBSP
from nhanrong.word.pictures import Drawing, put
from nhanrong.word.tables import Grid, behind, frame, shaded
from nhanrong.word.texts import CENTRE, RIGHT, Place, keep_with_next, numbered, restarted_numbers, write

_MONTH = 4.9  # mm wide in the calendar
_DONE = "404040"
_BOX = "☐"


@dataclass(frozen=True)
class Room:
    """What a page offers: the width of its text and the tallest picture, in millimetres, and the scale of letters."""

    width: float
    tallest: float
    scale: float

    def drawing(self, picture: Picture) -> Drawing:
        """A picture as wide as it wants to be."""
        return Drawing(picture.svg, round(self.width * min(max(picture.width, 0.1), 1.0), 1))


class BlockWriter:
    """Writes blocks at the end of a document."""

    def __init__(self, document: Document, room: Room, pictures: Mapping[Drawing, bytes]) -> None:
        self._document = document
        self._room = room
        self._pictures = pictures
        self._lists = restarted_numbers(document)

    def write(self, block: Block) -> None:
        """Add a block."""
        match block:
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
                self._items(block)

    def _write_plain(self, block: Words | Note | Writing | Slip) -> None:
        match block:
            case Words():
                words(self._document, block)
            case Note():
                self._note(block)
            case Writing():
                lines(self._document, block.lines)
            case Slip():
                self._slip(block)

    def _facts(self, facts: Facts) -> None:
        width = self._room.width
        if facts.known:
            made = Grid(self._document, "Lined", [width * 0.36, width * 0.64], "Các điều chính")
            for fact in facts.known:
                label, value = made.row()
                write(label, fact.label, "TableText")
                write(value, fact.value, "TableTotal")
                if fact.foot:
                    write(value, fact.foot, "Small")
            made.keep_together()
            behind(self._document)
        if facts.unknown:
            write(self._document, f"Chưa có số liệu: {', '.join(facts.unknown)}.")

    def _steps(self, steps: Steps) -> None:
        number = next(self._lists)
        for step in steps.items:
            self._item(step.text, number, _when(step))
            if step.materials:
                write(self._document, step.materials, "ListContinue", bold_first="Cần có: ")

    def _items(self, items: Items) -> None:
        number = next(self._lists) if items.numbered else 0
        for item in items.items:
            self._item(item, number, "")

    def _item(self, text: Words, number: int, first: str) -> None:
        """One item of a list: its first paragraph carries the number or the point, whatever follows is set below it."""
        parts = list(text.parts)
        begins = ""
        if parts and isinstance(parts[0], Paragraph):
            begins, parts = parts[0].text, parts[1:]
        if begins or first or number:
            style = "ListNumber" if number else "ListBullet"
            paragraph = write(self._document, begins, style, bold_first=first)
            if number:
                numbered(paragraph, number)
        for part in parts:
            if isinstance(part, Bullets):
                for one in part.items:
                    write(self._document, one, "ListBullet2" if begins or number else "ListBullet")
            else:
                write(self._document, part.text, "ListContinue")

    def _calendar(self, calendar: Calendar) -> None:
        month = _MONTH * self._room.scale
        work = self._room.width - 12 * month
        made = Grid(self._document, "Months", [work, *[month] * 12], "Lịch trong năm: việc và tháng làm")
        first, *months = made.row(heading=True)
        write(first, "Việc / tháng", "TableWork").runs[0].bold = True
        for number, cell in enumerate(months, start=1):
            write(cell, str(number), "TableMonth").runs[0].bold = True
        for season in calendar.seasons:
            told, *strip = made.row()
            _season(told, season)
            for number, cell in enumerate(strip, start=1):
                if number in season.months:
                    shaded(cell, _DONE)
                    write(cell, "■", "TableMonth")
        made.keep_together()
        behind(self._document)

    def _table(self, told: Table) -> None:
        if told.caption:
            keep_with_next(write(self._document, told.caption, "Caption"))
        shares = [max(column.share, 0.05) for column in told.columns]
        widths = [self._room.width * share / sum(shares) for share in shares]
        made = Grid(self._document, "Lined", widths, told.caption or "Bảng")
        head = made.row(heading=True)
        for column, cell in zip(told.columns, head, strict=True):
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
        drawing = self._room.drawing(picture)
        place = write(self._document, "", "Picture", align=CENTRE)
        put(place, self._pictures[drawing], drawing.width, self._room.tallest, picture.alt)
        if picture.caption:
            write(self._document, picture.caption, "Caption")

    def _note(self, note: Note) -> None:
        box = frame(self._document, "Framed", self._room.width, note.title or "Chú ý")
        if note.title:
            keep_with_next(write(box, note.title, "Heading3"))
        words(box, note.words)
        behind(self._document)

    def _slip(self, slip: Slip) -> None:
        box = frame(self._document, "CutOut", self._room.width, f"Phiếu cắt ra, mã {slip.code}")
        write(box, "Phiếu gửi Hội Nông dân", "Small")
        write(box, slip.name, "Heading3")
        write(box, slip.code, bold_first="Mã: ")
        write(box, "Đánh dấu vào một ô:")
        for number, wish in enumerate(slip.wishes, start=1):
            why = ", vì:" if number == len(slip.wishes) and slip.reasons else ""  # the last one is to have given up
            write(box, f"{_BOX} {wish}{why}", "Tick")
        reasons = "; ".join(f"{letter} {reason}" for letter, reason in slip.reasons)
        if reasons:
            write(box, f"Đã bỏ thì ghi chữ cái của lý do: {reasons}.", "Small")
        write(box, "Không ghi tên, số điện thoại, chuyện riêng của ai.", "TableTotal")
        send_to = " · ".join(slip.send_to) or "Hội Nông dân xã hoặc chi hội trưởng."
        write(box, send_to, bold_first="Đưa phiếu cho: ")
        behind(self._document)


def words(place: Place, text: Words, style: str = "Normal") -> None:
    """Paragraphs and lists of a text."""
    for part in text.parts:
        if isinstance(part, Bullets):
            for item in part.items:
                write(place, item, "ListBullet")
        else:
            write(place, part.text, style)


def lines(place: Place, count: int) -> None:
    """Dotted lines to write on, as wide as the text."""
    for number in range(1, count + 1):
        line = write(place, NBSP, "WriteHere")
        if number < count:
            keep_with_next(line)


def _season(cell: _Cell, season: Season) -> None:
    months = ", ".join(str(month) for month in sorted(set(season.months)))
    write(cell, "", "TableWork", bold_first=f"Tháng {months}")
    words(cell, season.text, "TableWork")


def _when(step: Step) -> str:
    return f"{step.when}: " if step.when else ""
