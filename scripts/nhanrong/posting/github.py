"""On GitHub: `python -m nhanrong.posting.github FILE`, in a workflow that another one has set off by ending.

Which pull request it is says the event, never the file: a pull request from a fork is looked up by its branch.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nhanrong.posting import MARKER
from nhanrong.posting.asking import Forge, ForgeError
from nhanrong.posting.writing import body, changes_program, site_url

_BOT = "github-actions[bot]"


def post(file: Path, root: Path, environment: Mapping[str, str]) -> str:
    """Post what is in the file, or put it in place of the comment that is there; what was done, in one sentence."""
    event: dict[str, Any] = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run = event["workflow_run"]
    forge = Forge(
        environment["GITHUB_API_URL"],
        {"Authorization": f"Bearer {environment['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"},
    )
    here = f"/repos/{environment['GITHUB_REPOSITORY']}"
    number = _pull_request(forge, here, run)
    if number is None:
        return "Không có pull request nào đang mở ở đúng bản này; không nhận xét."
    paths = [name for one in forge.every(f"{here}/pulls/{number}/files") for name in _names(one)]
    said = file.read_bytes() if file.is_file() else None
    text = body(said, site_url(root / "models_data/area.yml"), run["html_url"], program=changes_program(paths))
    comment = next(filter(_is_ours, forge.every(f"{here}/issues/{number}/comments")), None)
    if comment is None:
        forge.send("POST", f"{here}/issues/{number}/comments", text)
        return f"Đã nhận xét ở pull request {number}."
    forge.send("PATCH", f"{here}/issues/comments/{comment['id']}", text)
    return f"Đã thay lời nhận xét ở pull request {number}."


def _pull_request(forge: Forge, here: str, run: Mapping[str, Any]) -> int | None:
    """The open pull request whose head is the commit that was run; a later commit has a run of its own."""
    if run["head_repository"] is None:  # a fork that is gone
        return None
    owner, branch = run["head_repository"]["owner"]["login"], run["head_branch"]
    for one in forge.every(f"{here}/pulls?state=open&head={quote(f'{owner}:{branch}', safe=':')}"):
        if one["head"]["sha"] == run["head_sha"]:
            return int(one["number"])
    return None


def _names(file: Mapping[str, str]) -> list[str]:
    return [file[key] for key in ("filename", "previous_filename") if key in file]


def _is_ours(comment: Mapping[str, Any]) -> bool:
    return comment["user"]["login"] == _BOT and str(comment["body"]).startswith(MARKER)


def main() -> int:
    """Post the file that is named; exit 1 when the forge refuses, 2 outside of a workflow."""
    try:
        sys.stdout.write(f"{post(Path(sys.argv[1]), Path.cwd(), os.environ)}\n")
    except ForgeError as error:
        sys.stderr.write(f"Lỗi: {error}.\n")
        return 1
    except (KeyError, IndexError):
        sys.stderr.write("Lỗi: lệnh này chạy trong .github/workflows/comment.yml, với tên một tệp.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
