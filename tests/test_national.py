"""The national lists are whole, and what is cut from them is a sound pair of unit lists."""

from collections import Counter

import pytest

from builders import knowledge
from nhanrong import choosing, national
from nhanrong.checks import units as unit_checks
from nhanrong.problems import Problem
from nhanrong.records.units import UnitList
from nhanrong.records.vocabulary import EdgeKind

BA_DINH, DAK_MIL, DI_LINH, PHU_QUY = "001", "663", "679", "601"
LAM_DONG_TODAY = "68"
CON_DAO = "26732"


def edge_kinds() -> Counter[EdgeKind]:
    lists = [national.cut_province(code) for code in {row.province_code for row in national.new_communes().values()}]
    return Counter(edge.kind for _, new in lists for edge in new.edges)


def test_the_lists_have_every_commune() -> None:
    assert len(national.old_communes()) == 10_035
    assert len(national.new_communes()) == 3_321
    assert len(national.earlier_names()) == 567
    assert set(national.targets()) == set(national.old_communes())
    assert set().union(*national.targets().values()) <= set(national.new_communes())
    assert {row.successor for row in national.earlier_names()} <= set(national.old_communes())


def test_codes_are_sorted_text_and_points_are_coarse() -> None:
    for codes in (list(national.old_communes()), list(national.new_communes())):
        assert codes == sorted(codes)
        assert {len(code) for code in codes} == {5}
    assert all(len(part.split(".")[1]) == 2 for row in national.new_communes().values() for part in (row.lat, row.lon))


def test_an_old_commune_with_several_successors_is_split_and_no_other() -> None:
    assert sum(len(into) > 1 for into in national.targets().values()) == 441
    assert edge_kinds() == {EdgeKind.KEPT: 124, EdgeKind.RENAMED: 8, EdgeKind.MERGED: 9_462, EdgeKind.SPLIT: 973}


@pytest.mark.parametrize(
    "lists",
    [
        *(national.cut_district(code) for code in (BA_DINH, DAK_MIL, DI_LINH, PHU_QUY)),
        national.cut_province(LAM_DONG_TODAY),
        national.cut_communes(["25000", "25007", "24820"]),
        national.cut_communes(["00004", "00008"]),
    ],
    ids=lambda lists: lists[-1].title,
)
def test_a_cut_is_sound(lists: tuple[UnitList, UnitList]) -> None:
    old, new = lists
    kb = knowledge(lists=lists)
    assert [problem for check in unit_checks.WHOLE for problem in check(kb)] == []
    assert (old.id, old.valid_from, str(old.valid_to)) == ("2025-06-30", None, "2025-06-30")
    assert (new.id, new.previous, str(new.valid_from), new.valid_to) == ("2025-07-01", old.id, "2025-07-01", None)

    inside = {unit.code for unit in old.units}
    outside = {unit.code for unit in new.elsewhere}
    here = {unit.code for unit in new.units}
    parts = {code for code, into in national.targets().items() if into & here}
    assert not inside & outside
    assert inside | outside == parts == {edge.old for edge in new.edges}
    assert {(edge.old, edge.new) for edge in new.edges} == {
        (code, target) for code in parts for target in national.targets()[code] & here
    }
    assert all((edge.kind is EdgeKind.SPLIT) == (len(national.targets()[edge.old]) > 1) for edge in new.edges)


def test_a_district_takes_all_that_its_communes_went_into() -> None:
    old, new = national.cut_district(DI_LINH)
    assert (len(old.units), len(new.units), new.elsewhere) == (19, 7, ())
    assert {(unit.old_district, unit.province) for unit in old.units} == {("huyện Di Linh", "Lâm Đồng")}
    old, new = national.cut_district(BA_DINH)
    assert {unit.code for unit in new.units} == set().union(*(national.targets()[unit.code] for unit in old.units))
    assert "quận Đống Đa" in {unit.old_district for unit in new.elsewhere}
    assert {unit.old_district for unit in new.units} == {None}


def test_a_province_takes_only_what_went_wholly_into_it() -> None:
    old, new = national.cut_province(LAM_DONG_TODAY)
    assert (len(old.units), len(new.units)) == (329, 124)
    assert {unit.province for unit in old.units} == {"Bình Thuận", "Lâm Đồng", "Đắk Nông"}
    old, new = national.cut_communes(["00004", "00008"])
    assert all(national.targets()[unit.code] <= {"00004", "00008"} for unit in old.units)
    assert "00019" in {unit.code for unit in new.elsewhere}


