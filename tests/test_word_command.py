"""A booklet to edit or to fold by command: what was edited is never lost, what is asked wrongly is said."""

from pathlib import Path

import pypdfium2
import pytest

from handing_out import DAY, copied, run
from reading_documents import above, below, opened, told


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copied(tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("base")
def test_a_name_that_ends_with_docx_gives_a_document_to_edit(tmp_path: Path) -> None:
    out = tmp_path / "lop.docx"
    result = run("booklet", "--model", "thu-a", "--with-unreviewed", "--out", str(out), *DAY)
    assert result.exit_code == 0, result.output
    assert result.output == (
        f"{out}: 1 mô hình, bản Word để sửa. Muốn mục lục có số trang: bấm vào mục lục rồi bấm F9.\n"
        "Sửa rồi thì xóa mã QR: bản trên trang không có chỗ sửa ấy.\n"
    )
    lines = told(out.read_bytes())
    assert "TOC1: Cách đọc sách này" in lines
    assert "Heading1: Giải thích từ ngữ" in lines
    assert below(out.read_bytes()) == [["1"]] * 6, "the number of the page; this base is no demonstration"


@pytest.mark.usefixtures("base")
def test_a_chapter_that_was_not_reviewed_says_so_on_its_every_page(tmp_path: Path) -> None:
    out = tmp_path / "tat-ca.docx"
    assert run("booklet", "--all", "--out", str(out), *DAY).exit_code == 0
    heads = above(out.read_bytes())
    assert len(heads) == len(opened(out.read_bytes()).sections) == 13, (
        "cover, six chapters, words, slips, the last page"
    )
    assert ["Chưa thẩm định kỹ thuật" in head for head in heads].count(True) >= 1
    assert heads[0] == heads[-1] == []


@pytest.mark.usefixtures("base")
def test_a_document_that_was_edited_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "lop.docx"
    asked = ("booklet", "--all", "--out", str(out), *DAY)
    assert run(*asked).exit_code == 0
    first = out.read_bytes()
    assert run(*asked).exit_code == 0, "the same one may be made again"
    edited = opened(first)
    edited.paragraphs[0].add_run("sửa tay")
    edited.save(str(out))
    kept = out.read_bytes()
    result = run(*asked)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{out}: NR857 đã có tệp này, nội dung khác\n"
        "    → Có thể đã có người sửa; đặt tên khác sau --out, hoặc dời tệp ấy đi.\n"
        "1 chỗ phải sửa; chưa ghi gì.\n"
    )
    assert out.read_bytes() == kept


@pytest.mark.usefixtures("base")
def test_imposed_pages_stand_two_by_two_on_half_as_many_sides(tmp_path: Path) -> None:
    plain, sheets = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert run("booklet", "--all", "--out", str(plain), *DAY).exit_code == 0
    result = run("booklet", "--all", "--imposed", "--out", str(sheets), *DAY)
    assert result.exit_code == 0
    assert "In hai mặt, lật theo cạnh ngắn, gập đôi, dập ghim giữa." in result.output
    pages, sides = pypdfium2.PdfDocument(plain), pypdfium2.PdfDocument(sheets)
    assert len(sides) * 2 == len(pages)
    front = sides[0].get_textpage()
    half = sides[0].get_width() / 2

    def words(text: str) -> list[str]:
        return [word for word in text.split() if word.isalpha()]

    assert words(front.get_text_bounded(left=half)) == words(pages[0].get_textpage().get_text_bounded())
    assert words(front.get_text_bounded(right=half)) == words(pages[len(pages) - 1].get_textpage().get_text_bounded())


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("wrong", [("--imposed", "--out", "a.docx"), ("--imposed", "--large", "--out", "a.pdf")])
def test_only_small_pages_of_a_pdf_can_be_folded(wrong: tuple[str, ...]) -> None:
    result = run("booklet", "--all", *wrong, *DAY)
    assert result.exit_code == 2
    assert "--imposed chỉ dùng cho bản PDF khổ A5: bỏ --large, đặt tên tệp .pdf." in result.output
    assert not Path("a.docx").exists()
