"""Issue forms ask for public facts only; an answered form becomes draft records. If new forms are right: --bless."""

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import SMALL, TESTS
from nhanrong import site
from nhanrong.cli import main
from nhanrong.drafts import answers_of, drafts, form_of
from nhanrong.issueforms import form_files
from nhanrong.knowledge import Knowledge
from nhanrong.questions import PROMISE, IssueForm, issue_forms

ROOT = TESTS.parent
DAY = dt.date(2026, 11, 23)
FORMS = {form.file: form for form in issue_forms()}
GITHUB = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
ANSWERS = {
    "Tên mô hình": "Trồng thử bịa ở Tân Thượng",
    "Lĩnh vực": "Chăn nuôi",
    "Tóm tắt cho nông dân": "Đoạn một.\n\nĐoạn hai.",
    "Ở xã nào": "tan thuong; Xã Đinh Lạc; ngoài chợ đầu mối",
    "Cây, con": "dâu; tằm",
    "Rủi ro": "- Giá xuống\n- Sâu bệnh",
    "Mô hình hoặc cách làm": "bo-sua-dinh-lac",
    "Xã nào": "Tân Thượng",
    "Tình trạng": "Đang áp dụng",
    "Thời điểm": "8/2026",
    "Số hộ": "12",
    "Loại nguồn": "Bài báo",
    "Tên nguồn": "Bài bịa để kiểm thử",
    "Địa chỉ của nguồn": "https://vi-du.example/bai",
    "Ngày của nguồn": "10/8/2026",
    "Mức bằng chứng của nguồn": "E",
    "Trang hoặc mã bản ghi": "https://nhanrong.example/di-linh/mo-hinh/bo-sua-dinh-lac/",
    "Chỗ nào sai": "Ghi 33 hộ",
    "Đúng là gì": "Chưa rõ",
}


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return site.read(ROOT)[0]


def body(form: IssueForm, **changed: str) -> str:
    """An answered form as the forge writes it."""
    answers = ANSWERS | changed
    parts = [f"### Lời hứa\n\n- [X] {PROMISE}"]
    parts += [f"### {question.label}\n\n{answers.get(question.label, '_No response_')}" for question in form.questions]
    return "\n\n".join(parts).replace("\n", "\r\n")


def run(*arguments: str, text: str = "") -> Result:
    result = CliRunner().invoke(main, arguments, input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_forms_in_the_repository_are_current(*, bless: bool, kb: Knowledge) -> None:
    for path, text in form_files(kb.area.site_url).items():
        if bless:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, "utf-8", newline="\n")
        assert (ROOT / path).read_text("utf-8") == text, path


