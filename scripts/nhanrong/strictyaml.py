"""Read one YAML file strictly, keeping the place of every key and value.

YAML forgives and guesses: `01050` becomes 552, `22.000` becomes 22, "Lô #3" loses its end.
Here every such text is refused with the place and what to write instead. A number, `true` and
`false` are read as such, every other scalar as text; nothing is empty, shared, tagged or repeated.
"""

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nhanrong import scalars
from nhanrong.document import Document, Path
from nhanrong.problems import Place, Problem
from nhanrong.rawtext import decoded, odd_characters
from nhanrong.yamlguards import lost_comments, refused_events, syntax_problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a machine without libyaml: the same results, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def read(path: str, data: bytes, *, top: type = dict) -> tuple[Document, list[Problem]]:
    """The document in `data`, or an empty one and what keeps it from being read.

    `top` is what the file must hold: `dict` for a record, `list` for a ledger.
    """
    nothing = Document(path)
    text, problems = decoded(path, data)
    if problems:
        return nothing, problems
    node, problems = _composed(path, text)
    if node is None:
        return nothing, problems
    builder = _Builder(path)
    value = builder.build(node, ())
    problems = [*lost_comments(path, text, node), *builder.problems]
    if not isinstance(value, top):
        problems.append(_wrong_top(path, node, top))
    return (nothing, problems) if problems else (Document(path, value, builder.keys, builder.values), [])


def _composed(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of nodes; without one, why."""
    try:
        refused = list(refused_events(path, yaml.parse(text, Loader=_Loader)))
        node = None if refused else yaml.compose(text, Loader=_Loader)
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
