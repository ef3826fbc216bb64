"""Where everything stands in the office's register of slips; writing and reading share it.

Whoever changes the meaning of a cell raises `VERSION`: a register of another version is not read.
"""

from enum import IntEnum

VERSION = 1
SHEET, CONTACTS, MACHINE = "Sổ tiếp nhận", "Liên hệ", "_so"
READ = frozenset({SHEET, MACHINE})  # the names and numbers on the other pages are none of the program's business

TITLE_ROW, ABOUT_ROW, PRIVACY_ROW, HEADING_ROW = 1, 2, 3, 4
FIRST_ROW = HEADING_ROW + 1
ROWS = 300


class Column(IntEnum):
    """The columns of the register."""

    NUMBER = 1
    DAY = 2
    SUBJECT = 3
    UNIT = 4
    WISH = 5
    HOUSEHOLDS = 6
    GROUP = 7
    REASON = 8
    LEARNT = 9
    SEEN = 10


FILLED = tuple(column for column in Column if column is not Column.NUMBER)
