"""What is written as canonical YAML, the strict reader reads back as the same record."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from nhanrong import dates, scalars
from nhanrong.anatomy import Part, Scalar, parts_inside
from nhanrong.canonical import bare_words, date_keys, to_yaml, written
from nhanrong.records.ledger import Line
from nhanrong.records.pieces import Money, Quantity
from nhanrong.records.registry import KINDS
from nhanrong.records.source import Source
from nhanrong.records.units import AdminUnit, Edge, UnitList
from nhanrong.records.vocabulary import EdgeKind, Evidence, MoneyKind, SourceKind, UnitType
from nhanrong.strictyaml import read

# Whatever the strict reader lets into a text; only there can writing and reading agree.
_LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyạảấếịộợụỳ AĐ0123456789.,:;-–—_+/'\"“”#&*!|>%@`{}[]?~=<\\", min_size=1)
_LIKE_OTHER_THINGS = ("yes", "Null", "2025-01-01", "2001-12-14t21:59:43Z", "12h", "1:20", "0b1", "١;", "-", "- a", "a:")
_TEXTS = st.one_of(_LETTERS, st.sampled_from(_LIKE_OTHER_THINGS))
_LINES = st.lists(_LETTERS, min_size=1, max_size=4).map(lambda lines: "\n".join(line.rstrip() for line in lines))


def source(**more: object) -> Source:
    return Source.model_validate({"id": "mot", "kind": "press", "title": "Bài", "evidence": "E", **more})


@settings(max_examples=300, deadline=None)
@given(title=_LETTERS.filter(str.strip), note=_LINES.filter(str.strip))
def test_any_text_comes_back(title: str, note: str) -> None:
    record = source(title=title, note=note)
    document, problems = read("mot.yml", to_yaml(record).encode())
    assert problems == []
    assert Source.model_validate(document.value) == record


@settings(max_examples=200, deadline=None)
@given(value=st.floats(0, 10**12), year=st.integers(1900, 2100))
def test_any_number_and_year_come_back(value: float, year: int) -> None:
    record = Quantity.model_validate({"what": "Số", "value": value, "date": year, "evidence": "E", "sources": ["mot"]})
    document, problems = read("mot.yml", to_yaml(record).encode())
    assert problems == []
    assert Quantity.model_validate(document.value) == record


def test_the_form_is_canonical() -> None:
    record = UnitList(
        id="2025-07-01",
        title="Danh mục",
        valid_from=dt.date(2025, 7, 1),
        source="Nghị quyết\nĐiều 1",
        units=(AdminUnit(code="00097", name="4", type=UnitType.WARD, lat=11.5, lon=108.0, aliases=("y", "Ea H'leo")),),
        edges=(Edge(old="25000", new="00097", kind=EdgeKind.SPLIT),),
    )
    assert to_yaml(record) == (
        'id: "2025-07-01"\n'
        'title: "Danh mục"\n'
        "valid_from: 2025-07-01\n"
        "source: |-\n"
        "  Nghị quyết\n"
        "  Điều 1\n"
        "units:\n"
        '  - code: "00097"\n'
        '    name: "4"\n'
        "    type: Phường\n"
        "    lat: 11.5\n"
        "    lon: 108\n"
        "    aliases:\n"
        '      - "y"\n'
        '      - "Ea H\'leo"\n'
        "edges:\n"
        '  - old: "25000"\n'
        '    new: "00097"\n'
        "    kind: split\n"
    )


def test_absent_and_default_values_are_left_out() -> None:
    record = Source(id="mot", kind=SourceKind.PRESS, title="Bài", evidence=Evidence.PRESS, date=dates.parse("2022-08"))
    assert to_yaml(record) == 'id: "mot"\nkind: press\ntitle: "Bài"\ndate: 2022-08\nevidence: E\n'
    assert "reach: original\n" in to_yaml(record, with_defaults=True)


def test_a_number_never_looks_like_thousands() -> None:
    record = Money(
        kind=MoneyKind.PROFIT,
        amount=36_000_000,
        unit="đồng/ha",
        price_date=dates.parse("2022"),
        evidence=Evidence.PRESS,
        sources=("mot",),
    )
    assert 'amount: 36000000\nunit: "đồng/ha"\nprice_date: 2022\n' in to_yaml(record)
    quantity = Quantity(what="Diện tích", value=1.234, evidence=Evidence.PRESS, sources=("mot",))
    assert "value: 1.2340\n" in to_yaml(quantity)


def test_a_list_of_lines_and_unknown_keys_behind_the_known() -> None:
    value = [{"lạ": "a", "state": "applied", "id": "mot", "date": 2022, "group": "applied", "households": 3}]
    assert written(Line, value) == (
        '- id: "mot"\n  state: applied\n  group: "applied"\n  date: 2022\n  households: 3\n  "lạ": "a"\n'
    )


def test_no_text_has_a_space_at_its_ends() -> None:
    assert (
        written(Source, {"title": " Bài ", "note": " đầu \n\n  hai\n"}) == 'title: "Bài"\nnote: |-\n  đầu\n\n    hai\n'
    )


def test_no_key_is_a_date_here_and_a_text_there() -> None:
    parts = {part for kind in KINDS for part in (Part(kind.type), *parts_inside(Part(kind.type)))}
    scalars_of = {
        (field.key, field.form.scalar in {Scalar.DATE, Scalar.DAY}) for part in parts for field in part.fields
    }
    assert {key for key, dated in scalars_of if dated} == date_keys()
    assert not [key for key in date_keys() if (key, False) in scalars_of]


def test_every_bare_word_is_read_as_itself() -> None:
    assert [word for words in bare_words().values() for word in words if scalars.plain(word) != word] == []
