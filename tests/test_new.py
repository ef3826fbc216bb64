"""A new record by questions and answers: what is said on the way, and that what is written passes.

Each session in tests/new/ is what a person sees who gives the answers below; if a new one is right: --bless.
"""

import os
import select
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SMALL, TESTS
from nhanrong import site
from nhanrong.anatomy import Part
from nhanrong.canonical import written
from nhanrong.cli import main
from nhanrong.cli import new as command
from nhanrong.edits import with_lines
from nhanrong.interview import _MATTERS
from nhanrong.layout import DATA
from nhanrong.mending import formatted
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.registry import BY_TOP

NFD_NAME = "Nuôi ốc thử (bịa để kiểm thử)"  # as macOS types it, composed below
MODEL = [
    *("", NFD_NAME, "Nuôi ốc trong ruộng bịa.", "thuy san bịa", "thuy", "thu chin", "thu bon nam", "", "bai bao thu"),
    *("1", "so-ghi-thu", "", "oc; CÂY thử", "13/2024", "２０２４", "8/2024", "thu-a-cu", "", ""),
]
SOURCE_ON_THE_SPOT = [
    *("Phủ rơm thử (bịa để kiểm thử)", "Phủ rơm kín gốc.", "2", "khong neu", "", "https://bia.example/rom", "6"),
    *("Bài bịa về rơm", "Báo bịa", "2023", "E", "", "", "", "Đất khô", "", "", "không rõ", "có"),
]
SESSION = [
    *("Lớp ốc thử", "Học nuôi ốc.", "tap huan", "1", "Thử Hai", "1", "", "bao-thu", "", "12/3/2025"),
    *("25", "Hội bịa", "", "", ""),
]
MERGED = ["thu b", "1", "3", "", "8/2026", "bao-cao-thu", "", "thu nam", "0,5", "12", "", "1", "tap huan", "1", ""]
NOT_THERE = [
    *("thu-a", "9", "2", "Hội xã bịa", "30/2/2026", "20/10/2026", "không", "", "bien-ban-thu", ""),
    *("2025-06-30/90010", "2", "", ""),
]
CASES: dict[str, tuple[list[str], list[str]]] = {
    "model": (["model"], MODEL),
    "practice-with-a-new-source": (["practice"], SOURCE_ON_THE_SPOT),
    "session": (["session"], SESSION),
    "line-in-a-merged-commune": (["line"], MERGED),
    "line-of-what-was-not-there": (["line"], NOT_THERE),
    "source": (["source"], ["3", "Biên bản bịa", "", "", "", "C", "bien-ban-thu", "bien-ban-thu-2", ""]),
}


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, and somebody to answer."""
    shutil.copytree(SMALL / DATA, tmp_path / DATA)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795410000")  # 23 November 2026
    monkeypatch.setattr(command, "somebody_is_there", lambda: True)
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / DATA).rglob("*.yml")}


def run(*arguments: str, answers: Sequence[str] = ()) -> Result:
    result = CliRunner().invoke(main, ["new", *arguments], input="".join(f"{one}\n" for one in answers))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("name", CASES)
def test_a_session(name: str, base: Path, *, bless: bool) -> None:
    before = files(base)
    arguments, answers = CASES[name]
    result = run(*arguments, answers=answers)
    golden = TESTS / "new" / f"{name}.txt"
    if bless:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(result.output, "utf-8", newline="\n")
    assert result.output == golden.read_text("utf-8")
    assert result.exit_code == 0
    after = files(base)
    assert site.read(base)[1] == []
    assert all(after[path].startswith(data) for path, data in before.items())
    changed = [path for path in after if before.get(path) != after[path]]
    assert changed
    for path in changed:
        assert formatted(path, after[path], BY_TOP[path.split("/")[1]]) == (after[path].decode(), [])


def test_a_fault_of_the_whole_is_mended_by_asking_that_again_only(base: Path) -> None:
    """Press is no check: only the check proves it, so the source and the evidence are asked for once more."""
    told = ["thu-b", "3", "co", "3", "Hội huyện bịa", "1/11/2026", "co", "", "bao-thu", "", "90010", "", "", ""]
    result = run("line", answers=[*told, "không", ""])
    assert "NR503 tin báo (mức E) không phải là kiểm tra" in result.output
    assert result.output.count("Số hộ") == 1
    assert result.exit_code == 0
    assert site.read(base)[1] == []


def test_a_private_number_in_a_new_source_is_asked_for_again(base: Path) -> None:
    first = ["Ốc bịa", "Tóm tắt.", "6", "khong neu", "", "+", "6", "Gọi 0912 345 678", "", "", "", "E", "goi", ""]
    again = ["+", "6", "Bài bịa", "", "", "", "E", "", "", ""]
    result = run("model", answers=[*first, "", "", "", *again])
    assert "models_data/sources/goi.yml:3:" in result.output  # where the number stands
    assert result.exit_code == 0, result.output
    assert sorted(set(files(base)) - set(files(SMALL))) == [
        "models_data/models/oc-bia.yml",
        "models_data/sources/bai-bia.yml",
    ]


def test_a_fault_that_no_answer_can_mend_writes_nothing(base: Path) -> None:
    ledger = base / DATA / "replications/2025-07-01/90010.yml"
    ledger.write_bytes(b"- id: [\r\n")
    before = files(base)
    result = run("line", answers=["thu-b", "3", "", "8/2026", "bao-cao-thu", "", "90010", "", "", "", ""])
    assert "Chưa ghi gì" in result.output
    assert result.exit_code == 1
    assert files(base) == before


def test_faults_elsewhere_do_not_stand_in_the_way(base: Path) -> None:
    (base / DATA / "models/thu-b.yml").write_bytes(b"id: [\n")
    assert run("source", answers=["3", "Biên bản bịa", "", "", "", "C", "", ""]).exit_code == 0
    assert "models_data/sources/bien-ban-bia.yml" in files(base)


def test_no_means_no(base: Path) -> None:
    before = files(base)
    result = run("source", answers=["3", "Biên bản bịa", "", "", "", "C", "", "không"])
    assert result.output.endswith("> không\nChưa ghi gì.\n")
    assert (result.exit_code, files(base)) == (1, before)


@pytest.mark.parametrize("answered", range(8))
def test_whoever_stops_leaves_nothing(base: Path, answered: int) -> None:
    before = files(base)
    result = run("source", answers=["3", "Biên bản bịa", "", "", "", "C", "", ""][:answered])
    assert "Đã dừng; chưa ghi gì." in result.output
    assert (result.exit_code, files(base)) == (130, before)


SETS = {
    "model": "name=Ốc bịa|summary=Tóm tắt.|sector=Thủy sản|place=thu chin|sources=bao-thu|note=Thêm.",
    "session": "title=Lớp bịa|summary=Học.|kind=training|nature=event|place=không nêu|sources=bao-thu",
    "practice": "name=Rơm bịa|summary=Phủ.|kind=1|place.text=xã ngoài|place.outside=có|source.kind=press"
    "|source.title=Bài bịa|source.evidence=E",
    "line": "subject=Mô hình thử B (bịa để kiểm thử)|state=stopped|sources=bao-cao-thu|commune=90010|date=10/2026"
    "|reason=Đầu ra, giá bán|learnt=Phải có nơi bán.|check.level=2|check.role=Hội bịa|check.day=1/11/2026"
    "|check.same_as_reporter=không|link.kind=commune|link.ref=Thử Bốn Năm",
    "source": "kind=Bài báo|title=Bài bịa|evidence=E|date=8/2024|read=opening",
}


def given(kind: str) -> list[str]:
    return [part for one in SETS[kind].split("|") for part in ("--set", one)]


@pytest.fixture
def nobody(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base, and nobody to answer."""
    monkeypatch.setattr(command, "somebody_is_there", lambda: False)
    return base


