"""Names for the same thing lead to each other, as far as they are sure to mean it."""

import pytest

from nhanrong.syllables import keys
from nhanrong.synonyms import other_names, other_titles, things, weak_words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Nuôi lợn nái", "heo"),
        ("Nuôi heo nái", "lợn"),
        ("Giám đốc HTX", "hợp tác xã"),
        ("vào hợp tác xã", "HTX"),
        ("hợp tác xã", "HTX"),
        ("Trồng dứa MD2", "thơm"),
        ("đậu tương", "đậu nành"),
    ],
)
def test_a_text_has_the_other_names_of_what_it_names(text: str, other: str) -> None:
    assert other in other_names(keys(text))


@pytest.mark.parametrize(
    "text", ["lá héo rũ", "mùi thơm", "khóm hoa", "câu lạc bộ", "liên lạc", "điều kiện", "cải bắp", "tôm sú"]
)
def test_what_only_sounds_like_a_name_has_none(text: str) -> None:
    assert {"lợn", "dứa", "đậu phộng", "hạt điều", "ngô"}.isdisjoint(other_names(keys(text)))


def test_a_title_is_called_otherwise_with_the_words_around() -> None:
    assert other_titles("Nuôi lợn an toàn sinh học phòng dịch") == ["nuôi heo an toàn", "nuôi lợn ATSH phòng dịch"]


def test_weak_words_are_folded_and_name_no_crop() -> None:
    assert {"cach", "lam", "trong", "nuoi"} <= set(weak_words())
    assert {"lua", "heo", "ca", "tam", "la", "dau", "co", "de"}.isdisjoint(weak_words())


def test_crops_and_animals_of_one_syllable_are_known_by_their_sound() -> None:
    assert {"de:dee", "bo:bo2", "bo:bow"} <= set(things())
    assert not any(len(keys(one.partition(":")[0])) > 1 for one in things())
