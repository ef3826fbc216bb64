"""What a village copier, a phone and a screen reader find on the pages of a booklet; where its parts begin and end."""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from PIL import ImageChops
from pypdf import PdfReader

from builders import DAY, NEW, knowledge, line, model, new, small
from handing_out import DAY as TODAY
from handing_out import copied, run
from nhanrong import site
from nhanrong.handouts import booklet, selection
from nhanrong.handouts.blocks import Book, Picture, Section, Slip
from nhanrong.handouts.document import docx
from nhanrong.handouts.imposing import imposed
from nhanrong.handouts.pictures import spread_pictures
from nhanrong.handouts.reviewing import UNREVIEWED
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.area import Area
from nhanrong.store import Store
from pages_on_paper import assert_sound, codes, sizes, texts

ROOT = Path(__file__).parent.parent
LEADS_TO_SLIP = re.compile(r"Phiếu của (?:mô hình|cách làm hay) này: trang (\d+)\.")
AREA = Area.model_validate({"name": "huyện Thử", "format": 1, "site_url": "https://kho-thu.example/nr/"})


def everything(publication: Publication) -> Book:
    every = selection.everything(publication)
    return booklet.book(publication, selection.selected(publication, every, with_unreviewed=True))


@cache
def small_one() -> tuple[Book, bytes]:
    publication = Publication(small(), DAY)
    made = everything(publication)
    return made, booklet.pdf(publication, made)


@cache
def di_linh() -> tuple[Book, bytes]:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    publication = Publication(kb, dt.date(2026, 12, 1))
    made = everything(publication)
    return made, booklet.pdf(publication, made)


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


def test_di_linh_carries_its_line_and_its_mark_on_every_page_from_cover_to_cover() -> None:
    made, pdf = di_linh()
    assert_sound(pdf)
    pages = texts(pdf)
    assert len(made.chapters) == 42
    assert len(pages) % 4 == 0
    for number, page in enumerate(pages, 1):
        assert DEMONSTRATION in page, number
        assert UNREVIEWED in page, number
    assert "bản mới nhất tại https://nhanrong.example/di-linh/tai-lieu/" in pages[-1]


def test_contents_by_theme_give_the_page_on_which_each_part_begins() -> None:
    for made, pdf in (small_one(), di_linh()):
        begins = bookmarks(pdf)
        contents = " ".join(texts(pdf)[1 : begins["Cách đọc sách này"] - 1])
        place = 0
        for at, chapter in enumerate(made.chapters):
            found = re.compile(rf"{re.escape(chapter.title)} (?:\. ?)+ ?(\d+)").search(contents, place)
            assert found, chapter.title
            assert int(found[1]) == begins[chapter.title], chapter.title
            begun = at == 0 or made.chapters[at - 1].theme != chapter.theme
            assert (chapter.theme in contents[place : found.start()]) == begun, chapter.title
            place = found.end()


@pytest.mark.parametrize("large", [False, True])
def test_every_chapter_ends_with_the_page_of_its_one_slip(*, large: bool) -> None:
    for made, pdf in (small_one(), di_linh()):
        file = booklet.pdf(Publication(small(), DAY), made, large=True) if large else pdf
        pages = texts(file)
        begin = bookmarks(file)["Phiếu để cắt"]
        slips = {number: page.count("Tôi đã bỏ, vì:") for number, page in enumerate(pages, 1) if "cắt ở đây" in page}
        assert min(slips) == begin
        assert max(slips.values()) == (2 if large else 3)
        assert sum(slips.values()) == len(made.chapters)
        for code, own in chapter_pages(made, file).items():
            leads = [(number, LEADS_TO_SLIP.search(pages[number - 1])) for number in own]
            assert [number for number, found in leads if found] == [own.stop - 1], code
            found = leads[-1][1]
            assert found
            assert [number for number in slips if f"(mã {code})" in pages[number - 1]] == [int(found[1])], code
        contents = " ".join(pages[1 : bookmarks(file)["Cách đọc sách này"] - 1])
        assert re.search(rf"Phiếu để cắt (?:\. ?)+ ?{begin}\b", contents)


