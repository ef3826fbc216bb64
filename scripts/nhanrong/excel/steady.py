"""A workbook as bytes that depend on what is in it and on a day, and on nothing else."""

import datetime as dt
import io

from openpyxl import Workbook

from nhanrong.steadyzip import steady


def workbook_bytes(book: Workbook, day: dt.date) -> bytes:
    """The file of a workbook that was made on `day`."""
    book.properties.creator = "nhanrong"
    book.properties.created = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  # openpyxl takes no zone
    made = io.BytesIO()
    book.save(made)
    return steady(made.getvalue(), day)
