"""Words, numbers, dates and places in files, for any input."""

import contextlib
import datetime as dt
import re
import unicodedata
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from nhanrong import dates, vietnamese
from nhanrong.document import Document, Path
from nhanrong.records.area import Area, Rules
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.shape import shaped
from nhanrong.strictyaml import read
from nhanrong.vietnamese import NBSP

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -0123456789", max_size=40)


# Names --------------------------------------------------------------------------------------------


@given(st.text(max_size=40))
def test_slug_is_ascii_and_stays(text: str) -> None:
    """An id of small letters, digits and single hyphens; the slug of a slug is itself."""
    slug = vietnamese.slug(text)
    assert slug.isascii()
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert vietnamese.slug(slug) == slug


@given(words)
def test_fold_leaves_vietnamese_without_marks(text: str) -> None:
    """ASCII for any Vietnamese text, the same for both spellings in Unicode, and itself when folded again."""
    folded = vietnamese.fold(text)
    assert folded.isascii()
    assert len(folded) == len(text)
    assert vietnamese.fold(folded) == folded
    assert vietnamese.fold(unicodedata.normalize("NFD", text)) == folded


def test_names_of_known_places() -> None:
    """The hard letters."""
    assert vietnamese.slug("Đinh Trang Thượng (cũ)") == "dinh-trang-thuong-cu"
    assert vietnamese.fold("ƯƠM TƠ Lê Sáu") == "uom to le sau"
    assert sorted(["Đạ", "Dâu", "Ấm"], key=vietnamese.reading_order) == ["Ấm", "Đạ", "Dâu"]


# Numbers ------------------------------------------------------------------------------------------


def shown_share(text: str) -> Fraction:
    """The number that a percentage shows."""
    return Fraction(text.removesuffix(f"{NBSP}%").replace(",", "."))


@given(st.integers(0, 4000), st.integers(1, 4000), st.integers(1, 99))
def test_percent_is_nearest_and_never_crosses_a_target(some: int, total: int, target: int) -> None:
    """Within half a tenth, and not shown as more than a target that it does not exceed."""
    share = Fraction(100 * min(some, total), total)
    shown = shown_share(vietnamese.percent(min(some, total), total))
    assert abs(shown - share) <= Fraction(1, 20)
    if share <= target:
        assert shown <= target


@pytest.mark.parametrize(
    ("some", "total", "says"),
    [(7, 19, "36,8 %"), (10, 19, "52,6 %"), (7, 16, "43,8 %"), (2, 5, "40,0 %"), (2, 3, "66,7 %"), (0, 7, "0,0 %")],
)
def test_percent_as_it_is_printed(some: int, total: int, says: str) -> None:
    """A comma, one decimal, a no-break space."""
    assert vietnamese.percent(some, total) == says.replace(" ", NBSP)


@given(st.integers(0, 10**13))
def test_spoken_money_is_the_amount(dong: int) -> None:
    """Read back, the words give the same amount to the last đồng."""
    number, *unit, currency = vietnamese.spoken_money(dong).split(NBSP)
    size = {(): 1, ("triệu",): 10**6, ("tỷ",): 10**9}[tuple(unit)]
    assert currency == "đồng"
    assert Fraction(number.replace(".", "").replace(",", ".")) * size == dong


@pytest.mark.parametrize(
    ("dong", "says"),
    [
        (36_000_000, "36 triệu đồng"),
        (1_700_000_000, "1,7 tỷ đồng"),
        (950_000, "950.000 đồng"),
        (1_250_500, "1.250.500 đồng"),
        (999_999_999, "999.999.999 đồng"),
        (0, "0 đồng"),
    ],
)
def test_spoken_money_as_people_say_it(dong: int, says: str) -> None:
    """Round sums in words, the others in full."""
    assert vietnamese.spoken_money(dong) == says.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("dong", "says"),
    [
        (950_000, "950.000 đồng"),
        (36_000_000, "36 triệu đồng"),
        (36_123_456, "36,1 triệu đồng"),
        (123_100_000, "123,1 triệu đồng"),
        (123_456_789, "123 triệu đồng"),
        (1_745_000_000, "1,75 tỷ đồng"),
        (999_999_999, "1 tỷ đồng"),
    ],
)
def test_about_how_much_money(dong: int, says: str) -> None:
    assert vietnamese.about_money(dong).replace("\u00a0", " ") == says


def test_numbers_in_vietnamese_spelling() -> None:
    """Dots for thousands, a comma for decimals, no empty decimals."""
    assert [vietnamese.number(value) for value in (1234, 1234.5, 2.0, 0.25)] == ["1.234", "1.234,5", "2", "0,25"]


# Dates --------------------------------------------------------------------------------------------


days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
precision = st.sampled_from([4, 7, 10])
partial = st.builds(lambda day, length: day.isoformat()[:length], days, precision)