def names_of_many_lines() -> tuple[Book, bytes]:
    made, _ = small_one()
    long = "Mô hình thử có tên dài " * 25
    many = []
    for chapter in made.chapters:
        (slip,) = chapter.sections[-1].blocks
        assert isinstance(slip, Slip)
        last = Section("", (replace(slip, name=long),))
        many.append(replace(chapter, sections=(*chapter.sections[:-1], last)))
    book = replace(made, chapters=tuple(many))
    return book, booklet.pdf(Publication(small(), DAY), book)


@pytest.mark.parametrize("which", [small_one, di_linh, names_of_many_lines])
def test_behind_a_slip_there_is_nothing_but_lines_to_write_on(which: Callable[[], tuple[Book, bytes]]) -> None:
    made, pdf = which()
    pages = texts(pdf)
    slips = [number for number, page in enumerate(pages, 1) if "cắt ở đây" in page]
    assert sum(page.count("Tôi đã bỏ, vì:") for page in pages) == len(made.chapters)
    for number in slips:
        assert number % 2 == 1, "a right-hand page"
        behind = pages[number]
        for said in (made.notice, made.title, UNREVIEWED, "Ghi chép"):
            behind = behind.replace(said, "")
        assert behind.split() in ([], [str(number + 1)]), number + 1


def test_boxes_to_tick_are_large_enough_for_a_pen() -> None:
    _, pdf = small_one()
    document = pypdfium2.PdfDocument(pdf)
    try:
        begin = bookmarks(pdf)["Phiếu để cắt"]
        boxes = [one.get_bounds() for one in document[begin - 1].get_objects([2])]
    finally:
        document.close()
    sides = [(right - left, top - bottom) for left, bottom, right, top in boxes]
    large = [side for side in sides if abs(side[0] - side[1]) < 0.5 and 6 <= side[0] * 25.4 / 72 < 9]
    assert len(large) == 3 * 4


def test_there_are_three_lines_for_answers_at_least() -> None:
    for made, pdf in (small_one(), di_linh()):
        document = pypdfium2.PdfDocument(pdf)
        try:
            for code, own in chapter_pages(made, pdf).items():
                page = document[own.stop - 2]
                widths = [
                    right - left
                    for left, bottom, right, top in (one.get_bounds() for one in page.get_objects([2]))
                    if top - bottom < 1
                ]
                assert sum(width > 0.9 * max(widths) for width in widths) >= 1 + 3, code  # one is that of the head
        finally:
            document.close()


