"""Personal data and marks of secrecy, which no text of a knowledge base may hold, and what somebody has allowed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from nhanrong.checks.called import Called
from nhanrong.entries import Entry
from nhanrong.guarding import ADVICE, NAME, SECRET, judge, judge_all
from nhanrong.guarding.reading import Found
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem
from nhanrong.records.area import Area
from nhanrong.records.exceptions import Exceptions, GuardException
from nhanrong.records.fields import Piece
from nhanrong.records.units import UnitList
from nhanrong.vietnamese import fold
from nhanrong.walking import ADDRESSES, Path, texts_inside

POSITION_OF_IMAGE = "NR713"
UNSEEN = "NR715"
_IN_ADDRESSES = frozenset({"NR704", "NR707"})  # what a web address itself can tell of a person
_OF_OFFICES = frozenset({"NR701", "NR704", "NR708"})
_DIGITS_HIDDEN = frozenset({"NR701", "NR702", "NR703", "NR705", "NR707"})
_NOTHING = frozenset[str]()
_AREA = "models_data/area.yml"
_LINE_OF_AN_OFFICE = re.compile(r"\s*(?:- )?(?:phone|email|address):")
_COMMENT = re.compile(r"^[ ]*#+(.*)$", re.MULTILINE)


def concerns_privacy(problem: Problem) -> bool:
    """Whether a problem is personal data, a mark of secrecy, a closed file, or an exception for nothing."""
    return "NR701" <= problem.code <= "NR715"


class _Text(NamedTuple):
    """A text of a file; of a finding in it `told` says where it is, and None where it is right."""

    text: str
    told: Callable[[Found], Place | None]


def in_files(files: Iterable[tuple[str, str, Sequence[Entry[Any]]]]) -> list[list[Problem]]:
    """Không ghi dữ liệu riêng tư của ai, không ghi dấu mật, trong bất kỳ lời nào của bản ghi, chú thích, tên tệp.

    What is wrong with each file: its path, its text, and its records, none if it is no sound record.
    """
    told = [list(_in_records(entries, text) if entries else _in_all(path, text)) for path, text, entries in files]
    owners = [(number, one) for number, some in enumerate(told) for one in some]
    found: list[list[Problem]] = [[] for _ in told]
    for index, finding in judge_all([one.text for _, one in owners]):
        number, one = owners[index]
        place = one.told(finding)
        if place is not None:
            found[number].append(said(place, one.text, finding))
    return found


def _in_records(entries: Sequence[Entry[Any]], text: str) -> Iterator[_Text]:
    """What records say, and the comments between their lines; the name of their file is their id."""
    for entry in entries:
        record, called = entry.record, Called(entry.record)
        for path, value in texts_inside(record) if not isinstance(record, UnitList) else _of_list(record):
            words = called.to_judge(path, value)
            if words is not None:
                yield _Text(words, partial(_at, entry, path))
    if "#" in text:
        file = entries[0].document.path
        for match in _COMMENT.finditer(text):
            line, column = text.count("\n", 0, match.start()) + 1, match.start(1) - match.start() + 1
            yield _Text(match[1], partial(_in_line, file, line, column))


def _of_list(record: UnitList) -> Iterator[tuple[Path, str]]:
    """What a list of units says of itself; the names of official units are nobody's."""
    return (((name,), value) for name, value in record.__dict__.items() if type(value) is str)


def _in_all(path: str, text: str) -> Iterator[_Text]:
    """The name of a file and all of its lines."""
    yield _Text(_name(path), lambda _: Place(path))
    for number, line in enumerate(text.split("\n"), 1):
        of_an_office = path == _AREA and _LINE_OF_AN_OFFICE.match(line)
        yield _Text(line, partial(_in_office if of_an_office else _in_line, path, number, 1))


def _at(entry: Entry[Any], path: Path, found: Found) -> Place | None:
    return None if found.code in _right_at(entry.record, path) else entry.place(*path)


def _in_line(path: str, line: int, column: int, found: Found) -> Place:
    return Place(path, line, column + found.start)