@pytest.mark.parametrize("kind", SETS)
def test_answers_given_beforehand_make_a_record(kind: str, nobody: Path) -> None:
    before = files(nobody)
    result = run(kind, *given(kind))
    assert result.exit_code == 2
    assert "thêm --yes để ghi" in result.output
    assert files(nobody) == before
    result = run(kind, "--yes", *given(kind))
    assert result.exit_code == 0, result.output
    assert site.read(nobody)[1] == []
    assert files(nobody) != before


def test_everything_that_is_missing_or_wrong_is_told_at_once(nobody: Path) -> None:
    result = run("model", "--yes", "--set", "sector=bịa", "--set", "place=thu", "--set", "khong_co=1")
    assert result.exit_code == 2
    assert [line.strip()[:40] for line in result.output.splitlines()[1:-1]] == [
        "còn thiếu --set name=…  (Tên mô hình)",
        "còn thiếu --set summary=…  (Tóm tắt cho ",
        "còn thiếu --set sources=…  (Nguồn)",
        "còn thiếu --set id=…  (Mã mô hình)",
        "--set sector: “bịa” không có trong danh ",
        "--set place: “thu” có thể là: 2025-07-01",
        "không có câu hỏi “khong_co”",
    ]


def test_an_address_that_is_not_there_yet_wants_the_rest_of_its_source(nobody: Path) -> None:
    result = run("model", "--yes", *given("model")[:-4], "--set", "sources=https://example.org/moi")
    assert result.exit_code == 2
    assert [line.strip() for line in result.output.splitlines() if "còn thiếu" in line] == [
        "còn thiếu --set source.kind=…  (Loại nguồn)",
        "còn thiếu --set source.title=…  (Tên nguồn)",
        "còn thiếu --set source.evidence=…  (Mức bằng chứng)",
        "còn thiếu --set source.id=…  (Mã nguồn)",
    ]


