"""The comments of a file, and its blank lines, by what stands below them; a record keeps them when it is rewritten."""

from bisect import bisect_right
from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nhanrong.canonical import Comments
from nhanrong.document import Path
from nhanrong.goodyaml import Loader


def comments_of(text: str) -> Comments:
    """The comment lines of a sound text; runs of blank lines count as one, those at its ends as none."""
    root = yaml.compose(text, Loader=Loader)
    if root is None:
        return {}
    inside = {row for first, last in _scalars(root) for row in range(first + 1, last + 1)}
    starts = sorted(_starts(root, ()), key=lambda start: (start[0], len(start[1])))
    rows = [row for row, _ in starts]
    found: dict[Path | None, list[str]] = {}
    for row, line in enumerate(text.split("\n")[:-1]):
        said = line.strip()
        if row in inside or (said and not said.startswith("#")):
            continue
        at = bisect_right(rows, row)
        above = found.setdefault(_first_of_row(starts, at), [])
        if said or (row and (not above or above[-1])):
            above.append(said)
    while found.get(None) and not found[None][-1]:
        found[None].pop()
    return {path: tuple(lines) for path, lines in found.items() if lines}


def _first_of_row(starts: list[tuple[int, Path]], at: int) -> Path | None:
    return starts[at][1] if at < len(starts) else None


def _starts(node: Node, path: Path) -> Iterator[tuple[int, Path]]:
    """The row of every key and of every item below a node."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            yield key.start_mark.line, here
            yield from _starts(value, here)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            yield item.start_mark.line, (*path, index)
            yield from _starts(item, (*path, index))


def _scalars(node: Node) -> Iterator[tuple[int, int]]:
    """The first and last row of every scalar of several rows; a block's last row is its last with something on it."""
    if isinstance(node, ScalarNode):
        first, last = node.start_mark.line, node.end_mark.line
        if last > first and node.end_mark.column == 0:
            last -= 1  # a block ends where the next line begins
        if last > first:
            yield first, last
    else:
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _scalars(inner)
