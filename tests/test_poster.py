"""The poster of a practice: one page, whole steps, large letters, what has no room said to be elsewhere."""

import ctypes
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DAY, small
from handing_out import DAY as TODAY
from handing_out import copied, run
from nhanrong import site
from nhanrong.handouts.poster import left_out, pdf, pictures, refusal
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.practice import Practice
from nhanrong.store import Store
from pages_on_paper import assert_sound, codes, sizes, texts

ROOT = Path(__file__).parent.parent
ODD = "#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc] \\ // <nhãn> @nguồn {{ x }} “”\"'"


@cache
def of_small() -> Publication:
    return Publication(small(), DAY)


@cache
def di_linh() -> Publication:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    return Publication(kb, dt.date(2026, 12, 1))


def cach_a() -> Practice:
    return of_small().kb.practices["cach-a"].record


def practice(**more: Any) -> Practice:
    defaults: dict[str, Any] = {
        "id": "cach-a",
        "name": "Cách thử (bịa để kiểm thử)",
        "summary": "Bịa để kiểm thử.",
        "kind": "production",
        "place": {"text": "không nêu"},
        "sources": ["nguon"],
        "evidence": "D",
        "steps": [{"text": "Làm thử."}],
    }
    return Practice.model_validate(defaults | more)


def least_size(made: bytes) -> float:
    """The smallest letters of the page, in points."""
    document = pypdfium2.PdfDocument(made)
    try:
        page = document[0]
        text = page.get_textpage()
        return min(
            float(pypdfium2.raw.FPDFText_GetFontSize(text, index))
            for index in range(text.count_chars())
            if text.get_text_range(index, 1).strip()
        )
    finally:
        document.close()


def rounded_boxes(made: bytes) -> int:
    """How many strokes of the page have round corners."""
    document = pypdfium2.PdfDocument(made)
    try:
        raw, found = pypdfium2.raw, 0
        for one in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=9):
            kinds = [
                raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(one.raw, at))
                for at in range(raw.FPDFPath_CountSegments(one.raw))
            ]
            found += raw.FPDF_SEGMENT_BEZIERTO in kinds and _stroked(one.raw)
        return found
    finally:
        document.close()


def _stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    assert pypdfium2.raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def test_the_poster_holds_the_whole_practice() -> None:
    made = pdf(of_small(), cach_a())
    assert_sound(made)
    assert sizes(made) == [(297, 420)]
    (page,) = texts(made)
    for said in (
        "Cách làm hay · Sản xuất, kinh doanh",
        "Cách làm thử A (bịa để kiểm thử)",
        "1 Gom phụ phẩm thành đống. Cần: vỏ, lá, men ủ",
        "2 Đảo đống sau 15 ngày. Khi nào: sau 15 ngày",
        "Cần có men ủ thử",
        "Tháng 1, 2: Ủ sau thu hoạch.",
        "Điều kiện Có chỗ ủ không ngập.",
        "Đừng làm khi: Khi phụ phẩm có nấm bệnh.",
        "An toàn: Đeo găng tay, khẩu trang.",
        "Coi chừng: Đừng ủ sát giếng.",
        "Hay làm sai: Tưới quá đẫm.",
        "https://kho-thu.example/nhan-rong/cach-lam-hay/cach-a/",
        "Hỏi: Văn phòng Hội thử (bịa để kiểm thử); 0000 000 000",
        "mã: cach-a · in ngày 23/11/2026",
    ):
        assert said in page, said
    assert "Chưa thẩm định" not in page
    assert "Còn nữa" not in page
    assert left_out(of_small(), cach_a()) == []
    assert codes(made) == [{"https://kho-thu.example/nhan-rong/cach-lam-hay/cach-a/"}]


def test_the_same_poster_gives_the_same_bytes() -> None:
    assert pdf(of_small(), cach_a()) == pdf(of_small(), cach_a())


def test_every_practice_of_di_linh_is_one_page_with_both_lines_and_large_letters() -> None:
    publication = di_linh()
    for name, entry in publication.kb.practices.items():
        made = pdf(publication, entry.record)
        (page,) = texts(made)
        assert "Chưa thẩm định kỹ thuật" in page, name
        assert f"{DEMONSTRATION}." in page, name
        assert left_out(publication, entry.record) == [], name
        for step in entry.record.steps:
            assert " ".join(step.text.split()) in page, name
        assert least_size(made) >= 12, name


