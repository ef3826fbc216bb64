"""What the forges run: it is well formed, calls only what there is, and no token meets what strangers wrote."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from builders import TESTS
from nhanrong.cli import main
from nhanrong.layout import DATA
from nhanrong.posting import gitlab

ROOT = TESTS.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
TEMPLATES = (ROOT / ".github/pull_request_template.md", ROOT / ".gitlab/merge_request_templates/Default.md")
TARGETS = {f".venv/{name}" for name in ("run", "test")} | set(
    re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
)
WRITING = "pull-requests"


def loaded(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def jobs(path: Path) -> dict[str, Any]:
    whole = loaded(path)
    if path == GITLAB:
        return {name: job for name, job in whole.items() if isinstance(job, dict) and "script" in job}
    found: dict[str, Any] = whole["jobs"]
    return found


def commands(job: dict[str, Any]) -> Iterator[str]:
    """The lines that a job runs."""
    for step in job.get("steps", ()):
        yield from step.get("run", "").splitlines()
    yield from (*job.get("before_script", ()), *job.get("script", ()))


ALL_JOBS = [(path, name) for path in (*WORKFLOWS, GITLAB) for name in jobs(path)]


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_the_forge_takes_the_file(path: Path) -> None:
    schema = ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"] if path == GITLAB else ["vendor.github-workflows"]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("path", "name"), ALL_JOBS, ids=lambda part: getattr(part, "name", part))
def test_every_command_is_there(path: Path, name: str) -> None:
    said = list(commands(jobs(path)[name]))
    assert said
    for line in said:
        assert is_there(line.removesuffix(" || true").split(" > ")[0].split()), line


def is_there(words: list[str]) -> bool:
    match words:
        case ["make", target]:
            return target in TARGETS
        case [".ci/run"]:
            return (ROOT / ".ci/run").is_file()
        case ["sudo", "apt-get", "install", "-y", *_] | ["brew" | "choco", "install", *_]:
            return True  # of the systems that a forge runs
        case ["cat", "comment.md", *_]:
            return True
        case [".venv/bin/nhanrong", *rest] | ["python", "-m", "nhanrong", *rest]:
            return takes(rest)
        case ["python3", "-m", module, *_]:
            return find_spec(module) is not None
        case ["python", "-m", "pip" | "mkdocs" | "pytest", *rest]:
            return all((ROOT / word).exists() for word in rest if word.startswith(("requirements/", "tests/")))
    return False


def takes(words: list[str]) -> bool:
    """Whether our command line takes these words."""
    assert isinstance(main, click.Group)
    command = main.get_command(click.Context(main), words[0])
    if command is None:
        return False
    context = command.make_context(words[0], [word.strip('"') for word in words[1:]])
    return context is not None


def test_words_that_are_not_there_are_found() -> None:
    assert not is_there(["make", "khong-co"])
    assert not is_there([".venv/bin/nhanrong", "khong-co"])
    assert not is_there(["python3", "-m", "nhanrong.khong_co"])
    assert not is_there(["curl", "x"])
    with pytest.raises(click.UsageError):
        takes(["check", "--khong-co"])


# what may write, and what strangers wrote -------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_permissions_are_given_to_each_job_alone(path: Path) -> None:
    assert loaded(path)["permissions"] == {}
    assert all("permissions" in job for job in jobs(path).values())


def writes(job: dict[str, Any]) -> bool:
    return job["permissions"] == "write-all" or "write" in job["permissions"].values()


def test_what_may_write_is_one_job() -> None:
    assert [(path.name, name) for path in WORKFLOWS for name, job in jobs(path).items() if writes(job)] == [
        ("comment.yml", "comment")
    ]


def test_what_may_write_runs_nothing_of_the_pull_request() -> None:
    path = ROOT / ".github/workflows/comment.yml"
    whole, job = loaded(path), jobs(path)["comment"]
    triggers = whole[True]  # YAML reads the key `on` so
    assert set(triggers) == {"workflow_run"}
    assert triggers["workflow_run"]["workflows"] == [loaded(ROOT / ".github/workflows/records.yml")["name"]]
    taken = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert [step["with"] for step in taken] == [
        {"ref": "${{ github.event.repository.default_branch }}", "persist-credentials": False}
    ]
    downloads = [step for step in job["steps"] if "download-artifact" in step.get("uses", "")]
    assert all(step["with"]["path"].startswith("${{ runner.temp }}") for step in downloads)  # over nothing that runs
    assert list(commands(job)) == ['python3 -m nhanrong.posting.github "$RUNNER_TEMP/comment/comment.md"']


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_runs_a_pull_request_has_no_secret_and_keeps_no_token(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    if path.name != "comment.yml":
        assert "github.token" not in text
        assert all(job["permissions"] == {"contents": "read"} for job in jobs(path).values())


@pytest.mark.parametrize(("path", "name"), ALL_JOBS, ids=lambda part: getattr(part, "name", part))
def test_no_text_of_a_stranger_is_written_into_a_command(path: Path, name: str) -> None:
    assert not [line for line in commands(jobs(path)[name]) if "${{" in line]


def test_on_gitlab_only_the_scheduled_job_of_the_protected_branch_has_the_token() -> None:
    parts = loaded(GITLAB)
    named = [name for name, job in parts.items() if "NHANRONG_TOKEN" in yaml.safe_dump(job)]
    assert named == ["comment"]
    [rule] = parts["comment"]["rules"]
    for needed in ('"schedule"', "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", '$CI_COMMIT_REF_PROTECTED == "true"'):
        assert needed in rule["if"]
    assert " || " not in rule["if"]
    assert "needs" not in parts["comment"]
    assert gitlab.JOB in parts
    assert parts[gitlab.JOB]["artifacts"]["paths"] == [gitlab.FILE]


def test_both_forges_take_the_same_steps() -> None:
    steps = "guard", "check", "diff"
    on_github = list(commands(jobs(ROOT / ".github/workflows/records.yml")["records"]))
    on_gitlab = [line for name in (*steps, "build") for line in commands(jobs(GITLAB)[name])]
    for lines in (on_github, on_gitlab):
        found = [line.split()[1] for line in lines if line.startswith(".venv/bin/nhanrong")]
        assert list(dict.fromkeys(found)) == list(steps)
        assert lines[-1] == "make site"


def test_the_exposed_name_has_letters_that_gitlab_takes() -> None:
    exposed = [
        job["artifacts"]["expose_as"] for job in jobs(GITLAB).values() if "expose_as" in job.get("artifacts", {})
    ]
    assert exposed
    assert all(re.fullmatch(r"[A-Za-z0-9_][-A-Za-z0-9_ ]*", name) for name in exposed)


# who reviews ------------------------------------------------------------------------------------


def test_a_template_has_few_boxes_and_is_the_same_everywhere() -> None:
    texts = [path.read_text("utf-8") for path in TEMPLATES]
    assert texts[0] == texts[1]
    assert 1 <= texts[0].count("- [ ] ") <= 6
    for target in re.findall(r"`make ([a-z-]+)`", texts[0]):
        assert target in TARGETS


def test_no_owner_is_invented_and_every_path_is_there() -> None:
    lines = (ROOT / "CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    owners = dict(re.findall(r"^# ([/*]\S*) +(@.+)$", "\n".join(lines), re.MULTILINE))
    assert all(re.fullmatch(r"@to-chuc/[a-z-]+", owner) for line in owners.values() for owner in line.split())
    newest = max((ROOT / DATA / "units").glob("*.yml"))
    codes = [unit["code"] for unit in yaml.safe_load(newest.read_text("utf-8"))["units"]]
    ledgers = [f"/{DATA}/replications/{newest.stem}/{code}.yml" for code in codes]
    assert [path for path in owners if path.count("/") == 4] == ledgers
    others = owners.keys() - {"*", f"/{DATA}/exceptions.yml", *ledgers}
    assert all((ROOT / path.strip("/")).exists() for path in others)
