"""Office files are zip archives: the same parts on the same day give the same bytes."""

import datetime as dt
import io
import re
import zipfile

_CONTENT_TYPES = "[Content_Types].xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def steady(archive: bytes, day: dt.date) -> bytes:
    """The same workbook or document, its parts in order, all of them and its own dates of `day`."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as parts, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(parts.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>%b" % f"{day}T00:00:00Z".encode(), data)
            made.writestr(entry(name, day), data)
    return result.getvalue()


def entry(name: str, day: dt.date) -> zipfile.ZipInfo:
    """A part of an archive, of `day`, on whatever system it is written."""
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
