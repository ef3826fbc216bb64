"""Records go out as a workbook and come back: what nobody changed stays, and every fault is told at its cell."""

import datetime as dt
import difflib
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import SMALL, TESTS
from filled_tables import Tables
from nhanrong import site
from nhanrong.cli import main
from nhanrong.knowledge import Knowledge
from nhanrong.problems import as_text, in_order
from nhanrong.tables.entering import entry
from nhanrong.tables.held import held
from nhanrong.tables.layout import KINDS
from nhanrong.tables.merging import Merger
from nhanrong.tables.reading import read

DAY = ("--as-of", "2026-11-23")
REAL = TESTS.parent / "models_data"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The miniature base in canonical form and the demonstration, each with its workbook."""
    folders: dict[str, Path] = {}
    for name, data in (("small", SMALL / "models_data"), ("real", REAL)):
        folder = folders[name] = tmp_path_factory.mktemp(name)
        shutil.copytree(data, folder / "models_data")
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            assert run("format").exit_code == 0
            assert run("sheet", "export", "bang.xlsx", *DAY).exit_code == 0
        shutil.rmtree(folder / ".cache")
    return folders


def copied(made: dict[str, Path], name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Tables:
    """The workbook of a base; a copy of the base becomes the working directory."""
    shutil.copytree(made[name] / "models_data", folder / "models_data")
    monkeypatch.chdir(folder)
    return Tables(made[name] / "bang.xlsx")


@pytest.fixture
def small(made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tables:
    return copied(made, "small", tmp_path, monkeypatch)


@pytest.fixture
def real(made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tables:
    return copied(made, "real", tmp_path, monkeypatch)


def taken_in(tables: Tables, *options: str) -> Result:
    tables.save(Path("bang.xlsx"))
    return run("sheet", "import", "bang.xlsx", *options)


def state() -> dict[str, str]:
    return {path.as_posix(): path.read_text("utf-8") for path in Path("models_data").rglob("*.yml")}


def diff(before: str, after: str) -> list[str]:
    """The changed lines, as - and +."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


def changed(before: dict[str, str]) -> dict[str, list[str]]:
    """The changed lines of each file, as - and +."""
    after = state()
    found = {path: diff(before.get(path, ""), after.get(path, "")) for path in after.keys() | before.keys()}
    return {path: lines for path, lines in found.items() if lines}


def faults(result: Result) -> list[str]:
    """The lines of what an import says; it wrote nothing."""
    assert result.exit_code == 1, result.output
    return result.stderr.splitlines()


@pytest.fixture(scope="module")
def kb(made: dict[str, Path]) -> Knowledge:
    """The miniature base."""
    return site.read(made["small"])[0]


def merged(tables: Tables, root: Path, kb: Knowledge) -> tuple[str, dict[str, list[str]]]:
    """What is wrong, and the changed lines of each file that an import would write; the checks are not asked."""
    file = io.BytesIO()
    tables.book.save(file)
    found, records = read("bang.xlsx", file.getvalue()), held(root, KINDS)
    merger = Merger(kb, records, found.rows)
    made = entry(root, merger, records).changes
    wrong = as_text(in_order([*found.problems, *merger.problems]))
    return wrong, {one.path: diff(one.before or "", one.after) for one in made}


# Nothing changed, one cell changed --------------------------------------------------------------------


@pytest.mark.parametrize("which", ["small", "real"])
@pytest.mark.parametrize("marks", [True, False])
def test_what_goes_out_comes_back_without_a_change(which: str, marks: bool, request: pytest.FixtureRequest) -> None:
    """Without the marks every filled cell is compared with what the files say."""
    tables: Tables = request.getfixturevalue(which)
    if not marks:
        del tables.book["_goc"]
    before = state()
    result = taken_in(tables)
    assert (result.exit_code, result.stdout) == (0, "Không có gì khác với kho.\n"), result.output
    assert state() == before


def test_one_cell_of_the_demonstration_changes_one_line(real: Tables) -> None:
    before = state()
    real.change("model.scale", "dau-tam-di-linh", "value", 701.5, 2)
    result = taken_in(real)
    assert (result.exit_code, result.stdout) == (0, "Đã ghi sửa 1 ô của 1 bản ghi: 1 tệp.\n"), result.output
    assert changed(before) == {
        "models_data/models/dau-tam-di-linh.yml": ["-    value: 700", "+    value: 701.5"],
    }
    assert run("check").exit_code == 0


