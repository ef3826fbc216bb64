"""How many want to learn what and to see what, by month and commune, for whoever organises it; nobody is in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from nhanrong.excel.drawing import BOX, HEADING, WRAPPED, across, first_page, text
from nhanrong.excel.steady import workbook_bytes
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.render.templating import filled
from nhanrong.slips.reading import Told
from nhanrong.vietnamese import capitalised, reading_order
from nhanrong.wishes import Wish

_WIDTHS = {"Tháng": 10, "Xã": 28, "Mô hình hoặc cách làm": 52, "Mã": 32, "Muốn học (hộ)": 12, "Muốn đến xem (hộ)": 12}
_KEEP = "Chỉ để xếp lớp, xếp chuyến đi. Số nhỏ có thể chỉ ra một nhà: không đưa lên mạng, không đưa vào kho."
_HEADING_ROW = 3


@dataclass(frozen=True)
class Request:
    """The households of a commune that want to learn or to see a subject, of the slips of one month."""

    month: str
    unit: UnitRef
    place: str
    subject: str
    name: str
    learn: int
    visit: int

    @property
    def spoken_month(self) -> str:
        """The month as people write it: 11/2026."""
        return f"{int(self.month[5:])}/{self.month[:4]}"


def requests(kb: Knowledge, told: Sequence[Told]) -> list[Request]:
    """The requests of all slips, the newest month first."""
    counts: dict[tuple[str, UnitRef, str], dict[Wish, int]] = {}
    for one in told:
        if one.wish.state is None:
            here = counts.setdefault((f"{one.day:%Y-%m}", one.unit, one.subject), {Wish.LEARN: 0, Wish.VISIT: 0})
            here[one.wish] += one.count
    found = [
        Request(
            month,
            unit,
            capitalised(kb.unit_name(unit)),
            subject,
            kb.head(subject).name,
            count[Wish.LEARN],
            count[Wish.VISIT],
        )
        for (month, unit, subject), count in counts.items()
    ]
    by_place = sorted(found, key=lambda one: (one.unit, reading_order(one.name), one.subject))
    return sorted(by_place, key=lambda one: one.month, reverse=True)


def as_text(asked: Sequence[Request], day: dt.date) -> str:
    """The list as a text that can be sent on."""
    return str(filled("slips/requests.txt.j2", requests=asked, day=day, keep=_KEEP))


def xlsx(asked: Sequence[Request], day: dt.date) -> bytes:
    """The list as a workbook."""
    book = Workbook()
    page = first_page(book, "Yêu cầu")
    text(page, 1, 1, f"Muốn học, muốn đến xem: tính đến {day.day}/{day.month}/{day.year}", Font(size=16, bold=True))
    text(page, 2, 1, _KEEP, Font(size=12))
    for column, (heading, width) in enumerate(_WIDTHS.items(), start=1):
        cell = text(page, _HEADING_ROW, column, heading, Font(size=12, bold=True))
        cell.fill, cell.border, cell.alignment = HEADING, BOX, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = width
    for row, one in enumerate(asked, start=_HEADING_ROW + 1):
        said: tuple[str | int, ...] = (one.spoken_month, one.place, one.name, one.subject, one.learn, one.visit)
        for column, value in enumerate(said, start=1):
            cell = text(page, row, column, value if isinstance(value, str) else "", Font(size=12))
            cell.border, cell.alignment = BOX, WRAPPED
            if isinstance(value, int):
                cell.value = value
    across(page, _HEADING_ROW, "Không đưa lên mạng", "Yêu cầu học, xem")
    return workbook_bytes(book, day)
