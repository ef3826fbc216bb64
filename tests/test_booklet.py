"""The booklet as it comes out: its pages, what stands on each, what is read by eyes, copiers, phones and programs."""

import datetime as dt
import io
import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops
from pypdf import PdfReader

from builders import DAY, SMALL, knowledge, model, small
from handing_out import DAY as TODAY
from handing_out import copied, run
from nhanrong import site
from nhanrong.handouts import booklet, selection
from nhanrong.handouts.blocks import Book, Calendar, Picture, Slip, Table
from nhanrong.handouts.document import docx
from nhanrong.handouts.imposing import imposed
from nhanrong.handouts.reviewing import UNREVIEWED
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.area import Area
from nhanrong.store import Store
from pages_on_paper import assert_sound, codes, sizes, texts

ROOT = Path(__file__).parent.parent
GOLDEN = SMALL / "expected" / "booklet.txt"
ODD = "#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc] \\ // <nhãn> @nguồn {{ x }} “”\"'"
AREA = Area.model_validate(
    {"name": "huyện Thử", "format": 1, "site_url": "https://kho-thu.example/nr/", "demonstration": True}
)


@cache
def of_small() -> Publication:
    return Publication(small(), DAY)


@cache
def small_book() -> Book:
    return booklet.book(
        of_small(), selection.selected(of_small(), selection.everything(of_small()), with_unreviewed=True)
    )


@cache
def small_pdf() -> bytes:
    return booklet.pdf(of_small(), small_book())


@cache
def small_texts() -> tuple[str, ...]:
    return tuple(texts(small_pdf()))


@cache
def di_linh() -> tuple[Book, bytes]:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    publication = Publication(kb, dt.date(2026, 12, 1))
    made = booklet.book(
        publication, selection.selected(publication, selection.everything(publication), with_unreviewed=False)
    )
    return made, booklet.pdf(publication, made)


