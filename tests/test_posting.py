"""What strangers' programs have left is posted only if it looks as `nhanrong diff` writes, where the event says."""

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import SMALL
from nhanrong.posting import LONGEST, MARKER, github, gitlab
from nhanrong.posting.asking import Forge, ForgeError
from nhanrong.posting.judging import fault
from nhanrong.posting.writing import body, site_url

SITE = "https://kho-thu.example/nhan-rong/"
GOOD = (SMALL / "expected/diff.md").read_text("utf-8")
RUN = "https://trang-ma-nguon.example/lan-chay/7"

# what is judged ---------------------------------------------------------------------------------


def test_what_the_command_writes_may_be_posted() -> None:
    assert fault(GOOD, SITE) == ""
    assert fault(f"{MARKER}\n> ⚠️ **Có 2 chỗ**, xem `a/b.yml`.\n", "") == ""


@pytest.mark.parametrize(
    "line",
    [
        "@ai-do",
        "&#64;ai-do",
        "&commat;ai-do",
        "`` `@ai-do",
        "````\n@ai-do\n````",
        "\\`@ai-do\\`",
        "![](https://xau.example/a.png)",
        "[x](https://xau.example)",
        f"- [x]({SITE}a/)[y](https://xau.example)",
        f"- [@ai-do]({SITE}a/)",
        f"- [x]({SITE}../../xau)#12",
        "- [x](https://kho-thu.example.xau.example/nhan-rong/)",
        "https://xau.example",
        "https&#58;//xau.example",
        "www.xau.example",
        "<img src=x>",
        "<details open ontoggle=x>",
        "<script>",
        "sửa #12",
        "sửa &#35;12",
        "GH-12",
        "a@xau.example",
        "[a]: https://xau.example",
        "/close \u202e",
        "chữ \u200b ẩn",
        MARKER,
    ],
)
def test_what_leads_calls_or_hides_is_not_posted(line: str) -> None:
    assert fault(f"{MARKER}\n{line}\n", SITE) != ""


def test_what_is_no_such_comment_is_not_posted() -> None:
    assert "không mở đầu" in fault("", SITE)
    assert "không mở đầu" in fault(f"x\n{MARKER}\n", SITE)
    assert fault(f"{MARKER}\n{'x' * LONGEST}", SITE) == "dài quá mức"
    assert fault(f"{MARKER}\n- [x]({SITE}a/)\n", "") != ""


TAGS = {MARKER, "<br>", "<details>", "</details>", "<summary>", "</summary>"}
PIECES = [*"`[]()<>@#1a |!&\\~\n", "&#64;", "&#35;", "https://", "www.", "x.vn", "- ", "> ", "## ", "**", "~~"]
PIECES += ["<br>", "<details>", "</details>", "<details><summary>1</summary>\n", "</details>\n\n", f"- [a]({SITE}b/)"]
PIECES += ["`a`", "`@a`", "| `a | @a` |", "| a |\n| - |\n"]


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example(text="`a``@a`")
@example(text="    - [a](https://xau.example)")
@example(text="| a | b |\n| --- | --- |\n| `a | @ai-do` |")
@example(text="<details><summary>1</summary>\n`@ai-do`")
@example(text="<br>\n`@ai-do`")
def test_what_may_be_posted_leads_nowhere_else(text: str) -> None:
    if fault(f"{MARKER}\n{text}", SITE):
        return
    waiting = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(f"{MARKER}\n\n{text}")
    while waiting:
        token = waiting.pop(0)
        waiting[:0] = token.children or []
        assert token.type not in {"image", "fence"}
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(SITE)
        if token.type in {"html_inline", "html_block"}:
            assert set(re.findall(r"<[^>]*>", token.content)) <= TAGS
            assert token.content.strip() == MARKER or "@" not in token.content
        if token.type == "text":
            assert not re.search(r"[@#]\w|://|www\.", token.content)


# what is written --------------------------------------------------------------------------------


def test_the_run_is_named_and_a_changed_program_is_warned_of() -> None:
    said = body(GOOD.encode(), SITE, RUN, program=True)
    assert said.splitlines()[:2] == [MARKER, said.splitlines()[1]]
    assert "đừng tin khi chưa xem" in said.splitlines()[1]
    assert said.endswith(f"[Kết quả kiểm tra và trang dựng thử]({RUN})\n")
    assert "đừng tin" not in body(GOOD.encode(), SITE, RUN, program=False)
    assert len(body(f"{MARKER}\n{'x' * (LONGEST - 30)}".encode(), SITE, RUN, program=True)) < 65_536


def test_why_there_is_no_comment_is_said() -> None:
    assert "Chưa có lời nhận xét: bước so sánh chưa chạy xong." in body(None, SITE, RUN, program=False)
    said = body(f"{MARKER}\n@ai-do".encode(), SITE, RUN, program=True)
    assert "Chưa có lời nhận xét: dòng 2 có liên kết, thẻ hoặc lời nhắc tới người khác." in said
    assert "ai-do" not in said
    assert "Chưa có lời nhận xét" in body(b"\xff\0", SITE, RUN, program=False)


