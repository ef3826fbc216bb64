"""The leaflet of a model: two pages whatever it holds, whole pieces, letters of nine points at least."""

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
from nhanrong.handouts.asking import whom_to_ask
from nhanrong.handouts.leaflet import left_out, pdf, pictures
from nhanrong.handouts.seasons import months_named
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.area import Area
from nhanrong.records.model import Model
from nhanrong.store import Store
from pages_on_paper import alt_texts, assert_sound, codes, sizes, texts

ROOT = Path(__file__).parent.parent
ODD = "#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc] \\ // <nhãn> @nguồn {{ x }} “”\"'"
AREA = Area.model_validate(
    {"name": "huyện Thử", "format": 1, "site_url": "https://kho-thu.example/nr/", "demonstration": True}
)

PHOTO = {"file": "vuon.webp", "caption": "Vườn thử (bịa để kiểm thử).", "credit": "Hội thử (bịa)"}


@cache
def of_small() -> Publication:
    return Publication(small(), DAY)


@cache
def di_linh() -> Publication:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    return Publication(kb, dt.date(2026, 12, 1))


def made_up(**more: Any) -> tuple[Publication, Model]:
    record = model(**more)
    return Publication(knowledge(models=[record], area=AREA), DAY), record


@pytest.mark.parametrize(("photos", "promised"), [([], "nguồn, sổ"), ([PHOTO], "nguồn, ảnh, sổ")])
def test_the_leaflet_promises_only_photographs_that_there_are(photos: list[dict[str, str]], promised: str) -> None:
    outside, _ = texts(pdf(*made_up(photos=photos)))
    assert f"Quét mã để xem đủ {promised} theo dõi từng xã" in outside


def test_the_leaflet_holds_the_model() -> None:
    publication = of_small()
    made = pdf(publication, publication.kb.models["thu-a"].record)
    assert_sound(made)
    assert sizes(made) == [(297, 210)] * 2
    outside, inside = texts(made)
    for said in (
        "Mô hình · Dâu tằm",
        "Mô hình thử A (bịa để kiểm thử)",
        "Mô hình bịa, ghi đủ mọi trường để kiểm thử. Làm trên 1 ha, có sổ thu chi và lịch thời vụ.",
        "Vốn 36 triệu đồng",
        "Lợi nhuận 123,1 triệu đồng",
        "Điều phải tính trước – Giá xuống thấp vào mùa mưa.",
        "Đã hỏng: Một vườn thử bị ngập nên phải bỏ.",
        "Rút ra: Xem đất trước khi trồng.",
        "Sổ ghi nhận ở 1 trong 7 xã; 1 xã đã có người đến xem.",
        "Nơi khởi đầu: xã Thử Một.",
        "Văn phòng Hội thử (bịa để kiểm thử); 0000 000 000",
        "Đã thẩm định kỹ thuật: cán bộ kỹ thuật thử, 01/4/2026.",
        "In ngày 23/11/2026. Bản mới nhất tại: https://kho-thu.example/nhan-rong/mo-hinh/thu-a/",
    ):
        assert said in outside, said
    for said in (
        "Hợp với nhà mình không? Cần đất không ngập, gần nguồn nước, hai lao động.",
        "Nước tưới, thủy lợi: Có giếng hoặc ao gần vườn.",
        "Năng suất: nguồn chỉ nói là khá nguồn không ghi năm · báo chí, nghe lại",
        "1 Trồng cây thử, hàng cách hàng 1,5 m. Khi nào: đầu mùa mưa Cần: cây giống, phân chuồng",
        "Tưới nhỏ giọt (bắt buộc)",
        "Tháng 11, 12, 1: Nuôi lứa chính.",
        "40 triệu đến 50 triệu đồng/ha/năm giá 2019–2020 · giá cũ · báo chí, nghe lại",
        "36 triệu đồng/ha giá 2024 · vốn nhà · sổ sách, nhật ký",
        "Lãi 123,1 triệu đồng tính từ sổ thu chi trên 1 ha trong một năm, giá 2025",
    ):
        assert said in inside, said
    assert "Chưa thẩm định" not in outside + inside
    assert codes(made) == [{"https://kho-thu.example/nhan-rong/mo-hinh/thu-a/"}, set()]


def test_the_same_leaflet_gives_the_same_bytes() -> None:
    publication = of_small()
    record = publication.kb.models["thu-a"].record
    assert pdf(publication, record) == pdf(publication, record)


def test_every_model_of_di_linh_has_two_pages_with_both_lines_and_all_that_it_holds() -> None:
    publication = di_linh()
    for name, entry in publication.kb.models.items():
        pages = texts(pdf(publication, entry.record))
        assert len(pages) == 2, name
        for page in pages:
            assert "Chưa thẩm định kỹ thuật" in page, name
            assert f"{DEMONSTRATION}." in page, name
        assert left_out(publication, entry.record) == [], name
        for risk in entry.record.risks:
            assert " ".join(risk.split()) in pages[0], name
        for line in entry.record.scale:
            assert line.what in pages[1], name