def poppler(pdf: bytes, *options: str) -> str:
    program = shutil.which("pdftotext")
    assert program, "poppler-utils is needed"
    made = subprocess.run([program, *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return plain(made.decode())


def plain(text: str) -> str:
    """Without word joiners, with common spaces."""
    return text.replace("\u2060", "").replace("\u00a0", " ")


def bookmarks(pdf: bytes) -> dict[str, int]:
    """The page, from 1, on which each part begins."""
    reader = PdfReader(io.BytesIO(pdf))
    found: dict[str, int] = {}
    for entry in reader.outline:
        assert not isinstance(entry, list)
        number = reader.get_destination_page_number(entry)
        assert number is not None
        found[plain(str(entry.title))] = number + 1
    return found


def chapter_pages(made: Book, pdf: bytes) -> dict[str, range]:
    """The pages of each chapter, by its code."""
    begins = bookmarks(pdf)
    starts = [begins[chapter.title] for chapter in made.chapters] + [begins["Giải thích từ ngữ"]]
    return {
        chapter.code: range(first, following)
        for chapter, first, following in zip(made.chapters, starts[:-1], starts[1:], strict=True)
    }


def test_it_is_sound_a5_and_a_multiple_of_four() -> None:
    made = small_pdf()
    assert_sound(made)
    assert set(sizes(made)) == {(148, 210)}
    assert len(sizes(made)) % 4 == 0


def test_di_linh_is_sound_and_carries_its_line_and_its_mark_on_every_page() -> None:
    made, pdf = di_linh()
    assert_sound(pdf)
    pages = texts(pdf)
    assert len(pages) % 4 == 0
    for number, page in enumerate(pages, 1):
        assert DEMONSTRATION in page, number
        assert UNREVIEWED in page, number
    assert len(made.chapters) == 42
    assert "bản mới nhất tại https://nhanrong.example/di-linh/tai-lieu/" in pages[-1]


def test_the_mark_stands_on_every_page_of_what_was_not_reviewed_and_on_no_other_chapter() -> None:
    pages = small_texts()
    assert UNREVIEWED in pages[0], "the cover"
    parts = chapter_pages(small_book(), small_pdf())
    for chapter in small_book().chapters:
        for number in parts[chapter.code]:
            assert (UNREVIEWED in pages[number - 1]) == (chapter.code not in {"thu-a", "cach-a"}), number


def test_what_is_reviewed_has_no_mark_anywhere_and_names_what_is_left_out_on_its_last_page_of_text() -> None:
    chosen = selection.selected(of_small(), selection.everything(of_small()), with_unreviewed=False)
    made = booklet.book(of_small(), chosen)
    pages = texts(booklet.pdf(of_small(), made))
    marked = [number for number, page in enumerate(pages, 1) if UNREVIEWED in page.replace(f"“{UNREVIEWED}”", "")]
    assert marked == []
    (named,) = [number for number, page in enumerate(pages) if "Được hỏi tới nhưng chưa thẩm định" in page]
    assert "chưa in: Mô hình thử D (bịa để kiểm thử); Mô hình thử C (bịa để kiểm thử);" in pages[named]
    for later in pages[named + 1 : -1]:
        assert re.fullmatch(r"Sổ tay mô hình và cách làm hay Ghi chép \d+", later)


def test_the_back_cover_is_last_and_says_where_the_newest_is() -> None:
    last = small_texts()[-1]
    assert "Bản in ngày 23/11/2026, bản mới nhất tại https://kho-thu.example/nhan-rong/tai-lieu/" in last
    assert "Hỏi ai: Văn phòng Hội thử (bịa để kiểm thử); 0000 000 000" in last
    assert sum("bản mới nhất tại" in page for page in small_texts()) == 1


def test_the_cover_tells_area_theme_edition_and_day() -> None:
    cover = small_texts()[0]
    for said in (
        "Huyện Thử (bịa để kiểm thử) Bản tháng 11/2026",
        "Sổ tay mô hình và cách làm hay",
        "Mọi lĩnh vực",
        "In ngày 23/11/2026.",
        "Số trong mỗi xã: bấy nhiêu mô hình, cách làm của sách có ở đó.",
    ):
        assert said in cover, said
    drawn = small_book().cover
    assert drawn
    assert "Thử Hai Mới: 2" in drawn.alt


def test_contents_by_theme_give_the_page_on_which_each_part_begins() -> None:
    for made, pdf in ((small_book(), small_pdf()), di_linh()):
        begins = bookmarks(pdf)
        first = begins["Cách đọc sách này"]
        contents = " ".join(texts(pdf)[1 : first - 1])
        place = 0
        for chapter in made.chapters:
            found = re.compile(rf"{re.escape(chapter.title)} (?:\. ?)+ ?(\d+)").search(contents, place)
            assert found, chapter.title
            assert int(found[1]) == begins[chapter.title], chapter.title
            place = found.end()
        for theme in dict.fromkeys(chapter.theme for chapter in made.chapters):
            assert contents.count(theme) >= 1, theme


@pytest.mark.parametrize(
    "said",
    [
        "Mô hình bịa, ghi đủ mọi trường để kiểm thử. Làm trên 1 ha, có sổ thu chi và lịch thời vụ.",
        "Có hợp với nhà mình không?",
        "Diện tích: 1,5 ha. Số hộ: 12 đến 15 hộ. Năng suất: nguồn chỉ nói là khá",
        "Rủi ro – Giá xuống thấp vào mùa mưa.",
        "1 Trồng cây thử, hàng cách hàng 1,5 m. Khi nào: đầu mùa mưa Vật tư: cây giống, phân chuồng",
        "Vốn: Cây giống 20.000 cây × 1.000 đồng 20 triệu đồng 2025 Vốn nhà",
        "Lãi (thu trừ chi) 123,1 triệu đồng",
        "Giá cũ: đã quá 3 năm, không nên lấy để tính cho năm nay.",
        "7 ô, mỗi ô một xã; vạch đứng là mức 40 %: muốn hơn phải từ 3 trên 7 xã.",
        "Đã kiểm tra thực tế 1/7 14,3 %",
        "Sơ đồ vị trí tương đối của các xã, không phải địa giới hành chính.",
        "Đã từng hỏng – Một vườn thử bị ngập nên phải bỏ.",
        "Chỗ đã hỏng: ở xã ta có thể xảy ra không?",
        "Nguồn không kể từng bước. Muốn làm theo thì xin học ở nơi đã làm.",
        "Phiếu gửi Hội Nông dân: Mô hình thử A (bịa để kiểm thử) (mã thu-a). Đánh dấu một ô:",
        "Tôi muốn học Tôi muốn đến xem Tôi đang làm Tôi đã bỏ, vì:",
        "Không ghi tên, số điện thoại. Đưa cho: Văn phòng Hội thử (bịa để kiểm thử)",
        "Nhân rộng: Một xã khác làm theo mô hình, và còn làm.",
    ],
)
def test_sentences_are_copied_as_they_are(said: str) -> None:
    assert any(said in page for page in small_texts()), said


def test_a_missing_figure_stays_missing() -> None:
    start = chapter_pages(small_book(), small_pdf())["thu-d"].start
    page = small_texts()[start - 1]
    assert "Chưa có số liệu: vốn, bao lâu có thu, lợi nhuận, giống ở đâu, bán cho ai." in page
    assert "Chưa ai nói rõ: quy mô, đất, điều kiện, vốn, công, rủi ro. Hỏi cho ra trước khi làm." in page


def test_every_chapter_ends_with_its_own_slip_in_one_piece() -> None:
    for made, pdf in ((small_book(), small_pdf()), di_linh()):
        pages = texts(pdf)
        for code, own in chapter_pages(made, pdf).items():
            slips = [number for number in own if "cắt ở đây" in pages[number - 1]]
            assert slips == [own.stop - 1], code
            assert f"(mã {code})" in pages[own.stop - 2], code
            assert "Không ghi tên, số điện thoại." in pages[own.stop - 2], code


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for made, pdf in ((small_book(), small_pdf()), di_linh()):
        titles = {section.title for chapter in made.chapters for section in chapter.sections if section.title}
        titles |= {"Lịch thời vụ"} | {
            block.caption
            for chapter in made.chapters
            for section in chapter.sections
            for block in section.blocks
            if isinstance(block, Table)
        } - {""}
        seen = set()
        for number, page in enumerate(poppler(pdf, "-layout").split("\f")[:-1], 1):
            lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
            body = [line for line in lines if not re.search(rf"^\d+$|{re.escape(DEMONSTRATION)}", line)]
            seen |= titles.intersection(body)
            assert not body or body[-1] not in titles, (number, body[-1])
        assert {"Cùng bàn", "Nguồn"} <= seen


def test_no_word_stands_on_another() -> None:
    for pdf in (small_pdf(), di_linh()[1]):
        for number, page in enumerate(poppler(pdf, "-bbox").split("<page ")[1:], 1):
            found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<', page)
            words = [(round(float(y)), float(left), float(right), word) for left, y, right, word in found]
            words.sort()
            for (row, _, end, word), (next_row, begin, _, other) in pairwise(words):
                assert row != next_row or begin > end - 2, (number, word, other)


def test_phones_read_the_code_of_every_chapter_and_of_the_back_cover() -> None:
    found = codes(small_pdf())
    parts = chapter_pages(small_book(), small_pdf())
    for chapter in small_book().chapters:
        assert found[parts[chapter.code].start - 1] == {chapter.url}
    assert found[-1] == {"https://kho-thu.example/nhan-rong/tai-lieu/"}


def test_nothing_has_a_colour() -> None:
    document = pypdfium2.PdfDocument(small_pdf())
    try:
        for number, page in enumerate(document, 1):
            red, green, blue = page.render(scale=0.6).to_pil().convert("RGB").split()
            for other in (green, blue):
                assert ImageChops.difference(red, other).getextrema() == (0, 0), number
    finally:
        document.close()


def test_every_drawing_is_told_in_words() -> None:
    alternatives = [
        block.alt
        for chapter in small_book().chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Picture)
    ]
    assert len(alternatives) >= 4
    assert any("Thử Hai Mới: đang làm, đã kiểm tra thực tế" in alt for alt in alternatives), alternatives
    reader = PdfReader(io.BytesIO(small_pdf()))
    told = {str(value.get("/Alt", "")) for value in _objects(reader) if value.get("/S") == "/Figure"}
    assert "" not in told
    for alt in alternatives:
        assert plain(alt) in {plain(one) for one in told}, alt


def _objects(reader: PdfReader) -> list[Any]:
    found = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    return [value for value in found if isinstance(value, dict)]


def test_large_print_is_sixteen_points_on_a4() -> None:
    large = booklet.pdf(of_small(), small_book(), large=True)
    assert_sound(large)
    assert set(sizes(large)) == {(210, 297)}
    assert len(sizes(large)) % 4 == 0
    assert _letters(large) == 16.0
    assert _letters(small_pdf()) == 10.5


def _letters(pdf: bytes) -> float:
    """The size, in points, in which most letters of the text are set."""
    counted: dict[float, int] = {}

    def count(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        points = round(abs(size * matrix[3]), 1)
        counted[points] = counted.get(points, 0) + len(text)

    for page in PdfReader(io.BytesIO(pdf)).pages[3:12]:
        page.extract_text(visitor_text=count)
    return max(counted, key=lambda size: counted[size])


def test_the_same_book_gives_the_same_bytes() -> None:
    again = booklet.pdf(of_small(), small_book())
    assert again == small_pdf()
    assert imposed(again) == imposed(small_pdf())
    large = [booklet.pdf(of_small(), small_book(), large=True) for _ in range(2)]
    assert large[0] == large[1]
    assert docx(small_book(), DAY) == docx(small_book(), DAY)


def test_the_whole_text_of_the_small_booklet(*, bless: bool) -> None:
    made = poppler(small_pdf(), "-layout")
    said = "\n".join(line.rstrip() for line in made.replace("\f", "\n----\n").splitlines()) + "\n"
    if bless:
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


@settings(max_examples=12, deadline=None)
@given(text=st.text(st.sampled_from(ODD + "\n- aăơ"), min_size=1, max_size=120).filter(lambda text: text.strip() != ""))
def test_odd_texts_stay_texts(text: str) -> None:
    line = " ".join(text.split())
    record = model(
        summary=text, risks=[text], technique=text, steps=[{"text": text, "when": line}], market=text, setbacks=[text]
    ).model_copy(update={"name": line})
    publication = Publication(knowledge(models=[record], area=AREA), DAY)
    made = booklet.book(
        publication, selection.selected(publication, selection.everything(publication), with_unreviewed=True)
    )
    assert len(booklet.pictures(publication, made, ppi=8)) % 4 == 0


def test_signs_of_the_typesetter_and_endless_words_are_printed_as_they_are() -> None:
    endless = "dài" * 80
    record = model(risks=[ODD], setbacks=[endless])
    publication = Publication(knowledge(models=[record], area=AREA), DAY)
    made = booklet.book(
        publication, selection.selected(publication, selection.everything(publication), with_unreviewed=True)
    )
    pages = texts(booklet.pdf(publication, made))
    assert any(ODD.partition("“")[0].strip() in page for page in pages)
    assert any(endless in re.sub(r"[\u200b ]", "", page) for page in pages)


def test_kinds_of_blocks_of_a_full_chapter() -> None:
    chapter = small_book().chapters[0]
    kinds = {type(block) for section in chapter.sections for block in section.blocks}
    assert {Calendar, Table, Picture, Slip} <= kinds


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    made = copied(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_command_writes_the_booklet_and_says_what_it_left_out(base: Path) -> None:
    result = run("booklet", "--model", "thu-b,thu-a-cu", "--practice", "cach-a", "--out", "so.pdf", *TODAY)
    assert result.exit_code == 0
    assert re.fullmatch(
        r"so\.pdf: 1 mô hình và 1 cách làm hay, \d+ trang A5, \d+\sKB\.\n"
        r"Chưa thẩm định kỹ thuật nên không in: Mô hình thử B \(bịa để kiểm thử\)\.\n",
        result.output,
    )
    assert not list(base.glob(".so*"))
    (base / "so.pdf").write_bytes(b"an older one")
    assert run("booklet", "--model", "thu-a", "--out", "so.pdf", *TODAY).exit_code == 0
    assert (base / "so.pdf").read_bytes().startswith(b"%PDF")


def test_all_takes_what_was_not_reviewed(base: Path) -> None:
    result = run("booklet", "--all", "--imposed", "--out", "so.pdf", *TODAY)
    assert result.exit_code == 0
    assert "4 mô hình và 2 cách làm hay" in result.output
    assert result.output.endswith("tờ A4. In hai mặt, lật theo cạnh ngắn, gập đôi, dập ghim giữa.\n")
    assert set(sizes((base / "so.pdf").read_bytes())) == {(297, 210)}


def test_a_file_of_records_keeps_its_order_and_gives_the_title(base: Path) -> None:
    (base / "chon.yml").write_text('title: "Sách lớp tôi"\nrecords:\n  - "cach-a"\n  - "thu-a"\n', encoding="utf-8")
    assert run("booklet", "--records", "chon.yml", "--out", "so.pdf", *TODAY).exit_code == 0
    made = (base / "so.pdf").read_bytes()
    assert list(bookmarks(made))[1:3] == ["Cách làm thử A (bịa để kiểm thử)", "Mô hình thử A (bịa để kiểm thử)"]
    assert "Sách lớp tôi" in texts(made)[0]


def test_an_edited_word_file_is_not_overwritten(base: Path) -> None:
    assert run("booklet", "--model", "thu-a", "--out", "so.docx", *TODAY).exit_code == 0
    (base / "so.docx").write_bytes(b"sua roi")
    result = run("booklet", "--model", "thu-a", "--out", "so.docx", *TODAY)
    assert result.exit_code == 1
    assert "so.docx" in result.output
    assert (base / "so.docx").read_bytes() == b"sua roi"


_NOTHING = "Lỗi: chưa chọn gì: --all, --theme, --crop, --commune, --model, --practice, --session hoặc --records.\n"
_FOLDED = "Lỗi: --imposed chỉ dùng cho bản PDF khổ A5: bỏ --large, đặt tên tệp .pdf.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, _NOTHING),
        (["--model", ","], 2, _NOTHING),
        (["--theme", "xyz"], 2, "Lỗi: không có lĩnh vực “xyz”. Các lĩnh vực: Dâu tằm; Cây công nghiệp;"),
        (["--theme", "Thuy san"], 1, "Lỗi: “Thủy sản” không có mô hình hay cách làm nào. Chọn điều khác.\n"),
        (["--theme", "Chăn nuôi"], 1, "Lỗi: “Chăn nuôi” chưa có gì được thẩm định kỹ thuật (thu-b). Nhờ cán bộ"),
        (["--crop", "ca phe"], 2, "Lỗi: không có cây, con “ca phe”. Có: cây thử, con thử, rau thử.\n"),
        (["--commune", "Không Có"], 2, "Lỗi: không rõ “Không Có” là xã nào. Ghi mã hoặc tên xã.\n"),
        (["--model", "thu-x"], 2, "Lỗi: không có mô hình “thu-x”. Có phải “thu-d”?\n"),
        (["--model", "cach-a"], 2, "Lỗi: “cach-a” là cách làm hay, không phải mô hình. Hãy dùng --practice.\n"),
        (["--practice", "thu-a"], 2, "Lỗi: “thu-a” là mô hình, không phải cách làm hay. Hãy dùng --model.\n"),
        (["--session", "khong"], 2, "Lỗi: không có hoạt động “khong”."),
        (["--session", "thu-a"], 2, "Lỗi: “thu-a” là mô hình, không phải hoạt động. Hãy dùng --model, --practice.\n"),
        (["--model", "thu-b"], 1, "Lỗi: “Mô hình thử B (bịa để kiểm thử)” chưa có gì được thẩm định kỹ thuật (thu-b)."),
        (["--all", "--out", "so.txt"], 2, "Lỗi: “so.txt”: tên tệp phải kết thúc bằng .pdf hoặc .docx.\n"),
        (["--all", "--imposed", "--out", "so.docx"], 2, _FOLDED),
        (["--all", "--imposed", "--large"], 2, _FOLDED),
        (["--all", "--out", "tep/so.pdf"], 1, "Lỗi: không ghi được tep/so.pdf: "),
        (["--records", "khong.yml"], 1, "khong.yml: NR841 không mở được tệp\n"),
        (["--records", "hong.yml"], 1, "hong.yml:3:1: NR109 "),
        (
            ["--records", "la.yml"],
            1,
            "la.yml:2:5: NR930 không có mô hình hay cách làm “thu-x”\n    → Có phải “thu-d”?\n",
        ),
        (["--records", "rong.yml"], 1, "rong.yml:1:10: NR207 “records” (Mô hình, cách làm) cần ít nhất 1 mục\n"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    base: Path, arguments: list[str], code: int, said: str
) -> None:
    (base / "tep").write_text("không phải thư mục", encoding="utf-8")
    (base / "hong.yml").write_text('title: "T\nrecords: [\n', encoding="utf-8")
    (base / "la.yml").write_text('records:\n  - "thu-x"\n', encoding="utf-8")
    (base / "rong.yml").write_text("records: []\n", encoding="utf-8")
    before = sorted(path.name for path in base.iterdir() if not path.name.startswith(".cache"))
    result = run("booklet", "--out", "so.pdf", *TODAY, *arguments)
    assert (result.exit_code, result.output[: len(said)]) == (code, said)
    assert sorted(path.name for path in base.iterdir() if not path.name.startswith(".cache")) == before
