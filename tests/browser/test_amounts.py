"""What farmers type, with and without marks, is understood as they mean it, or not at all."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.conftest import OpenPage

HERE = {"sao": 1000}
UNCLEAR = "NaN"  # it could only be guessed

Reading = float | str | Sequence[float] | None

AREAS: list[tuple[str, dict[str, Any], Reading]] = [
    *(
        (text, HERE, area)
        for text, area in (
            ("3 sào", 3000), ("3 sao", 3000), ("3sao", 3000), ("ba sào", 3000), ("Ba Sào đất", 3000),
            ("khoảng 3 sào ruộng", 3000), ("sào rưỡi", 1500), ("2 sào rưỡi", 2500), ("2,5 sào", 2500),
            ("2.5 sao", 2500), ("nửa sào", 500), ("năm sào", 5000), ("nam sao", 5000), ("sáu sào", 6000),
            ("tám sào", 8000), ("mười sào", 10_000), ("mười lăm sào", 15_000), ("hai mươi sào", 20_000),
            ("1 sào 200 m2", 1200), ("1 sào và 200 m2", 1200), ("nửa mẫu", 5000), ("nua mau", 5000), ("1 mẫu", 10_000),
            ("1 mẫu 2", 12_000),
            ("1 mẫu 2 sào", 12_000), ("1 mẫu tây", 10_000), ("3 công", 3000), ("ba công rưỡi", 3500), ("1 ha", 10_000),
            ("1ha 2 sào", 12_000), ("1,5 ha", 15_000), ("1.5ha", 15_000), ("0.25 ha", 2500), ("1,125 ha", 11_250),
            ("nửa ha", 5000), ("2 hecta", 20_000), ("2 héc-ta", 20_000), ("2 hec ta", 20_000), ("1.500 m2", 1500),
            ("1500m2", 1500), ("1500 m²", 1500), ("1,500 m2", 1500), ("1500 mét vuông", 1500), ("1500 met", 1500),
            ("hai nghìn mét vuông", 2000), ("2 ngàn mét", 2000), ("5 trăm mét", 500), ("1500", 1500), ("1.500", 1500),
            ("1.500,5 m2", 1500.5),
            ("", None), ("  ", None), ("nhiều", UNCLEAR), ("3 lô", UNCLEAR), ("sào", UNCLEAR),
            ("3 sào 5", UNCLEAR), ("3 4 sào", UNCLEAR), ("-3 sào", UNCLEAR), ("5-3 sào", UNCLEAR),
            ("3-5 sào", [3000, 5000]), ("2 sào đến 3 sào", [2000, 3000]), ("2–3 sao", [2000, 3000]),
            ("từ 2 tới 3 sào", [2000, 3000]), ("2 sào tới 3 sào rưỡi", [2000, 3500]),
            ("500 m2 đến 1 ha", [500, 10_000]), ("hai ba sào", [2000, 3000]), ("tám chín sào", [8000, 9000]),
            ("sào rưỡi đến 2 sào", [1500, 2000]),
            ("2 000 m2", 2000), ("2\u00a0000 m²", 2000), ("1/2 ha", 5000), ("1 1/2 ha", 15_000), ("tới 3 sào", 3000),
            ("từ 2 sào", 2000), ("3 sào 5 thước", "thuoc"),
        )
    ),
    ("3 sào", {}, "sao"),
    ("nửa mẫu", {}, "sao"),
    ("3", {"unit": "sao"}, "sao"),
    ("2 ha", {}, 20_000),
    ("1 mẫu tây", {}, 10_000),
    ("3 công", {}, 3000),
    ("3", {"sao": 360, "unit": "sao"}, 1080),
    ("2", {"unit": "ha"}, 20_000),
    ("1 mẫu", {"sao": 500}, 5000),
    ("3 thước", {"sao": 360}, 72),
    ("3 sào 5 thước", {"sao": 360}, 1200),
    ("2-3", {"sao": 1000, "unit": "sao"}, [2000, 3000]),
    ("2-3 sào", {}, "sao"),
]  # fmt: skip

MONEY: list[tuple[str, Reading]] = [
    ("50 triệu", 50e6), ("50 trieu", 50e6), ("50tr", 50e6), ("50 tr", 50e6), ("50 củ", 50e6), ("50 cu", 50e6),
    ("50 triệu đồng", 50e6), ("năm mươi triệu", 50e6), ("nam muoi trieu", 50e6), ("5 chục triệu", 50e6),
    ("khoảng 50 triệu", 50e6), ("tầm 50 triệu", 50e6), ("36,5 triệu", 36.5e6), ("36.5tr", 36.5e6), ("1tr2", 1.2e6),
    ("1tr250", 1.25e6), ("2 triệu rưỡi", 2.5e6), ("triệu rưỡi", 1.5e6), ("trăm triệu", 100e6), ("1.250 triệu", 1.25e9),
    ("một trăm triệu", 100e6), ("trăm rưỡi triệu", 150e6), ("hai trăm năm mươi triệu", 250e6), ("1 tỷ 2", 1.2e9),
    ("1 tỉ hai", 1.2e9), ("1,2 tỷ", 1.2e9), ("1 tỷ 200 triệu", 1.2e9), ("nửa tỷ", 500e6), ("500k", 500e3),
    ("500 ngàn", 500e3), ("500 nghìn đồng", 500e3), ("tám trăm nghìn", 800e3), ("50.000.000", 50e6),
    ("50,000,000", 50e6), ("50000000", 50e6), ("50.000.000 đồng", 50e6), ("50000000đ", 50e6), ("12.000", 12e3),
    ("500 đồng", 500), ("", None), ("50", UNCLEAR), ("vài chục triệu", UNCLEAR),
    ("50-70 triệu", [50e6, 70e6]), ("50 đến 100 triệu", [50e6, 100e6]), ("từ 50 tới 100tr", [50e6, 100e6]),
    ("500 triệu đến 1 tỷ 2", [500e6, 1.2e9]), ("1 đến 2 trăm triệu", [100e6, 200e6]), ("50 000 000", 50e6),
    ("năm mươi đến sáu mươi triệu", [50e6, 60e6]), ("năm sáu chục triệu", [50e6, 60e6]), ("tới 50 triệu", 50e6),
    ("50 đến 1 trăm triệu", [50e6, 100e6]), ("50.000.000 - 70.000.000", [50e6, 70e6]),
    ("12000đ/kg", UNCLEAR), ("mượn bạn", UNCLEAR),
]  # fmt: skip

MONTHS: list[tuple[str, Reading]] = [
    ("6 tháng", 6), ("6", 6), ("sáu tháng", 6), ("trong sáu tháng", 6), ("nửa năm", 6), ("nua nam", 6), ("1 năm", 12),
    ("một năm", 12), ("1 năm rưỡi", 18), ("năm rưỡi", 18), ("nam ruoi", 18), ("hai năm", 24), ("năm tháng", 5),
    ("nam thang", 5), ("năm năm", 60), ("1 năm 3 tháng", 15), ("mười hai tháng", 12), ("45 ngày", 1.5), ("", None),
    ("mùa sau", UNCLEAR), ("6 đến 9 tháng", [6, 9]), ("9 tháng đến 1 năm", [9, 12]), ("bốn năm", 48),
    ("bốn năm tháng", [4, 5]), ("hai ba năm", [24, 36]), ("năm đến sáu tháng", [5, 6]),
]  # fmt: skip

LABOUR: list[tuple[str, Reading]] = [
    ("20 công", 20), ("20", 20), ("20 công một tháng", 20), ("20 công/tháng", 20), ("mỗi tháng 20 công", 20),
    ("2 người", 50), ("hai nguoi", 50), ("2 lao động", 50), ("2 người 10 công", 60), ("nửa công", 0.5), ("10 buổi", 5),
    ("1 công mỗi ngày", 30), ("1 công/ngày", 30), ("", None), ("hai vợ chồng", 50), ("vợ chồng", 50),
    ("2 vc", 50), ("một mình", 25), ("20 ngày công", 20), ("20 ngày công một tháng", 20), ("20 ngày", 20),
    ("mười lăm ngày", 15), ("3 nhân công", 75), ("cả nhà 3 người", 75), ("2-3 người", [50, 75]),
    ("2 đến 3 công mỗi ngày", [60, 90]), ("mười lăm công", 15), ("hai vợ chồng và con", UNCLEAR),
]  # fmt: skip


@pytest.fixture
def finder(open_page: OpenPage) -> Page:
    """A page that has the readings."""
    return open_page("hop-voi-toi/")


def read(page: Page, reading: str, asked: list[tuple[str, dict[str, Any]]]) -> list[Reading]:
    """What a reading makes of texts."""
    script = """([reading, asked]) => asked.map(([text, more]) => {
        const value = window.nhanrong.amounts[reading](text, more);
        return Number.isNaN(value) ? "NaN" : value;
    })"""
    found: list[Reading] = page.evaluate(script, [reading, asked])
    return found


def as_read(page: Page, reading: str, cases: list[tuple[str, Reading]]) -> None:
    found = read(page, reading, [(text, {}) for text, _ in cases])
    assert dict(zip([text for text, _ in cases], found, strict=True)) == {
        text: pytest.approx(value) if isinstance(value, float | int | list) else value for text, value in cases
    }


def test_areas(finder: Page) -> None:
    found = read(finder, "area", [(text, more) for text, more, _ in AREAS])
    wrong = [(case, got) for case, got in zip(AREAS, found, strict=True) if got != case[2]]

    assert wrong == []


def test_money(finder: Page) -> None:
    as_read(finder, "money", MONEY)


def test_months(finder: Page) -> None:
    as_read(finder, "months", MONTHS)


def test_labour(finder: Page) -> None:
    as_read(finder, "labour", LABOUR)


def test_decomposed_letters_are_the_same(finder: Page) -> None:
    assert read(finder, "area", [("3 sa\u0300o ru\u031bo\u031b\u0303i", HERE)]) == [3500]


def test_what_is_said_can_be_read_again(finder: Page) -> None:
    script = """(values) => values.map((value) => [
        window.nhanrong.amounts.money(window.nhanrong.amounts.exact(value)),
        window.nhanrong.amounts.area(window.nhanrong.amounts.spoken(value)),
    ])"""
    values = [1, 500, 999, 1000, 12_345, 100_000, 7_000_000, 1_234_567_890]

    assert finder.evaluate(script, values) == [[value, pytest.approx(value, rel=0.01)] for value in values]
    assert finder.evaluate("window.nhanrong.amounts.rounded(36214500)") == "36,2\u00a0triệu\u00a0đồng"
    assert finder.evaluate("window.nhanrong.amounts.rounded(999999999)") == "1\u00a0tỷ\u00a0đồng"
    assert finder.evaluate("window.nhanrong.amounts.rounded(950000)") == "950.000\u00a0đồng"


def test_two_ends_are_said_with_their_unit_once(finder: Page) -> None:
    script = """() => { const { between, rounded, spoken, plain } = window.nhanrong.amounts;
        return [between(5e7, 1e8, rounded), between(5e8, 1.2e9, rounded), between(2e3, 3e3, spoken),
            between(2, 3, plain), between(2e3, 2e3, spoken)]; }"""

    assert [one.replace("\u00a0", " ") for one in finder.evaluate(script)] == [
        "50 đến 100 triệu đồng",
        "500 triệu đồng đến 1,2 tỷ đồng",
        "2.000 đến 3.000 m²",
        "2 đến 3",
        "2.000 m²",
    ]
