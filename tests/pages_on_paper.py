"""What a PDF says and shows: its texts as people copy them, its fonts, its QR codes, whether it is tagged."""

import io
import shutil
import subprocess
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader


def texts(pdf: bytes) -> list[str]:
    """The text of each page in one line, as pdftotext reads it, word joiners and no-break spaces made plain."""
    program = shutil.which("pdftotext")
    assert program, "poppler-utils is needed"
    made = subprocess.run([program, "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages = made.replace("\u2060", "").replace("\u00a0", " ").split("\f")[:-1]
    return [" ".join(page.split()) for page in pages]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages]
    return [(round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes]


def codes(pdf: bytes, scale: float = 2.5) -> list[set[str]]:
    """What the QR codes of each page say, read from its picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = [page.render(scale=scale, grayscale=True).to_pil() for page in document]
    finally:
        document.close()
    return [{found.text for found in zxingcpp.read_barcodes(picture)} for picture in pictures]


def assert_sound(pdf: bytes) -> None:
    """Tagged, in Vietnamese, with a title, every font within it, none but ours."""
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    assert b"pdfuaid" in pdf
    assert str(root["/Lang"]).startswith("vi")
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata
    assert reader.metadata.title
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert "BeVietnamPro" in str(below["/BaseFont"])
            described = below["/FontDescriptor"].get_object()
            assert any(key in described for key in ("/FontFile2", "/FontFile3"))


def alt_texts(pdf: bytes) -> list[str]:
    """The alternative texts of all figures, joiners and no-break spaces made plain."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]).replace("\u2060", "").replace("\u00a0", " "))
            walk_all(node.get("/K"))

    def walk_all(kids: Any) -> None:
        for kid in kids if isinstance(kids, list) else [kids]:
            if kid is not None and hasattr(kid, "get_object"):
                walk(kid)

    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    walk(root["/StructTreeRoot"])
    return found
