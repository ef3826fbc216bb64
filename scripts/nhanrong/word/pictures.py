"""Drawings as pictures that Word shows: drawn to dots, sharp enough for print, told to those who do not see them."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from docx.document import Document
from docx.oxml.shape import CT_Inline
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from nhanrong.typesetting import pictures_of
from nhanrong.word.xml import clean

DOTS = 220  # an inch: more than a copier of a commune shows
_TEMPLATE = "word/picture.typ"


@dataclass(frozen=True)
class Drawing:
    """An SVG, and how many millimetres wide it is printed."""

    svg: str
    width: float


class Gallery:
    """The pictures of a document, all drawn at one go; each once, however often it is shown."""

    def __init__(self, document: Document, drawings: Iterable[Drawing], day: dt.date) -> None:
        self._part = document.part
        self._shown = count(1)
        self.pictures = _drawn(list(dict.fromkeys(drawings)), day)

    def put(self, paragraph: Paragraph, drawing: Drawing, tallest: float, alt: str) -> None:
        """Show a drawing at the end of a paragraph, smaller where it would get taller than so many millimetres."""
        png = self.pictures[drawing]
        with Image.open(io.BytesIO(png)) as picture:
            height = drawing.width * picture.height / picture.width
        shown = min(1.0, tallest / height)
        relation, _ = self._part.get_or_add_image(io.BytesIO(png))
        number = next(self._shown)
        size = Mm(drawing.width * shown), Mm(height * shown)
        inline = CT_Inline.new_pic_inline(number, relation, f"hinh-{number}.png", *size)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # without it some programs leave room around
        inline.docPr.set("name", f"Hình {number}")
        inline.docPr.set("descr", clean(alt))
        paragraph.add_run()._r.add_drawing(inline)  # noqa: SLF001  # run.add_picture counts all pictures every time


def _drawn(wanted: Sequence[Drawing], day: dt.date) -> Mapping[Drawing, bytes]:
    """Each drawing as PNG."""
    if not wanted:
        return {}
    data = {"drawings": [{"svg": one.svg, "width": one.width} for one in wanted]}
    pages = pictures_of(_TEMPLATE, data, day, DOTS)
    return dict(zip(wanted, (_on_paper(page) for page in pages), strict=True))


def _on_paper(png: bytes) -> bytes:
    """The same picture on white, a third as large where it has no colour."""
    with Image.open(io.BytesIO(png)) as picture:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")  # what shows through is paper, not black
        plain = Image.alpha_composite(paper, seen).convert("RGB")
        grey = plain.convert("L")
        kept = grey if grey.convert("RGB").tobytes() == plain.tobytes() else plain
        made = io.BytesIO()
        kept.save(made, "PNG", compress_level=6)  # a hundredth larger than the smallest, in a fifth of its time
        return made.getvalue()