def test_the_site_is_what_the_area_says(tmp_path: Path) -> None:
    assert site_url(SMALL / "models_data/area.yml") == SITE
    assert site_url(tmp_path / "khong-co.yml") == ""
    (tmp_path / "area.yml").write_text("name: x\n", "utf-8")
    assert site_url(tmp_path / "area.yml") == ""


# a forge that is pretended ----------------------------------------------------------------------


class Pretended:
    """A forge that gives what it was told to, page by page, and keeps what it is sent."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.sent: list[tuple[str, str, str]] = []
        self.tokens: dict[str, str] = {}
        self.address = ""


@pytest.fixture
def forge() -> Iterator[Pretended]:
    made = Pretended()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            made.tokens[parts.path] = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""
            answer = made.answers.get(parts.path)
            if answer is None:
                self.send_error(404)
                return
            if isinstance(answer, str):
                self.send_response(302)
                self.send_header("Location", answer)
                self.end_headers()
                return
            query = parse_qs(parts.query)
            if isinstance(answer, list):
                size, page = int(query["per_page"][0]), int(query["page"][0])
                answer = answer[size * (page - 1) : size * page]
            self._answer(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.sent.append((self.command, self.path, said["body"]))
            self._answer(b"{}")

        do_PATCH = do_PUT = do_POST  # noqa: N815  # as the library names them

        def _answer(self, data: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
            """A test says what matters."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        made.address = f"http://127.0.0.1:{server.server_port}"
        yield made
        server.shutdown()


OURS = {"login": "github-actions[bot]"}
HEAD = {"head_sha": "abc", "head_branch": "viec", "head_repository": {"owner": {"login": "ban"}}, "html_url": RUN}


@pytest.fixture
def on_github(forge: Pretended, tmp_path: Path) -> dict[str, str]:
    """The surroundings of a job that a run on the commit abc has set off; pull request 5 is at it."""
    (tmp_path / "event.json").write_text(json.dumps({"workflow_run": HEAD}), "utf-8")
    pulls = [{"number": 4, "head": {"sha": "cu"}}, {"number": 5, "head": {"sha": "abc"}}]
    forge.answers = {
        "/repos/hoi/kho/pulls": pulls,
        "/repos/hoi/kho/pulls/5/files": [{"filename": f"models_data/models/a-{number}.yml"} for number in range(150)],
        "/repos/hoi/kho/issues/5/comments": [],
    }
    return {
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_API_URL": forge.address,
        "GITHUB_REPOSITORY": "hoi/kho",
        "GITHUB_TOKEN": "bi-mat",
    }


def test_a_first_comment_is_posted(forge: Pretended, on_github: dict[str, str]) -> None:
    said = github.post(SMALL / "expected/diff.md", SMALL, on_github)
    assert said == "Đã nhận xét ở pull request 5."
    assert forge.sent == [("POST", "/repos/hoi/kho/issues/5/comments", body(GOOD.encode(), SITE, RUN, program=False))]
    assert set(forge.tokens.values()) == {"Bearer bi-mat"}


def test_our_comment_is_put_in_place_and_no_other(forge: Pretended, on_github: dict[str, str]) -> None:
    other = [{"id": number, "user": {"login": "ban"}, "body": f"{MARKER} giả"} for number in range(120)]
    mine = [{"id": 900, "user": OURS, "body": "khác"}, {"id": 901, "user": OURS, "body": f"{MARKER}\ncũ"}]
    forge.answers["/repos/hoi/kho/issues/5/comments"] = [*other, *mine]
    forge.answers["/repos/hoi/kho/pulls/5/files"].append({"filename": "docs/a.md", "previous_filename": "Makefile"})
    assert github.post(SMALL / "expected/diff.md", SMALL, on_github) == "Đã thay lời nhận xét ở pull request 5."
    [(method, path, said)] = forge.sent
    assert (method, path) == ("PATCH", "/repos/hoi/kho/issues/comments/901")
    assert "đừng tin khi chưa xem" in said


def test_a_commit_that_is_no_longer_the_last_gets_no_comment(forge: Pretended, on_github: dict[str, str]) -> None:
    forge.answers["/repos/hoi/kho/pulls"] = [{"number": 5, "head": {"sha": "moi-hon"}}]
    assert "không nhận xét" in github.post(SMALL / "expected/diff.md", SMALL, on_github)
    assert forge.sent == []


def test_without_the_file_the_comment_says_so(forge: Pretended, on_github: dict[str, str], tmp_path: Path) -> None:
    github.post(tmp_path / "khong-co.md", SMALL, on_github)
    assert "Chưa có lời nhận xét" in forge.sent[0][2]


