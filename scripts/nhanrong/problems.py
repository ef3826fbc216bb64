"""What a fault in the data is, and how it is said to a person.

A fault is a value, never an exception: every reader, check and import returns
:class:`Problem` objects, and the outermost layer sorts and prints them.
"""

import errno
import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import blake2b

_REFUSALS = {
    errno.ENOENT: "không có tệp hay thư mục ấy",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "nơi ấy chỉ đọc được",
    errno.ENOSPC: "đĩa hết chỗ",
    errno.EISDIR: "đó là một thư mục",
    errno.ENOTDIR: "trên đường tới đó có một tệp",
    errno.EEXIST: "đã có tệp hay thư mục ấy",
    errno.ENAMETOOLONG: "tên quá dài",
}


def because(error: OSError) -> str:
    """Why the system did not read or write, in Vietnamese where that is one of the reasons that people meet."""
    return _REFUSALS.get(error.errno or 0, error.strerror or "không rõ vì sao")


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; line and column count from 1, the path is relative to the knowledge base.

    In a workbook they are the row and column of a cell of `sheet`; line 0 stands for the file as a whole.
    """

    path: str
    line: int = 1
    column: int = 1
    sheet: str = ""

    @property
    def cell(self) -> str:
        """A cell in its workbook: Phiếu!E4."""
        return f"{self.sheet}!{_letters(self.column)}{self.line}"

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.path} – {self.cell}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where, which rule (`code`), one Vietnamese sentence, and what to do.

    `words` are those that raised it, where a reviewed exception may answer it by naming them.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    words: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


def _letters(column: int) -> str:
    """The name of a column: A, Z, AA."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Every problem once, by place (in a workbook page after page) and then by code."""
    return sorted(set(problems), key=lambda one: (one.place.path, one.place.sheet, one))


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint naming the known word most like `word`, or an empty text."""
    close = closest(word, words)
    return f"Có phải “{close}”?" if close else ""


def closest(word: str, words: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text."""
    return next(iter(get_close_matches(word, sorted(words), n=1, cutoff=0.6)), "")


def as_text(problems: Iterable[Problem]) -> str:
    """One unwrapped line a problem, its hint indented below."""
    lines: list[str] = []
    for problem in problems:
        lines.append(str(problem))
        if problem.hint:
            lines.append(f"    → {problem.hint}")
    return "".join(line + "\n" for line in lines)


def as_github(problems: Iterable[Problem]) -> str:
    """Annotations that GitHub shows on the changed lines of a pull request."""

    def escaped(text: str, more: str = "") -> str:
        for mark in "%\r\n" + more:
            text = text.replace(mark, f"%{ord(mark):02X}")
        return text

    return "".join(
        f"::error file={escaped(p.place.path, ':,')},line={p.place.line},col={p.place.column},"
        f"title={escaped(p.code, ':,')}::{escaped(_sentences(p))}\n"
        for p in problems
    )


def _sentences(problem: Problem) -> str:
    """What is wrong and what to do, for where both stand in one line."""
    return f"{problem.message}. {problem.hint}" if problem.hint else problem.message


def as_gitlab(problems: Iterable[Problem]) -> str:
    """A report that GitLab shows on the changed lines of a merge request."""
    rows = [
        {
            "description": _sentences(p),
            "check_name": p.code,
            "fingerprint": blake2b(repr(p).encode(), digest_size=16).hexdigest(),
            "severity": "major",
            "location": {"path": p.place.path, "lines": {"begin": p.place.line}},
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects with file, line, column, code, message and hint."""
    rows = [
        {
            "file": p.place.path,
            "line": p.place.line,
            "column": p.place.column,
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