def test_the_flap_shows_where_it_lives_in_words_and_drawings() -> None:
    publication = di_linh()
    made = pdf(publication, publication.kb.models["dau-tam-di-linh"].record)
    outside = texts(made)[0]
    for said in (
        "Sổ ghi nhận ở 7 trong 19 xã; chưa xã nào có người đến xem. Tính cả nơi khởi đầu: 10 trong 19 xã; ",
        "bớt nơi khởi đầu ra: 7 trong 16 xã. Tính đến 01/12/2026",
        "Đã ghi nhận: Đinh Trang Thượng, Tân Lâm, Tân Châu, Tam Bố, Đinh Trang Hòa, Hòa Bắc, Sơn Điền.",
        "Nơi khởi đầu: xã Tân Nghĩa, xã Gia Hiệp, xã Đinh Lạc.",
        "Sơ đồ vị trí tương đối của các xã, không phải địa giới hành chính.",
    ):
        assert said in outside, said
    alternatives = alt_texts(made)
    assert any(text.startswith("Sơ đồ các xã, Huyện Di Linh (cũ)") and "Tam Bố: " in text for text in alternatives)
    assert any(text.startswith("19 ô, mỗi ô một xã; vạch đứng là mức 40") for text in alternatives)
    assert "Mã QR mở trang của mô hình: https://nhanrong.example/di-linh/mo-hinh/dau-tam-di-linh/" in alternatives


@pytest.mark.parametrize(
    ("months", "said"),
    [((3,), "Tháng 3"), ((5, 6), "Tháng 5, 6"), ((1, 11, 12), "Tháng 11, 12, 1"), ((12, 3, 1), "Tháng 12, 1, 3")],
)
def test_a_season_is_named_from_its_first_month(months: tuple[int, ...], said: str) -> None:
    assert months_named(months) == said


def test_what_nobody_told_is_said() -> None:
    publication = of_small()
    outside, inside = texts(pdf(publication, publication.kb.models["thu-b"].record))
    for said in (
        "Nguồn chưa kể cần đất, nước, công, vốn ra sao.",
        "Nguồn chưa kể từng bước.",
        "Nguồn chưa kể tháng nào làm gì.",
        "Chưa có số liệu về vốn, chi phí, thu nhập.",
    ):
        assert said in inside, said
    assert "Nguồn chưa kể rủi ro. Không kể không có nghĩa là không có." in outside
    assert "Chưa có số liệu: vốn, bao lâu có thu, lợi nhuận, giống ở đâu, bán cho ai." in outside


def long_model(times: int) -> dict[str, Any]:
    said = ("Câu dài để thử chỗ trên giấy, bịa để kiểm thử, nói đi nói lại một điều. " * times).strip()
    quantity = {"what": "Số bịa", "value": 12, "unit": "ha", "evidence": "E", "sources": ["nguon"]}
    money = {"kind": "cost", "amount": 10**6, "unit": "đồng/ha", "price_date": 2025, "payer": "own", "text": said}
    return {
        "summary": said[:1500].strip(),
        "conditions": said,
        "technique": said,
        "needs": [{"kind": "water", "text": said}] * 3,
        "steps": [{"text": f"Việc số {number}. {said}", "when": "đầu mùa"} for number in range(1, 13)],
        "calendar": [{"months": [3, 4], "text": said}] * 4,
        "money": [money | {"evidence": "E", "sources": ["nguon"]}] * 4,
        "scale": [quantity] * 12,
        "risks": [said] * 4,
        "setbacks": [said] * 4,
        "strengths": [said] * 3,
        "lessons": said,
        "seed_source": said,
        "market": said,
        "first_income": "sau một năm",
    }


@pytest.mark.parametrize("times", [1, 2, 4, 10, 40])
def test_a_very_long_model_has_two_pages_and_loses_whole_pieces_only(times: int) -> None:
    publication, record = made_up(**long_model(times))
    made = pdf(publication, record)
    outside, inside = texts(made)
    assert "Chưa thẩm định kỹ thuật" in outside
    assert "Chưa thẩm định kỹ thuật" in inside
    missing = left_out(publication, record)
    assert bool(missing) == (times > 1)
    assert ("Xem tiếp bằng mã QR ở mặt ngoài:" in inside) == (times > 1)
    shown = [number for number in range(1, 13) if f"Việc số {number}." in inside]
    assert shown == list(range(1, len(shown) + 1)), "the last steps go first"
    for number in shown:
        assert f"Việc số {number}. {' '.join(record.steps[0].text.split()[3:])}" in inside


@pytest.mark.parametrize("field", ["name", "summary", "technique", "risks", "market", "steps"])
def test_one_endless_text_never_makes_a_third_page(field: str) -> None:
    endless = ("Câu dài để thử chỗ trên giấy, bịa để kiểm thử. " * 130)[:6000].strip()
    values: dict[str, Any] = {
        "name": endless[:300].strip(),
        "summary": endless[:1500].strip(),
        "risks": [endless] * 3,
        "steps": [{"text": endless}] * 2,
    }
    publication, record = made_up()
    long = Model.model_validate(record.model_dump() | {field: values.get(field, endless)})
    assert len(pictures(publication, long, ppi=8)) == 2