def _in_office(path: str, line: int, column: int, found: Found) -> Place | None:
    return None if found.code in _OF_OFFICES else _in_line(path, line, column, found)


def _right_at(record: Piece, path: Path) -> frozenset[str]:
    """What is right at a place that is made for it, and private elsewhere; what an exception repeats always is."""
    if isinstance(record, Exceptions) and path[-1] == "text":
        return frozenset(ADVICE)
    key = path[-1] if isinstance(path[-1], str) else path[-2]
    if key in ADDRESSES:
        return _IN_ADDRESSES
    if isinstance(record, Area) and path[0] == "offices":
        return _OF_OFFICES
    return frozenset({NAME}) if path[0] == "honours" else _NOTHING  # with a public basis, as the record type demands


def said(place: Place, text: str, found: Found) -> Problem:
    """A finding as a problem that names the words; of numbers, which a log would keep, only how they begin."""
    words = text[found.start : found.end]
    shown = _hidden(words) if found.code in _DIGITS_HIDDEN else " ".join(words.split())
    return Problem(place, found.code, f"có {found.what}: “{shown}”", ADVICE[found.code], words)


def _hidden(words: str) -> str:
    seen = 0
    shown = ""
    for character in words:
        seen += character.isdigit()
        shown += "•" if character.isdigit() and seen > 2 else character
    return shown


def in_name(path: str) -> Iterator[Problem]:
    """What the name of a file says."""
    yield from (said(Place(path), _name(path), found) for found in judge(_name(path)))


def _name(path: str) -> str:
    return re.sub(r"[-_]+", " ", path.rsplit("/", 1)[-1].rsplit(".", 1)[0])


def in_lines(path: str, text: str) -> Iterator[Problem]:
    """What the lines of a text say."""
    lines = text.split("\n")
    for number, found in judge_all(lines):
        yield said(Place(path, number + 1, found.start + 1), lines[number], found)


def in_title(kb: Knowledge, place: Place, title: str) -> Iterator[Problem]:
    """What a title says that somebody gives to a paper, but for the public lines of the union's offices."""
    found = (said(place, title, one) for one in judge(title))
    offices = list(_office_lines(kb))
    return (one for one in found if one.code not in _OF_OFFICES or not _of_an_office(one, offices))


def reviewed(kb: Knowledge, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems but for what an office makes public and what somebody has looked at, and exceptions for nothing."""
    offices = list(_office_lines(kb))
    entry = kb.exceptions_entry
    exceptions = entry.record.exceptions if entry else ()
    used: set[int] = set()
    for problem in problems:
        lifting = {index for index, one in enumerate(exceptions) if problem.words and _lifts(one, problem)}
        used |= lifting
        if not lifting and not (problem.code in _OF_OFFICES and problem.words and _of_an_office(problem, offices)):
            yield problem
    for index, one in enumerate(exceptions):
        if entry and index not in used:
            why = (
                "dấu mật phải nêu tệp (path)"
                if one.code == SECRET and not one.path
                else "không còn chỗ nào bị báo như vậy"
            )
            yield Problem(
                entry.place("exceptions", index),
                "NR714",
                f"ngoại lệ thừa: {why}",
                "Xóa mục này, hoặc sửa cho đúng chữ bị báo.",
            )


def _lifts(one: GuardException, problem: Problem) -> bool:
    if (
        one.code != problem.code
        or (one.path and one.path != problem.place.path)
        or (one.code == SECRET and not one.path)
    ):
        return False
    return " ".join(one.text.split()) == " ".join(problem.words.split())


def _office_lines(kb: Knowledge) -> Iterator[str]:
    for office in kb.area_entry.record.offices if kb.area_entry else ():
        yield from (_bare(line) for line in (office.phone, office.email, office.address) if line)


def _of_an_office(problem: Problem, offices: Iterable[str]) -> bool:
    words = _bare(problem.words)
    return len(words) > 5 and any(words in line for line in offices)


def _bare(text: str) -> str:
    """What two ways to write a line share; a country's number before a telephone is none of it."""
    return re.sub(r"^(?:0084|84(?=\d{9})|0(?=\d))", "", re.sub(r"\W|_", "", fold(text)))