def settled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the typesetter complains of from now on: it does when pages, asked where they stand, never settle."""
    said: list[str] = []

    def compile_and_listen(*arguments: Any, **more: Any) -> Any:
        made, warnings = typst.compile_with_warnings(*arguments, **more)
        said.extend(warning.message for warning in warnings)
        return made

    monkeypatch.setattr(typst, "compile", compile_and_listen)
    return said


def test_the_pages_of_both_bases_settle_in_both_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    said = settled(monkeypatch)
    for made, _ in (small_one(), di_linh()):
        for large in (False, True):
            pdf = booklet.pdf(Publication(small(), DAY), made, large=large)
            assert said == []
            assert len(texts(pdf)) % 4 == 0


def test_pages_settle_wherever_a_chapter_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    said = settled(monkeypatch)
    for lines in range(40):
        record = model(strengths=[f"Điều hay thứ {line}." for line in range(1, lines + 1)])
        publication = Publication(knowledge(models=[record], area=AREA), DAY)
        pdf = booklet.pdf(publication, everything(publication))
        pages = texts(pdf)
        assert said == [], lines
        assert len(pages) % 4 == 0
        assert sum(len(LEADS_TO_SLIP.findall(page)) for page in pages) == 1
        (slip,) = (number for number, page in enumerate(pages, 1) if "cắt ở đây" in page)
        assert slip % 2 == 1


def test_nothing_has_a_colour() -> None:
    document = pypdfium2.PdfDocument(small_one()[1])
    try:
        for number, page in enumerate(document, 1):
            red, green, blue = page.render(scale=0.6).to_pil().convert("RGB").split()
            for other in (green, blue):
                assert ImageChops.difference(red, other).getextrema() == (0, 0), number
    finally:
        document.close()


def test_every_drawing_is_told_in_words() -> None:
    made, pdf = small_one()
    blocks = [block for chapter in made.chapters for section in chapter.sections for block in section.blocks]
    drawings = [block.alt for block in blocks if isinstance(block, Picture)]
    assert made.cover
    assert "Thử Hai Mới: 2" in made.cover.alt
    assert any("Thử Hai Mới: đang làm, đã kiểm tra thực tế" in alt for alt in drawings), drawings
    reader = PdfReader(io.BytesIO(pdf))
    parts: list[Any] = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    told = {
        plain(str(part.get("/Alt", ""))) for part in parts if isinstance(part, dict) and part.get("/S") == "/Figure"
    }
    assert "" not in told
    assert {plain(alt) for alt in (made.cover.alt, *drawings)} <= told


RING = 'r="3.6" fill="#fff" stroke="#000"'


def test_a_square_of_a_place_of_origin_has_a_ring_and_is_told_apart_from_what_counts() -> None:
    # a place of origin that has lines of its own looks like what is counted, and is not
    origin = model(origin_communes=[f"{NEW}/90001"])
    lines = [line(new("90001")), line(new("90002"))]
    publication = Publication(knowledge(*lines, models=[origin], area=AREA), DAY)
    squares, _ = spread_pictures(publication, "thu")
    assert squares.svg.count(RING) == 1
    assert "2 ô đang làm" in squares.alt
    told = "Vòng tròn: nơi khởi đầu, không tính vào số đã ghi nhận."
    assert squares.alt.endswith(f" 1 ô có vòng tròn. {told}")
    assert squares.caption.endswith(f". {told}")
    publication = Publication(knowledge(*lines, area=AREA), DAY)
    squares, _ = spread_pictures(publication, "thu")
    assert RING not in squares.svg
    assert "Vòng tròn" not in squares.alt + squares.caption


def test_large_print_is_sixteen_points_and_phones_read_its_codes() -> None:
    made, pdf = small_one()
    publication = Publication(small(), DAY)
    large = booklet.pdf(publication, made, large=True)
    assert set(sizes(large)) == {(210, 297)}
    assert (_letters(pdf), _letters(large)) == (10.5, 16.0)
    found = codes(large)
    parts = chapter_pages(made, large)
    for chapter in made.chapters:
        assert found[parts[chapter.code].start - 1] == {chapter.url}
    assert found[-1] == {made.url}


def _letters(pdf: bytes) -> float:
    """The size, in points, in which most letters of the text are set."""
    counted: dict[float, int] = {}

    def count(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        points = round(abs(size * matrix[3]), 1)
        counted[points] = counted.get(points, 0) + len(text)

    for page in PdfReader(io.BytesIO(pdf)).pages[4:20]:
        page.extract_text(visitor_text=count)
    return max(counted, key=lambda size: counted[size])


def test_sheets_and_word_are_the_same_bytes_every_time() -> None:
    made, pdf = small_one()
    assert imposed(pdf) == imposed(pdf)
    assert docx(made, DAY) == docx(made, DAY)


def test_an_edited_word_file_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = copied(tmp_path)
    monkeypatch.chdir(base)
    assert run("booklet", "--model", "thu-a", "--out", "so.docx", *TODAY).exit_code == 0
    (base / "so.docx").write_bytes(b"edited")
    result = run("booklet", "--model", "thu-a", "--out", "so.docx", *TODAY)
    assert result.exit_code == 1
    assert "so.docx" in result.output
    assert (base / "so.docx").read_bytes() == b"edited"


def test_a_few_short_lines_stand_on_one_page() -> None:
    pages = [plain(page) for page in texts(di_linh()[1])]
    begun = [page for page in pages if "– Bắt đầu: " in page]
    assert begun
    for page in begun:
        assert page.index("– Nơi làm: ") < page.index("– Bắt đầu: ")


@pytest.mark.parametrize("padding", range(0, 40, 4))
def test_an_electronic_address_breaks_only_where_no_line_has_room_for_it(padding: int) -> None:
    address = "van-phong-hoi-nong-dan@kho-thu.example"
    office = {"name": "Hội xã " + "à" * padding, "email": address}
    area = Area.model_validate(
        AREA.model_dump() | {"offices": [office, {"name": "Dài", "email": f"a-{'a' * 90}@b.vn"}]}
    )
    record = model()
    publication = Publication(knowledge(models=[record], area=area), DAY)
    made = booklet.pdf(publication, everything(publication))
    assert_sound(made)
    told = " ".join(texts(made))
    assert told.count(address) == told.count("van-") > 1