def test_neighbouring_provinces_are_cut_as_one() -> None:
    one, other = national.cut_province("68"), national.cut_province("66")
    old, new = national.cut_provinces(["66", "68"])
    assert {unit.code for unit in new.units} == {unit.code for lists in (one, other) for unit in lists[1].units}
    assert {unit.code for unit in old.units} >= {unit.code for lists in (one, other) for unit in lists[0].units}
    assert (new.title, new.resolution) == ("Đơn vị cấp xã từ 01/7/2025: tỉnh Lâm Đồng, tỉnh Đắk Lắk", None)


def test_the_whole_country_leaves_nothing_outside() -> None:
    codes = {row.province_code for row in national.new_communes().values()}
    old, new = national.cut_provinces(codes)
    assert (len(old.units), len(new.units), new.elsewhere) == (10_035, 3_321, ())
    assert len(new.edges) == sum(map(len, national.targets().values()))
    assert new.title == "Đơn vị cấp xã từ 01/7/2025: 34 tỉnh, thành phố cả nước"
    assert national.names_of_provinces(sorted(codes)[:4]) == "4 tỉnh, thành phố"


def test_a_unit_without_old_communes_stands_alone() -> None:
    (only,) = national.cut_communes([CON_DAO])
    assert (only.previous, only.edges, only.elsewhere) == (None, (), ())


def test_earlier_names_are_aliases_and_names_have_no_type_word() -> None:
    old, _ = national.cut_district("682")
    aliases = {unit.name: unit.aliases for unit in old.units}
    assert any("xã " in alias for names in aliases.values() for alias in names)
    assert not any(name.startswith(("Xã ", "Thị trấn ")) for name in aliases)


@pytest.mark.parametrize("code", ["000", "", "99999"])
def test_unknown_codes_are_key_errors(code: str) -> None:
    for cut in (
        national.cut_district,
        national.cut_province,
        lambda code: national.cut_communes([code]),
        lambda code: national.cut_provinces(["68", code]),
    ):
        with pytest.raises(KeyError):
            cut(code)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("679", "679"), ("di linh", "679"), ("Huyện Di Linh", "679"), ("Bảo Lâm, Lâm Đồng", "680"), ("quan 1", "760")],
)
def test_a_district_is_found_by_code_or_name(typed: str, code: str) -> None:
    found = choosing.find_district(typed)
    assert isinstance(found, choosing.Division)
    assert found.code == code


@pytest.mark.parametrize(
    ("option", "typed", "message", "hint"),
    [
        ("district", "Di Lin", "Không có huyện “Di Lin”.", "Có phải “Huyện Di Linh” (679)?"),
        ("district", "Bảo Lâm", "Có 2 nơi tên “Bảo Lâm”.", "“Huyện Bảo Lâm, Cao Bằng” (042) hoặc “Huyện Bảo Lâm, Lâm"),
        ("district", "Đạ Tẻh", "Không có huyện “Đạ Tẻh”.", "nay thuộc “Huyện Đạ Huoai” (682)."),
        ("district", "Lý Sơn", "Không có huyện “Lý Sơn”.", "“Đặc khu Lý Sơn” (21548): hãy dùng --communes."),
        ("province", "Đắk Nông", "Không có tỉnh “Đắk Nông”.", "nay thuộc “Tỉnh Lâm Đồng” (68)."),
        ("province", "Bình Thận", "Không có tỉnh “Bình Thận”.", "Có phải “Tỉnh Bình Thuận”, nay thuộc “Tỉnh Lâm Đồng”"),
        ("communes", "25003", "Không có xã “25003”.", "nay thuộc “Xã Đinh Trang Thượng” (25007)."),
    ],
)
def test_what_is_not_found_is_said_with_a_suggestion(option: str, typed: str, message: str, hint: str) -> None:
    if option == "communes":
        problems = choosing.select(communes=[typed])
    else:
        problems = choosing.select(district=typed) if option == "district" else choosing.select(province=typed)
    assert isinstance(problems, list)
    (problem,) = problems
    assert (problem.place.path, problem.message) == (f"--{option}", message)
    assert hint in problem.hint


def test_an_area_is_chosen_in_exactly_one_way() -> None:
    assert isinstance(choosing.select(), list)
    assert isinstance(choosing.select(district="679", province="68"), list)


@pytest.mark.parametrize(
    ("selection", "name"),
    [
        (choosing.select(district="di linh"), "huyện Di Linh (cũ), Lâm Đồng"),
        (choosing.select(district="Đắk Mil"), "huyện Đắk Mil (cũ), Lâm Đồng"),
        (choosing.select(province="lam dong"), "tỉnh Lâm Đồng"),
        (choosing.select(communes=["25007", "Xã Di Linh"]), "xã Di Linh, xã Đinh Trang Thượng, Lâm Đồng"),
    ],
)
def test_an_area_has_a_name(selection: choosing.Selection | list[Problem], name: str) -> None:
    assert isinstance(selection, choosing.Selection)
    assert selection.name == name