MODEL = "models_data/models/thu-a.yml"
PRACTICE = "models_data/practices/cach-b.yml"
SESSION = "models_data/sessions/2025/tap-huan-thu.yml"
SOURCE = "models_data/sources/bao-thu.yml"
CELLS: list[tuple[str, str, str, int | None, Any, str, list[str]]] = [
    # table, record, column, number, value, file, lines
    ("model", "thu-a", "name", None, "Tên mới (bịa)", MODEL, ["*", '+name: "Tên mới (bịa)"']),
    ("model", "thu-a", "started", None, "03/2019", MODEL, ["-started: 2019", "+started: 2019-03"]),
    ("model", "thu-a", "recorded_on", None, dt.datetime(2026, 4, 3), MODEL, ["*", "+recorded_on: 2026-04-03"]),  # noqa: DTZ001
    ("model", "thu-a", "sector", None, "chăn nuôi", MODEL, ["-sector: sericulture", "+sector: livestock"]),
    ("model", "thu-a", "place.text", None, "một xã bịa", MODEL, ["*", '+  text: "một xã bịa"']),
    ("model", "thu-a", "accounts.basis", None, "1 sào", MODEL, ["*", '+  basis: "1 sào"']),
    ("model", "thu-a", "accounts.family_labour.days", None, 121, MODEL, ["-    days: 120", "+    days: 121"]),
    ("model", "thu-a", "techniques", None, "Tưới tiết kiệm", MODEL, ["-  - new_variety"]),
    ("model", "thu-a", "crops_animals", None, "cây thử; con thử; rau thử", MODEL, ['+  - "rau thử"']),
    ("model", "thu-a", "strengths", None, "Ít vốn.\nCó thu quanh năm.\nDễ làm.", MODEL, ['+  - "Dễ làm."']),
    ("model", "thu-a", "see_at", None, "Thử Hai Mới; 90001 – Xã Thử Một (2025-07-01)", MODEL, ["*"]),
    ("model", "thu-a", "sources", None, "bao-thu; Sổ ghi thử (bịa để kiểm thử) (so-ghi-thu); loi-ke-thu", MODEL, ["*"]),
    ("model", "thu-a", "lessons", None, "= xem đất", MODEL, ["*", '+lessons: "= xem đất"']),
    ("model", "thu-a", "first_income", None, "(xóa)", MODEL, ['-first_income: "sau sáu tháng"']),
    ("model", "thu-a", "next_review", None, None, MODEL, []),
    ("model.scale", "thu-a", "value", 1, "1,75", MODEL, ["-    value: 1.5", "+    value: 1.75"]),
    ("model.scale", "thu-a", "date", 2, "2024 – 2025", MODEL, ["-    date: 2024-05", "+    date: 2024/2025"]),
    ("model.calendar", "thu-a", "months", 1, "5; 6; 7", MODEL, ["+      - 7"]),
    ("model.components", "thu-a", "essential", 2, "có", MODEL, ["+    essential: true"]),
    ("model.money", "thu-a", "amount", 1, "37 triệu", MODEL, ["-    amount: 36000000", "+    amount: 37000000"]),
    ("model.accounts.income", "thu-a", "quantity", 1, 801, MODEL, ["-      quantity: 800.5", "+      quantity: 801"]),
    ("practice", "cach-b", "result", None, "Tốt.\nĐỡ công.", PRACTICE, ["+result: |-", "+  Tốt.", "+  Đỡ công."]),
    ("session", "tap-huan-thu", "women", None, 16, SESSION, ["-women: 15", "+women: 16"]),
    ("session.follow_ups", "tap-huan-thu", "households", 1, 10, SESSION, ["-    households: 9", "+    households: 10"]),
    ("source", "bao-thu", "read", None, "Đọc toàn văn", SOURCE, ["-read: opening", "+read: full"]),
]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell[0]}-{cell[2]}")
def test_a_changed_cell_changes_its_own_lines(made: dict[str, Path], kb: Knowledge, cell: tuple[Any, ...]) -> None:
    table, name, key, number, value, file, lines = cell
    tables = Tables(made["small"] / "bang.xlsx")
    tables.change(table, name, key, value, number)
    wrong, after = merged(tables, made["small"], kb)
    assert wrong == ""
    assert list(after) == ([file] if lines else [])
    said = after.get(file, [])
    assert len(said) == len(lines), said
    assert all(line in {"*", one} for line, one in zip(lines, said, strict=True)), said


def test_cells_that_were_emptied_and_rows_that_are_missing_delete_nothing(small: Tables) -> None:
    before = state()
    place = small.change("model", "thu-a", "next_review", None)
    small.page("model.scale").delete_rows(small.row("model.scale", "thu-a", 2))
    small.page("model").delete_rows(small.row("model", "thu-b"))
    del small.book["Nguồn"]
    result = taken_in(small)
    assert result.stdout == "Không có gì khác với kho.\n"
    assert result.stderr == (f"Ô đã xóa trống thì kho giữ nguyên: {place}. Muốn bỏ thì gõ (xóa) vào ô.\n")
    assert state() == before


