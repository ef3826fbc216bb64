"""Read one YAML file strictly, keeping the place of every key and value.

YAML forgives and guesses: `01050` becomes 552, `22.000` becomes 22, "Lô #3" loses its end.
Here every such text is refused with the place and what to write instead. A number, `true` and
`false` are read as such, every other scalar as text; nothing is empty, shared, tagged or repeated.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from yaml.events import AliasEvent, DocumentStartEvent, Event, NodeEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nhanrong.problems import Place, Problem
from nhanrong.vietnamese import number

MAX_BYTES = 256 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 12

type_of_value = str | int | float | bool
Path = tuple[str | int, ...]

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a machine without libyaml: the same results, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True)
class Document:
    """The value of one file and where each of its parts stands (line and column from 1)."""

    path: str
    value: object = None
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """The place of the value at `path` (of its key on request), else of its nearest known parent."""
        for end in range(len(path), -1, -1):
            shorter = path[:end]
            tables = (self.keys, self.values) if key or end < len(path) else (self.values, self.keys)
            for table in tables:
                if shorter in table:
                    return Place(self.path, *table[shorter])
        return Place(self.path)


_INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ODD_SPACE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    f"(?P<tab>\t)|(?P<cr>\r)|(?P<space>[{_ODD_SPACE}])|(?P<hidden>[{_INVISIBLE}])"
    "|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029])"
)
_ODD_SAYS = {
    "tab": ("NR105", "có dấu Tab", "Thay bằng dấu cách; thụt đầu dòng là hai dấu cách."),
    "cr": ("NR104", "xuống dòng kiểu Windows (CRLF)", "Lưu tệp với kiểu xuống dòng LF."),
    "space": ("NR107", "có dấu cách lạ (khi chép từ Word, trang web)", "Xóa đi rồi gõ lại một dấu cách thường."),
    "hidden": ("NR108", "có ký tự ẩn không nhìn thấy", "Xóa cả từ này rồi gõ lại."),
    "control": ("NR108", "có ký tự điều khiển", "Xóa ký tự này."),
}

_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_THOUSANDS = re.compile(r"-?\d{1,3}([.,_ ]\d{3})+")
_NUMBER_TRAPS = re.compile(
    r"[-+]?0\d[\d_]*|[-+]?\d[\d_]*_[\d_]*|[-+]?(\d[\d_]*)?\.?\d+[eE][-+]?\d+|0[xXoObB][\da-fA-F_]+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|\+\d[\d.]*|\.\d+|\d+\."
)
_CLOCK = re.compile(r"[-+]?\d+(:[0-5]?\d)+(\.\d+)?")
_YES_NO = {"y", "n", "yes", "no", "on", "off"}
_NOTHING = {"", "~", "null", "Null", "NULL"}


class _Refused(Exception):
    """Reading stops here; the problems found so far say why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems


def read(path: str, data: bytes, *, top: type = dict) -> tuple[Document, list[Problem]]:
    """The document in `data`, or an empty one and what keeps it from being read.

    `top` is what the file must hold: `dict` for a record, `list` for a ledger.
    """
    try:
        text = _decoded(path, data)
        found = list(_odd_characters(path, text))
        if found:
            raise _Refused(*found)
        node, problems = _composed(path, text)
        builder = _Builder(path, problems)
        builder.problems += _lost_comments(path, text, builder, node)
        value = builder.build(node, ())
        if not isinstance(value, top):
            raise _Refused(*builder.problems, _wrong_top(path, node, top))
    except _Refused as refusal:
        return Document(path), list(refusal.problems)
    if builder.problems:
        return Document(path), builder.problems
    return Document(path, value, builder.keys, builder.values), []


def _wrong_top(path: str, node: Node, top: type) -> Problem:
    wanted = "một danh sách, mỗi mục mở đầu bằng “- ”" if top is list else "các dòng “trường: giá trị”"
    return Problem(_at(path, node), "NR115", f"tệp này phải là {wanted}", "Xem tệp mẫu trong models_data/README.md.")


