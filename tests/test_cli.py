"""The command line on the miniature base: what it prints, where it looks, and how it ends."""

import datetime as dt
import errno
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NEW, OLD, SMALL, TESTS, put_fault
from nhanrong.cli import main
from nhanrong.cli.build import Stages
from nhanrong.cli.opening import today
from nhanrong.engine import Counts
from nhanrong.explaining import explanations
from nhanrong.problems import Place, Problem

cli_build = importlib.import_module("nhanrong.cli.build")  # the name in the package may be the command

KEYS = [
    "subject",
    "name",
    "list",
    "as_of",
    "rules",
    "reported",
    "reported_with_origin",
    "reported_origin_excluded",
    "linked",
    "current",
    "unknown_now",
    "verified",
    "checked",
    "suitable",
    "units",
    "carry_over",
    "unplaced",
]
DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*arguments: str) -> Result:
    """The command with these arguments; an exception that is no exit fails the test."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def spoil(base: Path) -> None:
    """Put two faults into the base, in two files."""
    for name, fault in (("thu-c", 'market: "Chợ"\n'), ("thu-b", 'khong_co: "x"\n')):
        path = base / f"models_data/models/{name}.yml"
        path.write_text(path.read_text(encoding="utf-8") + fault, encoding="utf-8")


# check --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [".", "models_data", "models_data/replications/2025-06-30"])
def test_check_finds_the_base_from_inside(base: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the root or any folder below; a sound base exits 0 and is counted."""
    monkeypatch.chdir(base / folder)
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == (
        "Không có lỗi: 4 mô hình, 2 cách làm hay, 3 hoạt động, 27 lần ghi nhận, 6 nguồn, 2 danh mục.\n"
    )


