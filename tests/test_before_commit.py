"""What Git is kept from taking: a plain hook, and the same parts for the tool pre-commit."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from builders import SMALL, TESTS

ROOT = TESTS.parent
CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Git brings its own shell there, Python does not find it")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the miniature base, the hook in place, and a program that writes down how it is called."""
    base = tmp_path / "kho có dấu cách"
    shutil.copytree(SMALL / "models_data", base / "models_data")
    (base / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/before-commit.sh", base / "scripts")
    program = base / ".venv/bin/nhanrong"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$@" >> calls.txt\n[ "$1" != "$(cat fails.txt 2>/dev/null)" ]\n', "utf-8")
    program.chmod(0o755)
    shutil.copy(ROOT / "Makefile", base)
    (base / ".venv/run").touch()
    git(base, "init", "--quiet")
    return base


def git(base: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=thu", "-c", "user.email=thu@kho-thu.example", "-c", "core.quotepath=off")
    return subprocess.run(["git", *who, *arguments], cwd=base, capture_output=True, text=True, check=False)


def calls(base: Path) -> list[str]:
    path = base / "calls.txt"
    said = path.read_text("utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return said


def place_the_hook(base: Path) -> subprocess.CompletedProcess[str]:
    # what has to be made before is there already
    return subprocess.run(
        ["make", "--no-print-directory", "-o", ".venv/run", "hook"],
        cwd=base,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_plain_hook_checks_what_is_staged_and_keeps_git_from_the_rest(repository: Path) -> None:
    assert place_the_hook(repository).returncode == 0
    (repository / "ghi-chu.txt").write_text("x", "utf-8")
    git(repository, "add", "ghi-chu.txt")
    assert git(repository, "commit", "-qm", "một").returncode == 0
    assert calls(repository) == ["guard", "check"]
    git(repository, "add", "models_data/area.yml", "models_data/models/thu-b.yml")
    (repository / "fails.txt").write_text("check", "utf-8")
    refused = git(repository, "commit", "-qm", "hai")
    assert refused.returncode == 1
    assert "Chưa lưu vào Git" in refused.stderr
    names = "models_data/area.yml models_data/models/thu-b.yml"
    assert calls(repository) == ["guard", "check", f"format --check {names}"]
    (repository / "fails.txt").write_text("format", "utf-8")
    assert git(repository, "commit", "-qm", "hai").returncode == 1
    (repository / "fails.txt").unlink()
    assert git(repository, "commit", "-qm", "hai").returncode == 0


def test_what_was_mended_after_it_was_staged_is_not_taken_as_it_was(repository: Path) -> None:
    assert place_the_hook(repository).returncode == 0
    page = repository / "docs/trang có dấu.md"
    page.parent.mkdir()
    page.write_text("điều riêng", "utf-8")
    git(repository, "add", "docs", "models_data/area.yml")
    page.write_text("đã bỏ", "utf-8")
    refused = git(repository, "commit", "-qm", "một")
    assert refused.returncode == 1
    assert "Chạy git add lại:\ndocs/trang có dấu.md\nChưa lưu vào Git" in refused.stderr
    assert git(repository, "commit", "-aqm", "một").returncode == 0, "whoever adds all needs no second step"
    assert git(repository, "show", "HEAD:docs/trang có dấu.md").stdout == "đã bỏ"
    (repository / "models_data/rules.yml").write_text("chưa xong", "utf-8")
    assert git(repository, "commit", "--allow-empty", "-qm", "hai").returncode == 0, "what is not staged is left alone"


def test_a_hook_of_somebody_else_is_left_alone(repository: Path) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\n", "utf-8")
    assert place_the_hook(repository).returncode != 0
    assert hook.read_text("utf-8") == "#!/bin/sh\n"


@pytest.mark.parametrize("hook", CONFIG["repos"][0]["hooks"], ids=lambda hook: hook["id"])
def test_each_part_for_pre_commit_runs_alone(hook: dict[str, str], repository: Path) -> None:
    files = ["models_data/area.yml"] if hook.get("pass_filenames", True) else []
    subprocess.run([*hook["entry"].split(), *files], cwd=repository, check=True)
    assert calls(repository) == [" ".join([hook["id"], *(["--check", *files] if files else [])])]


def test_the_tool_fetches_nothing() -> None:
    assert [repo["repo"] for repo in CONFIG["repos"]] == ["local"]
    assert {hook["language"] for hook in CONFIG["repos"][0]["hooks"]} == {"system"}
    assert [hook["id"] for hook in CONFIG["repos"][0]["hooks"]] == ["guard", "check", "format"]