def test_headings_reworded_columns_moved_rows_sorted_pages_renamed(small: Tables) -> None:
    small.change("model", "thu-a", "sector", "Chăn nuôi")
    small.change("model.scale", "thu-a", "value", 1.75, 1)
    for table in ("model", "model.scale", "line"):
        page = small.page(table)
        page.title = f"Đổi tên {table}"
        rows: list[list[Any]] = [[cell.value for cell in cells] for cells in page.iter_rows()]
        heading, addresses, *rest = ([row[-1], *row[:-1]] for row in rows)  # the last column comes first
        page.delete_rows(1, page.max_row)
        for row in [["Đổi chữ"] * len(heading), *reversed(rest[:-3]), addresses, *rest[-3:]]:
            page.append(row)
    before = state()
    result = taken_in(small)
    assert result.exit_code == 0, result.output
    assert changed(before) == {
        MODEL: ["-sector: sericulture", "+sector: livestock", "-    value: 1.5", "+    value: 1.75"]
    }


def test_the_comments_of_a_file_stay(small: Tables) -> None:
    path = Path(MODEL)
    text = path.read_text("utf-8")
    commented = "# đầu tệp\n" + text.replace("started:", "# hỏi lại\nstarted:").replace(
        '  - what: "Số hộ"', '  # mục hai\n  - what: "Số hộ"'
    )
    path.write_text(commented, "utf-8")
    small.change("model", "thu-a", "started", "2020")
    small.change("model.scale", "thu-a", "max", 16, 2)
    assert taken_in(small).exit_code == 0
    assert path.read_text("utf-8") == commented.replace("started: 2019", "started: 2020").replace("max: 15", "max: 16")


def test_what_others_changed_meanwhile_stays(small: Tables) -> None:
    """The workbook still shows the old market; only the cell that was changed in it counts."""
    path = Path(MODEL)
    path.write_text(path.read_text("utf-8").replace('market: "', 'market: "Mới sửa. '), "utf-8")
    small.change("model", "thu-a", "started", "2020")
    before = state()
    assert taken_in(small).exit_code == 0
    assert changed(before) == {MODEL: ["-started: 2019", "+started: 2020"]}


def test_a_session_moves_to_the_folder_of_its_year(small: Tables) -> None:
    before = state()
    small.change("session", "so-gop-thu", "date", "2024")
    dry = taken_in(small, "--dry-run")
    assert dry.stdout.startswith(
        "models_data/sessions/2024/so-gop-thu.yml (chuyển từ models_data/sessions/undated/so-gop-thu.yml)\n"
    )
    assert state() == before
    assert taken_in(small).exit_code == 0
    assert set(changed(before)) == {
        "models_data/sessions/2024/so-gop-thu.yml",
        "models_data/sessions/undated/so-gop-thu.yml",
    }
    assert run("check").exit_code == 0


def test_a_dry_run_shows_the_lines_and_writes_nothing(small: Tables) -> None:
    before = state()
    small.change("model", "thu-a", "started", "2020")
    result = taken_in(small, "--dry-run")
    assert result.stdout == (
        f"{MODEL} (sửa)\n    - started: 2019\n    + started: 2020\nSẽ ghi sửa 1 ô của 1 bản ghi: 1 tệp.\n"
    )
    assert state() == before


