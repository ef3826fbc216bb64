"""How every page of a report's workbook is set and printed: the offices' face, A4 across, the notice below."""

from math import ceil

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.drawing import across
from nhanrong.reports.result import Report
from nhanrong.reports.saying import marks

FACE = "Times New Roman"  # what the offices' own documents are set in
_MOST_NOTICE, _MOST_NAME = 160, 50  # letters of a footer side by side; Excel takes 255 with its marks
PAGE = (770.0, 500.0)  # points that A4 across has within these margins
_WIDE = 0.075  # a letter of one point, in the unit of widths
_HIGH = 1.38  # as much as its size is a line


def printed(page: Worksheet, report: Report, heading_row: int) -> None:
    """A4 across and one page wide, its heading on every page, below it the notice and the page's number."""
    across(page, heading_row, "", "")
    margins = page.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom, margins.footer = 0.8, 0.3
    footer = page.oddFooter
    assert footer is not None  # every page has one
    footer.left.text = _shortened(" · ".join(marks(report)), _MOST_NOTICE) or None
    footer.center.text = None
    footer.right.text = f"{_shortened(page.title, _MOST_NAME)} · trang &P/&N"
    footer.left.size = footer.right.size = 9


def _shortened(words: str, most: int) -> str:
    """A text of a footer, in which & would begin a mark."""
    cut = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    return cut.replace("&", "&&")


def height(words: str, width: float, size: float = 12) -> float:
    """How high a row must be, in points, for words of a size in a column of this width."""
    lines = sum(max(ceil(len(line) * _WIDE * size / width), 1) for line in words.split("\n"))
    return lines * size * _HIGH + 3
