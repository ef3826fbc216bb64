"""The sheet of an activity: two pages, nobody's name, nothing that the record does not hold."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DAY, knowledge, model, small
from handing_out import DAY as TODAY
from handing_out import copied, run
from nhanrong import site
from nhanrong.handouts.field_day import pdf, pictures
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.area import Area
from nhanrong.records.session import Session
from nhanrong.store import Store
from pages_on_paper import assert_sound, codes, sizes, texts

ROOT = Path(__file__).parent.parent
ODD = "#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc] \\ // <nhãn> @nguồn {{ x }} “”\"'"
AREA = Area.model_validate(
    {"name": "huyện Thử", "format": 1, "site_url": "https://kho-thu.example/nr/", "demonstration": True}
)


def session(**more: Any) -> Session:
    defaults: dict[str, Any] = {
        "id": "lop-thu",
        "title": "Lớp thử (bịa để kiểm thử)",
        "summary": "Bịa để kiểm thử.",
        "kind": "training",
        "nature": "event",
        "place": {"text": "không nêu"},
        "sources": ["nguon"],
        "evidence": "D",
    }
    return Session.model_validate(defaults | more)


def made_up(count: int = 1) -> Publication:
    models = [model(f"thu-{number}") for number in range(count)]
    return Publication(knowledge(models=models, area=AREA), DAY)


@cache
def of_small() -> Publication:
    return Publication(small(), DAY)


def sheet(name: str) -> bytes:
    return pdf(of_small(), of_small().kb.sessions[name].record)


def test_the_sheet_holds_the_record_and_room_for_the_day() -> None:
    made = sheet("tap-huan-thu")
    assert_sound(made)
    assert sizes(made) == [(210, 297)] * 2
    first, second = texts(made)
    for said in (
        "Tập huấn thử (bịa để kiểm thử)",
        "12/3/2025–14/3/2025",
        "Xã Thử Một",
        "Hội thử",
        "Lớp bịa về cách tưới cho cây thử.",
        "Mô hình · mã thu-a",
        "Cách làm hay · mã cach-a",
        "Chương trình",
        "Giờ Việc Ai lo (chức danh)",
        "Chỉ đếm, không ghi tên ai, không lập danh sách. Số nữ, số người dân tộc thiểu số dưới 5 thì để trống.",
        "Kho đã ghi: Số lớp, số buổi 1; Số lượt người 60; Số người 40; Số nữ 15; Số người dân tộc thiểu số 10.",
        "Sau buổi này, xem lại ngày",
    ):
        assert said in first, said
    assert second.count("Tôi học được gì?") == 4
    for said in (
        "Không ghi tên",
        "Tôi muốn học",
        "Tôi muốn đến xem",
        "Tôi đang làm",
        "Tôi đã bỏ, vì:",
        "Chỗ nào khó làm?",
    ):
        assert second.count(said) >= 4, said
    assert "Chưa thẩm định" not in first + second
    assert DEMONSTRATION not in first


def test_the_codes_open_the_pages_of_what_is_taught() -> None:
    assert codes(sheet("tap-huan-thu"))[0] == {
        "https://kho-thu.example/nhan-rong/hoat-dong/tap-huan-thu/",
        "https://kho-thu.example/nhan-rong/mo-hinh/thu-a/",
        "https://kho-thu.example/nhan-rong/cach-lam-hay/cach-a/",
    }


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "ke-hoach-thu",
            "Kho mới có kế hoạch của hoạt động này, chưa có tin là đã làm. Ghi ngày, nơi thật của buổi này.",
        ),
        ("so-gop-thu", "Kho chỉ có số gộp của nhiều buổi. Tờ này dùng cho một buổi: ghi ngày, nơi của buổi này."),
    ],
)
def test_a_plan_and_a_sum_say_what_they_are(name: str, says: str) -> None:
    first = texts(sheet(name))[0]
    assert says in first
    assert "Kỳ theo nguồn" in first
    assert says not in texts(sheet("tap-huan-thu"))[0]


def test_what_is_recorded_of_a_sum_is_said_to_be_of_the_whole_time() -> None:
    assert "Kho đã ghi, gộp cả kỳ: Số lớp, số buổi 12; Số lượt người 480." in texts(sheet("so-gop-thu"))[0]


def test_what_is_not_reviewed_is_marked_on_both_pages_and_a_demonstration_says_so() -> None:
    pages = texts(pdf(made_up(), session(models=["thu-0"])))
    for page in pages:
        assert "Có nội dung chưa thẩm định kỹ thuật" in page
        assert f"{DEMONSTRATION}." in page
    assert "Mô hình · mã thu-0 Chưa thẩm định kỹ thuật" in pages[0]


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert sheet("tap-huan-thu") == sheet("tap-huan-thu")


def test_every_activity_of_di_linh_takes_two_pages() -> None:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    publication = Publication(kb, dt.date(2026, 12, 1))
    for name, entry in kb.sessions.items():
        assert len(pictures(publication, entry.record, ppi=10)) == 2, name


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 12, 60])
def test_however_much_is_taught_there_are_two_pages(count: int) -> None:
    long = "Câu rất dài để thử chỗ trên giấy, bịa để kiểm thử, nói đi nói lại một điều. " * 18
    one = session(
        title=("Tên dài để thử " * 20).strip(),
        summary=long[:1500].strip(),
        models=[f"thu-{number}" for number in range(count)],
        organisers=["Đơn vị có tên rất dài, bịa để kiểm thử"] * 40,
        trainers=["cán bộ kỹ thuật có chức danh dài, bịa"] * 40,
        audience="người dự " * 30,
    )
    made = pdf(made_up(max(count, 1)), one)
    first, second = texts(made)
    assert "đơn vị nữa" in first
    assert "Không ghi tên" in second
    shown = sum(f"mã thu-{number} " in first for number in range(count))
    assert shown == count or f"Còn {count - shown} nội dung nữa" in first


@settings(max_examples=12, deadline=None)
@given(text=st.text(st.sampled_from(ODD + "\n- aăơ"), min_size=1, max_size=120).filter(lambda text: text.strip() != ""))
def test_odd_texts_stay_texts(text: str) -> None:
    line = " ".join(text.split())
    one = session(title=line, summary=text, organisers=[line], audience=line, models=["thu-0"])
    assert len(pictures(made_up(), one, ppi=10)) == 2


def test_signs_of_the_typesetter_are_printed_as_they_are() -> None:
    assert ODD.partition("“")[0].strip() in texts(pdf(made_up(), session(title=ODD)))[0]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    made = copied(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_command_writes_the_sheet(base: Path) -> None:
    result = run("field-day", "tap-huan-thu", *TODAY)
    said = "tap-huan-thu.pdf: 2 trang A4. Trang 1 để dùng tại buổi; trang 2 in đủ cho người dự rồi cắt thành phiếu.\n"
    assert (result.exit_code, result.output) == (0, said)
    assert (base / "tap-huan-thu.pdf").read_bytes() == sheet("tap-huan-thu")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tap-huan", "Lỗi: không có hoạt động “tap-huan”. Có phải tap-huan-thu “"),
        ("thu-a", "Lỗi: “thu-a” là mô hình, không phải hoạt động. Hãy dùng nhanrong leaflet.\n"),
    ],
)
def test_an_activity_that_is_none_is_said(base: Path, name: str, said: str) -> None:
    result = run("field-day", name, *TODAY)
    assert result.exit_code == 2
    assert result.output.startswith(said), result.output
    assert not list(base.glob("*.pdf"))
