"""From a conversation to changed files, and back: which answers to keep when the files do not pass."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nhanrong.conversation import Talk
from nhanrong.edits import inside, with_lines, with_record
from nhanrong.interview import Record
from nhanrong.knowledge import Knowledge
from nhanrong.lineinterview import LineInterview
from nhanrong.problems import Problem
from nhanrong.records.registry import Kind
from nhanrong.records.source import Source
from nhanrong.saving import Change
from nhanrong.strictyaml import read


@dataclass
class Draft:
    """What a conversation made: the files, the sources among them, and the answers."""

    changes: list[Change]
    sources: Mapping[str, str]  # path → id
    taken: Mapping[str, Sequence[str]]


@dataclass
class Interviewer:
    """Makes drafts for one base. New sources are remembered from one draft to the next."""

    root: Path
    kb: Knowledge
    day: dt.date
    sources: dict[str, Record] = field(default_factory=dict)

    def draft(self, kind: Kind, talk: Talk) -> Draft | None:
        """The files that the answers make; None when some are missing, wrong, or to no question."""
        interview = LineInterview(self.kb, talk, self.day, self.sources)
        unit, record = interview.line() if kind.listed else (None, interview.record(kind.type))
        if talk.missing or (talk.wrong and talk.read is None) or talk.unused:
            return None
        self.sources = interview.sources
        named = [name for name in record.get("sources", ()) if name in self.sources]
        changes = [with_record(self.root, f"sources/{name}.yml", Source, self.sources[name]) for name in named]
        paths = {one.path: name for one, name in zip(changes, named, strict=True)}
        if unit:
            changes.append(with_lines(self.root, unit, [record]))
        else:
            changes.append(with_record(self.root, inside(kind, record), kind.type, record))
        return Draft(changes, paths, talk.taken)

    def kept(self, draft: Draft, faults: Sequence[Problem]) -> Mapping[str, Sequence[str]]:
        """The answers that no fault is about; none when no question can mend the faults."""
        changes = {one.path: one for one in draft.changes}
        doubted: set[str] = set()
        for fault in faults:
            if fault.place.path in draft.sources:
                self.sources.pop(draft.sources[fault.place.path], None)
                doubted.add("sources")
            elif fault.place.path in changes:
                doubted.add(_key(changes[fault.place.path], fault.place.line))
            else:
                return {}
        asked = {key.split(".")[0] for key in draft.taken}
        kept = {key: said for key, said in draft.taken.items() if key.split(".")[0] not in doubted | {"source"}}
        return kept if doubted <= asked else {}


def _key(change: Change, line: int) -> str:
    """The field of a record, or of the last line of a ledger, that stands at a line of the file."""
    document, _ = read(change.path, change.after.encode(), top=list if change.after.startswith("- ") else dict)
    above = [(place, path) for path, place in document.keys.items() if place[0] <= line]
    path = max(above)[1] if above else ()
    return next((str(step) for step in path if isinstance(step, str)), "")
