"""What a paper holds: each way to choose, the order, what is left out because nobody reviewed it, and what is said."""

from functools import cache

import pytest

from builders import DAY, knowledge, model, small
from nhanrong.handouts import selection
from nhanrong.handouts.selection import Choice
from nhanrong.publication import Publication
from nhanrong.records.area import Area
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Sector
from nhanrong.strictyaml import read


@cache
def publication() -> Publication:
    return Publication(small(), DAY)


def listed(text: str) -> tuple[Choice | None, list[str]]:
    document, problems = read("chon.yml", text.encode())
    assert not problems
    choice, problems = selection.listed(publication(), document)
    return choice, [f"{one.place.line}:{one.place.column} {one.code} {one.message} → {one.hint}" for one in problems]


def test_everything_is_models_by_sector_then_practices() -> None:
    choice = selection.everything(publication())
    assert choice.subjects == ("thu-a", "thu-d", "thu-c", "thu-b", "cach-a", "cach-b")
    assert choice.theme == "Mọi lĩnh vực"


def test_each_way_to_choose() -> None:
    one = publication()
    assert selection.of_theme(one, Sector.LIVESTOCK) == Choice("Chăn nuôi", ("thu-b",))
    assert selection.of_theme(one, Sector.AQUACULTURE).subjects == ()
    assert selection.of_crop_named(one, "cây thử") == Choice("Cây thử", ("thu-a", "thu-d", "cach-a"))
    taught = Choice("Tập huấn thử (bịa để kiểm thử)", ("thu-a", "cach-a"))
    assert selection.of_session(one, "tap-huan-thu") == taught
    lives = selection.of_unit(one, UnitRef("2025-06-30", "90001"))
    assert lives.theme == "Xã Thử Một"
    assert "thu-a" in lives.subjects


def test_a_crop_is_meant_with_or_without_marks() -> None:
    one = publication()
    assert selection.crop_named(one, "Cây Thử") == "cây thử"
    assert selection.crop_named(one, " cay thu ") == "cây thử"
    assert selection.crop_named(one, "cây") is None


def test_several_choices_hold_each_record_once() -> None:
    found = selection.together([Choice("A", ("x", "y")), Choice("B", ("y", "z"))])
    assert found == Choice("A; B", ("x", "y", "z"))
    alone = Choice("A", ("x",), "Tên")
    assert selection.together([alone]) is alone


def test_a_file_keeps_its_order_and_its_title() -> None:
    choice, problems = listed('title: "Sách lớp tôi"\nrecords:\n  - "cach-a"\n  - "thu-a-cu"\n')
    assert problems == []
    assert choice == Choice("Sách lớp tôi", ("cach-a", "thu-a"), "Sách lớp tôi")
    untitled, _ = listed('records:\n  - "thu-b"\n')
    assert untitled == Choice("Tài liệu tự chọn", ("thu-b",))


def test_every_fault_of_a_file_is_told_at_its_place() -> None:
    choice, problems = listed('records:\n  - "thu-x"\n  - "thu-a"\n  - "thu-a-cu"\n')
    assert choice is None
    assert problems == [
        "2:5 NR930 không có mô hình hay cách làm “thu-x” → Có phải “thu-d”?",
        "4:5 NR931 “thu-a-cu” đã có ở trên → Xóa một trong hai dòng.",
    ]


@pytest.mark.parametrize(("text", "code"), [("records: []\n", "NR207"), ('title: "T"\n', "NR2"), ("khac: 1\n", "NR2")])
def test_a_file_of_another_shape_is_refused(text: str, code: str) -> None:
    choice, problems = listed(text)
    assert choice is None
    assert any(f" {code}" in problem for problem in problems), problems


def test_what_nobody_reviewed_is_left_out_and_named() -> None:
    chosen = selection.selected(publication(), selection.everything(publication()), with_unreviewed=False)
    assert chosen.printed == ("thu-a", "cach-a")
    assert chosen.left_out == ("thu-d", "thu-c", "thu-b", "cach-b")
    assert selection.nothing_in(chosen) == ""
    every = selection.selected(publication(), selection.everything(publication()), with_unreviewed=True)
    assert (every.printed, every.left_out) == (every.choice.subjects, ())


def test_a_demonstration_prints_all_of_it() -> None:
    for shown in (True, False):
        area = {"name": "huyện Thử", "format": 1, "site_url": "https://kho-thu.example/nr/", "demonstration": shown}
        made = Publication(knowledge(models=[model("thu-b")], area=Area.model_validate(area)), DAY)
        chosen = selection.selected(made, selection.everything(made), with_unreviewed=False)
        assert chosen.printed == (("thu-b",) if shown else ())


def test_nothing_is_a_sentence_that_says_what_to_do() -> None:
    one = publication()
    none = selection.selected(one, selection.of_theme(one, Sector.AQUACULTURE), with_unreviewed=True)
    assert selection.nothing_in(none) == "“Thủy sản” không có mô hình hay cách làm nào. Chọn điều khác."
    waiting = selection.selected(one, Choice("Chăn nuôi", ("thu-b",)), with_unreviewed=False)
    assert selection.nothing_in(waiting) == (
        "“Chăn nuôi” chưa có gì được thẩm định kỹ thuật (thu-b). Nhờ cán bộ kỹ thuật thẩm định, "
        "hoặc thêm --with-unreviewed: khi đó trang nào cũng ghi rõ."
    )
