"""“Tìm mô hình hợp với tôi”: ranks by what records say, never by what they do not."""

import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import DESKTOP, OpenPage
from browser.sites import Site
from browser.test_accessibility import violations

FINDER = "hop-voi-toi/"
NOTHING: dict[str, Any] = dict.fromkeys(("area", "slope", "water", "capital", "labour", "months", "unit"))


@pytest.fixture
def page(open_page: OpenPage, small_site: Site) -> Page:
    """The finder of the small base."""
    return open_page(FINDER, site=small_site)


def found(page: Page) -> Locator:
    return page.locator("[data-list] > li")


def ranked(
    page: Page, models: list[list[Any]], units: list[list[Any]] | None = None, **wishes: Any
) -> list[dict[str, Any]]:
    """How made-up models are ranked: the id, and how many reasons of each kind."""
    script = """([data, wishes]) => window.nhanrong.rank(data, {...wishes, crops: new Set(wishes.crops)})
        .map((told) => ({id: told.model[0], for: told.for, against: told.against, unknown: told.unknown}))"""
    data = {
        "near": [5, 20], "since": 2023, "slopes": ["bằng", "hơi dốc", "dốc"], "water": ["mưa", "khô", "quanh năm"],
        "has": ["chỉ mưa", "tưới được mùa khô", "chủ động"],
        "crops": ["bơ", "bò"], "lists": ["2025-07-01"], "models": models, "units": units or [],
    }  # fmt: skip
    told: list[dict[str, Any]] = page.evaluate(script, [data, NOTHING | {"crops": []} | wishes])
    return told


def row(name: str, spread: tuple[int, int] = (0, 0), crops: tuple[int, ...] = (), **needs: Any) -> list[Any]:
    known: list[Any] = [needs] if needs else []
    return [name, f"Mô hình {name} (bịa)", 0, list(crops), *spread, *known]


def counts(told: Mapping[str, Any]) -> tuple[int, int, int]:
    return len(told["for"]), len(told["against"]), len(told["unknown"])


def test_what_is_unknown_counts_neither_way_and_is_listed(page: Page) -> None:
    models = [row("it-dat", a=20_000), row("khong-ro"), row("du-dat", a=1000)]

    told = ranked(page, models, area=3000)

    assert [one["id"] for one in told] == ["du-dat", "khong-ro", "it-dat"]
    assert [counts(one) for one in told] == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
    assert told[1]["unknown"] == ["diện tích cần có"]


def test_a_price_older_than_the_rules_allow_ranks_nothing_and_says_so(page: Page) -> None:
    models = [row("gia-cu", c=[10**6, 10**6, 0, 2022, "E"]), row("gia-moi", c=[10**6, 10**6, 0, 2023, "E"])]

    told = {one["id"]: one for one in ranked(page, models, capital=10**9)}

    assert counts(told["gia-cu"]) == (0, 0, 1)
    assert told["gia-cu"]["unknown"] == ["vốn (chỉ có giá cũ năm 2022, không dùng để xếp)"]
    assert counts(told["gia-moi"]) == (1, 0, 0)


def test_capital_goes_with_the_land_and_waits_for_it(page: Page) -> None:
    range_of_a_hectare = [40_000_000, 60_000_000, 10_000, 2025, "B"]
    models = [row("ha", c=range_of_a_hectare), row("ho", c=[30_000_000, 30_000_000, 0, 2025, "B"])]

    def of(**wishes: Any) -> dict[str, tuple[int, int]]:
        return {one["id"]: counts(one)[:2] for one in ranked(page, models, **wishes)}

    assert of(capital=50_000_000) == {"ha": (0, 0), "ho": (1, 0)}
    assert of(capital=50_000_000, area=5000) == {"ha": (1, 0), "ho": (1, 0)}
    assert of(capital=50_000_000, area=10_000) == {"ha": (0, 0), "ho": (1, 0)}  # between least and most
    assert of(capital=20_000_000, area=10_000) == {"ha": (0, 1), "ho": (0, 1)}
    told = {one["id"]: one for one in ranked(page, models, capital=20_000_000, area=10_000)}
    (needed,) = told["ha"]["against"]
    assert needed.replace("\u00a0", " ") == (
        "Thiếu vốn: cần khoảng 40 đến 60 triệu đồng cho 1 ha (giá 2025, hạng B); vốn nhà đủ cho khoảng 3.300 m²."
    )


