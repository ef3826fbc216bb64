"""On GitLab: `python -m nhanrong.posting.gitlab`, in a scheduled pipeline of the protected branch.

There, no job follows that of a merge request with more rights than it: so this one goes round all that are open and
takes what the last pipeline of each has left. The pipeline of a fork is a matter of the fork, and passed over.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nhanrong.posting import MARKER
from nhanrong.posting.asking import Forge, ForgeError
from nhanrong.posting.writing import body, changes_program, site_url

JOB, FILE = "diff", "comment.md"


def post(root: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Bring the comment of every open merge request up to date; what was done, a sentence for each."""
    forge = Forge(environment["CI_API_V4_URL"], {"PRIVATE-TOKEN": environment["NHANRONG_TOKEN"]})
    project = f"/projects/{environment['CI_PROJECT_ID']}"
    me = forge.get("/user")["id"]
    site = site_url(root / "models_data/area.yml")
    for one in forge.every(f"{project}/merge_requests?state=opened"):
        number = one["iid"]
        here = f"{project}/merge_requests/{number}"
        pipeline = forge.get(here)["head_pipeline"]
        if pipeline is None or str(pipeline["project_id"]) != environment["CI_PROJECT_ID"]:
            yield f"!{number}: chưa chạy ở kho này, hoặc đến từ kho khác; không nhận xét."
            continue
        job = _job(forge, project, pipeline["id"])
        if job is None:
            yield f"!{number}: bước so sánh chưa chạy xong; chờ lần sau."
            continue
        said = forge.download(f"{project}/jobs/{job['id']}/artifacts/{FILE}")
        paths = [file[key] for file in forge.every(f"{here}/diffs") for key in ("old_path", "new_path")]
        text = body(said, site, pipeline["web_url"], program=changes_program(paths))
        yield f"!{number}: {_put(forge, here, me, text)}."


def _job(forge: Forge, project: str, pipeline: int) -> Mapping[str, Any] | None:
    """The job of the last pipeline that compares, once it is over."""
    jobs = forge.every(f"{project}/pipelines/{pipeline}/jobs")
    return next((job for job in jobs if job["name"] == JOB and job["status"] in {"success", "failed"}), None)


def _put(forge: Forge, here: str, me: int, text: str) -> str:
    notes = forge.every(f"{here}/notes")
    note = next((one for one in notes if one["author"]["id"] == me and str(one["body"]).startswith(MARKER)), None)
    if note is None:
        forge.send("POST", f"{here}/notes", text)
        return "đã nhận xét"
    if note["body"].rstrip() == text.rstrip():
        return "lời nhận xét vẫn đúng"
    forge.send("PUT", f"{here}/notes/{note['id']}", text)
    return "đã thay lời nhận xét"


def main() -> int:
    """Go round once; exit 1 when the forge refuses, 2 outside of a pipeline."""
    try:
        for said in post(Path.cwd(), os.environ):
            sys.stdout.write(f"{said}\n")
    except ForgeError as error:
        sys.stderr.write(f"Lỗi: {error}.\n")
        return 1
    except KeyError:
        sys.stderr.write("Lỗi: lệnh này chạy trong .gitlab-ci.yml, khi có biến NHANRONG_TOKEN.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
