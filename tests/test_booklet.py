"""The booklet: whole, sound, in fours, with its warnings on the right pages, the same bytes every time."""

import datetime as dt
import re
import subprocess
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DAY, SMALL, model, small
from nhanrong import site
from nhanrong.handouts import booklet, discussing, selection
from nhanrong.handouts.accounts import accounts_table
from nhanrong.handouts.blocks import Book, Chapter, Note, Slip, Table
from nhanrong.handouts.how_to_read import how_to_read
from nhanrong.handouts.model_chapter import model_chapter
from nhanrong.handouts.practice_chapter import practice_chapter
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.area import Rules
from nhanrong.store import Store
from nhanrong.typesetting import settable
from pages_on_paper import assert_sound, codes, sizes, texts

ROOT = Path(__file__).parent.parent
EXPECTED = SMALL / "expected" / "booklet.txt"
UNREVIEWED = "Chưa thẩm định kỹ thuật"
LIGATURES = {"ff", "fi", "fl"}
LEADS_TO_SLIP = re.compile(r"Phiếu của (?:mô hình|cách làm hay) này: trang (\d+)\.")
ODD = "#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc] \\ // <nhãn> @nguồn {{ x }} “”\"'"


@cache
def of_small() -> Publication:
    return Publication(small(), DAY)


@cache
def di_linh() -> Publication:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    return Publication(kb, dt.date(2026, 12, 1))


def made(publication: Publication, *names: str, with_unreviewed: bool = True) -> Book:
    """The booklet of some records, or of all."""
    choice = selection.Choice("Thử", names) if names else selection.everything(publication)
    return booklet.book(publication, selection.selected(publication, choice, with_unreviewed=with_unreviewed))


@cache
def whole_small() -> bytes:
    return booklet.pdf(of_small(), made(of_small()))


@cache
def whole_di_linh() -> bytes:
    return booklet.pdf(di_linh(), made(di_linh()))


def of_chapter(pages: list[str], code: str) -> list[int]:
    """The pages of a chapter, from 0: from the one that tells its code to the next one that leads to a slip."""
    first = next(at for at, page in enumerate(pages) if f"· mã {code} " in page)
    last = next(at for at, page in enumerate(pages) if at >= first and LEADS_TO_SLIP.search(page))
    return list(range(first, last + 1))


def test_both_bases_make_sound_files_in_fours_of_one_size() -> None:
    for file in (whole_small(), whole_di_linh()):
        assert_sound(file)
        assert len(sizes(file)) % 4 == 0
        assert set(sizes(file)) == {(148, 210)}


def test_large_print_is_a4_and_says_the_same() -> None:
    large = booklet.pdf(of_small(), made(of_small()), large=True)
    assert_sound(large)
    assert set(sizes(large)) == {(210, 297)}
    assert len(sizes(large)) % 4 == 0
    assert "Trồng cây thử, hàng cách hàng 1,5 m." in " ".join(texts(large))


def test_the_same_bytes_every_time() -> None:
    assert booklet.pdf(of_small(), made(of_small())) == whole_small()


def test_what_is_copied_from_it_is_what_stands_there() -> None:
    told = " ".join(texts(whole_small()))
    for said in (
        "Mô hình bịa, ghi đủ mọi trường để kiểm thử. Làm trên 1 ha, có sổ thu chi và lịch thời vụ.",
        "Cần đất không ngập, gần nguồn nước, hai lao động.",
        "1 Trồng cây thử, hàng cách hàng 1,5 m. Khi nào: đầu mùa mưa Vật tư: cây giống, phân chuồng",
        "Giá cũ: đã quá 3 năm, không nên lấy để tính cho năm nay.",
        "Một vườn thử bị ngập nên phải bỏ.",
        "Có thể xem ở xã Thử Một, hẹn qua văn phòng Hội.",
        "Sơ đồ vị trí tương đối của các xã, không phải địa giới hành chính.",
        "7 ô, mỗi ô một xã; vạch đứng là mức 40 %: muốn hơn phải từ 3 trên 7 xã.",
        "Đừng ủ sát giếng.",
        "Nơi khởi đầu: Xã mà mô hình bắt đầu, không phải xã làm theo.",
    ):
        assert said in told, said