def test_what_the_sources_do_not_say_is_said() -> None:
    (page,) = texts(pdf(of_small(), practice()))
    assert "Nguồn chưa nói: khi nào không nên làm; an toàn. Hỏi cán bộ kỹ thuật trước khi làm." in page


@pytest.mark.parametrize(
    ("more", "label", "signs"),
    [
        ({"cautions": ["Nguồn không nêu lãi."]}, "Lưu ý: Nguồn không nêu lãi.", 0),
        ({"mistakes": ["Tưới quá đẫm."]}, "Hay làm sai: Tưới quá đẫm.", 0),
        ({"cautions": ["Trời mưa."], "safety": "Đeo găng."}, "Coi chừng: Trời mưa.", 1),
        ({"cautions": ["Trời mưa."], "when_not": "Đất ngập."}, "Coi chừng: Trời mưa.", 1),
        ({}, "Nguồn chưa nói: khi nào không nên làm; an toàn.", 0),
    ],
)
def test_the_sign_of_danger_stands_only_where_the_record_names_one(
    more: dict[str, Any], label: str, signs: int
) -> None:
    (page,) = texts(pdf(of_small(), practice(**more)))
    assert label in page
    assert page.count("!") == signs


def test_no_box_is_drawn_round_what_nobody_said() -> None:
    boxed, bare = (rounded_boxes(pdf(of_small(), practice(**more))) for more in ({"cautions": ["Mưa."]}, {}))
    assert boxed == bare + 1


def test_asides_go_first_then_the_last_steps_and_never_a_part_of_one() -> None:
    step = "Bước này dài để thử chỗ trên giấy, bịa để kiểm thử, nói đi nói lại một điều cho đủ dài."
    many = practice(
        steps=[{"text": f"Số {number}. {step}"} for number in range(1, 41)],
        materials=["vật tư thử"],
        conditions="Điều kiện thử.",
        safety="An toàn thử.",
    )
    (page,) = texts(pdf(of_small(), many))
    missing = left_out(of_small(), many)
    shown = sum(f"Số {number}. {step}" in page for number in range(1, 41))
    assert missing == ["nơi làm phải có gì", "vật tư", "tóm tắt", f"{40 - shown} bước cuối"]
    assert 5 < shown < 40
    assert page.count("Số ") == shown
    assert f"Còn nữa: {', '.join(missing)}. Quét mã QR để xem đủ trước khi làm." in page
    assert "An toàn: An toàn thử." in page
    assert len(pictures(of_small(), many, ppi=8)) == 1


@pytest.mark.parametrize("field", ["safety", "when_not", "cautions", "conditions", "steps"])
def test_one_endless_part_never_makes_a_second_page(field: str) -> None:
    endless = ("Câu dài để thử chỗ trên giấy, bịa để kiểm thử. " * 130)[:6000].strip()
    values = {"cautions": [endless] * 3, "steps": [{"text": endless}] * 2}
    long = practice(**{field: values.get(field, endless)})
    assert len(pictures(of_small(), long, ppi=8)) == 1
    assert left_out(of_small(), long)


def test_without_steps_there_is_no_poster() -> None:
    publication = of_small()
    found = refusal(publication, publication.kb.practices["cach-b"].record)
    assert str(found) == (
        "models_data/practices/cach-b.yml: NR940 cách làm “cach-b” chưa có bước nào nên chưa làm được áp phích"
    )
    assert refusal(publication, cach_a()) is None


@settings(max_examples=12, deadline=None)
@given(text=st.text(st.sampled_from(ODD + "\n- aăơ"), min_size=1, max_size=120).filter(lambda text: text.strip() != ""))
def test_odd_texts_stay_texts(text: str) -> None:
    line = " ".join(text.split())
    odd = practice(name=line, summary=text, steps=[{"text": text, "when": line}], materials=[line], safety=text)
    assert len(pictures(of_small(), odd, ppi=8)) == 1