def test_each_level_of_water_holds_the_ones_before_and_slopes_must_be_named(page: Page) -> None:
    models = [row("mua", w=0), row("kho", w=1), row("quanh-nam", w=2), row("bang", s=[0])]

    found = {one["id"]: one for one in ranked(page, models, water=1, slope=2)}

    assert {name: counts(one)[:2] for name, one in found.items()} == {
        "mua": (1, 0), "kho": (1, 0), "quanh-nam": (0, 1), "bang": (0, 1),
    }  # fmt: skip
    assert found["quanh-nam"]["against"] == ["Nước: quanh năm; nhà tưới được mùa khô."]
    assert found["bang"]["against"] == ["Làm được trên đất bằng; đất nhà dốc."]


def test_labour_and_time_are_held_against_what_there_is(page: Page) -> None:
    models = [row("vua", l=20, m=6), row("qua-suc", l=21, m=7)]

    assert [(one["id"], *counts(one)) for one in ranked(page, models, labour=20, months=6)] == [
        ("vua", 2, 0, 0),
        ("qua-suc", 0, 2, 0),
    ]


def test_what_is_far_is_no_neighbour_even_where_nothing_is_nearer(page: Page) -> None:
    units = [
        [0, "1", "xã Nhà", 11.5, 108.0],
        [0, "2", "xã Sát", 11.67, 108.0, "0c"],  # 19 km
        [0, "3", "xã Cách", 11.69, 108.0, "1c"],  # 21 km
    ]

    told = {one["id"]: one for one in ranked(page, [row("sat"), row("cach")], units, unit=0)}

    assert told["sat"]["for"] == ["Đã có ở xã gần: xã Sát."]
    assert told["cach"]["for"] == []


def test_my_commune_its_neighbours_and_what_was_given_up(page: Page) -> None:
    units = [
        [0, "1", "xã Nhà", 11.5, 108.0, "0c 1s 3u 6p"],
        [0, "2", "xã Gần", 11.6, 108.0, "2c 1c"],
        *([0, str(far), f"xã {far}", 11.6 + far / 100, 108.0] for far in range(3, 7)),
        [0, "9", "xã Xa", 13.0, 109.0, "4c"],
    ]
    models = [row("o-nha"), row("da-bo"), row("o-gan"), row("tung-co"), row("o-xa"), row("ngung", e=1), row("tam-dung")]

    told = {one["id"]: one for one in ranked(page, models, units, unit=0)}

    assert told["o-nha"]["for"] == ["Đang có ở xã Nhà."]
    assert told["da-bo"]["against"] == ["Ở xã Nhà đã có nơi bỏ, xem vì sao ở trang mô hình."]
    assert told["o-gan"]["for"] == ["Đã có ở xã gần: xã Gần."]
    assert told["tung-co"]["for"] == ["Đã ghi nhận ở xã Nhà, nay chưa rõ còn làm không."]
    assert counts(told["o-xa"]) == (0, 0, 1)
    assert counts(told["ngung"]) == (0, 1, 1)
    assert (counts(told["tam-dung"]), told["tam-dung"]["unknown"]) == ((0, 0, 1), ["vì sao ở xã Nhà đang tạm dừng"])


def test_equal_points_go_by_what_was_verified_then_recorded_then_by_name(page: Page) -> None:
    models = [row("b"), row("a"), row("ghi-nhan", (9, 0)), row("kiem-tra", (2, 1)), row("cung-cay", crops=(0,))]

    told = ranked(page, models, crops=[0])

    assert [one["id"] for one in told] == ["cung-cay", "kiem-tra", "ghi-nhan", "a", "b"]
    assert not any(one["against"] for one in told)  # growing something else is no reason against


