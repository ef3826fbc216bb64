"""What a change of the records means is told in Markdown that is nothing but read, and in JSON. If right: --bless."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import DAY, SMALL, knowledge, model, old, small, source
from edits import replaced
from nhanrong import revisions, site
from nhanrong.cli import main
from nhanrong.comparing.changes import changes
from nhanrong.comparing.fields import Comparison
from nhanrong.comparing.markdown import code, markdown, safe
from nhanrong.comparing.report import Report, Side, report
from nhanrong.comparing.saying import Saying
from nhanrong.comparing.words import Fate, compared
from nhanrong.knowledge import Knowledge
from nhanrong.posting import MARKER
from nhanrong.posting.judging import fault
from nhanrong.records.model import Model

EXPECTED = SMALL / "expected"
SITE = "https://kho-thu.example/nhan-rong/"
AS_OF = ("--as-of", "2026-11-23")
NEW_LINE = """\
- id: "m90006-thu-a-1"
  subject: "thu-a"
  state: applied
  recorded_on: 2026-11-20
  evidence: C
  sources:
    - "bien-ban-thu"
  date: 2026-11-01
  households: 7
  check:
    level: 2
    role: "Hội Nông dân xã Thử Sáu Chín"
    day: 2026-11-01
    same_as_reporter: false