def test_check_outside_any_base_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2, and the sentence says what to do."""
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "không thấy thư mục models_data" in result.stderr


def test_check_prints_all_problems_in_order(base: Path) -> None:
    """Sorted by file, one line a problem however long, its hint below; exit 1."""
    spoil(base)
    result = run("check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines if line.startswith("models_data")] == [
        "models_data/models/thu-b.yml:9:1",
        "models_data/models/thu-c.yml:19:1",
    ]
    assert lines[2] == "models_data/models/thu-c.yml:19:1: NR110 trường “market” đã có ở dòng 14"
    assert lines[3] == "    → Giữ một dòng, xóa dòng kia."
    assert lines[4:] == ["2 lỗi trong 2 tệp.", "Muốn hiểu thêm một lỗi, gõ: nhanrong explain NR202"]
    assert run("explain", lines[5].rsplit(" ", 1)[1]).exit_code == 0


def test_check_of_a_sound_base_explains_nothing(base: Path) -> None:  # the working directory
    assert "explain" not in run("check").output


def test_check_for_pull_requests(base: Path) -> None:
    """Annotations with file, line, column and code."""
    spoil(base)
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1] == (
        "::error file=models_data/models/thu-c.yml,line=19,col=1,title=NR110"
        "::trường “market” đã có ở dòng 14. Giữ một dòng, xóa dòng kia."
    )
    assert all(line.startswith("::error ") for line in result.stdout.splitlines())


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_a_forge_is_told_paths_from_the_top_of_the_repository(
    base: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(base)
    (base / "trong").mkdir()
    (base / "models_data").rename(base / "trong/models_data")
    monkeypatch.chdir(base / "trong")
    assert "trong/models_data/models/thu-c.yml" not in run("check", "--format", form).stdout
    (base / ".git").mkdir()
    assert "trong/models_data/models/thu-c.yml" in run("check", "--format", form).stdout
    assert "trong/models_data" not in run("check").stdout


def test_check_for_machines(base: Path) -> None:
    """A JSON list and nothing else, empty for a sound base."""
    assert run("check", "--format", "json").stdout == "[]\n"
    spoil(base)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)[1] == {
        "file": "models_data/models/thu-c.yml",
        "line": 19,
        "column": 1,
        "code": "NR110",
        "message": "trường “market” đã có ở dòng 14",
        "hint": "Giữ một dòng, xóa dòng kia.",
    }


@pytest.mark.parametrize(
    "case", sorted(path for path in (TESTS / "bad").iterdir() if path.is_dir()), ids=lambda p: p.name
)
def test_no_bad_file_makes_a_traceback(base: Path, case: Path) -> None:
    """Check and coverage say what is wrong and exit 1."""
    put_fault(case, base)
    assert run("check").exit_code == 1
    result = run("coverage", "thu-a", *DAY)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Lỗi: dữ liệu còn 1 lỗi; sửa rồi chạy lại.\n" in result.stderr


# coverage -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("base")
def test_coverage_of_one_subject() -> None:
    """A table that says list, day, every figure with its share, the units, and what has no place."""
    result = run("coverage", "thu-a", "--list", OLD, *DAY)
    assert result.exit_code == 0
    text = " ".join(result.stdout.replace("\u00a0", " ").split())
    assert text.startswith("Mô hình thử A (bịa để kiểm thử) Danh mục thử trước 01/7/2025")
    for said in (
        "(danh mục 2025-06-30), tính đến 23/11/2026",
        "Đã ghi nhận (không tính nơi khởi đầu) 6/10 60,0 %",
        "tính cả nơi khởi đầu 7/10 70,0 %",
        "bỏ nơi khởi đầu khỏi tử và mẫu 6/9 66,7 %",
        "Đã kiểm tra thực tế 1/10 10,0 %",
        "xã Thử Một đang làm, đã kiểm tra thực tế · nơi khởi đầu tháng 5/2025",
        "xã Thử Tám đã ngừng 20/8/2024",
        "Không xếp được vào danh mục này: a-m90002-1, a-m90011-1",
    ):
        assert said in text
    assert "2/4" in run("coverage", "thu-a", "--list", NEW, *DAY).stdout


@pytest.mark.usefixtures("base")
def test_coverage_without_any_check_is_no_zero_percent() -> None:
    """0 checked units: nothing can be concluded."""
    text = " ".join(run("coverage", "thu-b", "--list", OLD, *DAY).stdout.split())
    assert "Đã kiểm tra thực tế 0/10 chưa kết luận được" in text
    assert "Đã có người xem 0/10" in text
    assert "0/10 0,0" not in text.split("Đã kiểm tra thực tế")[1]


@pytest.mark.usefixtures("base")
def test_coverage_of_all_subjects() -> None:
    """The widest spread first; a subject with lines is shown though its figures are 0."""
    lines = run("coverage", "--list", OLD, *DAY).stdout.splitlines()
    assert [line.split()[0] for line in lines[2:6]] == ["thu-a", "cach-a", "thu-b", "thu-c"]
    assert lines[6] == "2 mô hình, cách làm khác chưa có lần ghi nhận nào trên danh mục này."


@pytest.mark.usefixtures("base")
def test_coverage_as_json() -> None:
    """The keys are a promise to other programs, in this order."""
    one = json.loads(run("coverage", "thu-a", "--list", OLD, *DAY, "--json").stdout)
    assert list(one) == KEYS
    assert (one["list"], one["as_of"], one["subject"]) == (OLD, "2026-11-23", "thu-a")
    assert one["verified"] == {"numerator": 1, "denominator": 10, "units": [f"{OLD}/90005"]}
    assert list(one["carry_over"]) == ["all", "majority", "any"]
    assert one["rules"]["carry_over"] == "none"
    everyone = json.loads(run("coverage", "--list", OLD, *DAY, "--json").stdout)
    assert list(everyone) == ["subjects"]
    assert [list(subject) for subject in everyone["subjects"]] == [KEYS] * 6
    assert everyone["subjects"][2] == one


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(("day", "expected"), [("2025-06-30", OLD), ("2025-07-01", NEW), ("2026-11-23", NEW)])
def test_default_list_is_the_newest_in_force(day: str, expected: str) -> None:
    """On the day of the figures."""
    assert json.loads(run("coverage", "thu-a", "--as-of", day, "--json").stdout)["list"] == expected


@pytest.mark.usefixtures("base")
def test_default_day_is_the_build_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH as a day in Vietnam: 18:00 UTC is already the next day there."""
    late = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(late.timestamp())))
    assert today() == dt.date(2026, 11, 23)
    assert json.loads(run("coverage", "thu-a", "--json").stdout)["as_of"] == "2026-11-23"


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["coverage", "thu-aa"], "Lỗi: không có mô hình hay cách làm “thu-aa”. Có phải “thu-a”?\n"),
        (
            ["coverage", "--list", "2025-07-02"],
            "Lỗi: không có danh mục “2025-07-02”. Các danh mục: 2025-06-30, 2025-07-01.\n",
        ),
        (["coverage", "--as-of", "23/11/2026"], "--as-of: “23/11/2026” viết theo năm-tháng-ngày là 2026-11-23.\n"),
        (["coverage", "--as-of", "5.3.2026"], "“5.3.2026” viết theo năm-tháng-ngày là 2026-03-05.\n"),
        (["coverage", "--as-of", "31/02/2026"], "; viết năm-tháng-ngày, ví dụ 2026-11-23.\n"),
        (
            ["coverage", "--as-of", "2026-02-30"],
            "tháng 2/2026 không có ngày 30; viết năm-tháng-ngày, ví dụ 2026-11-23.\n",
        ),
        (["coverage", "--as-of", "2026"], "“2026” chưa đủ năm-tháng-ngày, ví dụ 2026-11-23.\n"),
        (["coverage", "--as-of"], "--as-of cần một giá trị.\n"),
        (["coverage", "thu-a", "thu-b"], "Lỗi: thừa thu-b.\n"),
        (["check", "--format", "xml"], "--format phải là một trong: github, gitlab, json, text.\n"),
        (["check", "--formt", "json"], "Lỗi: không có tùy chọn --formt. Có phải “--format”?\n"),
        (["coverage", "--json=1"], "Lỗi: --json không nhận giá trị.\n"),
        (["recheck", "--seed", "1", "--out", "models_data/area.yml"], "Lỗi: --out phải là một thư mục.\n"),
        (["guard", "--lines", "khong-co"], "Lỗi: --lines phải là một tệp đọc được.\n"),
        (["from-issue", "khong-co"], "Lỗi: không đọc được “khong-co”: không có tệp hay thư mục ấy.\n"),
        (["chek"], "Lỗi: không có lệnh “chek”. Có phải “check”?\n"),
    ],
)
def test_wrong_use_exits_2_with_a_sentence(arguments: list[str], said: str) -> None:
    """In Vietnamese, with the nearest right word or an example, and where the help is."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Xem cách dùng: nhanrong")


@pytest.mark.parametrize("name", [(), ("sheet",), ("sheet", "import"), ("new",)])
def test_the_usage_line_is_vietnamese(name: tuple[str, ...]) -> None:
    line = run(*name, "--help").stdout.splitlines()[0]
    assert line.startswith(f"Cách dùng: nhanrong {' '.join(name)}".strip() + " [TÙY CHỌN]")
    assert "COMMAND" not in line


@pytest.mark.usefixtures("base")
def test_a_site_that_may_not_be_written_makes_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "site.building")

    monkeypatch.setattr(cli_build, "_build", refused)
    result = run("build")
    assert result.exit_code == 1
    assert result.stderr == "Lỗi: Chưa dựng trang: không ghi được site.building: không có quyền.\n"


def test_as_a_module(base: Path) -> None:
    """`python -m nhanrong` is the command, with its exit code."""
    spoil(base)
    command = [sys.executable, "-m", "nhanrong", "check"]
    result = subprocess.run(command, capture_output=True, cwd=base, check=False, timeout=60)
    assert result.returncode == 1
    assert "\n2 lỗi trong 2 tệp.\n" in result.stdout.decode()
    assert result.stderr == b""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file cannot have such a name")
def test_no_letter_is_too_much_for_a_pipe(base: Path) -> None:
    (base / os.fsdecode(b"models_data/models/\xff.yml")).write_text("id: a\n", "utf-8")
    command = [sys.executable, "-m", "nhanrong", "check"]
    usual = os.environ | {"PYTHONIOENCODING": "cp1252"}
    result = subprocess.run(command, capture_output=True, cwd=base, check=False, timeout=60, env=usual)
    assert (result.returncode, result.stderr) == (1, b"")
    assert "tên tệp có dấu" in result.stdout.decode()


def test_a_check_imports_nothing_that_draws_pages() -> None:
    """Each of these takes as long to import as a small knowledge base takes to check."""
    code = "import sys, nhanrong.cli.check; print({'jinja2', 'mkdocs', 'numpy', 'rich', 'shapely'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_long_stage_tells_how_far_it_is_in_one_line_and_a_pipe_hears_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.1, 0.3, 0.4, 1.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    stages = Stages(0, loud=True)
    for made in (1, 500, 800):
        stages.counted(Counts("trang", 1_200, made, over=False))
    stages.counted(Counts("trang", 23_783, 1_200))

    clear = "\r"  # on a terminal the rest of the line is wiped too
    assert capsys.readouterr().err == f"{clear}Trang: 500 trên 1.200…{clear}Trang: 1.200 trên 23.783 làm lại, 1 giây\n"

    monkeypatch.undo()
    quiet = Stages(0, loud=False)
    quiet.counted(Counts("trang", 1_200, 500, over=False))
    quiet.counted(Counts("trang", 23_783, 1_200))
    assert capsys.readouterr().err == ""


def test_the_program_ends_with_the_code_of_its_command(base: Path) -> None:
    good = subprocess.run([sys.executable, "-m", "nhanrong", "check"], capture_output=True, text=True, check=False)
    spoil(base)
    bad = subprocess.run([sys.executable, "-m", "nhanrong", "check"], capture_output=True, text=True, check=False)
    wrong = subprocess.run([sys.executable, "-m", "nhanrong", "chek"], capture_output=True, text=True, check=False)

    assert [good.returncode, bad.returncode, wrong.returncode] == [0, 1, 2]
    assert good.stdout.startswith("Không có lỗi")
    assert bad.stdout.endswith("nhanrong explain NR202\n")
    assert "Có phải “check”?" in wrong.stderr


# format -------------------------------------------------------------------------------------------


def test_format_mends_says_and_leaves(base: Path) -> None:
    model = base / "models_data/models/thu-b.yml"
    run("format")
    sound = model.read_text("utf-8")
    model.write_text(sound.replace("\n", "\r\n"), "utf-8", newline="")
    (base / "models_data/models/thu-c.yml").write_text('name: "a"\nname: "b"\n', "utf-8")
    told = run("format", "--check")
    assert told.exit_code == 1
    assert "models_data/models/thu-b.yml: chưa đúng khuôn\n" in told.output
    assert b"\r" in model.read_bytes()
    done = run("format")
    assert done.exit_code == 1
    assert "models_data/models/thu-b.yml: đã viết lại\n" in done.output
    assert "thu-c.yml:2:1: NR110" in done.output
    assert model.read_text("utf-8") == sound
    assert run("format", "models_data/models/thu-b.yml").output == "Mọi tệp đã đúng khuôn.\n"


def test_format_that_may_not_write_asks_nobody_to_mend(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> list[Problem]:
        return [Problem(Place("."), "NR922", "không ghi được: không có quyền; chưa đổi gì", "Xem lại.")]

    monkeypatch.setattr(importlib.import_module("nhanrong.cli.format"), "save", refused)
    model = base / "models_data/models/thu-b.yml"
    model.write_bytes(model.read_bytes().replace(b"\n", b"\r\n"))
    result = run("format", "models_data/models/thu-b.yml")
    assert result.exit_code == 1
    assert result.stdout == "models_data/models/thu-b.yml: chưa đúng khuôn\n"
    assert "sửa tay" not in result.stderr


def test_format_of_a_file_that_is_no_record_is_wrong_use(base: Path) -> None:
    (base / "khac.yml").write_text("a: b\n", "utf-8")
    result = run("format", "khac.yml")
    assert result.exit_code == 2
    assert "“khac.yml” không phải tệp bản ghi trong models_data của kho này." in result.output


# explain ------------------------------------------------------------------------------------------


def test_explain_says_why_and_how(base: Path) -> None:  # the working directory
    """Every part of the entry, each step and paragraph on a line of its own, however narrow the window."""
    one = explanations()["NR701"]
    result = run("explain", "nr701")
    assert result.exit_code == 0
    assert run("explain", "701").output == run("explain", "NR701").output == result.output
    lines = result.output.splitlines()
    assert lines[0] == f"NR701 {one.title}"
    assert f"  {one.why}" in lines
    assert [line[5:] for line in lines if re.match(r"  \d\. ", line)] == list(one.mend)
    assert "models_data/models/<mã>.yml" in result.output
    wrong, right = (
        result.output.index("Viết sai:\n    seed_source:"),
        result.output.index("Viết đúng:\n    seed_source:"),
    )
    assert wrong < right


def test_explain_needs_no_example(base: Path) -> None:  # the working directory
    result = run("explain", "922")
    assert result.exit_code == 0
    assert "Viết" not in result.output


def test_explain_lists_every_code_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its title, under what it is about; it needs no knowledge base."""
    monkeypatch.chdir(tmp_path)
    result = run("explain")
    assert result.exit_code == 0
    listed = [line.split("  ", 2)[1:] for line in result.output.splitlines() if line.startswith("  NR")]
    assert listed == [[one.code, one.title] for one in explanations().values()]
    assert "\nSổ theo dõi nhân rộng\n  NR501  " in result.output


def test_an_unknown_code_is_wrong_use() -> None:
    result = run("explain", "nr418")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "không có mã lỗi “nr418”. Có phải “NR416”?" in result.stderr
    far = run("explain", "gà")
    assert far.exit_code == 2
    assert "Xem mọi mã: nhanrong explain" in far.stderr


def test_the_help_of_explain_is_vietnamese() -> None:
    result = run("explain", "--help")
    assert result.exit_code == 0
    assert "Cách dùng: nhanrong explain" in result.output
    assert "[MÃ]" in result.output
    assert "Giải thích một MÃ lỗi" in result.output
    assert not re.search(r"\b(Usage|Options|Show|Arguments)\b", result.output)
