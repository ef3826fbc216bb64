"""What files said in an earlier revision of the Git repository that a folder lies in."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_TRUNKS = ("origin/main", "main")
_REGULAR = ("100644", "100755")
_SHALLOW = "kho này chỉ chép phần mới nhất của lịch sử Git. Chạy git fetch --unshallow rồi thử lại"


class RevisionError(Exception):
    """Why there is no such revision to read; one Vietnamese sentence without its full stop."""


@dataclass(frozen=True)
class Revision:
    """A commit, and what it was asked for by; nothing where the place it left the trunk was taken."""

    commit: str
    asked: str = ""

    @property
    def short(self) -> str:
        """The commit as people quote it."""
        return self.commit[:10]


def revision(folder: Path, asked: str | None) -> Revision:
    """The commit that `asked` names; without a name, the one at which the work here left the main branch."""
    _git(folder, "rev-parse", "--git-dir", otherwise="thư mục này không nằm trong kho Git nào")
    if asked is None:
        return Revision(_parting(folder))
    commit = _commit(folder, asked)
    if commit:
        return Revision(commit, asked)
    raise RevisionError(_SHALLOW if _shallow(folder) else f"không có “{asked}” trong lịch sử Git")


def written_out(folder: Path, commit: str, names: Sequence[str], into: Path) -> None:
    """The files below the `names` of a folder as they were in a commit, written below `into`, byte for byte."""
    lost = f"không đọc được bản {commit[:10]} trong kho Git"
    listed = _git(folder, "ls-tree", "-r", "-z", commit, "--", *names, otherwise=lost)
    found: list[tuple[str, str]] = []
    for row in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        about, name = row.split("\t", 1)
        mode, _, blob = about.split(" ")
        if mode in _REGULAR:
            found.append((blob, name))
    blobs = "".join(f"{blob}\n" for blob, _ in found).encode()
    answer = _git(folder, "cat-file", "--batch", said=blobs, otherwise=lost)
    try:
        for (_, name), data in zip(found, _contents(answer), strict=True):
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except ValueError:
        raise RevisionError(lost) from None


def _contents(answer: bytes) -> Iterator[bytes]:
    """What `cat-file --batch` says: a line that ends with the length, the content, a line end, and so on."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        length = int(answer[at:end].rsplit(b" ", 1)[-1])  # “missing” is no number
        yield answer[end + 1 : end + 1 + length]
        at = end + 1 + length + 1


def _parting(folder: Path) -> str:
    for trunk in _TRUNKS:
        if _commit(folder, trunk):
            none = f"nhánh này và {trunk} không có gốc chung"
            found = _git(folder, "merge-base", "HEAD", trunk, otherwise=_SHALLOW if _shallow(folder) else none)
            return found.decode().strip()
    raise RevisionError(f"không thấy nhánh {' hay '.join(_TRUNKS)} để so. Nêu BASE, ví dụ HEAD")


def _commit(folder: Path, name: str) -> str:
    """The commit of a name; empty for none, and for what Git would take as an option."""
    if name.startswith("-"):
        return ""
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", otherwise="").decode().strip()
    except RevisionError:
        return ""


def _shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository", otherwise="").strip() == b"true"


def _git(folder: Path, *arguments: str, otherwise: str, said: bytes = b"") -> bytes:
    """What Git answers; where it refuses, the error is `otherwise`."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, input=said, capture_output=True, check=False)  # noqa: S603, S607  # Git as it is installed
    except OSError:
        raise RevisionError("máy này chưa cài Git") from None
    if done.returncode and b"safe.directory" in done.stderr:
        command = f"git config --global --add safe.directory {folder}"
        raise RevisionError(f"Git không cho đọc kho vì thư mục thuộc người dùng khác. Chạy {command}")
    if done.returncode:
        raise RevisionError(otherwise)
    return done.stdout