def test_a_farmer_types_and_sees_what_was_understood_and_what_suits(page: Page) -> None:
    page.get_by_label("Có bao nhiêu đất để làm?").fill("5 sao")
    page.get_by_label("Có bao nhiêu vốn?").fill("10tr")
    page.get_by_label("Tưới thêm được mùa khô").check(force=True)
    page.get_by_label("Mỗi tháng làm được bao nhiêu công?").fill("hai người")
    page.get_by_role("button", name="Xem mô hình hợp").click()

    first = found(page).first
    expect(first.get_by_role("link")).to_have_text("Mô hình thử A (bịa để kiểm thử)")
    said = first.inner_text().replace("\u00a0", " ")
    assert "Cần ít nhất 2.000 m² đất, nhà có 2.500 m²." in said
    assert "Đủ vốn: cần khoảng 9 triệu đồng cho 2.500 m² (giá 2025, hạng B)." in said
    assert "Cần 20 công một tháng, nhà có 50." in said
    assert page.locator("#dat-hieu").inner_text() == "Hiểu là: 2.500\u00a0m²."
    expect(page.get_by_role("heading", name="Mô hình hợp với nhà mình")).to_be_focused()
    expect(page.locator("[data-says]")).to_have_text(
        "1 mô hình hợp với những điều đã biết. Hợp nhất: Mô hình thử A (bịa để kiểm thử)."
    )
    assert violations(page) == []
    page.set_viewport_size(DESKTOP)
    assert violations(page) == []


def test_a_fault_is_said_in_words_beside_its_field(page: Page) -> None:
    land = page.get_by_label("Có bao nhiêu đất để làm?")
    land.fill("mấy sào")
    page.get_by_role("button", name="Xem mô hình hợp").click()

    expect(land).to_be_focused()
    assert land.get_attribute("aria-invalid") == "true"
    assert page.locator("#dat-hieu").inner_text().startswith("Chưa hiểu “mấy sào”.")
    assert found(page).count() == 0


def test_of_a_stretch_it_is_enough_if_some_of_it_fits_and_the_reason_says_from_where_on(page: Page) -> None:
    models = [row("du", a=2000, l=20, m=6, c=[40_000_000, 60_000_000, 10_000, 2025, "B"])]

    def said(**wishes: Any) -> list[str]:
        (told,) = ranked(page, models, **wishes)
        assert told["against"] == []
        return [reason.replace("\u00a0", " ") for reason in told["for"]]

    assert said(area=[1500, 2500]) == ["Cần ít nhất 2.000 m² đất, nhà có 1.500 đến 2.500 m². Đủ nếu có từ 2.000 m²."]
    assert said(area=[2000, 3000]) == ["Cần ít nhất 2.000 m² đất, nhà có 2.000 đến 3.000 m²."]
    assert said(labour=[15, 25]) == ["Cần 20 công một tháng, nhà có 15 đến 25. Đủ nếu có từ 20 công."]
    assert said(months=[5, 8]) == ["Có thu sau 6 tháng, nhà chờ được 5 đến 8. Hợp nếu chờ được từ 6 tháng."]
    assert said(capital=[50_000_000, 70_000_000], area=[10_000, 20_000])[1] == (
        "Đủ vốn nếu có từ 60 triệu đồng: cần khoảng 40 đến 60 triệu đồng cho 1 ha (giá 2025, hạng B)."
    )


@pytest.mark.parametrize(
    ("field", "typed", "heard"),
    [
        ("dat", "4 đến 5 sào", "Hiểu là: 2.000 đến 2.500 m²."),
        ("von", "50 đến 100 triệu", "Hiểu là: 50 đến 100 triệu đồng."),
        ("cong", "hai vợ chồng", "Hiểu là: 50 công một tháng."),
        ("cay-khac", "thứ không ai có", "Trong kho chưa có: thứ không ai có."),
    ],
)
def test_what_was_understood_is_said(page: Page, field: str, typed: str, heard: str) -> None:
    page.locator(f"[name={field}]").fill(typed)

    expect(page.locator(f"#{field}-hieu")).to_have_text(heard.replace(" m²", "\u00a0m²"), use_inner_text=True)


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("dat", "99999999 ha", "Hiểu là: 99.999.999 ha. Nhà nào cũng không tới chừng ấy: xem lại số và đơn vị."),
        ("dat", "0 ha", "Không có thì để trống ô này."),
        ("von", "5000 tỷ", "Nhà nào cũng không tới chừng ấy"),
        ("cho", "900 năm", "Nhà nào cũng không tới chừng ấy"),
    ],
)
def test_what_no_farm_has_is_refused_in_words(page: Page, field: str, typed: str, fault: str) -> None:
    page.locator(f"[name={field}]").fill(typed)
    hint = page.locator(f"#{field}-hieu")

    expect(hint).to_have_class("foot wrong")
    assert fault in hint.inner_text().replace("\u00a0", " ")
    expect(page.locator("[data-says]")).to_have_text("Chưa hiểu câu trả lời: xem lại ô được đánh dấu.")