def test_the_whole_text_is_what_is_expected(*, bless: bool) -> None:
    found = "".join(f"== trang {number} ==\n{page}\n" for number, page in enumerate(texts(whole_small()), start=1))
    found = re.sub(r"(?<=[.?!:;]) ", "\n", re.sub(r"(?: \.){3,}", " …", found))
    if bless:
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8"), "if the new booklet is right: pytest --bless"


def test_the_contents_name_the_page_that_a_chapter_begins_on() -> None:
    for publication, file in ((of_small(), whole_small()), (di_linh(), whole_di_linh())):
        pages = texts(file)
        contents = " ".join(page for page in pages if "Mục lục" in page or " . . . . " in page)
        for chapter in made(publication).chapters:
            number = of_chapter(pages, chapter.code)[0] + 1
            assert re.search(rf"{re.escape(chapter.title)}(?: \.)+ {number}\b", contents), chapter.title


def test_chapters_lead_to_their_pages_by_code_and_the_last_page_to_the_newest() -> None:
    found = codes(whole_small())
    pages = texts(whole_small())
    for chapter in made(of_small()).chapters:
        assert chapter.url in found[of_chapter(pages, chapter.code)[0]]
    assert found[-1] == {"https://kho-thu.example/nhan-rong/tai-lieu/"}
    assert "Bản in ngày 23/11/2026, bản mới nhất tại https://kho-thu.example/nhan-rong/tai-lieu/" in pages[-1]


def test_every_page_of_what_is_not_reviewed_says_so_and_no_other() -> None:
    pages = texts(whole_small())
    assert UNREVIEWED in pages[0]
    for chapter in made(of_small()).chapters:
        for at in of_chapter(pages, chapter.code):
            assert (UNREVIEWED in pages[at]) == (chapter.code not in {"thu-a", "cach-a"}), (chapter.code, at + 1)
    pages = texts(whole_di_linh())
    for chapter in made(di_linh()).chapters:
        assert all(UNREVIEWED in pages[at] for at in of_chapter(pages, chapter.code))


def test_a_reviewed_booklet_warns_of_nothing_and_names_what_it_leaves_out() -> None:
    book = made(of_small(), with_unreviewed=False)
    assert book.warning == ""
    assert [chapter.code for chapter in book.chapters] == ["thu-a", "cach-a"]
    pages = texts(booklet.pdf(of_small(), book))
    assert UNREVIEWED not in pages[0]
    for name in ("Mô hình thử B", "Mô hình thử C", "Mô hình thử D", "Cách làm thử B"):
        assert name in pages[-1]


def test_many_that_are_left_out_have_a_page_that_the_last_page_names() -> None:
    book = replace(made(of_small(), "thu-a"), left_out=tuple(f"Mô hình thử số {number}" for number in range(40)))
    pages = texts(booklet.pdf(of_small(), book))
    assert len(pages) % 4 == 0
    at = next(at for at, page in enumerate(pages) if "Mô hình thử số 39" in page)
    first = next(at for at, page in enumerate(pages) if "Chưa thẩm định kỹ thuật nên chưa in" in page)
    assert at >= first
    assert f"40 mô hình, cách làm; tên ở trang {first + 1}." in pages[-1]


def test_the_line_of_a_demonstration_stands_on_every_page() -> None:
    for number, page in enumerate(texts(whole_di_linh()), start=1):
        assert DEMONSTRATION in page, number