"""
HOSTILE = "lịch | [x](http://xau.example) ![y](z) @ai-do #12 <b>đậm</b> `mã` www.xau.example *a* ~~b~~ a_b_c"


def git(base: Path, *arguments: str) -> str:
    who = ("-c", "user.name=thu", "-c", "user.email=thu@kho-thu.example", "-c", "core.autocrlf=false")
    return subprocess.run(["git", *who, *arguments], cwd=base, capture_output=True, text=True, check=True).stdout


def committed(base: Path) -> Path:
    git(base, "add", "--all")
    git(base, "commit", "--quiet", "--allow-empty", "--message", "Bản thử")
    return base


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose main branch has the miniature base; the working directory."""
    made = tmp_path / "kho"
    shutil.copytree(SMALL / "models_data", made / "models_data")
    (made / ".gitignore").write_text(".cache/\n", "utf-8")
    git(made, "init", "--quiet", "--initial-branch=main")
    monkeypatch.chdir(committed(made))
    return made


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["diff", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def told(*arguments: str) -> str:
    result = run(*AS_OF, *arguments)
    assert result.exit_code == 0, result.output
    if not {"--json", "--preview", "--out"} & set(arguments):
        assert fault(result.stdout, SITE) == ""  # it may be posted
    return result.stdout


def refused(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 2
    return result.stderr.splitlines()[0]


def data(base: Path, name: str) -> Path:
    return base / "models_data" / f"{name}.yml"


def change_much(base: Path) -> None:
    """One change of every kind, of which none leaves a fault."""
    one = data(base, "models/thu-a")
    replaced(one, 'có sổ thu chi và lịch thời vụ."', f'có sổ thu chi và {HOSTILE}."')
    replaced(one, "value: 1.5", "value: 2")
    replaced(one, '  - text: "Nuôi con thử khi cây được sáu tháng."\n', '  - text: "Nuôi con thử."\n  - text: "Bán."\n')
    replaced(one, "https://video-thu.example/1", "https://video-thu.example/9")
    replaced(data(base, "sources/bao-thu"), '"Bịa để kiểm thử."', "'Bịa để kiểm thử.'")
    replaced(data(base, "rules"), "price_years: 3", "price_years: 4")
    data(base, "sources/nguon-moi").write_text(
        'id: "nguon-moi"\nkind: press\ntitle: "Nguồn mới (bịa)"\nevidence: E\nurl: "https://bao-thu.example/9?a=1|2"\n',
        "utf-8",
    )
    data(base, "replications/2025-07-01/90006").write_text(NEW_LINE, "utf-8")
    replaced(data(base, "replications/2025-06-30/90007"), "date: 2024", "date: 2023")
    ledger = data(base, "replications/2025-06-30/90009")
    assert ledger.read_text("utf-8").count("- id:") == 1
    ledger.unlink()


# the whole --------------------------------------------------------------------------------------


def test_a_change_of_every_kind(base: Path, *, bless: bool) -> None:
    change_much(base)
    commit = git(base, "rev-parse", "HEAD")[:10]
    for name, more in (("diff.md", ()), ("diff.json", ("--json", "--preview", "https://xem-thu.example/12"))):
        text = told(*more).replace(commit, "0123456789")
        if bless:
            (EXPECTED / name).write_text(text, "utf-8", newline="\n")
        assert text == (EXPECTED / name).read_text("utf-8"), name


def test_the_same_change_gives_the_same_bytes(base: Path, tmp_path: Path) -> None:
    change_much(base)
    assert told() == told()
    assert told("--out", str(tmp_path / "loi.md")) == ""
    assert (tmp_path / "loi.md").read_text("utf-8") == told()


def test_no_text_of_a_record_becomes_markup(base: Path) -> None:
    change_much(base)
    text = told("--preview", "https://xem-thu.example/")
    links, tags = seen(text)
    assert links == [one for one in links if one.startswith("https://xem-thu.example/")]
    assert set(tags) <= {"details", "summary", "br", "!--"}
    assert "xau.example" in text


def seen(text: str) -> tuple[list[str], list[str]]:
    """Where the links of a Markdown text lead, and its HTML tags."""
    links, tags = [], []
    waiting = list(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text))
    while waiting:
        token = waiting.pop(0)
        waiting[:0] = token.children or []
        assert token.type != "image"
        if token.type == "link_open":
            links.append(str(token.attrs["href"]))
        if token.type in {"html_inline", "html_block"}:
            tags += re.findall(r"<(!--|[a-z]+)", token.content)
    return links, tags


def test_nothing_is_said_plainly(base: Path) -> None:
    commit = git(base, "rev-parse", "HEAD")[:10]
    said = f"{MARKER}\n## Thay đổi này nói gì\n\nSo với bản `{commit}`: không bản ghi nào đổi.\n"
    assert told() == said
    replaced(data(base, "sources/bao-thu"), '"Bịa để kiểm thử."', "'Bịa để kiểm thử.'")
    assert "không bản ghi nào đổi nghĩa" in told()
    assert "Chỉ đổi cách trình bày: `models_data/sources/bao-thu.yml`." in told()


def test_a_line_moves_the_figures_of_its_subject_only(base: Path) -> None:
    data(base, "replications/2025-07-01/90006").write_text(NEW_LINE, "utf-8")
    text = told()
    assert "| Đã ghi nhận | 1/7 xã (14,3\u00a0%) → **2/7 xã (28,6\u00a0%)** | thêm xã Thử Sáu Chín |" in text
    assert "Ở xã này: có ở xã cũ, chờ xác nhận lại → **đang làm, đã kiểm tra thực tế**." in text
    assert "Không con số nào đổi: Mô hình thử A (bịa để kiểm thử) (`2025-06-30`)." in text
    assert "Mô hình thử B" not in text
    assert "⚠️" not in text
    found = json.loads(told("--json"))["coverage"]
    assert {one["subject"] for one in found} == {"thu-a"}
    newest = next(one for one in found if one["list"] == "2025-07-01")
    assert [key for key, figure in newest["figures"].items() if figure["moved"]] == [
        "reported",
        "current",
        "verified",
        "checked",
    ]


def test_the_day_is_the_same_for_both_sides(base: Path) -> None:
    data(base, "replications/2025-07-01/90006").write_text(NEW_LINE, "utf-8")
    early = run("--as-of", "2026-10-31").stdout
    assert "Đã ghi nhận |" not in early
    assert "chưa tính hôm nay" in early


def test_a_source_moves_the_lines_that_rest_on_it(base: Path) -> None:
    replaced(data(base, "sources/bao-thu"), "date: 2024-05-10", "date: 2019-05-10")
    assert {one["subject"] for one in json.loads(told("--json"))["coverage"]} > {"thu-a"}


@pytest.mark.parametrize(
    ("name", "was", "now", "said"),
    [
        ("rules", "carry_over: none", "carry_over: any", "**Đổi quy tắc tính.**"),
        ("units/2025-07-01", "bịa số 1", "bịa số 2", "**Đổi danh mục xã.**"),
        ("area", "huyện Thử", "huyện Thử Khác", "**Đổi thông tin địa bàn.**"),
    ],
)
def test_what_moves_everything_is_called_out(base: Path, name: str, was: str, now: str, said: str) -> None:
    replaced(data(base, name), was, now)
    assert f"> ⚠️ {said}" in told()
    found = {one["subject"] for one in json.loads(told("--json"))["coverage"]}
    assert found == (set() if name == "area" else {"cach-a", "thu-a", "thu-b", "thu-c"})


def test_a_verdict_that_turns_is_called_out(base: Path) -> None:
    replaced(data(base, "rules"), "carry_over: none", "carry_over: any")
    replaced(data(base, "rules"), "share: 40", "share: 20")
    assert "**Chỉ tiêu** trên danh mục `2025-07-01`: không kết luận → **đạt**." in told()


def test_old_lines_that_change_are_called_out(base: Path) -> None:
    replaced(data(base, "replications/2025-06-30/90007"), "date: 2024", "date: 2023")
    data(base, "replications/2025-06-30/90009").unlink()
    text = told()
    assert "**Sổ chỉ thêm dòng, không sửa dòng cũ.**" in text
    assert "Thay đổi này xóa 1 dòng và sửa 1 dòng:" in text
    assert "> - sửa `a-90007-1`, `models_data/replications/2025-06-30/90007.yml`" in text
    assert "| Thời điểm | ~~2024~~ | **2023** |" in text


def test_a_line_that_moves_to_another_commune_was_rewritten(base: Path) -> None:
    one = data(base, "replications/2025-06-30/90007")
    one.rename(data(base, "replications/2025-07-01/90006"))
    assert "| Xã | xã Thử ~~Bảy (2025-06-30/90007)~~ | xã Thử **Sáu Chín (2025-07-01/90006)** |" in told()


def test_an_id_that_changes_is_the_same_record(base: Path) -> None:
    one, other = data(base, "models/thu-d"), data(base, "models/thu-e")
    text = one.read_text("utf-8").replace('id: "thu-d"', 'id: "thu-e"\nformer_ids:\n  - "thu-d"')
    one.unlink()
    other.write_text(text, "utf-8")
    said = told()
    assert "Đổi mã: `thu-d` → `thu-e`." in said
    assert "Xóa" not in said


def test_a_session_that_moves_to_another_year_is_the_same_record(base: Path) -> None:
    one, other = data(base, "sessions/2025/tap-huan-thu"), data(base, "sessions/2024/tap-huan-thu")
    other.parent.mkdir()
    other.write_text(one.read_text("utf-8").replace("2025-03-12/2025-03-14", "2024-03-12"), "utf-8")
    one.unlink()
    said = told()
    assert "#### Sửa hoạt động: Tập huấn thử (bịa để kiểm thử) `tap-huan-thu`" in said
    assert "Xóa" not in said


def test_a_record_that_goes_is_called_out(base: Path) -> None:
    data(base, "practices/cach-b").unlink()
    said = told()
    assert "> ⚠️ **Xóa bản ghi.**" in said
    assert "#### Xóa cách làm hay: Cách làm thử B (bịa để kiểm thử) `cach-b`" in said
    assert "cach-lam-hay/cach-b/" not in said


def test_photographs_are_called_out(base: Path) -> None:
    (base / "models_data/photos").mkdir(exist_ok=True)
    (base / "models_data/photos/ruong-ngo.png").write_bytes(b"x")
    assert "> - thêm `models_data/photos/ruong-ngo.png`" in told()


# what cannot be told ----------------------------------------------------------------------------


def test_problems_are_said_and_nothing_is_counted(base: Path) -> None:
    replaced(data(base, "models/thu-a"), '  - "cach-a"', '  - "cach-khong-co"')
    text = told()
    assert "**Dữ liệu sau thay đổi còn 1 lỗi.**" in text
    assert "Tỷ lệ xã nhân rộng" not in text
    assert "cach-khong-co" in text
    assert json.loads(told("--json"))["coverage"] is None
    committed(base)
    replaced(data(base, "models/thu-a"), '  - "cach-khong-co"', '  - "cach-a"')
    assert "**Bản dùng để so có 1 lỗi**" in told()


def test_a_file_that_cannot_be_read_is_named(base: Path) -> None:
    data(base, "models/thu-b").write_text("id: [\n", "utf-8")
    data(base, "replications/2025-06-30/90004").write_text("- id: [\n", "utf-8")
    text = told()
    assert "`models_data/models/thu-b.yml`, `models_data/replications/2025-06-30/90004.yml`." in text
    assert "Sổ chỉ thêm dòng" not in text


def test_a_line_about_nothing_is_told_all_the_same(base: Path) -> None:
    ledger = data(base, "replications/2025-07-01/90006")
    ledger.write_text(NEW_LINE.replace('"thu-a"', '"chua-co"'), "utf-8")
    assert "- **chua-co**: đang áp dụng; nhắc tới bản ghi chưa có. `m90006-thu-a-1`" in told()


@pytest.mark.parametrize("committed_first", [False, True])
def test_what_is_private_is_never_repeated(base: Path, *, committed_first: bool) -> None:
    replaced(data(base, "models/thu-b"), "các trường phải có.", "các trường, gọi 0912 345 678.")
    if committed_first:
        committed(base)
        replaced(data(base, "models/thu-b"), "gọi 0912 345 678.", "thôi.")
    for text in (told(), told("--json")):
        assert "0912" not in text
        assert "thu-b" not in text
    assert "**Có 1 chỗ là dữ liệu riêng tư hoặc dấu mật**" in told()
    assert json.loads(told("--json"))["problems"]["private"] == 1


# the earlier revision ---------------------------------------------------------------------------


def test_without_a_name_it_is_where_the_branch_left_main(base: Path) -> None:
    git(base, "switch", "--quiet", "--create", "viec")
    data(base, "replications/2025-07-01/90006").write_text(NEW_LINE, "utf-8")
    committed(base)
    git(base, "switch", "--quiet", "main")
    data(base, "practices/cach-b").unlink()
    committed(base)
    git(base, "switch", "--quiet", "viec")
    assert "cach-b" not in told()
    assert "m90006-thu-a-1" in told()
    assert "Thêm cách làm hay: Cách làm thử B" in told("main")
    git(base, "update-ref", "refs/remotes/origin/main", "viec")
    assert "không bản ghi nào đổi." in told()


def test_a_base_below_the_top_of_its_repository(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (base / "trong").mkdir()
    (base / "models_data").rename(base / "trong/models_data")
    committed(base)
    monkeypatch.chdir(base / "trong")
    replaced(data(base / "trong", "models/thu-b"), "phải có", "cần có")
    assert json.loads(told("--json"))["records"][0]["path"] == "models_data/models/thu-b.yml"


def test_everything_is_new_where_there_was_nothing(base: Path) -> None:
    shutil.move(base / "models_data", base / "khac")
    committed(base)
    shutil.move(base / "khac", base / "models_data")
    found = json.loads(told("--json"))
    assert {one["change"] for one in found["records"]} == {"added"}
    assert {figure["before"] for one in found["coverage"] for figure in one["figures"].values()} == {None}
    assert "| Đã ghi nhận | chưa có → **1/7 xã" in told()


def test_hand_written_pages_count_for_the_exceptions_of_the_earlier_revision(base: Path) -> None:
    (base / "docs").mkdir()
    (base / "docs/trang.md").write_text("# Trang\n\nGọi 0912 345 678.\n", "utf-8")
    data(base, "exceptions").write_text(
        'exceptions:\n  - code: "NR701"\n    text: "0912 345 678"\n    reason: "Số bịa."\n    role: "cán bộ thử"\n'
        "    day: 2026-11-01\n",
        "utf-8",
    )
    committed(base)
    assert "không bản ghi nào đổi." in told()


def test_wrong_use_is_one_sentence(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("khong-co") == "Lỗi: không có “khong-co” trong lịch sử Git."
    assert refused("--", "--help") == "Lỗi: không có “--help” trong lịch sử Git."
    assert "--preview: “xem-thu” không phải địa chỉ" in refused("--preview", "xem-thu")
    git(base, "branch", "--move", "khac")
    assert refused() == "Lỗi: không thấy nhánh origin/main hay main để so. Nêu BASE, ví dụ HEAD."
    git(base, "switch", "--quiet", "--orphan", "main")
    committed(base)
    git(base, "switch", "--quiet", "khac")
    assert refused() == "Lỗi: nhánh này và main không có gốc chung."
    alone = tmp_path / "le"
    shutil.copytree(SMALL / "models_data", alone / "models_data")
    monkeypatch.chdir(alone)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert refused("HEAD") == "Lỗi: thư mục này không nằm trong kho Git nào."
    monkeypatch.setenv("PATH", "")
    assert refused("HEAD") == "Lỗi: máy này chưa cài Git."


def test_a_shallow_clone_is_told_how_to_be_deepened(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git(base, "rev-parse", "HEAD").strip()
    committed(base)
    git(tmp_path, "clone", "--quiet", "--depth=1", base.as_uri(), "nong")
    monkeypatch.chdir(tmp_path / "nong")
    assert "git fetch --unshallow" in refused(first)
    assert "không bản ghi nào đổi" in told("HEAD")


def test_the_file_that_cannot_be_written(base: Path) -> None:
    result = run("--out", str(base / "khong-co" / "loi.md"))
    assert result.exit_code == 1
    assert "không ghi được" in result.stderr


def test_bytes_come_back_as_they_were(base: Path, tmp_path: Path) -> None:
    odd = base / "models_data/photos/có dấu ‘cách’.bin"
    odd.parent.mkdir(exist_ok=True)
    odd.write_bytes(b"\r\n\0missing\n\xff")
    (odd.parent / "rong.bin").write_bytes(b"")
    if os.name != "nt":  # there a link takes a right of its own
        (odd.parent / "lien-ket.bin").symlink_to(odd)
    committed(base)
    revisions.written_out(base, "HEAD", ("models_data",), tmp_path / "ra")
    assert (tmp_path / "ra/models_data/photos" / odd.name).read_bytes() == odd.read_bytes()
    assert (tmp_path / "ra/models_data/photos/rong.bin").read_bytes() == b""
    assert not (tmp_path / "ra/models_data/photos/lien-ket.bin").exists()


# the length -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Many new records, lines, moved figures and pages, with names full of marks."""
    base = tmp_path_factory.mktemp("dai")
    shutil.copytree(SMALL / "models_data", base / "models_data")
    template = data(base, "models/thu-b").read_text("utf-8")
    lines = []
    for number in range(60):
        name = f"ban-ghi-{number}"
        text = template.replace('id: "thu-b"', f'id: "{name}"').replace("Mô hình thử B", f"Bản ghi {'|' * 60}")
        data(base, f"models/{name}").write_text(text, "utf-8")
        lines.append(NEW_LINE.replace("m90006-thu-a-1", f"dong-{name}").replace("thu-a", name))
    data(base, "replications/2025-07-01/90006").write_text("".join(lines), "utf-8")
    kb, problems = site.read(base)
    assert problems == []
    return told_of(small(), kb)


def told_of(before: Knowledge, after: Knowledge) -> Report:
    return report("bản gốc", Side(before, ()), Side(after, ()), DAY)


@pytest.mark.parametrize("longest", [60_000, 40_000, 20_000, 12_000])
def test_whole_parts_are_left_out_until_it_fits(long_report: Report, longest: int) -> None:
    text = markdown(long_report, longest=longest)
    assert len(text) <= longest
    assert fault(text, SITE) == ""
    shown = text.count("#### Thêm mô hình")
    left_out = re.search(r"Còn (\d+) bản ghi không in ở đây .*`nhanrong diff bản gốc --all`\.", text)
    assert left_out
    assert shown + int(left_out[1]) == 60
    lines, figures = text.count("\n- **Bản ghi"), text.count("\n| Đã ghi nhận |")
    assert lines == 60 or shown == 0  # records go first, then lines, then figures
    assert figures == 60 or lines == 0
    assert figures > 0 or longest < 20_000
    assert text.count("<details>") == text.count("</details>") == shown
    assert len(markdown(long_report, longest=None)) > 100_000


def test_records_go_first_and_warnings_never(base: Path) -> None:
    change_much(base)
    text = told()
    assert text.index("> ⚠️") < text.index("### Tỷ lệ") < text.index("### Sổ theo dõi") < text.index("### Bản ghi")


def test_on_a_terminal_the_same_is_laid_out(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change_much(base)
    monkeypatch.setenv("COLUMNS", "160")
    import_module("nhanrong.cli.diff")._lay_out(told())
    shown = capsys.readouterr().out
    assert "| --- |" not in shown
    assert MARKER not in shown
    assert "[x](http:\u200b//xau.example)" in " ".join(shown.split())
    assert "1/7 xã (14,3\u00a0%) → 2/7 xã (28,6\u00a0%)" in shown


# its parts --------------------------------------------------------------------------------------

MARKED = st.text(alphabet=st.sampled_from("aă1 \n|`*_~[]()<>!@#$%^&\\-+=:/.w\u00a0'\""), max_size=40)


@given(text=MARKED | st.text(max_size=40))
@example(text="@ai #1 !2 ~3 %4 &5 $6 ^7 GH-8 http://a.example www.a.example :+1: a@b.example")
@example(text="1. a")
@example(text="&#124; &lt;b&gt;")
def test_any_text_is_read_as_it_is_written(text: str) -> None:
    plain = re.sub(r"[^\S\u00a0]+", " ", text.replace("\0", "\ufffd"))
    cell = f"| a | {safe(plain)} |"
    for around in (f"| x | y |\n| --- | --- |\n{cell}\n", f"- **a**: {safe(plain)}\n", f"#### a: {safe(plain)} `b`\n"):
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(around)
        inline = [token for token in tokens if token.type == "inline"]
        parts = [part for token in inline for part in token.children or []]
        kinds = {part.type for part in parts} - {"strong_open", "strong_close", "code_inline"}
        assert kinds <= {"text", "text_special"}
        read = "".join(part.content for part in parts).replace("\u200b", "").replace("\u00a0", " ")
        assert plain.replace("\u00a0", " ").strip() in read
        assert len(inline) == (4 if around.startswith("| x") else 1)
    shown = unescape(safe(text))
    assert not re.search(r"[@#!~$&^]\w|://|www\.|\bGH-\d", shown)


@given(text=st.text(alphabet=st.sampled_from("ab |`\\\n"), max_size=20))
def test_a_text_to_be_copied_stays_in_its_cell(text: str) -> None:
    rows = f"| x | y |\n| --- | --- |\n| {code(text)} | z |\n"
    tokens = MarkdownIt("commonmark").enable("table").parse(rows)
    assert [token.content for token in tokens if token.type == "inline"][3] == "z"


WORDS = st.lists(st.sampled_from(["một", "hai", "ba", "bốn", "năm", "\n"]), max_size=30).map(" ".join)


@given(before=WORDS, after=WORDS)
def test_the_words_that_stay_and_those_that_differ_make_both_texts(before: str, after: str) -> None:
    for text, runs, fate in zip((before, after), compared(before, after), (Fate.GONE, Fate.CAME), strict=True):
        assert {run.fate for run in runs} <= {Fate.STAYED, fate}
        pattern = " ".join(".*" if word == "…" else re.escape(word) for run in runs for word in run.words)
        whole = " ".join("\n" if word.startswith("\n") else word for word in re.findall(r"\n|\S+", text.strip()))
        assert re.fullmatch(pattern, whole, re.DOTALL)


def test_long_agreement_is_left_out() -> None:
    text = " ".join(str(number) for number in range(60))
    before, after = compared(text, text.replace("30", "ba mươi"))
    assert [run.fate for run in before] == [Fate.STAYED, Fate.GONE, Fate.STAYED]
    assert before[0].words == ("…", "24", "25", "26", "27", "28", "29")
    assert after[1].words == ("ba", "mươi")
    assert before[2].words == ("31", "32", "33", "34", "35", "36", "…")


def rows_of(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    saying = Saying(knowledge(sources=[source()]))
    rows = Comparison(saying, saying).rows(model(**before), model(**after))
    return [(" › ".join(row.titles), row.before, row.after) for row in rows]


def test_fields_are_named_by_their_titles_and_items_by_number_or_id() -> None:
    step = {"text": "Cắt."}
    parts = [{"id": "tuoi", "name": "Tưới"}, {"id": "giong", "name": "Giống"}]
    assert rows_of({"steps": [step]}, {"steps": [{"text": "Gieo."}, step]}) == [
        ("Quy trình 1", None, "Việc làm: Gieo.")
    ]
    assert rows_of({"steps": [step, step]}, {"steps": [step]}) == [("Quy trình 2", "Việc làm: Cắt.", None)]
    assert rows_of({"components": parts}, {"components": parts[::-1]}) == [
        ("Hợp phần kỹ thuật › thứ tự", "tuoi; giong", "giong; tuoi")
    ]
    assert rows_of({"components": parts}, {"components": [parts[1], {**parts[0], "essential": True}]}) == [
        ("Hợp phần kỹ thuật tuoi › Bắt buộc", "không", "có")
    ]
    assert rows_of({"place": {"text": "a"}}, {"place": {"text": "b", "units": [str(old("90001"))]}}) == [
        ("Nơi làm › Xã", None, "xã Xã 90001 (2025-06-30/90001)"),
        ("Nơi làm › Nơi chốn theo nguồn", "a", "b"),
    ]
    assert rows_of({"started": 2019}, {"started": "2019-05"}) == [("Bắt đầu từ", "2019", "tháng 5/2019")]


def test_what_is_as_if_not_written_is_no_difference() -> None:
    assert rows_of({"place": {"text": "a"}}, {"place": {"text": "a", "outside": False}}) == []


def test_every_difference_of_a_record_is_a_row() -> None:
    """Each field of the fullest record taken away alone gives a row of its title, and of no other."""
    kb = small()
    full = kb.models["thu-a"].record
    saying = Saying(kb)
    for name, info in Model.model_fields.items():
        if getattr(full, name) in {None, ()}:
            continue
        empty = () if isinstance(getattr(full, name), tuple) else None
        rows = Comparison(saying, saying).rows(full, full.model_copy(update={name: empty}))
        assert rows, name
        assert all(row.path[0] == name and row.titles[0].startswith(str(info.title)) for row in rows)
        assert all(row.after is None for row in rows)


def test_the_same_knowledge_has_no_changes() -> None:
    kb = small()
    assert not changes(kb, small())
    assert not told_of(kb, kb).moves
