"""A workbook as bytes that depend on what is in it and on a day, and on nothing else."""

import datetime as dt
import io
import re
import zipfile

from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook_bytes(book: Workbook, day: dt.date) -> bytes:
    """The file of a workbook that was made on `day`."""
    book.properties.creator = "nhanrong"
    book.properties.created = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  # openpyxl takes no zone
    made = io.BytesIO()
    book.save(made)
    result = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>%b" % f"{day}T00:00:00Z".encode(), data)
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            steady.writestr(info, data)
    return result.getvalue()
