"""What goes into a booklet: by theme, crop, commune, activity or a list of one's own; what is left out, and why."""

import datetime as dt
from functools import cache
from pathlib import Path

import click
import pytest

from builders import DAY, NEW, OLD, SUBJECT, knowledge, line, model, new, old, small
from nhanrong import site
from nhanrong.cli.naming import record_named
from nhanrong.document import Document
from nhanrong.handouts import selection
from nhanrong.handouts.selection import Choice
from nhanrong.problems import as_text
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Sector
from nhanrong.standing import Mark
from nhanrong.store import Store
from nhanrong.strictyaml import read

ROOT = Path(__file__).parent.parent
LIVING = {Mark.VERIFIED, Mark.CURRENT, Mark.REDUCED, Mark.UNKNOWN_NOW, Mark.TRIAL}
ENDED = {Mark.STOPPED, Mark.UNSUITABLE, Mark.ABSENT}


@cache
def of_small() -> Publication:
    return Publication(small(), DAY)


@cache
def di_linh() -> Publication:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    return Publication(kb, dt.date(2026, 12, 1))


def listed(text: str) -> tuple[Choice | None, str]:
    document, problems = read("so.yml", text.encode())
    assert not problems
    choice, problems = selection.listed(of_small(), document)
    return choice, as_text(problems)


def test_everything_is_models_by_theme_and_then_practices() -> None:
    publication = di_linh()
    kb = publication.kb
    names = selection.everything(publication).subjects
    assert set(names) == set(kb.subjects)
    assert list(names) == [*(one for one in names if one in kb.models), *(one for one in names if one in kb.practices)]
    sectors = [list(Sector).index(kb.models[name].record.sector) for name in names if name in kb.models]
    assert sectors == sorted(sectors)


def test_a_theme_takes_models_and_practices_of_it() -> None:
    publication = of_small()
    assert selection.of_theme(publication, Sector.SERICULTURE).subjects == ("thu-a", "thu-d")
    assert selection.of_theme(publication, Sector.ENVIRONMENT).subjects == ("cach-a",)
    assert selection.of_theme(publication, Sector.FORESTRY).subjects == ()


def test_a_crop_is_found_with_and_without_marks() -> None:
    publication = of_small()
    assert selection.crop_named(publication, "cây thử") == "cây thử"
    assert selection.crop_named(publication, " Cay Thu ") == "cây thử"
    assert selection.crop_named(publication, "cây khác") is None
    assert selection.of_crop_named(publication, "cây thử").subjects == ("thu-a", "thu-d", "cach-a")


def test_a_commune_takes_what_lives_or_began_there_and_nothing_that_ended() -> None:
    publication = of_small()
    kb = publication.kb
    ended = []
    for list_id in publication.lists:
        for ref in kb.units_of(list_id):
            chosen = selection.of_unit(publication, ref).subjects
            for name in kb.subjects:
                mark = publication.ledger.standing(name, ref).mark
                if ref in kb.head(name).origin_communes or mark in LIVING:
                    assert name in chosen
                elif mark in ENDED:
                    ended.append((ref, name))
                    assert name not in chosen
    assert ended, "the miniature base has some that ended"


def test_a_new_commune_without_lines_takes_what_its_old_parts_had() -> None:
    publication = di_linh()
    kb = publication.kb
    found = {
        ref: selection.of_unit(publication, ref).subjects
        for ref in kb.units_of(NEW)
        if not publication.ledger.standings_in(ref)
    }
    assert any("dau-tam-di-linh" in names for names in found.values())


def test_a_commune_takes_what_its_record_says_is_done_there_unless_it_ended() -> None:
    practice = "nuoi-tam-vua-voi-la-dau"
    publication = di_linh()
    kb = publication.kb
    for ref in kb.practices[practice].record.place.units:
        assert ref not in kb.head(practice).origin_communes
        assert practice in selection.of_unit(publication, ref).subjects
        assert all(practice in selection.of_unit(publication, successor).subjects for successor in kb.successors[ref])
    assert practice not in selection.of_unit(publication, UnitRef(OLD, "25000")).subjects


@pytest.mark.parametrize(
    ("state", "taken"), [("stopped", False), ("unsuitable", False), ("paused", True), ("registered", True)]
)
def test_the_ledger_knows_better_than_the_place_of_a_record(*, state: str, taken: bool) -> None:
    record = model(place={"units": [f"{OLD}/90001"]})
    for unit in (old("90001"), new("90001")):
        kb = knowledge(line(unit, state), models=[record])
        assert (SUBJECT in selection.of_unit(Publication(kb, DAY), new("90001")).subjects) == taken
    untold = Publication(knowledge(models=[record]), DAY)
    assert selection.of_unit(untold, old("90001")).subjects == (SUBJECT,)


def test_an_activity_takes_all_that_was_taught_models_first() -> None:
    publication = of_small()
    kb = publication.kb
    for name, entry in kb.sessions.items():
        chosen = selection.of_session(publication, name)
        assert chosen.subjects == tuple(dict.fromkeys((*entry.record.models, *entry.record.practices)))
        assert chosen.theme == entry.record.title
    assert any(selection.of_session(publication, name).subjects for name in kb.sessions)