def test_signs_of_the_typesetter_are_printed_as_they_are() -> None:
    assert ODD.partition("“")[0].strip() in texts(pdf(of_small(), practice(steps=[{"text": ODD}])))[0]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    made = copied(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_command_writes_the_poster_and_writes_it_over(base: Path) -> None:
    out = base.parent / "ap-phich" / "cach-a.pdf"
    for _ in range(2):
        result = run("poster", "cach-a", "--out", str(out), *TODAY)
        assert (result.exit_code, result.output) == (0, f"{out}: áp phích A3, 2 bước.\n")
        assert out.read_bytes() == pdf(of_small(), cach_a())
    assert [path.name for path in out.parent.iterdir()] == ["cach-a.pdf"]


def test_without_a_file_the_poster_has_the_name_of_its_practice(base: Path) -> None:
    assert run("poster", "Cách làm thử A (bịa để kiểm thử)", *TODAY).output == "cach-a.pdf: áp phích A3, 2 bước.\n"
    assert (base / "cach-a.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["cach-b"],
            1,
            "models_data/practices/cach-b.yml: NR940 cách làm “cach-b” chưa có bước nào nên chưa làm được áp phích\n",
        ),
        (
            ["cach"],
            2,
            "Lỗi: không có cách làm hay “cach”. Có phải cach-a “Cách làm thử A (bịa để kiểm thử)” hay cach-b “",
        ),
        (["thu-a"], 2, "Lỗi: “thu-a” là mô hình, không phải cách làm hay. Hãy dùng nhanrong leaflet.\n"),
        (
            ["tap-huan-thu"],
            2,
            "Lỗi: “tap-huan-thu” là hoạt động, không phải cách làm hay. Hãy dùng nhanrong field-day.\n",
        ),
        (["cach-a", "--out", "a.docx"], 2, "Lỗi: --out: “a.docx” phải kết thúc bằng .pdf.\n"),
        ([], 2, "Lỗi: thiếu MÃ_CÁCH_LÀM.\n"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    base: Path, arguments: list[str], code: int, said: str
) -> None:
    before = sorted(base.rglob("*.*"))
    result = run("poster", *arguments, *TODAY)
    assert result.exit_code == code
    assert result.output.startswith(said), result.output
    assert [path for path in sorted(base.rglob("*.*")) if ".cache" not in path.parts] == before


def test_what_is_not_reviewed_is_printed_only_when_asked_for(base: Path) -> None:
    file = base / "models_data" / "practices" / "cach-a.yml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("reviewed:")] + text[text.index("next_review:") :], "utf-8")
    result = run("poster", "cach-a", *TODAY)
    assert result.exit_code == 1
    assert result.output == (
        "models_data/practices/cach-a.yml: NR939 “cach-a” chưa thẩm định kỹ thuật nên chưa in, chưa đọc cho bà con\n"
        "    → Nhờ cán bộ kỹ thuật thẩm định, hoặc thêm --with-unreviewed: khi đó trang nào cũng in dòng ấy.\n"
        "1 chỗ phải sửa; chưa ghi gì.\n"
    )
    assert run("poster", "cach-a", "--with-unreviewed", *TODAY).exit_code == 0
    assert "Chưa thẩm định kỹ thuật" in texts((base / "cach-a.pdf").read_bytes())[0]


def test_what_has_no_room_is_told_by_the_command(base: Path) -> None:
    file = base / "models_data" / "practices" / "cach-a.yml"
    step = '  - text: "Bước bịa dài để thử chỗ trên giấy, nói đi nói lại một điều cho thật dài ra."\n'
    file.write_text(file.read_text("utf-8").replace("steps:\n", "steps:\n" + step * 40), "utf-8")
    result = run("poster", "cach-a", *TODAY)
    assert result.exit_code == 0
    assert "Không đủ chỗ cho: nơi làm phải có gì; lịch trong năm; vật tư; tóm tắt; " in result.output
    assert " bước cuối. Áp phích nói rõ và dẫn tới trang bằng mã QR.\n" in result.output


def test_a_place_that_cannot_be_written_is_said(base: Path) -> None:
    (base / "tep").write_text("")
    result = run("poster", "cach-a", "--out", "tep/a.pdf", *TODAY)
    assert result.exit_code == 1
    assert result.output.startswith("Lỗi: không ghi được tep/a.pdf: ")
    assert result.output.endswith(". Chọn chỗ khác rồi chạy lại.\n")
