"""Read one YAML file strictly; the place of every key and value is found when one is asked for.

YAML forgives and guesses: `01050` becomes 552, `22.000` becomes 22, "Lô #3" loses its end.
Here every such text is refused with the place and what to write instead. A number, `true` and
`false` are read as such, every other scalar as text; nothing is empty, shared, tagged or repeated.
"""

from dataclasses import dataclass
from functools import partial

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nhanrong import scalars
from nhanrong.document import Document, Path, Positions
from nhanrong.goodyaml import Doubtful, Loader, good_value
from nhanrong.problems import Place, Problem
from nhanrong.rawtext import MAX_BYTES, decoded, odd_characters
from nhanrong.yamlguards import MAX_NODES, lost_comments, refused_events, syntax_problem


@dataclass(frozen=True)
class Limits:
    """How long a file may be and how many values (keys too) it may hold."""

    bytes: int = MAX_BYTES
    nodes: int = MAX_NODES


RECORD_LIMITS = Limits()
UNIT_LIST_LIMITS = Limits(bytes=8 * 1024 * 1024, nodes=600_000)  # a list may hold the whole country


def read(path: str, data: bytes, *, top: type = dict, limits: Limits = RECORD_LIMITS) -> tuple[Document, list[Problem]]:
    """The document in `data`, or an empty one and what keeps it from being read.

    `top` is what the file must hold: `dict` for a record, `list` for a ledger.
    """
    text, problems = decoded(path, data, limits.bytes)
    if problems:
        return Document(path), problems
    try:
        value = good_value(text, limits.nodes)
    except Doubtful:
        value = None
    if not isinstance(value, top):
        value, problems = _exact_value(path, text, top, limits)
    return (Document(path), problems) if problems else (Document(path, value, partial(positions, path, data)), [])


def positions(path: str, data: bytes) -> Positions:
    """Where the keys and values of a file stand; nothing is known of a file that cannot be read."""
    text, problems = decoded(path, data, UNIT_LIST_LIMITS.bytes)
    node = None if problems else _composed(path, text, UNIT_LIST_LIMITS)[0]
    if node is None:
        return {}, {}
    builder = _Builder(path)
    builder.build(node, ())
    return builder.keys, builder.values


def _exact_value(path: str, text: str, top: type, limits: Limits) -> tuple[object, list[Problem]]:
    """The value, and every problem with its place."""
    node, problems = _composed(path, text, limits)
    if node is None:
        return None, problems
    builder = _Builder(path)
    value = builder.build(node, ())
    problems = [*lost_comments(path, text, node), *builder.problems]
    if not isinstance(value, top):
        problems.append(_wrong_top(path, node, top))
    return value, problems


def _composed(path: str, text: str, limits: Limits) -> tuple[Node | None, list[Problem]]:
    """The tree of nodes; without one, why."""
    try:
        refused = list(refused_events(path, yaml.parse(text, Loader=Loader), limits.nodes))
        node = None if refused else yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        return None, [syntax_problem(text, place)]
    except yaml.YAMLError:
        return None, [syntax_problem(text, Place(path))]
    if node is None and not refused:
        refused = [Problem(Place(path), "NR114", "tệp chỉ có chú thích", "Ghi nội dung, hoặc xóa tệp.")]
    return node, refused


def _wrong_top(path: str, node: Node, top: type) -> Problem:
    wanted = "một danh sách, mỗi mục mở đầu bằng “- ”" if top is list else "các dòng “trường: giá trị”"
    place = Place(path, *_start(node))
    return Problem(place, "NR115", f"tệp này phải là {wanted}", "Xem tệp mẫu trong models_data/README.md.")


def _start(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


class _Builder:
    """Turns nodes into plain values and remembers where each stood."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}

    def build(self, node: Node, path: Path) -> object:
        """The plain value of a node and of all below it."""
        self.values[path] = _start(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # the YAML model has three kinds of node
        self._escaped(node)
        # libyaml gives a plain scalar the style "", the Python parser None
        meaning = scalars.quoted(node.value) if node.style else scalars.plain(node.value)
        if isinstance(meaning, scalars.Misread):
            self._say(node, meaning.code, meaning.message, meaning.hint)
            return node.value
        return meaning

    def _escaped(self, node: ScalarNode) -> None:
        r"""An escape such as \u202e brings in what the text itself may not hold."""
        for line in node.value.split("\n") if node.style == '"' else ():
            for problem in odd_characters(self.path, 1, line):
                self._say(node, problem.code, problem.message, problem.hint)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._say(key, "NR120", "tên trường phải là chữ", "Viết “tên_trường: giá trị”.")
                continue
            self._escaped(key)
            name = key.value
            if name in result:
                line = self.keys[(*path, name)][0]
                self._say(key, "NR110", f"trường “{name}” đã có ở dòng {line}", "Giữ một dòng, xóa dòng kia.")
                continue
            self.keys[(*path, name)] = _start(key)
            result[name] = self.build(value, (*path, name))
        return result

    def _say(self, node: Node, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.path, *_start(node)), code, message, hint))