def test_an_import_that_cannot_be_written_whole_leaves_every_file(
    small: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.change("model", "thu-a", "started", "2020")
    small.change("source", "bao-thu", "publisher", "Báo khác (bịa)")
    before, real_replace = state(), Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name == "1.after":
            raise OSError(28, "No space left on device")
        return real_replace(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert faults(taken_in(small))[0].startswith("models_data/sources/bao-thu.yml:1:1: NR922 không ghi được")
    assert state() == before


# New records ------------------------------------------------------------------------------------------

NEW_MODEL = """\
id: "mo-hinh-moi"
name: "Mô hình mới (bịa)"
summary: "Bịa để kiểm thử."
sector: livestock
place:
  text: "không nêu"
sources:
  - "bao-moi"
scale:
  - what: "Diện tích"
    value: 2.5
    unit: "ha"
    evidence: E
    sources:
      - "bao-moi"
  - what: "Số hộ"
    value: 12
    unit: "hộ"
    evidence: E
    sources:
      - "bao-moi"
accounts:
  basis: "1 ha"
  income:
    - product: "Trứng"
      quantity: 100
      unit: "quả"
      unit_price: 3000
      price_date: 2025
      evidence: D
      sources:
        - "bao-moi"
"""
NEW_LINE = """\
- id: "90002-mo-hinh-moi-2025"
  subject: "mo-hinh-moi"
  state: applied
  recorded_on: 2026-11-23
  evidence: C
  sources:
    - "bien-ban-thu"
  date: 2025
  households: 3
  check:
    level: 2
    role: "Hội Nông dân xã (bịa)"
    day: 2026-11-20
    same_as_reporter: false
"""


def filled_template() -> Tables:
    """A template with a new source, a new model that rests on it, and a line about that."""
    assert run("sheet", "template", "moi.xlsx", *DAY).exit_code == 0
    tables = Tables(Path("moi.xlsx"))
    said = {
        "id": "bao-moi",
        "kind": "bai bao",
        "title": "Bài mới (bịa)",
        "evidence": "E",
        "url": "https://moi.example/1",
    }
    tables.put("source", 3, **said)
    tables.put(
        "model", 4, id="mo-hinh-moi", name="Mô hình mới (bịa)", summary="Bịa để kiểm thử.", sector="chan nuoi",
        place__text="không nêu", sources="bao-moi", accounts__basis="1 ha",
    )  # fmt: skip
    piece = {"at_id": "mo-hinh-moi", "evidence": "E", "sources": "bao-moi"}
    tables.put("model.scale", 3, **piece, what="Số hộ", value="12", unit="hộ")
    tables.put("model.scale", 4, **piece, at_at=1, what="Diện tích", value="2,5", unit="ha")
    tables.put(
        "model.accounts.income", 3, **piece | {"evidence": "D"}, product="Trứng", quantity=100, unit="quả",
        unit_price="3 nghìn", price_date=2025,
    )  # fmt: skip
    tables.put(
        "line", 3, at_unit="xã Thử Hai Mới", id="90002-mo-hinh-moi-2025", subject="mo-hinh-moi", state="Đang áp dụng",
        recorded_on="23/11/2026", evidence="c", sources="bien-ban-thu", date="2025", households="3",
        check__level=2, check__role="Hội Nông dân xã (bịa)", check__day="20/11/2026", check__same_as_reporter="không",
    )  # fmt: skip
    return tables


def test_a_filled_template_becomes_records_and_a_line(small: Tables) -> None:
    ledger = Path("models_data/replications/2025-07-01/90002.yml")
    before = ledger.read_text("utf-8")
    tables = filled_template()
    result = taken_in(tables)
    assert (result.exit_code, result.stdout) == (0, "Đã ghi 3 bản ghi mới: 3 tệp.\n"), result.output
    assert Path("models_data/models/mo-hinh-moi.yml").read_text("utf-8") == NEW_MODEL
    assert ledger.read_text("utf-8") == before + NEW_LINE
    assert run("check").exit_code == 0
    assert taken_in(tables).stdout == "Không có gì khác với kho.\n"


def test_pieces_without_a_number_come_in_once(small: Tables) -> None:
    piece = {"at_id": "thu-a", "evidence": "E", "sources": "bao-thu"}
    for what in ("Số tổ", "Số lớp", "Số thửa"):
        small.put("model.scale", small.new_row("model.scale"), **piece, what=what, value="1")
    assert taken_in(small).stdout == "Đã ghi sửa 12 ô của 1 bản ghi: 1 tệp.\n"
    after = state()
    small.put("model.scale", small.new_row("model.scale"), **piece, what="Số vườn", value="1")
    assert taken_in(small).stdout == "Đã ghi sửa 4 ô của 1 bản ghi: 1 tệp.\n"
    assert list(changed(after).values()) == [
        ['+  - what: "Số vườn"', "+    value: 1", "+    evidence: E", "+    sources:", '+      - "bao-thu"']
    ]
    assert taken_in(small).stdout == "Không có gì khác với kho.\n"


MONTHS = {"mmm-yy": "2022-08", "[$-42A]mmmm\\ yyyy;@": "2022-08", "yyyy": "2022", "dd/mm/yyyy": "2022-08-01"}


@pytest.mark.parametrize(("shown", "said"), MONTHS.items())
def test_a_day_that_excel_made_up_is_not_taken_for_one(small: Tables, kb: Knowledge, shown: str, said: str) -> None:
    place = small.change("model", "thu-a", "started", dt.datetime(2022, 8, 1))  # noqa: DTZ001  # as Excel has it
    small.page("model")[place.partition("!")[2]].number_format = shown
    wrong, changes = merged(small, SMALL, kb)
    assert wrong == ""
    assert f"+started: {said}" in changes["models_data/models/thu-a.yml"]


def test_a_percentage_is_not_taken_for_the_fraction_behind_it(small: Tables) -> None:
    place = small.change("model.scale", "thu-a", "value", 0.36, 1)
    small.page("model.scale")[place.partition("!")[2]].number_format = "0%"
    assert "“36%” không phải một số" in taken_in(small).output


def test_a_line_that_corrects_another_is_added(small: Tables) -> None:
    row = small.new_row("line")
    small.put(
        "line", row, at_unit="2025-06-30/90001", id="a-90001-3", subject="Nuôi con thử", state="Đang áp dụng",
        recorded_on="02/06/2026", evidence="D", sources="loi-ke-thu", supersedes="a-90001-2",
    )  # fmt: skip
    path = Path("models_data/replications/2025-06-30/90001.yml")
    before = path.read_text("utf-8")
    result = taken_in(small)
    assert result.exit_code == 0, result.output
    added = path.read_text("utf-8").removeprefix(before)
    assert added.startswith('- id: "a-90001-3"\n  subject: "thu-a"\n')
    assert added.endswith('  supersedes: "a-90001-2"\n')


# Faults ------------------------------------------------------------------------------------------------


def test_every_fault_of_a_workbook_is_told_at_once_at_its_cell(small: Tables) -> None:
    before = state()
    put = small.change
    put("model", "thu-a", "started", "tháng nào đó")
    put("model", "thu-a", "sector", "chan nuoii")
    put("model", "thu-a", "place.units", "Thử Mộtt")
    put("model", "thu-a", "sources", "bao-thuu; so-ghi-thu")
    put("model", "thu-a", "technique", "=A1&B1")
    put("model", "thu-a", "market", "#N/A")
    put("model.scale", "thu-a", "value", "một héc-ta", 1)
    put("model.scale", "thu-a", "@at", "thứ ba", 3)
    put("model.scale", "thu-a", "@at", 1, 2)
    put("model.money", "thu-a", "amount", "36 triệu rưỡi", 1)
    put("model.components", "thu-a", "essential", "chắc vậy", 2)
    put("model.media", "thu-a", "@id", "thu-aa", 1)
    put("model.certificates", "thu-a", "expires", "2028", 1)
    small.put("model.steps", 5, at_id="thu-a", at_at=9, text="Bước chín.")
    small.put("model.needs", 5, text="Không biết của ai.")
    small.put("model", 7, name="Chưa có mã (bịa)")
    small.put("model", 8, id="Mã Mới", name="Mã không phải mã (bịa)")
    small.put("model", 9, id="thu-a", name="Hàng thứ hai (bịa)")
    small.put("model", 10, id="moi", name="Thiếu nhiều (bịa)", summary="Bịa.", reviewed__role="kỹ thuật (bịa)")
    put("line", "a-90001-1", "households", 9)
    put("line", "a-90001-2", "@unit", "90002 – Xã Thử Hai (2025-06-30)")
    small.put("line", small.new_row("line"), id="x-1", subject="thu-b", state="Đang áp dụng")
    result = taken_in(small)
    assert [line for line in faults(result) if not line.startswith("    ")] == FAULTS
    assert state() == before


FAULTS = [
    "bang.xlsx – Lần ghi nhận!J3: NR867 lần ghi nhận đã ghi “Số hộ”: “1”; sổ chỉ thêm, không sửa",
    "bang.xlsx – Lần ghi nhận!A4: NR867 lần ghi nhận này nằm trong sổ của 90001 – Xã Thử Một (2025-06-30)",
    "bang.xlsx – Lần ghi nhận!A30: NR201 thiếu “Xã”",
    "bang.xlsx – Lần ghi nhận!E30: NR201 thiếu “Ngày ghi vào sổ”",
    "bang.xlsx – Lần ghi nhận!F30: NR201 thiếu “Mức bằng chứng”",
    "bang.xlsx – Lần ghi nhận!G30: NR201 thiếu “Nguồn”",
    "bang.xlsx – Mô hình!F3: NR864 “chan nuoii” không có trong danh sách",
    "bang.xlsx – Mô hình!G3: NR865 không rõ “Thử Mộtt” là xã nào",
    "bang.xlsx – Mô hình!J3: NR865 không có nguồn “bao-thuu” trong kho",
    "bang.xlsx – Mô hình!M3: NR846 ô có công thức",
    "bang.xlsx – Mô hình!U3: NR864 “tháng nào đó” không phải ngày tháng",
    "bang.xlsx – Mô hình!BA3: NR846 ô có lỗi Excel #N/A",
    "bang.xlsx – Mô hình!A7: NR862 hàng chưa có “Mã mô hình”",
    "bang.xlsx – Mô hình!E7: NR201 thiếu “Tóm tắt cho nông dân”",
    "bang.xlsx – Mô hình!F7: NR201 thiếu “Lĩnh vực”",
    "bang.xlsx – Mô hình!G7: NR201 thiếu “Nơi làm”",
    "bang.xlsx – Mô hình!J7: NR201 thiếu “Nguồn”",
    "bang.xlsx – Mô hình!A8: NR864 “Mã Mới” không phải mã",
    "bang.xlsx – Mô hình!E8: NR201 thiếu “Tóm tắt cho nông dân”",
    "bang.xlsx – Mô hình!F8: NR201 thiếu “Lĩnh vực”",
    "bang.xlsx – Mô hình!G8: NR201 thiếu “Nơi làm”",
    "bang.xlsx – Mô hình!J8: NR201 thiếu “Nguồn”",
    "bang.xlsx – Mô hình!A9: NR862 mã “thu-a” đã có ở Mô hình!A3",
    "bang.xlsx – Mô hình!F10: NR201 thiếu “Lĩnh vực”",
    "bang.xlsx – Mô hình!G10: NR201 thiếu “Nơi làm”",
    "bang.xlsx – Mô hình!J10: NR201 thiếu “Nguồn”",
    "bang.xlsx – Mô hình!BJ10: NR201 thiếu “Ngày thẩm định”",
    "bang.xlsx – Mô hình!BK10: NR201 thiếu “Kết luận”",
    "bang.xlsx – Mô hình – Chứng nhận!H3: NR864 “2028” chưa đủ ngày, tháng, năm",
    "bang.xlsx – Mô hình – Hợp phần kỹ thuật!E4: NR864 “chắc vậy” không phải có hay không",
    "bang.xlsx – Mô hình – Quy mô!D3: NR864 “một héc-ta” không phải một số",
    "bang.xlsx – Mô hình – Quy mô!B4: NR862 mục thứ 1 của “thu-a” đã có ở Mô hình – Quy mô!B3",
    "bang.xlsx – Mô hình – Quy mô!B5: NR866 “thứ ba” không phải số thứ tự",
    "bang.xlsx – Mô hình – Quy trình!B5: NR866 mục thứ 9, mà danh sách của “thu-a” mới có 2 mục",
    "bang.xlsx – Mô hình – Tiền theo nguồn!D3: NR864 “36 triệu rưỡi” không phải số tiền",
    "bang.xlsx – Mô hình – Video, tài liệu!A3: NR863 không có mô hình “thu-aa”",
    "bang.xlsx – Mô hình – Điều kiện đi kèm!A5: NR862 hàng chưa có “Mã mô hình”",
    "37 chỗ phải sửa; chưa ghi gì.",
]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda tables: tables.page("source").cell(2, 3, "source:titel"),
            "bang.xlsx – Nguồn!C1: NR861 không có cột “source:titel” trong bảng này\n    → Có phải “source:title”?",
        ),
        (
            lambda tables: tables.page("source").cell(2, 3, "model:name"),
            (
                "bang.xlsx – Nguồn!C1: NR861 không có cột “model:name” trong bảng này\n"
                "    → Xóa nó đi, hoặc chép dữ liệu sang trang, cột có sẵn."
            ),
        ),
        (
            lambda tables: tables.page("source").cell(2, 3, "source:kind"),
            "bang.xlsx – Nguồn!C1: NR861 cột “Tên nguồn *” có hai lần\n    → Giữ một cột, xóa cột kia.",
        ),
        (
            lambda tables: tables.page("source").cell(1, 15, "Ghi chu"),
            (
                "bang.xlsx – Nguồn!O1: NR861 cột “Ghi chu” không có trong bảng này\n"
                "    → Có phải “Ghi chú”? Xóa nó đi, hoặc chép dữ liệu sang trang, cột có sẵn."
            ),
        ),
        (
            lambda tables: tables.page("source").cell(5, 15, "việc riêng"),
            (
                "bang.xlsx – Nguồn!O1: NR861 cột không có tiêu đề\n"
                "    → Xóa nó đi, hoặc chép dữ liệu sang trang, cột có sẵn."
            ),
        ),
        (
            lambda tables: tables.page("source").delete_cols(1),
            "bang.xlsx – Nguồn!A1: NR861 thiếu cột “Mã nguồn”\n    → Xuất lại bảng, đừng xóa cột này.",
        ),
        (
            lambda tables: tables.page("source").delete_rows(2),
            (
                "bang.xlsx – Nguồn!A1: NR861 trang “Nguồn” không thuộc bảng nào: không thấy hàng 2 (ẩn) do máy ghi\n"
                "    → Có phải “Nguồn”? Xóa nó đi, hoặc chép dữ liệu sang trang, cột có sẵn."
            ),
        ),
        (
            lambda tables: tables.book.copy_worksheet(tables.page("source")),
            (
                "bang.xlsx – Nguồn Copy!A1: NR861 trang này và trang “Nguồn” là cùng một bảng\n"
                "    → Giữ một trang, chép dữ liệu của trang kia sang."
            ),
        ),
        (
            lambda tables: tables.page("model.scale").merge_cells("A3:A5"),
            (
                "bang.xlsx – Mô hình – Quy mô!A3: NR869 ô gộp A3:A5\n    → Bỏ gộp; ghi vào từng ô.\n"
                "bang.xlsx – Mô hình – Quy mô!A4: NR862 hàng chưa có “Mã mô hình”\n"
                "    → Ghi mã của mô hình có mục này.\n"
                "bang.xlsx – Mô hình – Quy mô!A5: NR862 hàng chưa có “Mã mô hình”\n"
                "    → Ghi mã của mô hình có mục này."
            ),
        ),
        (
            lambda tables: tables.page("source").cell(20_002, 1, "xa-qua"),
            (
                "bang.xlsx – Nguồn!A1: NR861 trang có hơn 20000 hàng\n"
                "    → Xóa các hàng trống ở cuối trang, hoặc chia tệp."
            ),
        ),
        (
            lambda tables: tables.page("source").cell(19_999, 16_384, "xa-qua"),
            "bang.xlsx – Nguồn!A1: NR861 trang có hơn 300 cột\n    → Xóa các cột thừa ở bên phải.",
        ),
        (
            lambda tables: tables.book["_bang"].cell(1, 2, "0"),
            (
                "bang.xlsx: NR860 bảng theo mẫu 0, nay là mẫu 1\n    → Dùng tệp .xlsx do nhanrong sheet export hoặc "
                "nhanrong sheet template tạo ra. Chép dữ liệu sang tệp ấy rồi nhập."
            ),
        ),
        (
            lambda tables: tables.book.remove(tables.book["_bang"]),
            (
                "bang.xlsx: NR860 không phải bảng do kho này xuất ra\n    → Dùng tệp .xlsx do nhanrong sheet "
                "export hoặc nhanrong sheet template tạo ra. Chép dữ liệu sang tệp ấy rồi nhập."
            ),
        ),
    ],
)
def test_pages_and_columns_that_are_unknown_are_refused(
    made: dict[str, Path], kb: Knowledge, spoil: Any, said: str
) -> None:
    tables = Tables(made["small"] / "bang.xlsx")
    spoil(tables)
    assert merged(tables, made["small"], kb)[0] == f"{said}\n"


