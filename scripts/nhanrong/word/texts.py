"""Paragraphs of plain text: whatever stands in a text, it is a text in the document too."""

from collections.abc import Iterator
from typing import Any, Protocol

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from nhanrong.word.xml import clean

RIGHT, CENTRE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


class Place(Protocol):
    """Where paragraphs can be added: a document, a cell, a header, a footer."""

    @property
    def paragraphs(self) -> list[Paragraph]:
        """All that stand there."""
        ...

    def add_paragraph(self, text: str = "", style: Any = None) -> Paragraph:
        """Add one at the end."""
        ...


def write(
    place: Place, text: str, style: str = "Normal", *, bold_first: str = "", align: WD_ALIGN_PARAGRAPH | None = None
) -> Paragraph:
    """A new paragraph at the end of a place, or its first one if nothing stands there; `bold_first` goes before.

    `style` is the id of one in the templates; python-docx would look it up by its name, every time.
    """
    unused = None if isinstance(place, Document) else _unused(place.paragraphs)
    paragraph = unused or place.add_paragraph()
    paragraph._p.style = style  # noqa: SLF001
    if bold_first:
        say(paragraph, bold_first, bold=True)
    say(paragraph, text)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def say(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """Add words to a paragraph."""
    if text:
        paragraph.add_run(clean(text)).bold = True if bold else None


def keep_with_next(paragraph: Paragraph) -> Paragraph:
    """Let the page not end behind this paragraph."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


CHAPTERS = 3  # the numbers of chapters, in numbering.xml
_ITEMS = 2  # the numbers of items, there


def restarted_numbers(document: Document) -> Iterator[int]:
    """For each list that is numbered from 1 the number by which its paragraphs name it."""
    numbering = document.part.numbering_part.element
    while True:
        made = numbering.add_num(_ITEMS)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        yield made.numId


def numbered(paragraph: Paragraph, number: int) -> Paragraph:
    """Make a paragraph the next item of a numbered list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # python-docx has no public way
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
    return paragraph


def _unused(paragraphs: list[Paragraph]) -> Paragraph | None:
    """The empty paragraph that every cell, header and footer must have, if nothing else stands there."""
    only = paragraphs[0] if len(paragraphs) == 1 else None
    return only if only is not None and not len(only._p) else None  # noqa: SLF001