def test_a_thuoc_of_a_sao_that_has_none_is_not_guessed(open_page: OpenPage) -> None:
    page = open_page(FINDER)
    page.locator("[name=sao][value='1000']").check(force=True)
    page.get_by_label("Có bao nhiêu đất để làm?").fill("3 sào 5 thước")

    expect(page.locator("#dat-hieu")).to_have_text("Sào 1.000 m² không chia ra thước: gõ bằng sào, m² hay ha.")


@pytest.mark.parametrize("typed", ["cafe", "cà fê", "ca phe", "caphe", "cây cà phê", "cà phe"])
def test_coffee_is_coffee_however_it_is_spelt(open_page: OpenPage, typed: str) -> None:
    page = open_page(FINDER)
    page.get_by_label("Cây, con khác").fill(typed)

    expect(page.locator("#cay-khac-hieu")).to_have_text("Hiểu là: cà phê.")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("bò", "Hiểu là: bò sữa, bò thịt."),
        ("nuôi bò", "Hiểu là: bò sữa, bò thịt."),
        ("cà", "Hiểu là: cà phê."),
        ("đậu", "Trong kho chưa có: đậu."),
        ("dâu", "Hiểu là: dâu tằm."),
        ("Bơ", "Hiểu là: bơ."),
        ("bưỡi", "Hiểu là: bưởi."),
        ("càphê", "Hiểu là: cà phê."),
        ("sấu riêng", "Hiểu là: sầu riêng."),
        ("ca", "Hiểu là: cá, cà phê."),
        ("dau", "Hiểu là: dâu tằm."),
    ],
)
def test_marks_that_are_typed_are_meant(open_page: OpenPage, typed: str, heard: str) -> None:
    page = open_page(FINDER)
    page.get_by_label("Cây, con khác").fill(typed)

    expect(page.locator("#cay-khac-hieu")).to_have_text(heard)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("nuoi bo thit", "Hiểu là: bò thịt."),
        ("nuoi ca", "Hiểu là: cá, cà phê."),
        ("trong ca phe", "Hiểu là: cà phê."),
        ("Trồng cà phê", "Hiểu là: cà phê."),
        (unicodedata.normalize("NFD", "trồng cà phê và nuôi bò thịt"), "Hiểu là: cà phê, bò thịt."),
        ("nuôi con bò sữa", "Hiểu là: bò sữa."),
        ("cầy hương", "Trong kho chưa có: cầy hương."),
    ],
)
def test_what_is_done_with_it_is_no_part_of_the_name(open_page: OpenPage, typed: str, heard: str) -> None:
    page = open_page(FINDER)
    page.get_by_label("Cây, con khác").fill(typed)

    expect(page.locator("#cay-khac-hieu")).to_have_text(heard)


def test_slips_are_heard_as_the_search_hears_them_but_another_crop_is_not_taken_for_it(open_page: OpenPage) -> None:
    page = open_page(FINDER)
    page.get_by_label("Cây, con khác").fill("sầu diêng, dâu tây, xầu riêng")

    expect(page.locator("#cay-khac-hieu")).to_have_text("Hiểu là: sầu riêng, sầu riêng. Trong kho chưa có: dâu tây.")