def test_pages_of_ones_own_that_are_empty_do_not_matter(small: Tables) -> None:
    small.book.create_sheet("Sheet1")
    assert taken_in(small).stdout == "Không có gì khác với kho.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"khong", "không đọc được như một tệp Excel"),
        (b"\xd0\xcf\x11\xe0", "tệp có mật khẩu, hoặc là Excel kiểu cũ (.xls)"),
        (None, "không mở được tệp"),
    ],
)
def test_files_that_are_no_workbooks_are_refused(small: Tables, data: bytes | None, said: str) -> None:
    small.save(Path("bang.xlsx"))
    if data is not None:
        Path("hong.xlsx").write_bytes(data)
    assert faults(run("sheet", "import", "bang.xlsx", "hong.xlsx"))[0] == f"hong.xlsx: NR841 {said}"


def test_what_both_changed_is_told(small: Tables) -> None:
    path = Path(MODEL)
    text = path.read_text("utf-8").replace("started: 2019", "started: 2018").replace("đầu mùa mưa", "tháng năm")
    path.write_text(text, "utf-8")
    place = small.change("model", "thu-a", "started", "2020")
    other = small.change("model.steps", "thu-a", "when", "tháng sáu", 1)
    assert faults(taken_in(small)) == [
        f"bang.xlsx – {place}: NR868 “Bắt đầu từ” trong kho đã đổi từ khi xuất bảng: “2018”",
        "    → Xuất lại bảng rồi sửa, để không mất điều người kia đã ghi.",
        f"bang.xlsx – {other}: NR868 “Khi nào” trong kho đã đổi từ khi xuất bảng: “tháng năm”",
        "    → Xuất lại bảng rồi sửa, để không mất điều người kia đã ghi.",
        "2 chỗ phải sửa; chưa ghi gì.",
    ]
    small.change("model", "thu-a", "started", "2018")  # what the file says by now is no change
    small.change("model.steps", "thu-a", "when", "tháng năm", 1)
    assert taken_in(small).stdout == "Không có gì khác với kho.\n"