@given(partial, partial)
def test_dates_have_a_first_and_a_last_day(one: str, other: str) -> None:
    """A single date holds its own days; a span holds both ends, or ends before it starts and is refused."""
    start, end = dates.parse(one), dates.parse(other)
    assert start.first <= start.last
    assert start.first.isoformat().startswith(one)
    assert start.last.isoformat().startswith(one)
    try:
        span = dates.parse(f"{one}/{other}")
    except dates.DateError:
        assert end.first < start.first
    else:
        assert (span.first, span.last) == (start.first, end.last)


@given(st.text(alphabet="0123456789-/ x", max_size=22))
def test_any_other_text_is_refused_not_guessed(text: str) -> None:
    """Parsing gives a date of that very text, or refuses; it fails in no other way."""
    with contextlib.suppress(dates.DateError):
        date = dates.parse(text)
        assert date.text == text
        assert date.first <= date.last


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2022", "2022"),
        ("2022-08", "tháng 8/2022"),
        ("2022-08-10", "10/8/2022"),
        ("2025-02-01", "01/02/2025"),
        ("2019/2022", "2019–2022"),
        ("2022-08/2022-10", "tháng 8/2022 đến tháng 10/2022"),
        ("2025-03-12/2025-03-14", "12/3/2025–14/3/2025"),
        ("2019/2022-05", "2019 đến tháng 5/2022"),
    ],
)
def test_dates_as_they_are_read(text: str, says: str) -> None:
    """1 January is never invented."""
    assert dates.parse(text).spoken == says


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31)), st.integers(0, 240))
def test_months_before_keeps_the_day_or_ends_the_month(day: dt.date, months: int) -> None:
    """The month is exact; the day is the same or the last of a shorter month."""
    before = dates.months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before.day < day.day and (before + dt.timedelta(1)).day == 1)


# Files --------------------------------------------------------------------------------------------


names = st.text(alphabet="abcdefgh_", min_size=1, max_size=8).filter(lambda name: name not in {"n", "y"})
plain = words.map(str.strip).filter(bool) | st.integers(0, 10**6) | st.booleans()
trees = st.recursive(
    plain, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(names, inner, min_size=1, max_size=3)
)


def every_path(value: object, path: Path = ()) -> list[Path]:
    """The paths of all values inside, the outermost too."""
    inner: list[Path] = []
    if isinstance(value, dict):
        inner = [found for key, item in value.items() for found in every_path(item, (*path, key))]
    elif isinstance(value, list):
        inner = [found for index, item in enumerate(value) for found in every_path(item, (*path, index))]
    return [path, *inner]


@given(st.dictionaries(names, trees, min_size=1, max_size=4), st.sampled_from([None, False]))
def test_place_of_every_key_points_at_its_text(value: dict[str, Any], flow: bool | None) -> None:
    """In block and mixed style, what is written comes back, and each place is where its text stands."""
    text = yaml.dump(value, Dumper=_Quoting, allow_unicode=True, default_flow_style=flow, width=10**6, sort_keys=False)
    document, problems = read("thu.yml", text.encode())
    assert problems == []
    assert document.value == value
    lines = text.split("\n")
    for path in every_path(value):
        if path and isinstance(path[-1], str):
            place = document.place(path, key=True)
            assert lines[place.line - 1][place.column - 1 :].startswith(f"{path[-1]}:")
        inner: Any = value
        for step in path:
            inner = inner[step]
        if isinstance(inner, str | int):
            place = document.place(path)
            written = {True: "true", False: "false"}[inner] if isinstance(inner, bool) else str(inner)
            assert lines[place.line - 1][place.column - 1 :].lstrip('"').startswith(written)


class _Quoting(yaml.SafeDumper):
    """Writes as this project does: texts quoted, keys and numbers not, nothing shared."""

    def ignore_aliases(self, _: object) -> bool:
        """Write every value out."""
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """A mapping whose keys are plain."""
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    """Whatever the bytes, there is a value or a problem, never an exception."""
    document, problems = read("thu.yml", data)
    assert bool(problems) == (document.value is None)


@given(st.text(alphabet="ab:-#\"'|>&*![]{},?%@` \n\t<~.0123", max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Nor any text made of YAML's own signs."""
    document, problems = read("thu.yml", text.encode())
    assert bool(problems) == (document.value is None)


KINDS: list[type[BaseModel]] = [Area, Rules, Model, Practice, Session, Source, UnitList, Line]
odd_values = st.recursive(
    st.text(max_size=5) | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2),
    max_leaves=4,
)


@given(st.data(), st.sampled_from(KINDS))
def test_every_fault_of_shape_has_a_sentence(data: st.DataObject, kind: type[BaseModel]) -> None:
    """Whatever stands in a field, the reader says so in words that name the field."""
    fields = data.draw(st.lists(st.sampled_from(sorted(kind.model_fields)), min_size=1, max_size=4, unique=True))
    value = {name: data.draw(odd_values | st.lists(st.fixed_dictionaries({"kind": odd_values}))) for name in fields}
    record, problems = shaped(kind, Document("thu.yml", value))
    assert (record is None) == bool(problems)
    assert all(problem.message and problem.code.startswith("NR2") for problem in problems)
