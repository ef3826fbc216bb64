"""Contents, headings they lead to, links, page numbers: what Word computes or follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from nhanrong.word.texts import Place, write
from nhanrong.word.xml import clean, element, field, run

_MARK = "_Toc"


@dataclass(frozen=True)
class Entry:
    """A line of the contents, the name of the place that it leads to, and its number if it has one."""

    title: str
    mark: str
    number: str = ""


def entries(titles: Sequence[tuple[str, str]]) -> list[Entry]:
    """Lines of the contents from numbers and titles, each with a place of its own."""
    return [Entry(title, f"{_MARK}{at:06d}", number) for at, (number, title) in enumerate(titles, start=1)]


def contents(document: Document, title: str, listed: Sequence[Entry], width: float) -> None:
    """The contents over headings of the first level, their lines filled in, `width` millimetres wide.

    Word numbers the pages when somebody asks it to (F9): what it has not laid out yet has no page, and a guess would
    be wrong.
    """
    for tab in document.styles["toc 1"].element.xpath(".//w:tab[@w:val='right']"):
        tab.set(qn("w:pos"), str(Mm(width).twips))
    heading = write(document, title, "TOCHeading")
    lines = [_line(document, entry) for entry in listed] or [write(document, "", "TOC1")]
    begin, asked, separate, _, end = field('TOC \\o "1-1" \\h \\z \\u')
    first = lines[0]._p  # noqa: SLF001  # fields are made of elements
    for one in (separate, asked, begin):
        first.insert(_after_properties(first), one)
    lines[-1]._p.append(end)  # noqa: SLF001
    gallery = element("w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique"))
    inside = element("w:sdtContent")
    block = element("w:sdt", element("w:sdtPr", gallery), inside)
    heading._p.addprevious(block)  # noqa: SLF001
    for paragraph in (heading, *lines):
        inside.append(paragraph._p)  # noqa: SLF001


def _line(document: Document, entry: Entry) -> Paragraph:
    paragraph = write(document, "", "TOC1")
    link = element("w:hyperlink", anchor=entry.mark, history="1")
    if entry.number:
        link.append(run(entry.number))
        link.append(element("w:r", element("w:tab")))
    link.append(run(entry.title))
    paragraph._p.append(link)  # noqa: SLF001
    return paragraph


def _after_properties(paragraph: Any) -> int:
    return 1 if paragraph.find(qn("w:pPr")) is not None else 0


def leads_here(paragraph: Paragraph, entry: Entry) -> None:
    """Make a paragraph the place that a line of the contents leads to."""
    body = paragraph._p  # noqa: SLF001  # python-docx has no bookmarks
    number = int(entry.mark.removeprefix(_MARK))
    body.insert(_after_properties(body), element("w:bookmarkStart", id=number, name=entry.mark))
    body.append(element("w:bookmarkEnd", id=number))


def lead(paragraph: Paragraph, entry: Entry, shown: str) -> None:
    """Words that lead to the place of an entry in the same document."""
    paragraph._p.append(element("w:hyperlink", run(shown), anchor=entry.mark, history="1"))  # noqa: SLF001


def page_number(place: Place, style: str, *, of_all: bool = False) -> Paragraph:
    """The number of the page, with how many there are on request."""
    paragraph = write(place, "", style)
    body = paragraph._p  # noqa: SLF001  # fields are made of elements
    for one in field("PAGE", "1"):
        body.append(one)
    if of_all:
        body.append(run("/"))
        for one in field("NUMPAGES", "1"):
            body.append(one)
    return paragraph


def link(paragraph: Paragraph, address: str, shown: str) -> None:
    """Words that lead to a page on the web; to another address nothing leads, they only stand there."""
    if not address.startswith(("https://", "http://")):
        paragraph.add_run(clean(shown))
        return
    relation = paragraph.part.relate_to(clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = element("w:hyperlink", run(shown, "Hyperlink"))
    made.set(qn("r:id"), relation)
    paragraph._p.append(made)  # noqa: SLF001  # python-docx cannot add links