@pytest.mark.parametrize(
    ("most", "asked"),
    [
        (300, ["Hội xã Bịa; 0000 000 001; bia@thu.example; Trụ sở bịa", "Hội xã Thử; Nhà văn hóa"]),
        (70, ["Hội xã Bịa; 0000 000 001; bia@thu.example; Trụ sở bịa"]),
        (45, ["Hội xã Bịa; 0000 000 001; bia@thu.example"]),
        (24, ["Hội xã Bịa; 0000 000 001"]),
        (23, ["Hội Nông dân xã hoặc chi hội trưởng"]),
    ],
)
def test_offices_are_named_as_far_as_they_fit_and_never_cut(most: int, asked: list[str]) -> None:
    offices = [
        {"name": "Hội xã Bịa", "phone": "0000 000 001", "email": "bia@thu.example", "address": "Trụ sở bịa"},
        {"name": "Hội xã Thử", "address": "Nhà văn hóa"},
    ]
    area = Area.model_validate(AREA.model_dump() | {"offices": offices})
    assert whom_to_ask(knowledge(area=area), most) == asked


def test_an_area_of_long_names_leaves_room_for_what_is_told() -> None:
    long = ("Văn phòng có tên rất dài để thử " * 10)[:300].strip()
    office = {
        "name": long,
        "phone": f"{long[:280]} 0000 000 000",
        "email": f"{long[:280].replace(' ', '-')}@thu.example",
        "address": long,
    }
    area = Area.model_validate(AREA.model_dump() | {"name": long, "offices": [office] * 3})
    record = model(risks=["Rủi ro thử."])
    made = pdf(Publication(knowledge(models=[record], area=area), DAY), record)
    outside, inside = texts(made)
    assert long not in outside + inside
    assert "Hỏi Hội Nông dân xã hoặc chi hội trưởng" in outside
    assert "Rủi ro thử." in outside


@settings(max_examples=12, deadline=None)
@given(text=st.text(st.sampled_from(ODD + "\n- aăơ"), min_size=1, max_size=120).filter(lambda text: text.strip() != ""))
def test_odd_texts_stay_texts(text: str) -> None:
    line = " ".join(text.split())
    publication, record = made_up(
        summary=text, risks=[text], technique=text, steps=[{"text": text, "when": line}], market=text, first_income=line
    )
    odd = record.model_copy(update={"name": line})
    assert len(pictures(publication, odd, ppi=8)) == 2


def test_signs_of_the_typesetter_are_printed_as_they_are() -> None:
    publication, record = made_up(risks=[ODD])
    assert ODD.partition("“")[0].strip() in texts(pdf(publication, record))[0]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    made = copied(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_command_writes_the_leaflet(base: Path) -> None:
    result = run("leaflet", "thu-a", "--out", "to-gap.pdf", *TODAY)
    said = "to-gap.pdf: tờ gấp A4. In hai mặt, lật theo cạnh ngắn; gấp theo vạch ở mép, phần rủi ro gấp vào trước.\n"
    assert (result.exit_code, result.output) == (0, said)
    publication = of_small()
    assert (base / "to-gap.pdf").read_bytes() == pdf(publication, publication.kb.models["thu-a"].record)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["cach-a"], 2, "Lỗi: “cach-a” là cách làm hay, không phải mô hình. Hãy dùng nhanrong poster.\n"),
        (["thu-x"], 2, "Lỗi: không có mô hình “thu-x”. Có phải "),
        (
            ["thu-b"],
            1,
            "models_data/models/thu-b.yml: NR939 “thu-b” chưa thẩm định kỹ thuật nên chưa in, chưa đọc cho bà con\n",
        ),
        (["thu-a", "--as-of", "2026"], 2, "Lỗi: --as-of: “2026” chưa đủ năm-tháng-ngày, ví dụ 2026-11-23.\n"),
    ],
)
def test_what_cannot_be_made_is_said(base: Path, arguments: list[str], code: int, said: str) -> None:
    result = run("leaflet", *arguments)
    assert result.exit_code == code
    assert result.output.startswith(said), result.output
    assert not list(base.glob("*.pdf"))


def test_a_former_id_leads_to_todays_model(base: Path) -> None:
    assert run("leaflet", "thu-a-cu", *TODAY).output.startswith("thu-a.pdf: tờ gấp A4.")
    assert (base / "thu-a.pdf").exists()


def test_unreviewed_when_asked_for_says_so_on_both_pages(base: Path) -> None:
    assert run("leaflet", "thu-b", "--with-unreviewed", *TODAY).exit_code == 0
    assert all("Chưa thẩm định kỹ thuật" in page for page in texts((base / "thu-b.pdf").read_bytes()))
