"""Communes, models and sources are found as people type them, in the demonstration's own data."""

import pytest

from builders import TESTS
from nhanrong import site
from nhanrong.finding import source_matches, subject_matches, unit_label, unit_matches
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef

OLD, NEW = "2025-06-30", "2025-07-01"


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return site.read(TESTS.parent)[0]


@pytest.mark.parametrize(
    ("text", "lists", "ids"),
    [
        ("2025-06-30/25018", (), ("2025-06-30/25018",)),
        ("dinh lac", (OLD,), ("2025-06-30/25018",)),
        ("Xã Đinh Lạc", (OLD,), ("2025-06-30/25018",)),
        ("XA DINH LAC", (OLD,), ("2025-06-30/25018",)),
        ("25018 – Xã Đinh Lạc (2025-06-30)", (), ("2025-06-30/25018",)),
    ],
)
def test_a_commune_in_every_spelling(kb: Knowledge, text: str, lists: tuple[str, ...], ids: tuple[str, ...]) -> None:
    found = unit_matches(kb, text, lists)
    assert (found.ids, found.sure) == (ids, True)


def test_a_code_of_two_lists_is_never_sure(kb: Knowledge) -> None:
    code = next(ref.code for ref in kb.units_of(NEW) if UnitRef(OLD, ref.code) in kb.units)
    found = unit_matches(kb, code)
    assert (found.ids, found.sure) == ((f"{NEW}/{code}", f"{OLD}/{code}"), False)


def test_a_slip_of_the_finger_finds_the_nearest(kb: Knowledge) -> None:
    found = unit_matches(kb, "Dinh Lạcc", (OLD,))
    assert found.ids[0] == "2025-06-30/25018"
    assert not found.sure
    assert unit_matches(kb, "Ngoài biển xa").ids == ()
    assert unit_matches(kb, "2025-06-30/99999").ids == ()


def test_every_label_is_read_back(kb: Knowledge) -> None:
    for ref in kb.units:
        assert unit_matches(kb, unit_label(kb, ref)) == unit_matches(kb, str(ref))
        assert unit_matches(kb, str(ref)).ids == (str(ref),)


def test_a_model_by_id_by_name_and_by_some_words(kb: Knowledge) -> None:
    assert subject_matches(kb, "bo-sua-dinh-lac").sure
    assert subject_matches(kb, "chan nuoi bo sua").ids == ("bo-sua-dinh-lac",)
    assert "bo-sua-dinh-lac" in subject_matches(kb, "bò sữa").ids
    assert not subject_matches(kb, "bò sữa").sure


def test_a_source_by_its_address(kb: Knowledge) -> None:
    name, entry = next((name, entry) for name, entry in kb.sources.items() if entry.record.url)
    assert source_matches(kb, str(entry.record.url)).ids == (name,)
    assert source_matches(kb, entry.record.title).ids[0] == name
