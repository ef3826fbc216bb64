"""Personal data and marks of secrecy, which no text of a knowledge base may hold, and what somebody has allowed."""

import re
from collections.abc import Iterable, Iterator

from nhanrong.entries import Entry
from nhanrong.guarding import ADVICE, NAME, SECRET, judge, judge_all, may_name
from nhanrong.guarding.reading import Found
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem
from nhanrong.records.area import Area
from nhanrong.records.exceptions import Exceptions, GuardException
from nhanrong.records.fields import Piece
from nhanrong.records.units import UnitList
from nhanrong.vietnamese import fold
from nhanrong.walking import ADDRESSES, Inside, Path, values_inside

POSITION_OF_IMAGE = "NR713"
_IN_ADDRESSES = frozenset({"NR704", "NR707"})  # what a web address itself can tell of a person
_OF_OFFICES = frozenset({"NR701", "NR704", "NR708"})
_DIGITS_HIDDEN = frozenset({"NR701", "NR702", "NR703", "NR705", "NR707"})
_ID = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
_COMMENT = re.compile(r"^[ ]*#+(.*)$", re.MULTILINE)


def concerns_privacy(problem: Problem) -> bool:
    """Whether a problem is personal data, a mark of secrecy, or an exception that answers none."""
    return "NR701" <= problem.code <= "NR714"


def nothing_private(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Không ghi dữ liệu riêng tư của ai, không ghi dấu mật, trong bất kỳ lời nào của bản ghi."""
    record = entry.record
    paths, texts = [], []
    for path, value in values_inside(record):
        if type(value) is str and not _is_beyond_judging(record, path):
            words = _words_of_id(value)
            if words is None or may_name(words):
                paths.append(path)
                texts.append(value if words is None else words)
    for number, found in judge_all(texts):
        if not _is_right_here(record, paths[number], found):
            yield said(entry.place(*paths[number]), texts[number], found)


def _is_beyond_judging(record: Piece, path: Path) -> bool:
    """Names of official units, and what an exception repeats."""
    return (isinstance(record, UnitList) and len(path) > 1) or (isinstance(record, Exceptions) and path[-1] == "text")


def _words_of_id(text: str) -> str | None:
    """What an id says, if the text is one."""
    return text.replace("-", " ") if _ID.fullmatch(text) else None


def _is_right_here(record: Piece, path: Path, found: Found) -> bool:
    """Whether a place of a record is made for what would be private elsewhere."""
    key = next(part for part in reversed(path) if isinstance(part, str))
    if key in ADDRESSES:
        return found.code not in _IN_ADDRESSES
    if isinstance(record, Area) and path[0] == "offices":
        return found.code in _OF_OFFICES
    return path[0] == "honours" and found.code == NAME  # with a public basis, as the record type demands


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


def around_records(path: str, text: str, *, readable: bool) -> Iterator[Problem]:
    """What the name of a record file and its comments say; of one that is no good record, all of its lines."""
    yield from in_name(path)
    if not readable:
        yield from in_lines(path, text)
    elif "#" in text:
        for match in _COMMENT.finditer(text):
            line, column = text.count("\n", 0, match.start()) + 1, match.start(1) - match.start() + 1
            for found in judge(match[1]):
                yield said(Place(path, line, column + found.start), match[1], found)


def in_name(path: str) -> Iterator[Problem]:
    """What the name of a file says."""
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_]+", " ", name)
    yield from (said(Place(path), words, found) for found in judge(words))


def in_lines(path: str, text: str) -> Iterator[Problem]:
    """What the lines of a text say."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in judge(line):
            yield said(Place(path, number, found.start + 1), line, found)


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


LOCAL = (nothing_private,)