def _decoded(path: str, data: bytes) -> str:
    start = Place(path)
    if len(data) > MAX_BYTES:
        raise _Refused(
            Problem(
                start,
                "NR112",
                f"tệp dài {number(len(data))} byte, quá mức {number(MAX_BYTES)} byte",
                "Tách thành nhiều bản ghi.",
            )
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        raise _Refused(Problem(start, "NR102", "tệp lưu bằng mã UTF-16", "Lưu lại với mã UTF-8 (không BOM)."))
    if data.startswith(b"\xef\xbb\xbf"):
        raise _Refused(Problem(start, "NR103", "tệp có dấu BOM ở đầu", "Lưu lại với mã UTF-8 không BOM."))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise _Refused(
            Problem(
                Place(path, line, column),
                "NR101",
                "tệp không phải mã UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258)",
                "Chuyển mã sang UTF-8 bằng UniKey (Ctrl+Shift+F6) rồi lưu lại.",
            )
        ) from None
    if not text.strip():
        raise _Refused(Problem(start, "NR114", "tệp trống", "Ghi nội dung, hoặc xóa tệp."))
    return text


def _odd_characters(path: str, text: str) -> Iterator[Problem]:
    for row, line in enumerate(text.split("\n"), 1):
        said: set[str] = set()
        for match in _ODD.finditer(line):
            kind = match.lastgroup or ""
            if kind in said:
                continue
            said.add(kind)
            code, message, hint = _ODD_SAYS[kind]
            sign = "" if kind in {"tab", "cr"} else f" U+{ord(match[0]):04X}"
            yield Problem(Place(path, row, match.start() + 1), code, message + sign, hint)
        if not unicodedata.is_normalized("NFC", line):
            column = next(i for i in range(1, len(line) + 1) if not unicodedata.is_normalized("NFC", line[:i]))
            yield Problem(
                Place(path, row, column),
                "NR106",
                "dấu tiếng Việt viết rời (Unicode tổ hợp)",
                "Chuyển sang Unicode dựng sẵn trong UniKey rồi gõ lại từ này.",
            )


def _composed(path: str, text: str) -> tuple[Node, list[Problem]]:
    try:
        refused, starts = _refused_events(path, yaml.parse(text, Loader=_Loader))
        if refused:
            raise _Refused(*refused)
        if starts > 1:
            raise AssertionError  # said by _refused_events
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _Refused(Problem(Place(path, line, column), "NR109", *_syntax(text, line, column))) from None
    except yaml.YAMLError:
        raise _Refused(Problem(Place(path), "NR109", *_syntax(text, 1, 1))) from None
    if node is None:
        raise _Refused(Problem(Place(path), "NR114", "tệp chỉ có chú thích", "Ghi nội dung, hoặc xóa tệp."))
    return node, []


def _syntax(text: str, line: int, column: int) -> tuple[str, str]:
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    before = lines[line - 2] if line > 1 else ""
    if re.search(r":\s+\S.*:\s", here) or re.search(r":\s+[^\"'|>\s].*:(\s|$)", here):
        return "không hiểu được dòng này: có hai dấu hai chấm", 'Đặt cả giá trị trong dấu nháy kép “"…"”.'
    if here.lstrip()[:1] in set("@`%&*!|>{}[],") or re.search(r":\s+[@`%]", here):
        return "không hiểu được dòng này: giá trị mở đầu bằng ký tự đặc biệt", "Đặt giá trị trong dấu nháy kép."
    if before.count('"') % 2 or here.count('"') % 2:
        return "không hiểu được: thiếu dấu nháy đóng", "Thêm dấu nháy kép còn thiếu ở dòng này hoặc dòng trên."
    return (
        f"không hiểu được cách viết quanh cột {column}",
        "Xem lại: thụt đầu dòng bằng số dấu cách bằng nhau, sau dấu hai chấm có một dấu cách.",
    )


def _refused_events(path: str, events: Iterator[Event]) -> tuple[list[Problem], int]:
    problems: list[Problem] = []
    depth = nodes = documents = 0
    for event in events:
        mark = event.start_mark
        assert mark is not None  # only events made by hand have none
        place = Place(path, mark.line + 1, mark.column + 1)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.append(Problem(place, "NR113", "tệp có nhiều tài liệu (dòng “---”)", "Mỗi bản ghi một tệp."))
                break
        if isinstance(event, AliasEvent):
            problems.append(_sharing(place, f"*{event.anchor}"))
        elif isinstance(event, NodeEvent):
            nodes += 1
            if event.anchor is not None:
                problems.append(_sharing(place, f"&{event.anchor}"))
            tag = getattr(event, "tag", None)
            if tag is not None:
                problems.append(
                    Problem(
                        place, "NR111", f"có thẻ kiểu “{_short_tag(tag)}”", "Bỏ thẻ; kiểu do tên trường quyết định."
                    )
                )
        if type(event).__name__ in {"MappingStartEvent", "SequenceStartEvent"}:
            depth += 1
            if depth > MAX_DEPTH:
                problems.append(
                    Problem(place, "NR112", f"lồng nhau quá {MAX_DEPTH} cấp", "Viết phẳng lại theo tệp mẫu.")
                )
                break
        elif type(event).__name__ in {"MappingEndEvent", "SequenceEndEvent"}:
            depth -= 1
        if nodes > MAX_NODES:
            problems.append(
                Problem(place, "NR112", f"tệp có hơn {number(MAX_NODES)} giá trị", "Tách thành nhiều bản ghi.")
            )
            break
        if isinstance(event, ScalarEvent) and event.value == "<<" and event.implicit[0]:
            problems.append(_sharing(place, "<<"))
    return problems, documents


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _sharing(place: Place, what: str) -> Problem:
    return Problem(place, "NR111", f"dùng “{what}” để chép lại phần khác", "Viết rõ giá trị, hoặc đặt trong dấu nháy.")


def _lost_comments(path: str, text: str, builder: "_Builder", root: Node) -> Iterator[Problem]:
    spans = sorted(builder.scalar_spans(root))
    at = 0
    for match in re.finditer(r"(?<=[ \n])#|^#", text):
        index = match.start()
        while at < len(spans) and spans[at][1] <= index:
            at += 1
        if at < len(spans) and spans[at][0] <= index:
            continue
        line_start = text.rfind("\n", 0, index) + 1
        if text[line_start:index].strip():
            place = Place(path, text.count("\n", 0, index) + 1, index - line_start + 1)
            yield Problem(
                place,
                "NR116",
                "chữ từ dấu # trở đi sẽ bị mất",
                "Đặt cả giá trị trong dấu nháy kép; chú thích viết ở dòng riêng.",
            )


def _at(path: str, node: Node) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)


