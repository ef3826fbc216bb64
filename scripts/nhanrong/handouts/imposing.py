"""Pages of a booklet put two by two on sheets of A4, so that the sheets, printed, folded and stapled, read in order."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
)

SHEET_WIDTH, SHEET_HEIGHT = 841.89, 595.28  # A4 across, in points
HOW_TO_PRINT = "In hai mặt, lật theo cạnh ngắn, gập đôi, dập ghim giữa."
_KEPT = ("/Title", "/Author", "/Subject", "/CreationDate", "/ModDate")
_ALIKE = 0.01  # paper that differs by less is the same: A5 is half an A4 but for a fraction of a point


@dataclass(frozen=True)
class Side:
    """One side of a sheet: the numbers of the pages on its left and right, from 1; None stays white."""

    left: int | None
    right: int | None


def sides(pages: int) -> list[Side]:
    """The sides as a printer takes them, front and back in turn; their number is even.

    Pages are filled up with white ones to a multiple of four, all of them behind the last.
    """
    full = -(-pages // 4) * 4

    def page(number: int) -> int | None:
        return number if number <= pages else None

    return [
        side
        for sheet in range(full // 4)
        for side in (
            Side(page(full - 2 * sheet), page(2 * sheet + 1)),
            Side(page(2 * sheet + 2), page(full - 2 * sheet - 1)),
        )
    ]


def imposed(pdf: bytes) -> bytes:
    """The sheets to print from a booklet: two pages on each side of A4 across, the same bytes for the same booklet.

    Pages of another size or turned ones are made to fit half a sheet. The title stays; tags, links and bookmarks are
    lost, since a sheet reads in no order: publish the booklet itself for reading, and this for the printer alone.
    """
    booklet, sheets = PdfReader(io.BytesIO(pdf)), PdfWriter()
    for side in sides(len(booklet.pages)):
        sheet = sheets.add_blank_page(SHEET_WIDTH, SHEET_HEIGHT)
        drawn = DictionaryObject()
        strokes = []
        for number, name, start in ((side.left, "/L", 0.0), (side.right, "/R", SHEET_WIDTH / 2)):
            if number is not None:
                page = booklet.pages[number - 1]
                drawn[NameObject(name)] = sheets._add_object(_drawing(page, sheets))  # noqa: SLF001  # no public way
                strokes.append(f"q {_matrix(page, start)} cm {name} Do Q")
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawn})
        sheet[NameObject("/Contents")] = sheets._add_object(_stream("\n".join(strokes).encode()))  # noqa: SLF001
    _describe(sheets, booklet)
    made = io.BytesIO()
    sheets.write(made)
    return made.getvalue()


def _drawing(page: PageObject, sheets: PdfWriter) -> StreamObject:
    """All that a page shows, to be drawn anywhere, with its own fonts and patterns; what lies outside is cut off."""
    contents = page.get_contents()
    drawing = _stream(contents.get_data() if contents is not None else b"")
    drawing[NameObject("/Type")] = NameObject("/XObject")
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/BBox")] = ArrayObject(FloatObject(one) for one in page.cropbox)
    inherited = page.get_inherited("/Resources", DictionaryObject())
    drawing[NameObject("/Resources")] = inherited.get_object().clone(sheets)
    return drawing


def _stream(data: bytes) -> StreamObject:
    plain = DecodedStreamObject()
    plain.set_data(data)
    return plain.flate_encode()


def _matrix(page: PageObject, start: float) -> str:
    """How a page is moved into the middle of the half that begins at `start`, upright and as large as it fits."""
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    middle = Transformation().translate(-float(box.left) - width / 2, -float(box.bottom) - height / 2)
    if page.rotation % 180:
        width, height = height, width
    scale = min(SHEET_WIDTH / 2 / width, SHEET_HEIGHT / height)
    if abs(scale - 1) < _ALIKE:
        scale = 1.0
    there = middle.rotate(-page.rotation).scale(scale).translate(start + SHEET_WIDTH / 4, SHEET_HEIGHT / 2)
    return " ".join(f"{number:.5f}" for number in there.ctm)


def _describe(sheets: PdfWriter, booklet: PdfReader) -> None:
    """What the booklet says of itself, and how a printer that is asked should turn the paper."""
    told: Mapping[str, object] = booklet.metadata or {}
    sheets.add_metadata({name: str(told[name]) for name in _KEPT if name in told})
    root = booklet.root_object
    if "/Lang" in root:
        sheets.root_object[NameObject("/Lang")] = root["/Lang"]
    wishes = {"/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None"}
    sheets.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject(key): NameObject(value) for key, value in wishes.items()}
    )
