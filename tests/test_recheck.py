"""The sample to look at again: the same for everybody, growing with the percentage, never empty without need."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from builders import DAY as TODAY
from builders import NEW, SMALL, check, knowledge, line, model, new, unit_list
from filled_sheets import HEAD, fill_file
from nhanrong.cli import main
from nhanrong.review.sampling import Drawn, checked_lines, drawn
from nhanrong.standing import Ledger

DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def population() -> list[Drawn]:
    """Thirty communes with a checked line of one subject, ten of them with one of another."""
    codes = [f"9{number:04}" for number in range(1, 31)]
    lines = [line(new(code), id=f"thu-{code}", check=check()) for code in codes]
    lines += [line(new(code), id=f"hai-{code}", subject="hai", check=check()) for code in codes[:10]]
    kb = knowledge(*lines, lists=[unit_list(NEW, codes)], models=[model(), model("hai")])
    return checked_lines(Ledger(kb, TODAY), NEW)


POPULATION = population()


def names(percent: int, seed: int) -> list[str]:
    return [one.entry.record.id for one in drawn(POPULATION, percent, seed)]


def test_the_sample_is_the_same_on_every_machine_and_day() -> None:
    assert names(10, 2026) == names(10, 2026)
    assert sorted(names(10, 2026)) == ["thu-90001", "thu-90007", "thu-90011", "thu-90016"]
    assert names(10, 2027) != names(10, 2026)


@given(percent=st.integers(1, 99), more=st.integers(0, 99), seed=st.integers())
def test_a_higher_percentage_only_adds(percent: int, more: int, seed: int) -> None:
    assert set(names(percent, seed)) <= set(names(min(100, percent + more), seed))


@given(percent=st.integers(1, 100), seed=st.integers())
def test_the_percentage_of_all_lines_is_drawn_rounded_up(percent: int, seed: int) -> None:
    assert len(names(percent, seed)) == -(-len(POPULATION) * percent // 100)


def test_every_line_is_drawn_about_as_often_as_any_other() -> None:
    times = dict.fromkeys((one.entry.record.id for one in POPULATION), 0)
    for seed in range(400):
        for name in names(10, seed):
            times[name] += 1
    assert all(15 <= count <= 70 for count in times.values()), times  # 40 of 400 are to be expected


def test_only_live_checked_lines_are_drawn_from() -> None:
    lines = [
        line(new("90001"), id="xem", check=check()),
        line(new("90002"), id="chua-xem"),
        line(new("90004"), "trial", id="thu", check=check()),
        line(new("90006"), "absent", id="khong", check=check()),
        line(new("90010"), id="xem-lau", check=check(day="2025-12-01"), date="2025-12-01"),
    ]
    ledger = Ledger(knowledge(*lines), TODAY)
    assert [one.entry.record.id for one in checked_lines(ledger, NEW)] == ["xem", "xem-lau"]
    since = check(day="2026-01-01")["day"]
    assert [one.entry.record.id for one in checked_lines(ledger, NEW, TODAY.fromisoformat(since))] == ["xem"]


def test_a_line_that_was_looked_at_again_keeps_its_ticket() -> None:
    first = line(new("90001"), id="lan-dau", check=check())
    again = line(new("90001"), id="lan-sau", date="2026-07-01", check=check(level=4, day="2026-07-01"))
    others = [line(new(code), id=code, check=check()) for code in ("90002", "90004", "90006", "90010", "90011")]

    def units(*lines: object) -> list[str]:
        ledger = Ledger(knowledge(*lines, *others), TODAY)  # type: ignore[arg-type]
        return [one.unit.code for one in drawn(checked_lines(ledger, NEW), 50, 7)]

    assert units(first) == units(first, again)


def test_the_command_prints_the_sample_and_writes_its_sheets(base: Path) -> None:
    result = run("recheck", "--seed", "1", "--out", "ra", *DAY)
    assert result.exit_code == 0, result.output
    assert "rút 1/1 dòng đã kiểm tra (10\u00a0%, làm tròn lên), số thăm 1." in result.output
    assert "xã Thử Hai Mới" in result.output
    files = sorted(path.name for path in (base / "ra").iterdir())
    assert files == ["phieu-xem-lai-2025-07-01.pdf", "phieu-xem-lai-90002-thu-hai-moi.xlsx"]
    page = load_workbook(base / "ra" / files[1])["Phiếu"]
    assert page.max_row == 10, "exactly the drawn lines"
    assert "2 hộ" not in str(page["A10"].value)


def test_an_empty_sample_is_said(base: Path) -> None:
    result = run("recheck", "--seed", "1", "--since", "2026-11-01", "--out", "ra", *DAY)
    assert result.exit_code == 0
    assert "rút 0/0 dòng" in result.output
    assert not (base / "ra").exists()


def test_who_looks_again_must_be_somebody_else(base: Path) -> None:
    assert run("recheck", "--seed", "1", "--out", "ra", *DAY).exit_code == 0
    sheet = base / "ra/phieu-xem-lai-90002-thu-hai-moi.xlsx"
    fill_file(sheet, base / "a.xlsx", {"B10": "Còn làm", "C10": 2}, HEAD | {"B7": "Có"})
    result = run("review-sheet", "import", "a.xlsx", *DAY)
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "a.xlsx – Phiếu!B7: NR856 người xem lại trùng với người đã báo\n    → Nhờ người khác xem lại rồi điền phiếu.\n"
    )
    fill_file(sheet, base / "a.xlsx", {"B10": "Còn làm", "C10": 4}, HEAD | {"B6": "4 độc lập"})
    result = run("review-sheet", "import", "a.xlsx", *DAY)
    assert result.exit_code == 0, result.output
    assert "duy trì sau hỗ trợ, 4 hộ (trước ghi 2)" in result.output
    assert (base / "models_data/sources/phieu-xem-lai-90002-ngay-2026-11-20.yml").exists()


def test_wrong_use_is_told(base: Path) -> None:
    assert run("recheck").stderr.startswith("Lỗi: thiếu --seed.")
    assert run("recheck", "--seed", "1", "--since", "2026").stderr.startswith(
        "Lỗi: --since: “2026” chưa đủ năm-tháng-ngày"
    )
    for option, text in (("--percent", "0"), ("--percent", "101"), ("--percent", "x"), ("--seed", "-1")):
        found = run("recheck", "--seed", "1", option, text)
        assert found.exit_code == 2
        assert found.stderr.startswith(f"Lỗi: {option}: “{text}” không phải số nguyên")