def test_copies_that_several_people_changed_come_in_together(small: Tables, made: dict[str, Path]) -> None:
    other = Tables(made["small"] / "bang.xlsx")
    place = small.change("model", "thu-a", "started", "2020")
    other.change("model", "thu-a", "condition", "Đã ngừng")
    other.change("model.scale", "thu-a", "date", "2023", 1)
    other.save(Path("khac.xlsx"))
    small.save(Path("bang.xlsx"))
    before = state()
    assert run("sheet", "import", "bang.xlsx", "khac.xlsx").exit_code == 0
    assert changed(before) == {
        MODEL: [
            "-started: 2019", "-condition: spreading", "+started: 2020", "+condition: stopped",
            "-    date: 2024", "+    date: 2023",
        ]
    }  # fmt: skip
    other.change("model", "thu-a", "started", "2021")
    other.change("model", "thu-a", "market", None)
    other.save(Path("khac.xlsx"))
    Path(MODEL).write_text(before[MODEL], "utf-8")
    assert faults(run("sheet", "import", "bang.xlsx", "khac.xlsx")) == [
        f"khac.xlsx – {place}: NR868 “Bắt đầu từ”: bang.xlsx – {place} ghi “2020”",
        "    → Hỏi lại hai nơi, sửa cho giống nhau rồi nhập.",
        "1 chỗ phải sửa; chưa ghi gì.",
    ]