class _Builder:
    """Turns nodes into plain values and remembers where each stood."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}

    def scalar_spans(self, node: Node) -> Iterator[tuple[int, int]]:
        if isinstance(node, ScalarNode):
            yield node.start_mark.index, node.end_mark.index
        elif isinstance(node, SequenceNode):
            for item in node.value:
                yield from self.scalar_spans(item)
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                yield from self.scalar_spans(key)
                yield from self.scalar_spans(value)

    def build(self, node: Node, path: Path) -> object:
        self.values[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # the YAML model has three kinds of node
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._say(key, "NR120", "tên trường phải là chữ", "Viết “tên_trường: giá trị”.")
                continue
            name = key.value
            if name in result:
                line = self.keys[(*path, name)][0]
                self._say(key, "NR110", f"trường “{name}” đã có ở dòng {line}", "Giữ một dòng, xóa dòng kia.")
                continue
            self.keys[(*path, name)] = (key.start_mark.line + 1, key.start_mark.column + 1)
            result[name] = self.build(value, (*path, name))
        return result

    def _scalar(self, node: ScalarNode) -> type_of_value:
        text: str = node.value
        if node.style not in (None, ""):
            if not text.strip():
                self._say(node, "NR119", "giá trị trống", "Không có số liệu thì bỏ cả dòng này.")
            return text
        if text in _NOTHING:
            self._say(node, "NR119", "giá trị trống", "Không có số liệu thì bỏ cả dòng này; không ghi 0.")
        elif text in {"true", "false"}:
            return text == "true"
        elif text.lower() in _YES_NO or text.lower() in {"true", "false"}:
            self._say(
                node,
                "NR118",
                f"“{text}” bị YAML hiểu là đúng/sai",
                "Viết true hoặc false; là chữ thì đặt trong dấu nháy.",
            )
        elif _THOUSANDS.fullmatch(text):
            plain = re.sub(r"[.,_ ]", "", text)
            self._say(
                node,
                "NR117",
                f"“{text}” dễ bị hiểu sai",
                f"Viết liền {plain}; là số lẻ thì dùng dấu chấm và bớt hoặc thêm số 0.",
            )
        elif _INTEGER.fullmatch(text):
            return int(text)
        elif _DECIMAL.fullmatch(text):
            return float(text)
        elif _CLOCK.fullmatch(text):
            self._say(node, "NR117", f"“{text}” bị YAML hiểu là một số", "Đặt trong dấu nháy kép.")
        elif _NUMBER_TRAPS.fullmatch(text):
            self._say(
                node,
                "NR117",
                f"“{text}” bị YAML hiểu là số khác",
                "Là mã thì đặt trong dấu nháy kép; là số thì viết thường, ví dụ 1000.",
            )
        return text

    def _say(self, node: Node, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(_at(self.path, node), code, message, hint))
