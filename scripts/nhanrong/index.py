"""All facts of a knowledge base by group and name; what is read is noted, what changes is told."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from nhanrong.facts import Fact
from nhanrong.tracking import ALL, ANY, Cell, note

Group = dict[str, list[tuple[Any, ...]]]


class Index:
    """Facts that can be asked for, put in and taken out.

    `kept` gives a group as an earlier run left it; a group is asked for only when it is needed.
    """

    def __init__(self, kept: Callable[[str], Group] = lambda _: {}) -> None:
        self._kept = kept
        self._groups: dict[str, Group] = {}
        self._changed: set[Cell] = set()

    def group(self, name: str) -> Group:
        """All facts of a group; whoever asks says which of them it has read."""
        if name not in self._groups:
            self._groups[name] = self._kept(name)
        return self._groups[name]

    def values(self, group: str, name: str) -> Sequence[tuple[Any, ...]]:
        """The values of one name, sorted; none is an answer too."""
        note(group, name)
        found = self.group(group).get(name, ())
        return sorted(found, key=_steady) if len(found) > 1 else found

    def has(self, group: str, name: str) -> bool:
        """Whether a name has any fact."""
        note(group, name)
        return name in self.group(group)

    def names(self, group: str) -> list[str]:
        """The names of a group, sorted."""
        note(group, ALL)
        return sorted(self.group(group))

    def everything(self, group: str) -> Group:
        """All facts of a group, read as one."""
        note(group, ANY)
        return self.group(group)

    def count(self, group: str) -> int:
        """How many names a group has."""
        note(group, ALL)
        return len(self.group(group))

    def replace(self, old: Iterable[Fact], new: Iterable[Fact]) -> None:
        """Take out the facts of a file as it was, put in those of the file as it is."""
        before, after = set(old), set(new)
        if not before:
            self._put_in(after)
            return
        touched = {(group, name) for group, name, _ in before ^ after}
        had = {cell for cell in touched if cell[1] in self.group(cell[0])}
        for group, name, value in before - after:
            self.group(group)[name].remove(value)
        for group, name, value in after - before:
            self.group(group).setdefault(name, []).append(value)
        for group, name in touched:
            self._changed |= {(group, name), (group, ANY)}
            names = self.group(group)
            if name in names and not names[name]:
                del names[name]
            if (name in names) != ((group, name) in had):
                self._changed.add((group, ALL))

    def _put_in(self, facts: Iterable[Fact]) -> None:
        """The same where nothing is taken out, as for each file of a first build."""
        for group, name, value in facts:
            names = self.group(group)
            self._changed |= {(group, name), (group, ANY)}
            if name not in names:
                names[name] = []
                self._changed.add((group, ALL))
            names[name].append(value)

    def take_changes(self) -> set[Cell]:
        """The cells that changed since the last time this was asked."""
        changed, self._changed = self._changed, set()
        return changed


def _steady(value: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    """A key that sorts values by their parts, an absent part last."""
    return tuple((part is None, "" if part is None else part) for part in value)