def test_a_new_record_comes_from_one_file_only(small: Tables) -> None:
    tables = filled_template()
    for name in ("bang.xlsx", "khac.xlsx"):
        tables.save(Path(name))
    found = faults(run("sheet", "import", "bang.xlsx", "khac.xlsx"))
    assert "khac.xlsx – Nguồn!A3: NR862 mã “bao-moi” đã có ở bang.xlsx – Nguồn!A3" in found


def test_a_piece_that_others_added_meanwhile_is_not_written_over(small: Tables) -> None:
    path = Path(MODEL)
    path.write_text(path.read_text("utf-8").replace("calendar:", '  - text: "Của người khác."\ncalendar:'), "utf-8")
    row = small.new_row("model.steps")
    small.put("model.steps", row, at_id="thu-a", at_at=3, text="Bước ba.")
    assert faults(taken_in(small))[0] == (
        f"bang.xlsx – Mô hình – Quy trình!C{row}: NR868 “Việc làm” trong kho đã đổi từ khi xuất bảng: “Của người khác.”"
    )
    small.put("model.steps", row, at_at=None)
    before = state()
    assert taken_in(small).exit_code == 0
    assert changed(before) == {MODEL: ['+  - text: "Bước ba."']}
    assert taken_in(small).stdout == "Không có gì khác với kho.\n"


