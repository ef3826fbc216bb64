"""Problems are sorted, said once, and written so that every reader takes them whole."""

import json

from hypothesis import given
from hypothesis import strategies as st

from nhanrong.problems import Place, Problem, as_github, as_gitlab, as_text, in_order, nearest

problems = st.builds(
    Problem,
    st.builds(Place, st.sampled_from(["a.yml", "b/c.yml"]), st.integers(1, 12), st.integers(1, 3)),
    st.sampled_from(["NR101", "NR201"]),
    st.sampled_from(["sai", "thiếu"]),
    st.sampled_from(["", "Sửa."]),
)


@given(st.lists(problems))
def test_in_order_sorts_by_place_then_code_and_says_once(found: list[Problem]) -> None:
    """Line 9 stands before line 10."""
    ordered = in_order(found)
    keys = [(p.place.path, p.place.line, p.place.column, p.code) for p in ordered]
    assert keys == sorted(keys)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))


def test_text_has_one_line_a_problem_and_its_hint_below() -> None:
    """Without a hint there is no second line."""
    place = Place("a.yml", 2, 3)
    assert as_text([Problem(place, "NR201", "thiếu “id”", "Ghi id."), Problem(place, "NR202", "thừa")]) == (
        "a.yml:2:3: NR201 thiếu “id”\n    → Ghi id.\na.yml:2:3: NR202 thừa\n"
    )


def test_github_annotations_keep_hostile_text_inside() -> None:
    """A percent sign, a line end, a colon or a comma from a record does not end the annotation."""
    hostile = Problem(Place("a:b,c.yml", 1, 1), "NR202", "40 %\n::error ::x", "")
    assert as_github([hostile]) == "::error file=a%3Ab%2Cc.yml,line=1,col=1,title=NR202::40 %25%0A::error ::x\n"


def test_gitlab_tells_problems_apart_by_their_fingerprints() -> None:
    problems = [Problem(Place("a.yml", line, 1), "NR202", "thừa", "Xóa.") for line in (1, 2)]
    rows = json.loads(as_gitlab(problems))
    assert rows[1]["location"] == {"path": "a.yml", "lines": {"begin": 2}}
    assert (rows[0]["description"], rows[0]["check_name"], rows[0]["severity"]) == ("thừa. Xóa.", "NR202", "major")
    assert rows[0]["fingerprint"] != rows[1]["fingerprint"]
    assert as_gitlab([]) == "[]\n"


def test_nearest_names_one_word_or_none() -> None:
    """The order of the known words does not matter."""
    assert nearest("markt", ["sector", "market"]) == nearest("markt", ["market", "sector"]) == "Có phải “market”?"
    assert nearest("xyz", ["sector", "market"]) == ""
