"""Where everything stands in the workbook of a review sheet; writing and reading share it.

Whoever changes the meaning of a cell raises `VERSION`: a sheet of another version is not read.
"""

from enum import IntEnum

VERSION = 1
MOST_HOUSEHOLDS = 100_000  # of a commune
SHEET, MACHINE = "Phiếu", "_phieu"

TITLE_ROW, ABOUT_ROW, PRIVACY_ROW, HEADING_ROW = 1, 2, 3, 9
FIRST_ROW = HEADING_ROW + 1
ANSWERS_COLUMN = 2  # of the head


class Head(IntEnum):
    """The rows of the head that are filled in."""

    ROLE = 4
    DAY = 5
    LEVEL = 6
    SAME = 7


SEND_ROW = 8


class Column(IntEnum):
    """The columns of the table; those from `SUBJECT` on are hidden and read by the program."""

    NAME = 1
    ANSWER = 2
    HOUSEHOLDS = 3
    REASON = 4
    LEARNT = 5
    GROUP = 6
    DAY = 7
    LEVEL = 8
    ROLE = 9
    SAME = 10
    SUBJECT = 11
    GROUP_KEPT = 12
    BEFORE = 13
    LINES = 14


FILLED = tuple(column for column in Column if column < Column.SUBJECT)
OTHERWISE = {Head.ROLE: Column.ROLE, Head.DAY: Column.DAY, Head.LEVEL: Column.LEVEL, Head.SAME: Column.SAME}
