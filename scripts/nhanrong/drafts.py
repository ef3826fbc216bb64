"""The body of an issue becomes draft records: what was answered, what could not be taken, what is still missing."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nhanrong.addresses import SECTIONS
from nhanrong.anatomy import Part
from nhanrong.dates import DateError, parse
from nhanrong.finding import Matches, fresh_id, on_list, source_matches, subject_matches, unit_label, unit_meant
from nhanrong.knowledge import Knowledge
from nhanrong.lenient import Misunderstood, taken, tidied
from nhanrong.problems import Place, Problem, nearest
from nhanrong.questions import IssueForm, Question, issue_forms
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.source import Source

_HEADING = re.compile(r"^### +(.+?) *$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNANSWERED = {"", "_no response_", "_không trả lời_", "none"}


@dataclass(frozen=True)
class Answer:
    """What stands under a heading, and on which line."""

    text: str
    line: int


@dataclass
class Drafts:
    """New records by their paths, new lines by their units, what is missing, what was misunderstood."""

    records: list[tuple[str, type[Piece], dict[str, Any]]] = field(default_factory=list)
    lines: list[tuple[UnitRef, dict[str, Any]]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def answers_of(body: str) -> dict[str, Answer]:
    """The answers by their headings; later ones of the same heading are not looked at."""
    found: dict[str, Answer] = {}
    heading, begins, lines = "", 0, [""]
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body.replace("\r\n", "\n"))
    for row, line in enumerate([*text.split("\n"), "### "], 1):
        match = _HEADING.match(line) if row <= text.count("\n") + 1 else re.match("", line)
        if match is None:
            lines.append(line)
            continue
        answer = tidied("\n".join(lines))
        if heading and heading not in found and answer.lower() not in _UNANSWERED:
            first = next((at for at, one in enumerate(lines) if one.strip()), 0)
            found[heading] = Answer(answer, begins + 1 + first)
        heading, begins, lines = match[1] if match.re is _HEADING else "", row, []
    return found


def form_of(body: str) -> IssueForm | None:
    """The form whose questions stand in a body."""
    headings = {match[1] for line in body.splitlines() if (match := _HEADING.match(line))}

    def asked(form: IssueForm) -> int:
        return sum(question.label in headings for question in form.questions)

    best = max(issue_forms(), key=asked)
    return best if asked(best) > len(best.questions) // 2 else None


def drafts(kb: Knowledge, path: str, body: str, form: IssueForm, day: dt.date) -> Drafts:
    """What the answers of a form make; with problems some of it is missing from the records."""
    made = Drafts()
    reader = _Reader(kb, path, answers_of(body), form, made)
    source = reader.source()
    if form.record is Model:
        reader.model(source, day)
    elif form.record is Line:
        reader.line(source, day)
    else:
        reader.mistake()
    made.problems.sort()
    return made


class _Reader:
    """Takes the answers one after the other."""

    def __init__(self, kb: Knowledge, path: str, answers: Mapping[str, Answer], form: IssueForm, made: Drafts) -> None:
        self._kb = kb
        self._path = path
        self._answers = answers
        self._form = form
        self._made = made

    def source(self) -> str | None:
        """The id of the source: one that is known by its address, or a new draft."""
        asked = {question.key: question for question in self._form.questions if question.of is Source}
        url = self._answers.get(asked["url"].label)
        known = source_matches(self._kb, url.text) if url else Matches((), sure=False)
        if known.sure:
            self._made.notes.append(f"Nguồn đã có trong kho: {known.ids[0]}")
            return known.ids[0]
        values = self._values(asked.values())
        if "title" not in values:
            return None
        name = fresh_id(str(values["title"]), self._kb.sources)
        self._made.records.append((f"sources/{name}.yml", Source, {"id": name, **values}))
        return name

    def model(self, source: str | None, day: dt.date) -> None:
        """A new model."""
        questions = [
            question for question in self._form.questions if question.of is Model and question.key != "commune"
        ]
        values = self._values(questions)
        units, words = self._communes(day)
        place: dict[str, Any] = {"units": units} if units else {}
        if words:
            place["text"] = "; ".join(words)
        if place:
            values["place"] = place
        if source:
            values["sources"] = [source]
        name = fresh_id(str(values.get("name", "mo-hinh")), self._kb.subjects)
        record = {"id": name, **values, "recorded_on": day.isoformat()}
        self._still_missing(Model, record)
        self._made.records.append((f"models/{name}.yml", Model, record))

    def line(self, source: str | None, day: dt.date) -> None:
        """A new line of a commune's ledger."""
        own = {question.key: question for question in self._form.questions if question.of is Line}
        values = self._values([question for key, question in own.items() if key not in {"subject", "commune"}])
        subject = self._subject(own["subject"])
        if subject:
            values["subject"] = subject
        then = _last_day(values.get("date"), day)
        named, words = self._communes(then)
        units = [ref for name in named for ref in on_list(self._kb, _ref(name), self._kb.list_in_force(then))]
        if len(units) == 1 and named != [str(units[0])]:
            self._made.notes.append(f"Xã cũ này nay thuộc: {unit_label(self._kb, units[0])}")
        if words or len(units) > 1:
            answer = self._answers[own["commune"].label]
            offered = "; ".join(unit_label(self._kb, ref) for ref in units)
            hint = f"Ghi một trong: {offered}." if offered else "Ghi đúng một xã của kho này."
            self._say(answer, "NR873", f"không rõ là xã nào: “{answer.text}”", hint)
        values["recorded_on"] = day.isoformat()
        evidence = next(question for question in self._form.questions if question.id == "source_evidence")
        values |= self._values([evidence])
        if source:
            values["sources"] = [source]
        if len(units) == 1 and subject:
            unit = units[0]
            lines = {entry.record.id for entry in self._kb.written_in(unit)}
            name = fresh_id(f"{unit.code}-{subject}-{values.get('date', day.isoformat())}".replace("/", "-"), lines)
            record = {"id": name, **values}
            self._still_missing(Line, record)
            self._made.lines.append((unit, record))

    def mistake(self) -> None:
        """Which record a report of a mistake means."""
        asked = {question.key: question for question in self._form.questions}
        answer = self._answers.get(asked["page"].label)
        if answer is None:
            self._made.missing.append(asked["page"].label)
            return
        words = [word for word in re.split(r"[/\s#?]+", answer.text) if word]
        for kind in SECTIONS:
            for name in {word for word in words if word in self._kb.shelf(kind)}:
                self._made.notes.append(f"Tệp cần xem: {self._kb.shelf(kind)[name].document.path}")
        for key in ("wrong", "right"):
            said = self._answers.get(asked[key].label)
            self._made.notes.append(f"{asked[key].label}: {said.text if said else 'không trả lời'}")

    # Answers ----------------------------------------------------------------------------------------

    def _values(self, questions: Iterable[Question]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for question in questions:
            answer = self._answers.get(question.label)
            if answer is None:
                if question.required:
                    self._made.missing.append(question.label)
                continue
            found = [
                value
                for part in _parts(answer.text, question)
                if (value := self._taken(part, question, answer)) is not None
            ]
            if found:
                values[question.key] = found if question.form.many else found[0]
        return values

    def _taken(self, text: str, question: Question, answer: Answer) -> object:
        value = taken(text, question.form)
        if isinstance(value, Misunderstood):
            self._say(answer, "NR872", f"“{question.label}”: {value.message}", value.hint)
            return None
        return value

    def _communes(self, day: dt.date) -> tuple[list[str], list[str]]:
        """The units that are meant, and the words that mean none of this area."""
        label = next(question.label for question in self._form.questions if question.key == "commune")
        answer = self._answers.get(label)
        if answer is None:
            self._made.missing.append(label)
            return [], []
        units: list[str] = []
        words: list[str] = []
        for text in re.split(r"[;\n]", answer.text):
            if not text.strip():
                continue
            found = unit_meant(self._kb, text, self._kb.list_in_force(day))
            if found.sure:
                units.append(found.ids[0])
            elif found.ids:
                offered = "; ".join(unit_label(self._kb, _ref(name)) for name in found.ids)
                self._say(answer, "NR873", f"không rõ là xã nào: “{text.strip()}”", f"Ghi một trong: {offered}.")
            else:
                words.append(text.strip())
        return units, words

    def _subject(self, question: Question) -> str | None:
        answer = self._answers.get(question.label)
        if answer is None:
            self._made.missing.append(question.label)
            return None
        found = subject_matches(self._kb, answer.text)
        if found.sure:
            return found.ids[0]
        hint = f"Ghi một trong: {', '.join(found.ids)}." if found.ids else nearest(answer.text, self._kb.subjects)
        message = f"không rõ là mô hình, cách làm nào: “{answer.text}”"
        self._say(answer, "NR874", message, hint or "Ghi mã ở cuối trang của nó.")
        return None

    def _say(self, answer: Answer, code: str, message: str, hint: str) -> None:
        self._made.problems.append(Problem(Place(self._path, answer.line), code, message, hint))

    def _still_missing(self, kind: type[Piece], record: Mapping[str, object]) -> None:
        asked = {question.label for question in self._form.questions}
        for one in Part(kind).fields:
            if one.required and one.key not in record and one.title not in {*self._made.missing, *asked}:
                self._made.missing.append(one.title)


def _parts(text: str, question: Question) -> list[str]:
    if not question.form.many:
        return [text]
    return [part.strip(" -") for part in re.split(r"\n" if question.long else r"[;\n]", text) if part.strip(" -")]


def _last_day(date: object, otherwise: dt.date) -> dt.date:
    try:
        return parse(str(date)).last if date else otherwise
    except DateError:
        return otherwise


def _ref(name: str) -> UnitRef:
    return UnitRef(*name.split("/"))
