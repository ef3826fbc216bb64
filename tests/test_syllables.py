"""However a syllable is spelt, the search hears the same; marks make a difference that can be told."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanrong.syllables import syllables
from nhanrong.vietnamese import fold


def sounds(text: str) -> list[str]:
    return [one.sound for one in syllables(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HÓA", "hoá"), ("của", "c\u01b0\u0309a".replace("ư", "u"))],
)
def test_the_place_of_a_tone_makes_no_difference(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


def test_marks_make_a_difference() -> None:
    alike = ["ma", "má", "mà", "mả", "mã", "mạ", "mâ", "mă", "mơ", "mờ", "mô", "dam", "đam", "dâm", "đâm"]

    assert len({tuple(sounds(word)) for word in alike}) == len(alike)
    assert {one.fold for word in alike for one in syllables(word)} == {"ma", "mo", "dam"}


@given(st.text())
def test_composed_and_decomposed_texts_sound_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert syllables(unicodedata.normalize("NFD", composed)) == syllables(composed)


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ 0123456789,.-–", max_size=40))
def test_folded_syllables_are_those_of_the_folded_text(text: str) -> None:
    assert [one.fold for one in syllables(text)] == [one.fold for one in syllables(fold(text))]


def test_words_of_other_languages_and_numbers_are_kept() -> None:
    assert [one.fold for one in syllables("Chè VietGAP của người K’Ho: 1.100 cây ST25, Mạ Đ’Roong")] == [
        *("che", "vietgap", "cua", "nguoi", "k", "ho", "1", "100", "cay", "st25", "ma", "d", "roong")
    ]
