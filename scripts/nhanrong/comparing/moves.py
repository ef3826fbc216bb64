"""What a change does to the figures of coverage: for each touched subject and list, before and after on one day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from nhanrong.comparing.changes import Changes
from nhanrong.counting import Share
from nhanrong.coverage import Coverage, cover, verdict
from nhanrong.figures import rows
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.standing import MARK_SAYS, Ledger, Mark

_COUNT_FOR_ALL = frozenset({"rules.yml", "units"})
_READINGS = frozenset({"reported_with_origin", "reported_origin_excluded"})


@dataclass(frozen=True)
class Figure:
    """One figure on both sides, each None where its subject or list was not there; the units that came and went."""

    key: str
    name: str
    before: Share | None
    after: Share | None
    said_before: str
    said_after: str
    came: tuple[str, ...]
    went: tuple[str, ...]

    @cached_property
    def moved(self) -> bool:
        """Whether anything of it is new."""
        return self.before != self.after or self.said_before != self.said_after


@dataclass(frozen=True)
class Move:
    """The figures of one subject on one list, and the standing of its units where that is another now."""

    subject: str
    name: str
    list: str
    title: str
    figures: tuple[Figure, ...]
    standings: tuple[tuple[UnitRef, str, str], ...]  # the unit, how it stood, how it stands

    @cached_property
    def moved(self) -> tuple[Figure, ...]:
        """The figures that are others now."""
        return tuple(figure for figure in self.figures if figure.moved)

    @cached_property
    def stayed(self) -> tuple[Figure, ...]:
        """The others."""
        return tuple(figure for figure in self.figures if not figure.moved)


@dataclass(frozen=True)
class Verdict:
    """Whether the target was and is reached on a list; None where that cannot be said."""

    list: str
    before: bool | None
    after: bool | None


def touched(before: Knowledge, after: Knowledge, changes: Changes) -> list[str]:
    """The subjects whose figures a change may move, by their ids of today."""
    if changes.tops & _COUNT_FOR_ALL:
        return sorted({*before.subjects, *after.subjects})
    lines = [line.entry.record for line in (*changes.added, *changes.removed, *changes.rewritten)]
    lines += [line.before.record for line in changes.rewritten if line.before]
    found = {line.subject for line in lines}
    found |= {one.id for one in changes.records if one.kind.name in {"model", "practice"}}
    sources = {one.id for one in changes.records if one.kind.name == "source" and one.before}
    found |= set(_citing(after, sources)) if sources else set()
    return sorted({after.today(name) for name in found})


def _citing(kb: Knowledge, sources: set[str]) -> Iterator[str]:
    """The subjects of the lines that rest on any of these sources, whose day a line without one takes."""
    for path in sorted(kb.index.group("files")):
        if path.startswith("models_data/replications/"):
            yield from (entry.record.subject for entry in kb.entries_at(path) if sources & set(entry.record.sources))


def moves(before: Ledger, after: Ledger, subjects: Iterable[str]) -> list[Move]:
    """The figures of the subjects on every list that has anything to tell of them, the newest list first."""
    lists = sorted({*before.kb.lists, *after.kb.lists}, reverse=True)
    found: list[Move] = []
    for subject in subjects:
        names = _names(after.kb, subject)
        for list_id in lists:
            was, now = _covered(before, names, list_id), _covered(after, names, list_id)
            if any(side and side.known for side in (was, now)):
                found.append(_move(subject, was, now))
    return found


def verdicts(before: Ledger, after: Ledger) -> list[Verdict]:
    """On the list in force, whether the target is reached, where that is not what it was."""
    list_id = after.kb.list_in_force(after.day)
    if list_id is None:
        return []
    was = verdict(before, list_id) if list_id in before.kb.lists else None
    now = verdict(after, list_id)
    return [Verdict(list_id, was, now)] if was != now else []


def _names(kb: Knowledge, subject: str) -> tuple[str, ...]:
    """The ids that a subject has and had."""
    return (subject, *kb.head(subject).former_ids) if subject in kb.subjects else (subject,)


def _covered(ledger: Ledger, names: Iterable[str], list_id: str) -> Coverage | None:
    """The coverage of a subject under the one of its ids that it has on this side."""
    name = next((name for name in names if name in ledger.kb.subjects), None)
    return cover(ledger, name, list_id) if name and list_id in ledger.kb.lists else None


def _move(subject: str, was: Coverage | None, now: Coverage | None) -> Move:
    here = now or was
    assert here is not None  # one side at least has something to tell
    kb = here.ledger.kb
    return Move(
        subject=subject,
        name=kb.head(here.subject).name,
        list=here.list,
        title=kb.lists[here.list].record.title,
        figures=tuple(_figures(was, now)),
        standings=tuple(_standings(was, now)),
    )


def _figures(was: Coverage | None, now: Coverage | None) -> Iterator[Figure]:
    old, new = ({row.key: row for row in rows(side)} if side else {} for side in (was, now))
    for key, named in (new or old).items():
        if key in _READINGS and all(side[key].share == side["reported"].share for side in (old, new) if side):
            continue
        left, right = old.get(key), new.get(key)
        before, after = (set(row.share.units) if row else set() for row in (left, right))
        yield Figure(
            key=key,
            name=named.name,
            before=left.share if left else None,
            after=right.share if right else None,
            said_before=left.says if left else "",
            said_after=right.says if right else "",
            came=_called(now, after - before),
            went=_called(was, before - after),
        )


def _called(coverage: Coverage | None, units: set[UnitRef]) -> tuple[str, ...]:
    return tuple(coverage.ledger.kb.unit_name(ref) for ref in sorted(units)) if coverage else ()


def _standings(was: Coverage | None, now: Coverage | None) -> Iterator[tuple[UnitRef, str, str]]:
    old, new = ({state.ref: state.mark for state in side.known} if side else {} for side in (was, now))
    for ref in sorted(old.keys() | new.keys()):
        marks = old.get(ref, Mark.NOT_SEEN), new.get(ref, Mark.NOT_SEEN)
        if marks[0] is not marks[1]:
            yield ref, MARK_SAYS[marks[0]], MARK_SAYS[marks[1]]
