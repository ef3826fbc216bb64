"""What stands in a Word document, line by line."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree


def opened(data: bytes) -> Document:
    """The document of a file."""
    return docx.Document(io.BytesIO(data))


def told(data: bytes) -> list[str]:
    """Its body: paragraphs as “Style: text”, rows of tables as “| a | b |”; pictures as their alternative text."""
    return [line for line in _lines(opened(data).element.body) if line]


def everything(data: bytes) -> str:
    """All texts of all parts that show any."""
    return "\n".join(
        _text(etree.fromstring(part))
        for name, part in parts(data).items()
        if name.startswith("word/") and ".xml" in name
    )


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml_parts(data: bytes) -> list[Any]:
    """The parts that are XML of Word's own."""
    return [
        etree.fromstring(part)
        for name, part in parts(data).items()
        if name.startswith("word/") and name.endswith(".xml")
    ]


def above(data: bytes) -> list[list[str]]:
    """What stands above each page of each part."""
    return [[one.text for one in part.header.paragraphs if one.text] for part in opened(data).sections]


def below(data: bytes) -> list[list[str]]:
    """What stands below each page of each part; the field of the page number is shown as its first result."""
    return [[one.text for one in part.footer.paragraphs if one.text] for part in opened(data).sections]


def _lines(body: Any) -> Iterator[str]:
    for one in body:
        if one.tag == qn("w:p"):
            style = one.pPr.style if one.pPr is not None else None
            text = _text(one)
            yield f"{style}: {text}" if text else ""
        elif one.tag == qn("w:tbl"):
            for row in one.iter(qn("w:tr")):
                yield "| " + " | ".join(" / ".join(_paragraphs(cell)) for cell in row.iter(qn("w:tc"))) + " |"
        elif one.tag == qn("w:sdt"):
            yield from _lines(one.find(qn("w:sdtContent")))


def _paragraphs(cell: Any) -> list[str]:
    return [text for one in cell.iter(qn("w:p")) if (text := _text(one))]


def _text(element: Any) -> str:
    """Texts, tabs and pictures, in order."""
    said = []
    for one in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("wp:docPr")):
        if one.tag == qn("w:t"):
            said.append(one.text or "")
        elif one.tag == qn("wp:docPr"):
            said.append(f"[{one.get('descr')}]")
        elif one.getparent().tag == qn("w:r"):
            said.append("\t" if one.tag == qn("w:tab") else "\n")
    return "".join(said)


def table(data: bytes, number: int) -> Table:
    """A table of the body, from 0."""
    return opened(data).tables[number]