@pytest.mark.parametrize(("forge", "folder"), [("github", ".github/ISSUE_TEMPLATE"), ("gitlab", ".gitlab")])
def test_a_base_that_names_its_forge_gets_its_forms(
    forge: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    assert run("schema").exit_code == 0
    assert not (tmp_path / folder).exists()
    with (tmp_path / "models_data/area.yml").open("a", encoding="utf-8") as area:
        area.write(f'repository:\n  forge: {forge}\n  name: "hoi-thu/kho-thu"\n')
    assert run("schema", "--check").exit_code == 1
    assert run("schema").exit_code == 0
    written = [path for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert any("Đề xuất mô hình" in path.name + path.read_text("utf-8") for path in written)
    assert run("schema", "--check").exit_code == 0


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_the_forge_takes_the_forms(path: Path) -> None:
    schema = "github-issue-config" if path.name == "config.yml" else "github-issue-forms"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [path for path in GITHUB if path.name != "config.yml"], ids=lambda path: path.name)
def test_every_form_says_first_that_it_is_public_and_asks_for_the_promise(path: Path) -> None:
    parts = yaml.safe_load(path.read_text("utf-8"))["body"]
    assert "Mẫu này công khai" in parts[0]["attributes"]["value"]
    assert parts[1]["attributes"]["options"] == [{"label": PROMISE, "required": True}]
    labels = [part["attributes"].get("label") for part in parts]
    assert len(labels) == len(set(labels))
    assert len(parts) <= 17


def test_an_answered_form_becomes_a_model_and_its_source(kb: Knowledge) -> None:
    made = drafts(kb, "phieu.md", body(FORMS["de-xuat-mo-hinh"]), FORMS["de-xuat-mo-hinh"], DAY)
    assert made.problems == []
    assert made.missing == []
    source, model = (record for _, _, record in made.records)
    assert source == {
        "id": "bai-bia-de-kiem-thu",
        "kind": "press",
        "title": "Bài bịa để kiểm thử",
        "url": "https://vi-du.example/bai",
        "date": "2026-08-10",
        "evidence": "E",
    }
    assert model == {
        "id": "trong-thu-bia-o-tan-thuong",
        "name": "Trồng thử bịa ở Tân Thượng",
        "sector": "livestock",
        "summary": "Đoạn một.\n\nĐoạn hai.",
        "crops_animals": ["dâu", "tằm"],
        "risks": ["Giá xuống", "Sâu bệnh"],
        "place": {"units": ["2025-06-30/25006", "2025-06-30/25018"], "text": "ngoài chợ đầu mối"},
        "sources": ["bai-bia-de-kiem-thu"],
        "recorded_on": "2026-11-23",
    }


def test_a_line_goes_to_the_commune_of_its_day(kb: Knowledge) -> None:
    form = FORMS["bao-lan-ghi-nhan"]
    made = drafts(kb, "phieu.md", body(form), form, DAY)
    [(unit, line)] = made.lines
    assert (str(unit), line["id"], line["date"]) == ("2025-07-01/25007", "25007-bo-sua-dinh-lac-2026-08", "2026-08")
    assert "Xã cũ này nay thuộc: 25007 – Xã Đinh Trang Thượng (2025-07-01)" in made.notes
    [(unit, _)] = drafts(kb, "phieu.md", body(form, **{"Thời điểm": "2023"}), form, DAY).lines
    assert str(unit) == "2025-06-30/25006"


def test_a_known_source_is_taken_again(kb: Knowledge) -> None:
    name, entry = next((name, entry) for name, entry in kb.sources.items() if entry.record.url)
    form = FORMS["bao-lan-ghi-nhan"]
    made = drafts(kb, "phieu.md", body(form, **{"Địa chỉ của nguồn": str(entry.record.url)}), form, DAY)
    assert made.records == []
    assert made.lines[0][1]["sources"] == [name]


def test_a_mistake_leads_to_its_file(kb: Knowledge) -> None:
    form = FORMS["bao-sai-sot"]
    made = drafts(kb, "phieu.md", body(form), form, DAY)
    assert made.notes[0] == "Tệp cần xem: models_data/models/bo-sua-dinh-lac.yml"
    assert "Chỗ nào sai: Ghi 33 hộ" in made.notes


def test_what_is_not_understood_is_said_with_its_line(kb: Knowledge) -> None:
    form = FORMS["bao-lan-ghi-nhan"]
    wrong = {"Số hộ": "mười hai", "Xã nào": "Liên", "Mô hình hoặc cách làm": "nuôi rồng", "Thời điểm": "hôm qua"}
    text = body(form, **wrong)
    made = drafts(kb, "phieu.md", text, form, DAY)
    rows = text.replace("\r\n", "\n").split("\n")
    said = {rows[problem.place.line - 1]: f"{problem.code} {problem.message}" for problem in made.problems}
    assert said == {
        "mười hai": "NR872 “Số hộ”: “mười hai” không phải số nguyên",
        "Liên": "NR873 không rõ là xã nào: “Liên”",
        "nuôi rồng": "NR874 không rõ là mô hình, cách làm nào: “nuôi rồng”",
        "hôm qua": "NR872 “Thời điểm”: “hôm qua” không phải ngày tháng",
    }
    assert all(problem.hint for problem in made.problems)
    assert made.lines == []


def test_missing_answers_are_named(kb: Knowledge) -> None:
    form = FORMS["de-xuat-mo-hinh"]
    empty = {question.label: "_No response_" for question in form.questions}
    made = drafts(kb, "phieu.md", body(form, **empty), form, DAY)
    assert set(made.missing) >= {"Tên mô hình", "Lĩnh vực", "Tóm tắt cho nông dân", "Ở xã nào", "Tên nguồn", "Nguồn"}


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("a#- \n\r<!>[]xÀ{%`$"), max_size=200))
def test_any_body_is_read(kb: Knowledge, text: str) -> None:
    assert all(answer.text for answer in answers_of(text).values())
    form = form_of(text) or FORMS["de-xuat-mo-hinh"]
    drafts(kb, "phieu.md", text, form, DAY)


def test_drafts_are_saved_when_they_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    ledger = tmp_path / "models_data/replications/2025-07-01/25007.yml"
    done = run("from-issue", "-", "--save", text=body(FORMS["bao-lan-ghi-nhan"]))
    assert done.exit_code == 0, done.output
    assert "25007-bo-sua-dinh-lac-2026-08" in ledger.read_text("utf-8")
    assert run("check").exit_code == 0
    again = run("from-issue", "-", "--save", text=body(FORMS["bao-lan-ghi-nhan"]))
    assert "25007-bo-sua-dinh-lac-2026-08-2" in again.output  # the reviewer sees that it is there already


def test_a_draft_that_would_not_pass_says_so_before_anybody_copies_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    form = FORMS["de-xuat-mo-hinh"]
    private = {"Tóm tắt cho nông dân": "Gọi 0900 000 000.", "Địa chỉ của nguồn": "javascript:alert(1)"}
    done = run("from-issue", "-", text=body(form, **private))
    assert done.exit_code == 1
    assert [line.split(" ")[1] for line in done.stderr.splitlines() if ": NR" in line] == ["NR701", "NR209"]
    empty = {question.label: "_No response_" for question in form.questions}
    assert run("from-issue", "-", text=body(form, **empty)).exit_code == 0, "what lacks is named, and no fault"


def test_a_draft_that_would_not_pass_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    before = sorted((tmp_path / "models_data").rglob("*"))
    text = body(FORMS["bao-lan-ghi-nhan"], **{"Tình trạng": "Đã ngừng"})
    done = run("from-issue", "-", "--save", text=text)
    assert done.exit_code == 1
    assert "NR502" in done.output
    assert "Chưa ghi gì" in done.output
    assert sorted((tmp_path / "models_data").rglob("*")) == before


def test_another_text_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert "không thấy câu hỏi của mẫu nào" in run("from-issue", "-", text="Xin chào").output
    assert run("from-issue", str(tmp_path / "mat.md")).exit_code == 2
    (tmp_path / "la.md").write_bytes(b"\xff\xfe")
    assert "không phải chữ UTF-8" in run("from-issue", str(tmp_path / "la.md")).output