def test_a_record_that_is_gone_is_not_made_again(small: Tables) -> None:
    Path("models_data/practices/cach-b.yml").unlink()
    assert taken_in(small).stdout == "Không có gì khác với kho.\n"
    place = small.change("practice", "cach-b", "summary", "Mới (bịa).")
    row = place.split("!")[1].lstrip("ABCDEFGH")
    assert faults(taken_in(small)) == [
        f"bang.xlsx – Cách làm hay!A{row}: NR863 kho không còn bản ghi “cach-b”",
        "    → Xuất lại bảng rồi sửa.",
        "1 chỗ phải sửa; chưa ghi gì.",
    ]


def test_an_id_is_not_changed_in_place(small: Tables) -> None:
    model = small.change("model", "thu-c", "id", "thu-c-moi")
    line = small.change("line", "a-90001-2", "id", "a-90001-9")
    assert faults(taken_in(small)) == [
        f"bang.xlsx – {line}: NR863 hàng của “a-90001-2” bị đổi mã; mã không đổi được",
        "    → Trả lại mã a-90001-2. Muốn thêm bản ghi mới thì giữ hàng cũ, ghi một hàng khác.",
        f"bang.xlsx – {model}: NR863 hàng của “thu-c” bị đổi mã; mã không đổi được",
        "    → Trả lại mã thu-c. Muốn thêm bản ghi mới thì giữ hàng cũ, ghi một hàng khác.",
        "2 chỗ phải sửa; chưa ghi gì.",
    ]


def test_what_the_checks_say_is_said_at_the_cell(small: Tables) -> None:
    """Personal data, limits of a text, rules across fields and across records."""
    market = small.change("model", "thu-a", "market", "Gọi 0912 345 678 gặp chủ vườn.")
    place = small.change("model", "thu-b", "place.text", "y" * 301)
    risk = small.change("model", "thu-a", "risks", "Giá thấp.\n012345678901 là căn cước của một hộ.")
    piece = small.change("model.scale", "thu-a", "max", 11, 2)
    women = small.change("session", "tap-huan-thu", "women", 4)
    found = [line for line in faults(taken_in(small))[:-1] if not line.startswith("    ")]
    told = {line.split(": ", 1)[0].removeprefix("bang.xlsx – "): line.split(": ", 1)[1][:5] for line in found}
    assert told == {market: "NR701", place: "NR207", risk: "NR702", piece: "NR409", women: "NR414"}, found


# The command ------------------------------------------------------------------------------------------


def test_the_same_day_gives_the_same_bytes(small: Tables) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert run("sheet", "export", name, *DAY).exit_code == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    assert run("sheet", "export", "a.xlsx", *DAY).exit_code == 0
    result = run("sheet", "export", "a.xlsx", "--kinds", "source", *DAY)
    assert result.stderr.startswith("a.xlsx: NR857 đã có tệp này, nội dung khác\n")


def test_only_what_is_asked_for_goes_out(small: Tables) -> None:
    result = run("sheet", "export", "a.xlsx", "--kinds", "model,line", "--ids", "thu-b", "--communes", "Thử Một", *DAY)
    assert result.stdout == "a.xlsx: 2 bản ghi, mô hình, lần ghi nhận.\n", result.output
    tables = Tables(Path("a.xlsx"))
    titles = [page.title for page in tables.book.worksheets if page.sheet_state == "visible"]
    assert titles[:3] == ["Hướng dẫn", "Mô hình", "Mô hình – Quy mô"]
    assert titles[-1] == "Lần ghi nhận"
    assert [tables.page("line").cell(row, 2).value for row in (3, 4)] == ["b-90001-1", None]
    assert taken_in(tables).stdout == "Không có gì khác với kho.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "a.xls"), "Lỗi: “a.xls” phải là một tệp có đuôi .xlsx."),
        (("export", "a.xlsx", "--kinds", "modle"), "Lỗi: không có loại “modle”. Có phải “model”?"),
        (("template", "a.xlsx", "--kind", ""), "Lỗi: không có loại “”. Các loại: model (mô hình), "),
        (("export", "a.xlsx", "--ids", "thu-aa"), "Lỗi: không có bản ghi “thu-aa” trong các loại đã chọn. Có phải"),
        (("export", "a.xlsx", "--communes", "Nơi Khác"), "Lỗi: không rõ “Nơi Khác” là xã nào. Ghi mã hoặc tên xã."),
        (("import",), "Lỗi: thiếu TỆP…."),
    ],
)
def test_wrong_use_is_told(small: Tables, arguments: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(main, ["sheet", *arguments])
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