def test_what_is_no_answer_is_refused(nobody: Path) -> None:
    assert "thiếu dấu =" in run("model", "--set", "name").output
    assert run("rules").exit_code == 2


@pytest.mark.parametrize("kind", _MATTERS)
def test_what_matters_is_a_field(kind: type[Piece]) -> None:
    assert {field.key for field in Part(kind).fields} >= set(_MATTERS[kind])


def test_a_ledger_that_cannot_be_read_loses_nothing(base: Path) -> None:
    path = base / DATA / "replications/2025-07-01/90010.yml"
    path.write_text("- id: [hỏng\n", "utf-8")
    after = with_lines(base, UnitRef("2025-07-01", "90010"), [{"id": "a-b"}]).after
    assert after == "- id: [hỏng\n" + written(Line, [{"id": "a-b"}])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_in_a_terminal(base: Path) -> None:
    """The program itself, as a person runs it, stopped by Ctrl-C and then answered to its end."""
    before = files(base)
    assert "Đã dừng; chưa ghi gì." in terminal(base, ["3", "\x03"])
    assert files(base) == before
    assert "Đã ghi models_data/sources/2024-so-nhat-ky-bia.yml." in terminal(
        base, ["so ghi chep", "Sổ nhật ký bịa", "", "2024", "", "B", "", "có"]
    )
    assert site.read(base)[1] == []


def terminal(base: Path, answers: list[str]) -> str:
    """What stands on the terminal after the answers to `nhanrong new source`."""
    import pty

    process, window = pty.fork()
    if process == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # who starts the tests in the background may have it ignored
        os.execv(sys.executable, [sys.executable, "-m", "nhanrong", "new", "source"])
    seen, answer = b"", ""
    try:
        for piece in pieces(window):
            seen += piece
            if piece and seen.endswith(b"> ") and answers:
                answer = answers.pop(0)
                os.write(window, (answer if answer == "\x03" else f"{answer}\n").encode())
            elif not piece and answer == "\x03":
                os.write(window, b"\x03")  # the first came before the program was listening: one presses it again
    finally:
        os.waitpid(process, 0)
        os.close(window)
    return seen.decode()


def pieces(window: int) -> Iterator[bytes]:
    """What comes, and nothing after each second of silence."""
    with suppress(OSError):  # how a terminal says that its program has ended
        while True:
            if not select.select([window], [], [], 1)[0]:
                yield b""
            elif piece := os.read(window, 65536):
                yield piece
            else:
                return
