"""What the search offers before anything is typed, and how data is handed to scripts."""

import json

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from builders import DAY, NEW, OLD, knowledge, line, model, new, old, unit_list
from nhanrong.publication import Publication
from nhanrong.render import starts
from nhanrong.render.giving import given
from nhanrong.render.marks import LOOK


def told(script: bytes) -> tuple[str, object]:
    """The address and the data in a script that gives them."""
    text = script.decode()
    assert text.startswith("nhanrong.give(")
    assert text.endswith(");")
    address, data = json.loads(f"[{text.removeprefix('nhanrong.give(').removesuffix(');')}]")
    return address, data


@sampled(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_a_script_gives_the_data_as_they_are(data: object) -> None:
    assert told(given("a/b.js", data)) == ("a/b.js", data)


@pytest.mark.parametrize("text", ["</script>", "\u2028", "\u2029"])
def test_nothing_in_a_text_ends_the_script_or_its_page(text: str) -> None:
    assert text not in given("a.js", [text]).decode()


def data(publication: Publication) -> dict[str, dict[str, object]]:
    """What the file of the starts gives."""
    address, found = told(starts.files(publication)[starts.ADDRESS]())
    assert address == starts.ADDRESS
    assert isinstance(found, dict)
    return {"places": dict(found["places"]), "states": found["states"]}


def test_crops_with_more_records_come_first_and_not_all_of_many() -> None:
    models = [model("nhieu", crops_animals=["nấm", "tằm"]), model("it", crops_animals=["tằm", "bò"])]
    models += [model(f"khac-{at}", crops_animals=[f"cây {at}"]) for at in range(starts.SHOWN)]

    crops = data(Publication(knowledge(models=models), DAY))["places"]["Cây, con"]

    assert isinstance(crops, list)
    assert len(crops) == starts.SHOWN
    assert crops[:3] == [["Tằm", "cay-con/tawmf/"], ["Bò", "cay-con/bof/"], ["Cây 0", "cay-con/cay-0/"]]


def test_communes_where_more_is_known_come_first_the_newest_of_a_name_and_none_where_nothing_is_known() -> None:
    lists = unit_list(OLD, ["90001", "90002", "90003"]), unit_list(NEW, ["90001", "90009"], previous=OLD)
    lines = [line(old("90001")), line(new("90001")), line(old("90002")), line(old("90002"), subject="hai")]

    kb = knowledge(*lines, lists=lists, models=[model(), model("hai")])

    assert data(Publication(kb, DAY))["places"]["Xã"] == [
        ["Xã 90002", "xa/2025-06-30/90002/"],
        ["Xã 90001", "xa/2025-07-01/90001/"],
    ]


def test_every_look_of_a_mark_has_its_words() -> None:
    states = data(Publication(knowledge(), DAY))["states"]

    assert set(states) == set(LOOK.values())
    assert states["verified"] == "đang làm, đã kiểm tra thực tế"
