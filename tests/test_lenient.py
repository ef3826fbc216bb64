"""What people type is taken where it can mean one thing only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanrong import dates
from nhanrong.anatomy import Form, Part, Scalar
from nhanrong.lenient import Misunderstood, taken, tidied
from nhanrong.records.vocabulary import Evidence, State

TAKEN: list[tuple[Scalar, str, object]] = [
    (Scalar.DATE, "10/8/2022", "2022-08-10"),
    (Scalar.DATE, "10.08.2022", "2022-08-10"),
    (Scalar.DATE, "ngày 1-2-2023", "2023-02-01"),
    (Scalar.DATE, "tháng 8/2022", "2022-08"),
    (Scalar.DATE, "08/2022", "2022-08"),
    (Scalar.DATE, "năm 2022", "2022"),
    (Scalar.DATE, "2019–2022", "2019/2022"),
    (Scalar.DATE, "2019 - 2022", "2019/2022"),
    (Scalar.DATE, "8/2019 đến 10/2020", "2019-08/2020-10"),
    (Scalar.DATE, "2019-08/2020", "2019-08/2020"),
    (Scalar.DAY, "31/12/2023", "2023-12-31"),
    (Scalar.WHOLE, "22.000", 22000),
    (Scalar.WHOLE, "1 200 000", 1200000),
    (Scalar.WHOLE, "33", 33),
    (Scalar.MONEY, "36.000.000 đồng", 36000000),
    (Scalar.MONEY, "36 triệu", 36000000),
    (Scalar.MONEY, "1,7 tỷ đồng", 1700000000),
    (Scalar.MONEY, "450k", 450000),
    (Scalar.NUMBER, "1,5", 1.5),
    (Scalar.NUMBER, "1.5", 1.5),
    (Scalar.NUMBER, "1.000,5", 1000.5),
    (Scalar.NUMBER, "22.000", 22000),
    (Scalar.NUMBER, "0,25", 0.25),
    (Scalar.FLAG, "Có", True),
    (Scalar.FLAG, "KHÔNG", False),
    (Scalar.CODE, "123", "00123"),
    (Scalar.LINE, " hai\ndòng\u200b ", "hai dòng"),
    (Scalar.PROSE, "một\r\n\r\nhai ", "một\n\nhai"),
]
REFUSED = [
    (Scalar.DATE, "hôm qua"),
    (Scalar.DATE, "30/2/2022"),
    (Scalar.DATE, "2022–2019"),
    (Scalar.DATE, "13/2022"),
    (Scalar.DAY, "8/2022"),
    (Scalar.DAY, "2019/2022"),
    (Scalar.WHOLE, "1,5"),
    (Scalar.WHOLE, "vài"),
    (Scalar.MONEY, "nhiều tiền"),
    (Scalar.MONEY, "0,5 đồng"),
    (Scalar.NUMBER, "1.00.0"),
    (Scalar.NUMBER, "1e3"),
    (Scalar.NUMBER, "٣"),
    (Scalar.FLAG, "có lẽ"),
    (Scalar.CODE, "250211"),
    (Scalar.CODE, "xã"),
    (Scalar.ID, "Mô hình"),
]


@pytest.mark.parametrize(("scalar", "text", "value"), TAKEN)
def test_taken(scalar: Scalar, text: str, value: object) -> None:
    assert taken(text, Form(scalar=scalar)) == value


@pytest.mark.parametrize(("scalar", "text"), REFUSED)
def test_refused(scalar: Scalar, text: str) -> None:
    answer = taken(text, Form(scalar=scalar))
    assert isinstance(answer, Misunderstood)
    assert answer.message
    assert answer.hint


@pytest.mark.parametrize("text", ["applied", "Đang áp dụng", "đang ÁP dụng", "dang ap dung"])
def test_a_word_is_known_by_its_label(text: str) -> None:
    assert State.APPLIED.label == "Đang áp dụng"
    assert taken(text, Form(part=Part(State))) == "applied"


def test_an_unknown_word_is_told_the_list() -> None:
    answer = taken("đang áp dụn", Form(part=Part(State)))
    assert isinstance(answer, Misunderstood)
    assert "Có phải “Đang áp dụng”?" in answer.hint
    assert isinstance(taken("F", Form(part=Part(Evidence))), Misunderstood)


@given(st.text())
def test_any_text_is_taken_or_refused(text: str) -> None:
    for scalar in Scalar:
        answer = taken(text, Form(scalar=scalar))
        if scalar is Scalar.DATE and isinstance(answer, str):
            assert dates.parse(answer).text == answer
    assert tidied(tidied(text)) == tidied(text)


@given(st.integers(0, 10**14))
def test_a_whole_number_in_vietnamese_spelling(number: int) -> None:
    assert taken(f"{number:,}".replace(",", "."), Form(scalar=Scalar.WHOLE)) == number
