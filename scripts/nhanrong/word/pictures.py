"""Drawings as pictures that Word shows: drawn to dots, sharp enough for print, told to those who do not see them."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from nhanrong.typesetting import pictures_of
from nhanrong.word.xml import clean

DOTS = 220  # an inch: more than a copier of a commune shows
_TEMPLATE = "word/picture.typ"


@dataclass(frozen=True)
class Drawing:
    """An SVG and how many millimetres wide it is printed."""

    svg: str
    width: float


def drawn(drawings: Sequence[Drawing], day: dt.date) -> Mapping[Drawing, bytes]:
    """Each drawing as PNG, all made at one go; each once, however often it is asked for."""
    wanted = list(dict.fromkeys(drawings))
    if not wanted:
        return {}
    data = {"drawings": [{"svg": one.svg, "width": one.width} for one in wanted]}
    pages = pictures_of(_TEMPLATE, data, day, DOTS)
    return dict(zip(wanted, (_in_grey_if_grey(page) for page in pages), strict=True))


def put(paragraph: Paragraph, png: bytes, width: float, tallest: float, alt: str) -> None:
    """Show a picture in a paragraph, as many millimetres wide unless it gets taller than `tallest`."""
    with Image.open(io.BytesIO(png)) as picture:
        height = width * picture.height / picture.width
    shown = min(1.0, tallest / height)
    placed = paragraph.add_run().add_picture(io.BytesIO(png), Mm(width * shown), Mm(height * shown))
    placed._inline.docPr.set("descr", clean(alt))  # noqa: SLF001  # python-docx has no public way


def _in_grey_if_grey(png: bytes) -> bytes:
    """The same picture, a third as large where it has no colour."""
    with Image.open(io.BytesIO(png)) as picture:
        plain = picture.convert("RGB")
        grey = plain.convert("L")
        if grey.convert("RGB").tobytes() != plain.tobytes():
            return png
        made = io.BytesIO()
        grey.save(made, "PNG", optimize=True)
        return made.getvalue()