def test_a_slip_is_whole_on_its_page_and_asks_for_no_name() -> None:
    pages = texts(whole_small())
    for chapter in made(of_small()).chapters:
        leads = LEADS_TO_SLIP.search(pages[of_chapter(pages, chapter.code)[-1]])
        assert leads
        page = pages[int(leads[1]) - 1]
        (slip,) = (one for one in page.split("cắt ở đây")[1:-1] if f"(mã {chapter.code})" in one)
        assert chapter.title in slip
        for said in ("Tôi muốn học", "Tôi muốn đến xem", "Tôi đang làm", "Tôi đã bỏ, vì:", "Xã:", "số hộ cùng làm:"):
            assert said in slip
        for said in ("Không ghi tên, số điện thoại.", "đưa cho: ", "A Đầu ra, giá bán; "):
            assert said in page[: page.index("cắt ở đây")]
    chapter = model_chapter(of_small(), of_small().kb.models["thu-a"].record)
    (cut,) = (one for section in chapter.sections for one in section.blocks if isinstance(one, Slip))
    assert (cut.code, cut.name) == ("thu-a", "Mô hình thử A (bịa để kiểm thử)")


def lines_of(file: bytes) -> list[list[str]]:
    """The lines of each page, top to bottom, without those of its foot."""
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=file, capture_output=True, check=True).stdout.decode()
    pages = [page.replace("\u2060", "").replace("\u00a0", " ").split("\n") for page in told.split("\f")[:-1]]
    foot = re.compile(
        rf"\d+|{re.escape(DEMONSTRATION)}|(\d+ )?Dữ liệu trình diễn.*|.*không phải số liệu( của)?|(của )?Hội"
    )
    return [[line.strip() for line in page if line.strip() and not foot.fullmatch(line.strip())] for page in pages]