def test_several_choices_are_put_together_and_nothing_comes_twice() -> None:
    both = selection.together([Choice("Một", ("a", "b")), Choice("Hai", ("b", "c"))])
    assert both.subjects == ("a", "b", "c")
    assert both.theme == "Một; Hai"


def test_what_is_not_reviewed_is_left_out_and_named() -> None:
    publication = of_small()
    every = selection.everything(publication)
    chosen = selection.selected(publication, every, with_unreviewed=False)
    assert chosen.printed == ("thu-a", "cach-a")
    assert chosen.left_out == ("thu-d", "thu-c", "thu-b", "cach-b")
    assert selection.selected(publication, every, with_unreviewed=True).printed == every.subjects


def test_a_demonstration_prints_what_it_has() -> None:
    publication = di_linh()
    chosen = selection.selected(publication, selection.everything(publication), with_unreviewed=False)
    assert len(chosen.printed) == len(publication.kb.subjects)
    assert not chosen.left_out


def test_a_list_keeps_its_order_and_former_ids_lead_to_todays() -> None:
    choice, said = listed('title: "Lớp xã Thử"\nrecords:\n  - "cach-a"\n  - "thu-b"\n  - "thu-a-cu"\n')
    assert said == ""
    assert choice == Choice("Lớp xã Thử", ("cach-a", "thu-b", "thu-a"), "Lớp xã Thử")


def test_a_list_without_a_title_has_none_of_its_own() -> None:
    choice, _ = listed('records:\n  - "thu-a"\n')
    assert choice == Choice("Tài liệu tự chọn", ("thu-a",), "")


def test_an_activity_in_a_list_is_told_with_the_option_that_takes_it() -> None:
    choice, said = listed('records:\n  - "tap-huan-thu"\n')
    assert choice is None
    assert said == (
        "so.yml:2:5: NR930 “tap-huan-thu” là hoạt động, không phải mô hình hay cách làm\n"
        "    → Xóa dòng này, rồi dùng --session tap-huan-thu.\n"
    )


def test_every_fault_of_a_list_is_told_with_its_place() -> None:
    choice, said = listed('records:\n  - "thu-a"\n  - "thu-x"\n  - "khong-co-gi"\n  - "thu-a-cu"\n')
    assert choice is None
    assert said.splitlines()[0] == "so.yml:3:5: NR930 không có mô hình hay cách làm “thu-x”"
    assert said.splitlines()[1].startswith("    → Có phải “thu-")
    assert said.splitlines()[2:] == [
        "so.yml:4:5: NR930 không có mô hình hay cách làm “khong-co-gi”",
        "    → Xem mã ở cuối trang của mô hình, cách làm.",
        "so.yml:5:5: NR931 “thu-a-cu” đã có ở trên",
        "    → Xóa một trong hai dòng.",
    ]


def test_a_list_of_another_shape_is_told_as_every_file_is() -> None:
    choice, said = listed('titel: "x"\nrecords:\n  - "thu-a"\n')
    assert choice is None
    assert said.startswith("so.yml:1:1: ")
    assert "titel" in said
    assert listed('title: "x"\n')[0] is None
    assert selection.listed(of_small(), Document("so.yml", {"records": []}))[0] is None


def test_an_empty_choice_says_why() -> None:
    publication = of_small()
    nothing = selection.selected(publication, Choice("Lâm nghiệp", ()), with_unreviewed=True)
    assert selection.nothing_in(nothing) == "“Lâm nghiệp” không có mô hình hay cách làm nào. Chọn điều khác."
    unreviewed = selection.selected(publication, Choice("Chăn nuôi", ("thu-b",)), with_unreviewed=False)
    assert selection.nothing_in(unreviewed) == (
        "“Chăn nuôi” chưa có gì được thẩm định kỹ thuật (thu-b). "
        "Nhờ cán bộ kỹ thuật thẩm định, hoặc thêm --with-unreviewed: khi đó trang nào cũng ghi rõ."
    )
    assert selection.nothing_in(selection.selected(publication, Choice("x", ("thu-a",)), with_unreviewed=False)) == ""


def test_what_may_be_meant_is_offered_by_name_and_not_all_of_it() -> None:
    kb = di_linh().kb
    with pytest.raises(click.UsageError) as refused:
        record_named(kb, "sessions", "tap-huan")
    offered = refused.value.message.partition("Có phải ")[2].removesuffix("?").split(" hay tap-")
    assert len(offered) == 3
    for one in offered:
        name, _, title = one.removesuffix("”").partition(" “")
        assert title == kb.sessions[f"tap-{name.removeprefix('tap-')}"].record.title
    with pytest.raises(click.UsageError, match=r"Có phải thu-a “Mô hình thử A \(bịa để kiểm thử\)”\?$"):
        record_named(small(), "models", "tbu-a")