def test_where_nothing_is_known_there_is_still_a_way_on(open_page: OpenPage) -> None:
    page = open_page(FINDER)
    page.get_by_label("Có bao nhiêu đất để làm?").fill("3 sào")
    page.locator("[name=sao][value='1000']").check(force=True)
    page.get_by_label("Có bao nhiêu vốn?").fill("50 triệu")

    says = page.locator("[data-says]")
    expect(says).to_contain_text("Chưa biết mô hình nào hợp. Điều chưa biết: diện tích cần có; vốn cần có.")
    expect(found(page)).not_to_have_count(0)
    expect(page.locator("[data-found]")).to_contain_text("Hãy hỏi Hội Nông dân xã")
    expect(page.locator("[data-rest]")).to_be_hidden()


def test_where_nothing_fits_wholly_the_nearest_is_named(page: Page) -> None:
    page.get_by_label("Có bao nhiêu đất để làm?").fill("5 sào")
    page.get_by_label("Mỗi tháng làm được bao nhiêu công?").fill("1 công")

    expect(page.locator("[data-says]")).to_have_text(
        "Chưa có mô hình nào hợp hết. Gần nhất: Mô hình thử A (bịa để kiểm thử), hợp 1 điều, không hợp 1 điều."
    )


def test_without_a_size_of_the_sao_the_reader_is_asked(page: Page) -> None:
    page.evaluate("document.querySelectorAll('[name=sao]').forEach((one) => { one.checked = false; })")
    page.get_by_label("Có bao nhiêu đất để làm?").fill("5 sào")
    hint = page.locator("#dat-hieu")
    expect(hint).to_have_text("Mỗi nơi một sào khác nhau: chọn cỡ sào ở câu dưới.")

    page.get_by_label("1.000\u00a0m² (Tây Nguyên)").check(force=True)

    expect(hint).to_have_text("Hiểu là: 5.000\u00a0m².")


def test_answers_come_back_and_can_be_thrown_away(page: Page) -> None:
    page.get_by_label("Có bao nhiêu đất để làm?").fill("5 sào")
    expect(found(page)).not_to_have_count(0)
    page.reload()
    expect(page.get_by_label("Có bao nhiêu đất để làm?")).to_have_value("5 sào")

    page.get_by_role("button", name="Xóa hết").click()

    expect(page.get_by_label("Có bao nhiêu đất để làm?")).to_have_value("")
    expect(page.locator("[data-says]")).to_have_text("Chưa trả lời câu nào.")
    page.reload()
    expect(page.get_by_label("Có bao nhiêu đất để làm?")).to_have_value("")


def test_a_real_base_without_numbers_is_ranked_by_crop_and_commune_and_says_what_is_unknown(
    open_page: OpenPage,
) -> None:
    page = open_page(FINDER)
    page.get_by_label("Cây, con khác").fill("ca phe, xoài")
    page.get_by_label("Có bao nhiêu vốn?").fill("50 củ")

    expect(page.locator("#cay-khac-hieu")).to_have_text("Hiểu là: cà phê. Trong kho chưa có: xoài.")
    expect(found(page).first).to_contain_text("Cùng cây, con nhà đang có: cà phê.")
    expect(found(page).first).to_contain_text("Chưa biết: vốn cần có.")
    expect(page.locator("[data-rest]")).to_contain_text("chưa biết hợp hay không")


def test_one_syllable_without_marks_means_every_crop_that_sounds_so(open_page: OpenPage) -> None:
    page = open_page(FINDER)
    page.get_by_label("Cây, con khác").fill("bo")
    expect(page.locator("#cay-khac-hieu")).to_have_text("Hiểu là: bơ, bò sữa, bò thịt.")


def test_it_works_from_the_keyboard_alone(page: Page) -> None:
    page.get_by_label("Có bao nhiêu đất để làm?").focus()
    page.keyboard.type("1 ha")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Mô hình hợp với nhà mình")).to_be_focused()
    expect(found(page)).not_to_have_count(0)


def test_the_home_page_and_the_list_of_models_lead_here(open_page: OpenPage) -> None:
    for address in ("", "mo-hinh/"):
        page = open_page(address)
        page.get_by_role("main").get_by_role("link", name="Tìm mô hình hợp với tôi").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tìm mô hình hợp với tôi")
