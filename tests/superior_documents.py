"""A Word form as a superior might send it, made up and built here."""

import datetime as dt
import io
from functools import cache

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from nhanrong.steadyzip import steady
from superior_files import patched

_SUM = (
    f'<w:p {nsdecls("w")}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>999</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r></w:p>'
)
_TYPED = _SUM.replace("=SUM(ABOVE)", "FORMTEXT").replace("999", "gõ vào đây")
_CONTROL = (
    f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Ngày nộp: </w:t></w:r>'
    "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
    '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr><w:t>[bấm để gõ]</w:t></w:r>'
    "</w:sdtContent></w:sdt></w:p>"
)
_BOX = (
    f'<w:p {nsdecls("w")}><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p>'
    "<w:r><w:t>{{so_ho}}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)


@cache
def document(*, signed: bool = False) -> bytes:
    """Blanks to fill in, marks parted over several runs, a table with merged cells and a sum of Word's own."""
    made = Document()
    made.sections[0].header.paragraphs[0].text = "Mẫu {{so_ho}} của tỉnh Thử"
    made.add_heading("BÁO CÁO (bịa để kiểm thử)", 1)
    blank = made.add_paragraph("Tổng số hộ: ")
    blank.add_run("………").bold = True
    blank.add_run("… hộ, đạt ...... % kế hoạch; người ký: ____")
    marked = made.add_paragraph("Có ")
    first, second = marked.add_run("{{so"), marked.add_run("_ho}}")
    first.font.color.rgb, first.font.size = RGBColor(200, 0, 0), Pt(15)
    second.italic = True
    marked.add_run(" hộ, nhắc lại {{so_ho}}, vốn [vốn].")
    table = made.add_table(5, 4)
    for column, name in enumerate(("Đơn vị", "Số mô hình", "Số hộ", "Ghi chú")):
        table.cell(0, column).text = name
    for row, name in enumerate(("Xã Thử Một", "Xã Thử Hai", "Cộng"), start=1):
        table.cell(row, 0).text = name
    table.cell(1, 1).paragraphs[0].add_run("…").bold = True
    table.cell(1, 3).merge(table.cell(2, 3)).text = "chung"
    table.cell(4, 0).merge(table.cell(4, 2)).text = "Gộp ngang"
    table.cell(3, 1)._tc.replace(table.cell(3, 1).paragraphs[0]._p, parse_xml(_SUM))
    table.cell(3, 2)._tc.replace(table.cell(3, 2).paragraphs[0]._p, parse_xml(_TYPED))
    table.cell(2, 1).add_table(1, 1).cell(0, 0).text = "bảng con"
    made.element.body.insert(0, parse_xml(_BOX))
    made.element.body.insert(len(made.element.body) - 1, parse_xml(_CONTROL))
    saved = io.BytesIO()
    made.save(saved)
    more = {"customXml/item9.xml": b"<a/>"} | ({"_xmlsignatures/sig1.xml": b"<Signature/>"} if signed else {})
    return patched(steady(saved.getvalue(), dt.date(2026, 3, 2)), {}, more)