def test_what_the_forge_refuses_is_one_sentence(
    on_github: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**on_github, "GITHUB_REPOSITORY": "hoi/khac"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["x", "comment.md"])
    assert github.main() == 1
    assert capsys.readouterr().err.startswith("Lỗi: GET /repos/hoi/khac/pulls?state=open&head=ban:viec&per_page=")
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:1")
    assert github.main() == 1
    assert "không hỏi được trang mã nguồn" in capsys.readouterr().err


def test_a_fork_that_is_gone_gets_no_comment(on_github: dict[str, str]) -> None:
    event = Path(on_github["GITHUB_EVENT_PATH"])
    event.write_text(json.dumps({"workflow_run": {**HEAD, "head_repository": None}}), "utf-8")
    assert "không nhận xét" in github.post(SMALL / "expected/diff.md", SMALL, on_github)


@pytest.mark.parametrize("module", [github, gitlab])
def test_outside_of_a_workflow_it_is_wrong_use(
    module: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_EVENT_PATH", "CI_API_V4_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.argv", ["x"])
    assert module.main() == 2
    assert capsys.readouterr().err.startswith("Lỗi: lệnh này chạy trong .git")


@pytest.fixture
def on_gitlab(forge: Pretended) -> dict[str, str]:
    """The surroundings of a scheduled job; merge request 5 is ours, 6 a fork's, 7 has not run, 8 still runs."""
    project = "/projects/3"
    pipeline = {"id": 70, "project_id": 3, "web_url": RUN}
    forge.answers = {
        "/user": {"id": 9},
        f"{project}/merge_requests": [{"iid": number} for number in (5, 6, 7, 8)],
        f"{project}/merge_requests/5": {"head_pipeline": pipeline},
        f"{project}/merge_requests/6": {"head_pipeline": {**pipeline, "project_id": 4}},
        f"{project}/merge_requests/7": {"head_pipeline": None},
        f"{project}/merge_requests/8": {"head_pipeline": {**pipeline, "id": 71}},
        f"{project}/pipelines/70/jobs": [{"id": 80, "name": "diff", "status": "success"}],
        f"{project}/pipelines/71/jobs": [{"id": 81, "name": "diff", "status": "running"}],
        f"{project}/jobs/80/artifacts/comment.md": GOOD.encode(),
        f"{project}/merge_requests/5/diffs": [{"old_path": "docs/a.md", "new_path": "docs/a.md"}],
        f"{project}/merge_requests/5/notes": [],
    }
    return {"CI_API_V4_URL": forge.address, "CI_PROJECT_ID": "3", "NHANRONG_TOKEN": "bi-mat"}


def test_every_open_merge_request_of_our_own_gets_its_comment(forge: Pretended, on_gitlab: dict[str, str]) -> None:
    assert list(gitlab.post(SMALL, on_gitlab)) == [
        "!5: đã nhận xét.",
        "!6: chưa chạy ở kho này, hoặc đến từ kho khác; không nhận xét.",
        "!7: chưa chạy ở kho này, hoặc đến từ kho khác; không nhận xét.",
        "!8: bước so sánh chưa chạy xong; chờ lần sau.",
    ]
    text = body(GOOD.encode(), SITE, RUN, program=False)
    assert forge.sent == [("POST", "/projects/3/merge_requests/5/notes", text)]
    notes = [{"id": 1, "author": {"id": 8}, "body": text}, {"id": 2, "author": {"id": 9}, "body": text}]
    forge.answers["/projects/3/merge_requests/5/notes"] = notes
    assert next(gitlab.post(SMALL, on_gitlab)) == "!5: lời nhận xét vẫn đúng."
    notes[1]["body"] = f"{MARKER}\ncũ"
    forge.answers["/projects/3/merge_requests/5/diffs"][0]["old_path"] = ".gitlab-ci.yml"
    assert next(gitlab.post(SMALL, on_gitlab)) == "!5: đã thay lời nhận xét."
    assert forge.sent[-1][:2] == ("PUT", "/projects/3/merge_requests/5/notes/2")
    assert "đừng tin khi chưa xem" in forge.sent[-1][2]


def test_a_job_that_left_nothing_is_said(forge: Pretended, on_gitlab: dict[str, str]) -> None:
    del forge.answers["/projects/3/jobs/80/artifacts/comment.md"]
    next(gitlab.post(SMALL, on_gitlab))
    assert "bước so sánh chưa chạy xong" in forge.sent[0][2]


def test_the_token_stays_at_the_forge(forge: Pretended) -> None:
    forge.answers = {"/tep": f"{forge.address}/noi-khac", "/noi-khac": b"xong"}
    for header in ("PRIVATE-TOKEN", "Authorization"):
        assert Forge(forge.address, {header: "bi-mat"}).download("/tep") == b"xong"
        assert forge.tokens == {"/tep": "bi-mat", "/noi-khac": ""}


def test_only_an_absent_file_is_no_error(forge: Pretended) -> None:
    assert Forge(forge.address, {}).download("/khong-co") is None
    with pytest.raises(ForgeError):
        Forge("http://127.0.0.1:1", {}).download("/khong-co")
