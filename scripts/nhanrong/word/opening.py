"""A new document with our own styles: nothing in it comes from a template of Word's or of a library's."""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Emu, Mm

from nhanrong.word.xml import clean

_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/document.xml": "document.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
}
_SCALED = {"sz": "val", "szCs": "val", "ind": "left right hanging", "tab": "pos", "spacing": "before after"}
_LONGEST_TITLE = 255  # of a property

Look = Literal["handout", "letter"]


@dataclass(frozen=True)
class Paper:
    """A sheet and its margins, in millimetres."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        """How wide the text is."""
        return self.width - self.left - self.right

    def across(self) -> "Paper":
        """The same sheet turned; the margin for binding is then above."""
        return Paper(self.height, self.width, self.bottom, self.right, self.left, self.right)


A5 = Paper(148, 210, left=14, right=14, top=18, bottom=18)
A4 = Paper(210, 297, left=20, right=20, top=24, bottom=24)
A4_LETTER = Paper(210, 297, left=30, right=15, top=20, bottom=20)  # as state documents have it


@cache
def _base(look: Look) -> bytes:
    folder = files("nhanrong") / "templates" / "word"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, file in {**_PARTS, "word/styles.xml": f"{look}.xml"}.items():
            archive.writestr(name, (folder / file).read_bytes())
    return made.getvalue()


def opened(look: Look, paper: Paper, title: str, day: dt.date, scale: float = 1.0) -> Document:
    """An empty document of `day` in Vietnamese, by nobody; `scale` makes all larger."""
    document = docx.Document(io.BytesIO(_base(look)))
    told = document.core_properties
    told.title = clean(title)[:_LONGEST_TITLE]
    told.author, told.last_modified_by, told.language = "nhanrong", "", "vi-VN"
    told.created = told.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  # python-docx takes no zone
    if scale != 1:
        _enlarge(document.styles.element, scale)
        _enlarge(document.part.numbering_part.element, scale)
    on_paper(document.sections[0], paper)
    return document


def _enlarge(part: BaseOxmlElement, scale: float) -> None:
    """Make letters larger, with the room before, between and beside them."""
    for name, attributes in _SCALED.items():
        for one in part.iter(qn(f"w:{name}")):
            for key in map(qn, (f"w:{attribute}" for attribute in attributes.split())):
                if key in one.attrib:
                    one.set(key, str(round(int(one.get(key)) * scale)))


def on_paper(section: Section, paper: Paper) -> None:
    """Print a section on this paper."""
    section.orientation = WD_ORIENT.LANDSCAPE if paper.width > paper.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.left_margin, section.right_margin = Mm(paper.left), Mm(paper.right)
    section.top_margin, section.bottom_margin = Mm(paper.top), Mm(paper.bottom)
    section.header_distance = section.footer_distance = Mm(min(paper.top, paper.bottom) * 0.45)
    section.gutter = Emu(0)