@pytest.mark.parametrize("base", ["small", "di_linh"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(base: str) -> None:
    publication, file = (of_small(), whole_small()) if base == "small" else (di_linh(), whole_di_linh())
    titles = {section.title for chapter in made(publication).chapters for section in chapter.sections}
    alone = [
        (number, lines[-1]) for number, lines in enumerate(lines_of(file), start=1) if lines and lines[-1] in titles
    ]
    assert not alone


def covered(file: bytes) -> list[tuple[int, str]]:
    """Letters that lie on other letters, by page."""
    found = []
    document = pypdfium2.PdfDocument(file)
    try:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            rows: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
            for index in range(text.count_chars()):
                letter = text.get_text_range(index, 1)
                if letter.strip() and letter not in ".…/\u2060":
                    left, bottom, right, top = text.get_charbox(index)
                    rows[round((bottom + top) / 6)].append((left, right, letter))
            for row in rows.values():
                row.sort()
                found += [
                    (number, one[2] + two[2])
                    for one, two in pairwise(row)
                    if one[2] + two[2] not in LIGATURES
                    and one[1] - two[0] > 0.5 * min(one[1] - one[0], two[1] - two[0]) > 0.4
                ]
    finally:
        document.close()
    return found


@pytest.mark.parametrize("base", ["small", "di_linh"])
def test_no_letters_lie_on_others(base: str) -> None:
    assert not covered(whole_small() if base == "small" else whole_di_linh())


def test_a_chapter_of_what_little_is_known_says_so_and_counts_nothing_as_none() -> None:
    chapter = model_chapter(of_small(), of_small().kb.models["thu-d"].record)
    told = repr(chapter)
    assert "Nguồn không kể từng bước. Muốn làm theo thì xin học ở nơi đã làm." in told
    assert "Chưa ai nói rõ: đất, điều kiện, vốn, công, rủi ro. Hỏi cho ra trước khi làm." in told
    assert "Chưa có lần ghi nhận nào theo xã." in told
    assert "0 đồng" not in told
    assert "0\u00a0đồng" not in told


def section(chapter: Chapter, title: str) -> Any:
    return next(one for one in chapter.sections if one.title == title)


def test_accounts_are_added_up_with_the_age_and_grade_of_every_price() -> None:
    accounts = of_small().kb.models["thu-a"].record.accounts
    assert accounts
    table = accounts_table(of_small(), accounts)
    plain = [tuple(cell.replace("\u00a0", " ") for cell in row) for row in (*table.rows, *table.total)]
    assert table.caption == "Sổ thu chi, tính trên 1 ha trong một năm"
    assert plain == [
        ("Vốn: Cây giống", "20.000 cây × 1.000 đồng", "20 triệu đồng", "2025, B", "Vốn nhà"),
        ("Vốn: Ống tưới", "1 bộ × 16 triệu đồng", "16 triệu đồng", "2025, B", "Quỹ Hỗ trợ nông dân"),
        ("Chi: Phân bón", "10 bao × 700.000 đồng", "7 triệu đồng", "2025, B", "Vốn nhà"),
        ("Chi: công nhà", "120 công × 250.000 đồng", "30 triệu đồng", "2025, B", "Công nhà"),
        ("Thu: Kén thử", "800,5 kg × 200.000 đồng", "160,1 triệu đồng", "2025, B", "–"),
        ("Cộng vốn ban đầu", "", "36 triệu đồng", "", ""),
        ("Cộng chi hằng năm", "", "37 triệu đồng", "", ""),
        ("Cộng thu", "", "160,1 triệu đồng", "", ""),
        ("Lãi (thu trừ chi)", "", "123,1 triệu đồng", "", ""),
    ]
    assert table.notes == ()
    later = Publication(small(), dt.date(2029, 1, 1))
    aged = accounts_table(later, accounts)
    assert {row[3] for row in aged.rows} == {"2025 (giá cũ), B"}
    assert aged.notes == ("Giá cũ: đã quá 3 năm, không nên lấy để tính cho năm nay.",)


def test_a_practice_tells_its_steps_first_and_its_dangers_in_boxes() -> None:
    chapter = practice_chapter(of_small(), of_small().kb.practices["cach-a"].record)
    assert [one.title for one in chapter.sections][:4] == ["Giải quyết việc gì", "Các bước", "Cần có gì", "Coi chừng"]
    boxes = [one.title for one in section(chapter, "Coi chừng").blocks if isinstance(one, Note)]
    assert boxes == ["An toàn", "Khi nào không nên làm", "Lưu ý", "Lỗi thường gặp"]


def test_figures_stand_with_numerator_and_denominator() -> None:
    chapter = model_chapter(of_small(), of_small().kb.models["thu-a"].record)
    table = next(
        one
        for one in section(chapter, "Ai đã làm, ở đâu").blocks
        if isinstance(one, Table) and one.caption.startswith("Số xã")
    )
    found = {row[0]: row[1] for row in table.rows}
    assert found["Đã ghi nhận"] == "1/7"
    assert found["Đã ghi nhận, tính cả nơi khởi đầu"] == "1/7"
    assert found["Đã ghi nhận, bỏ nơi khởi đầu"] == "1/7", "the three readings stand together"
    assert all(re.fullmatch(r"\d+/\d+", said) for said in found.values())
    rules = section_of_rules(made(of_small(), "thu-a"))
    assert found.keys() == rules.keys()
    assert rules["Đang làm"] == "Tin mới nhất nói còn làm, chưa quá 24 tháng."


def section_of_rules(book: Book) -> dict[str, str]:
    _, block = next(one for one in book.how_to_read if one.title == "Cách đếm xã").blocks
    assert isinstance(block, Table)
    return {row[0]: row[1] for row in block.rows}


def test_how_to_read_is_one_page_in_words_that_farmers_use() -> None:
    for publication, file in ((of_small(), whole_small()), (di_linh(), whole_di_linh())):
        pages = texts(file)
        (told,) = (page for page in pages if "Con số chắc tới đâu" in page)
        assert "Dấu trên bản đồ và dãy ô" in told
        assert "Chưa có ai ghi nhận Nơi khởi đầu" in told, "the last marks of the legend"
        for office in ("tử số", "mẫu số", "mức 2", "cùng loại", "lần ghi nhận", "đối chứng", "Mỗi ô vuông là một xã"):
            assert office not in told.replace("Đã ghi nhận", "")
        assert len(section_of_rules(made(publication))) == 8


@pytest.mark.parametrize(
    ("level", "who"),
    [(1, "chi hội, Hội"), (2, "Hội Nông dân xã hoặc"), (3, "người đến tận nơi"), (4, "người ngoài đến")],
)
def test_who_has_to_have_looked_is_said_of_every_level(level: int, who: str) -> None:
    (*_, counting, _) = how_to_read(Rules.model_validate({"check_level": level, "check_months": 7}))
    table = counting.blocks[-1]
    assert isinstance(table, Table)
    assert f"trong 7 tháng qua được {who}" in {row[0]: row[1] for row in table.rows}["Đã kiểm tra thực tế"]


def test_questions_are_few_and_ask_for_what_the_record_holds_or_lacks() -> None:
    for entry in di_linh().kb.models.values():
        asked = discussing.of_model(entry.record)
        assert 3 <= len(asked) <= 5
        assert all(question.endswith("?") for question in asked)
        assert len(set(asked)) == len(asked)
    asked = discussing.of_model(model(setbacks=["Hỏng một lần."]))
    assert asked[0] == "Chỗ đã hỏng: ở xã ta có thể xảy ra không? Làm gì trước để tránh?"
    assert not any("Chỗ đã hỏng" in question for question in discussing.of_model(model()))


def odd_book(text: str, word: str) -> tuple[Publication, Book]:
    odd = model(
        "la",
        summary=text,
        sources=["bao-thu"],
        steps=[{"text": text, "when": word, "materials": word}],
        calendar=[{"months": [1], "text": text}],
        risks=[text],
        setbacks=[text],
        scale=[{"what": word, "text": word, "evidence": "E", "sources": ["bao-thu"]}],
        money=[
            {
                "kind": "profit",
                "amount": 1,
                "unit": "đồng",
                "price_date": "2026",
                "text": text,
                "evidence": "E",
                "sources": ["bao-thu"],
            }
        ],
    ).model_copy(update={"name": f"Lạ {word}"})
    publication = Publication(small(odd), DAY)
    return publication, made(publication, "la")


def test_odd_texts_stay_texts() -> None:
    publication, book = odd_book(ODD, ODD)
    file = booklet.pdf(publication, book)
    assert_sound(file)
    squeezed = "".join("".join(texts(file)).split())
    for part in ("#setpage(fill:red)", "$x$*đậm*_nghiêng_[ngoặc]", "//<nhãn>@nguồn", "{{x}}"):
        assert part in squeezed


def test_controls_and_quotes_in_a_text_cost_no_page() -> None:
    assert settable("\x1b \t ＂ \ud800") == '?   " ?'
    publication, book = odd_book("Ủ \x1b đảo\tđều \\u001b \x7f \\", "①")
    assert "Ủ ? đảo đều \\u001b ?" in " ".join(texts(booklet.pdf(publication, book)))


def test_a_letter_that_the_font_lacks_is_respelt_and_costs_no_page() -> None:
    assert settable("25–30 °C, ≥ 4 m², ½ sào") == "25–30 °C, ≥ 4 m², ½ sào"
    assert settable("a → b ✓ 5 μm 🌱") == "a -> b x 5 ?m ?"
    publication, book = odd_book("Ủ → đảo 🌱 5 μm ✓ ŉ", "①")
    assert "Ủ -> đảo ? 5 ?m x" in " ".join(texts(booklet.pdf(publication, book)))


_LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S"], max_codepoint=0x1EF9)


@settings(max_examples=12)
@given(
    text=st.text(_LETTERS | st.sampled_from(" \n-#$*_\\<@{"), min_size=1, max_size=200).filter(
        lambda text: text.strip()
    ),
    word=st.text(st.sampled_from("abcđ#$*_\\<@{`\"'"), min_size=1, max_size=120),
)
def test_whatever_is_written_is_set(text: str, word: str) -> None:
    publication, book = odd_book(text, word)
    assert len(sizes(booklet.pdf(publication, book))) % 4 == 0
